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
PERSONS = ("spouse", "child_with", "child_apart", "relatives", "neighbour", "friend", "other", "nobody")


def _code(meaning: str, last: int) -> Any:
    """Declare an answer code from 1 to ``last``; blank: not answered."""
    return column(meaning, source=FORM, ge=1, le=last, nullable=True)


class Survey(pa.DataFrameModel):
    """One row a respondent. A whole column may be missing: then the survey didn't ask it.

    Beside these, all Int8: ``trouble_<t>`` (1 in trouble, 0 not, blank not answered), ``solved_<t>`` (code 1-10) for
    each of TROUBLES, ``wish_<w>`` (0/1) for each of WISHES, ``listens_<p>``, ``listened_<p>``, ``nurses_<p>``,
    ``nursed_<p>`` (0/1: who listens, is listened to, nurses, is nursed) for each of PERSONS, and ``own_<key>`` for
    what a city asked beside the form.
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
    codebook: Series[str] | None = column("key of the code book by which the answers were read")
    care_needed: Series[pd.Int8Dtype] | None = _code(
        "問1(2) help needed in daily life: 1 no, 2 yes but has none, 3 has some", 3
    )
    economy: Series[pd.Int8Dtype] | None = _code("問1(3) means: 1 very hard … 5 very easy", 5)
    stairs: Series[pd.Int8Dtype] | None = _code("問2(1) climbs stairs: 1 does, 2 can, 3 can't", 3)
    chair: Series[pd.Int8Dtype] | None = _code("問2(2) stands up from a chair: 1 does, 2 can, 3 can't", 3)
    walk: Series[pd.Int8Dtype] | None = _code("問2(3) walks 15 minutes: 1 does, 2 can, 3 can't", 3)
    falls: Series[pd.Int8Dtype] | None = _code("問2(4) falls in a year: 1 many, 2 once, 3 none", 3)
    fall_fear: Series[pd.Int8Dtype] | None = _code("問2(5) fear of falling: 1 great … 4 none", 4)
    outings: Series[pd.Int8Dtype] | None = _code("問2(6) goes out: 1 hardly, 2 weekly, 3 2–4 a week, 4 5+ a week", 4)
    outings_fewer: Series[pd.Int8Dtype] | None = _code("問2(7) goes out less than last year: 1 much … 4 no", 4)
    bmi: Series[pd.Float64Dtype] | None = column(
        "問3(1) body mass index; height and weight aren't kept", unit="kg/m²", source=FORM, ge=10, le=60, nullable=True
    )
    hard_food: Series[pd.Int8Dtype] | None = _code("問3(2) hard food is difficult: 1 yes, 2 no", 2)
    chokes: Series[pd.Int8Dtype] | None = _code("問3(3) chokes: 1 yes, 2 no", 2)
    dry_mouth: Series[pd.Int8Dtype] | None = _code("問3(4) dry mouth: 1 yes, 2 no", 2)
    weight_loss: Series[pd.Int8Dtype] | None = _code("問3(7) lost 2–3 kg in 6 months: 1 yes, 2 no", 2)
    eats_together: Series[pd.Int8Dtype] | None = _code("問3(8) meals with others: 1 daily … 5 hardly", 5)
    forgetful: Series[pd.Int8Dtype] | None = _code("問4(1) forgetful: 1 yes, 2 no", 2)
    bus_alone: Series[pd.Int8Dtype] | None = _code("問4(4) by bus or train alone: 1 does, 2 can, 3 can't", 3)
    shops: Series[pd.Int8Dtype] | None = _code("問4(5) shops: 1 does, 2 can, 3 can't", 3)
    cooks: Series[pd.Int8Dtype] | None = _code("問4(6) cooks: 1 does, 2 can, 3 can't", 3)
    pays_bills: Series[pd.Int8Dtype] | None = _code("問4(7) pays bills: 1 does, 2 can, 3 can't", 3)
    banks: Series[pd.Int8Dtype] | None = _code("問4(8) banks: 1 does, 2 can, 3 can't", 3)
    forms: Series[pd.Int8Dtype] | None = _code("問4(9) fills in forms: 1 yes, 2 no", 2)
    newspaper: Series[pd.Int8Dtype] | None = _code("問4(10) reads newspapers: 1 yes, 2 no", 2)
    books: Series[pd.Int8Dtype] | None = _code("問4(11) reads books: 1 yes, 2 no", 2)
    health_news: Series[pd.Int8Dtype] | None = _code("問4(12) follows news on health: 1 yes, 2 no", 2)
    visits_friends: Series[pd.Int8Dtype] | None = _code("問4(13) visits friends: 1 yes, 2 no", 2)
    advises: Series[pd.Int8Dtype] | None = _code("問4(14) advises family or friends: 1 yes, 2 no", 2)
    visits_sick: Series[pd.Int8Dtype] | None = _code("問4(15) can visit the sick: 1 yes, 2 no", 2)
    talks_to_young: Series[pd.Int8Dtype] | None = _code("問4(16) talks to the young: 1 yes, 2 no", 2)
    volunteering: Series[pd.Int8Dtype] | None = _code("問5(1)① volunteering: 1 4+ a week … 6 no", 6)
    sport: Series[pd.Int8Dtype] | None = _code("問5(1)② sport: 1 4+ a week … 6 no", 6)
    hobby: Series[pd.Int8Dtype] | None = _code("問5(1)③ hobby: 1 4+ a week … 6 no", 6)
    learning: Series[pd.Int8Dtype] | None = _code("問5(1)④ learning: 1 4+ a week … 6 no", 6)
    kayoinoba: Series[pd.Int8Dtype] | None = _code("問5(1)⑤ 通いの場: 1 4+ a week … 6 no", 6)
    senior_club: Series[pd.Int8Dtype] | None = _code("問5(1)⑥ 老人クラブ: 1 4+ a week … 6 no", 6)
    neighbourhood: Series[pd.Int8Dtype] | None = _code("問5(1)⑦ 町内会: 1 4+ a week … 6 no", 6)
    paid_work: Series[pd.Int8Dtype] | None = _code("問5(1)⑧ paid work: 1 4+ a week … 6 no", 6)
    join: Series[pd.Int8Dtype] | None = _code("問5(2) take part: 1 gladly, 2 would, 3 no, 4 already", 4)
    organise: Series[pd.Int8Dtype] | None = _code("問5(3) organise: 1 gladly, 2 would, 3 no, 4 already", 4)
    health: Series[pd.Int8Dtype] | None = _code("問7(1) health: 1 very good … 4 not good", 4)
    happiness: Series[pd.Int8Dtype] | None = column(
        "問7(2) happiness: 0 least … 10 most", source=FORM, ge=0, le=10, nullable=True
    )
    low_spirits: Series[pd.Int8Dtype] | None = _code("問7(3) low spirits: 1 yes, 2 no", 2)
    no_interest: Series[pd.Int8Dtype] | None = _code("問7(4) no interest: 1 yes, 2 no", 2)

    class Config:
        """Columns of lists come as the survey asked them."""

        strict = False


CROSS_KEY = ("survey", "date", "area", "kind", "basis", "by", "cell")  # a row of a cross-table; the last may be missing


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
        return not table.duplicated([name for name in CROSS_KEY if name in table]).any()

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
