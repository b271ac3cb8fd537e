"""The needs survey: one row a respondent, or a contractor's cross-table; and how many were asked.

No name, telephone, address or birth date has a column here, and none may ever get one.
Item numbers are those of the 第9期 form; the columns keep their meaning when numbers move.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from shiensys.tables.column import column

FORM = "介護予防・日常生活圏域ニーズ調査(第9期)"

# 困りごと: a widely used list, no required item of the national form (docs/methods.md §3)
TROUBLES = (
    "cooking", "room_cleaning", "bath_cleaning", "garden", "laundry", "rubbish", "shopping", "hospital",
    "medicine", "banking", "outing", "snow", "evacuation", "repairs", "futon", "seasonal_clothes", "pets",
    "talk", "hobby", "other",
)  # fmt: skip
SOLUTIONS = range(1, 11)  # family, neighbour, friend, volunteer, シルバー, care insurance, private, self, other,
UNSOLVED = 10  # ... can't solve it, in trouble
WISHES = (
    "meals", "cooking", "cleaning", "shopping", "rubbish", "accompanying", "transport", "watching", "salon",
    "snow", "other", "none",
)  # fmt: skip


def _code(meaning: str, last: int) -> Any:
    """Declare an answer code from 1 to ``last``; blank: not answered."""
    return column(meaning, source=FORM, ge=1, le=last, nullable=True)


class Survey(pa.DataFrameModel):
    """One row a respondent. A whole column may be missing: then the survey didn't ask it.

    Beside these, ``trouble_<t>`` (1 in trouble, 0 not, blank not answered), ``solved_<t>`` (code 1-10) for each
    of TROUBLES and ``wish_<w>`` (0/1) for each of WISHES, all Int8.
    """

    respondent: Series[str] = column("number of the respondent in this survey, no name", unique=True)
    survey: Series[str] = column("name of the survey")
    date: Series[pa.DateTime] = column("day that the answers stand for")
    area: Series[str] = column("district, 圏域 or 町丁 as the file writes it; blank: not known", nullable=True)
    age_from: Series[pd.Int16Dtype] = column("youngest age of the band", unit="years", ge=40, le=120, nullable=True)
    age_to: Series[pd.Int16Dtype] = column("oldest age; blank: open", unit="years", ge=40, le=120, nullable=True)
    sex: Series[str] = column("male or female", isin=["male", "female"], nullable=True)
    household: Series[pd.Int8Dtype] = _code("問1(1) 1 alone, 2 couple 65+, 3 couple <65, 4 two generations, 5 other", 5)
    weight: Series[float] = column("weight of the answer", unit="1", gt=0)
    bus_alone: Series[pd.Int8Dtype] | None = _code("問4(4) by bus or train alone: 1 does, 2 can, 3 can't", 3)
    shops: Series[pd.Int8Dtype] | None = _code("問4(5) shops: 1 does, 2 can, 3 can't", 3)
    cooks: Series[pd.Int8Dtype] | None = _code("問4(6) cooks: 1 does, 2 can, 3 can't", 3)
    kayoinoba: Series[pd.Int8Dtype] | None = _code("問5(1)⑤ 通いの場: 1 4+ a week … 6 no", 6)
    join: Series[pd.Int8Dtype] | None = _code("問5(2) take part: 1 gladly, 2 would, 3 no, 4 already", 4)
    organise: Series[pd.Int8Dtype] | None = _code("問5(3) organise: 1 gladly, 2 would, 3 no, 4 already", 4)
    nobody_listens: Series[pd.Int8Dtype] | None = column(
        "たすけあい(1) has nobody who listens: 1, else 0", source=FORM, ge=0, le=1, nullable=True
    )

    class Config:
        """The columns of TROUBLES and WISHES are declared by pattern below."""

        strict = False


class SurveyTable(pa.DataFrameModel):
    """One row of a contractor's cross-table: of ``n`` who answered, ``count`` are in need of a kind, or at a risk."""

    survey: Series[str] = column("name of the survey")
    date: Series[pa.DateTime] = column("day that the answers stand for")
    area: Series[str] = column("district or 圏域 as the file writes it; blank: divided otherwise", nullable=True)
    kind: Series[str] = column("kind of support, a key of support_categories.csv, or key of an indicator")
    basis: Series[str] = column(
        "what was counted",
        isin=["unsolved", "in_trouble", "proxy", "wish", "indicator"],
        source="docs/methods.md §3",
    )
    n: Series[pd.Int32Dtype] = column("persons who answered the item", unit="persons", ge=0)
    count: Series[float] = column("persons of whom it is true", unit="persons", ge=0)
    by: Series[str] | None = column(
        "what the answers are divided by; column missing: by district", isin=["district", "age", "sex", "city"]
    )
    cell: Series[str] | None = column("age band (65-69, 85-), male or female; blank otherwise", nullable=True)

    @pa.dataframe_check
    @classmethod
    def stands_once(cls, table: pd.DataFrame) -> bool:
        """A cell stands once."""
        names = ["survey", "date", "area", "kind", "basis", "by", "cell"]
        return not table.duplicated([name for name in names if name in table]).any()

    class Config:
        """No other columns."""

        strict = True


class SurveyReturns(pa.DataFrameModel):
    """How many were sampled, sent a form, and sent it back, by area."""

    survey: Series[str] = column("name of the survey")
    area: Series[str] = column("district or 圏域 as the file writes it")
    sampled: Series[pd.Int32Dtype] = column("persons sampled", unit="persons", ge=0, nullable=True)
    sent: Series[pd.Int32Dtype] = column("forms sent", unit="persons", ge=0, nullable=True)
    returned: Series[pd.Int32Dtype] = column("valid forms returned", unit="persons", ge=0, nullable=True)

    class Config:
        """An area stands once a survey."""

        strict = True
        unique = ["survey", "area"]
