"""Small surveys made by hand: who answered, and who of them fell."""

import pandas as pd

from shiensys.city import City
from shiensys.gathering import gathered
from shiensys.store.cities import CityRecord
from tests.city_of import LOADED_AT, RECORD, Version, districts

OLDER = {"港": 1000, "小川": 2000, "和田": 500, "大富": 400}
ANSWERS = {"港": (100, 20), "小川": (100, 60), "和田": (60, 12), "大富": (20, 4)}
BANDS = ((65, 69), (70, 74), (75, 79), (80, 84), (85, None))


def survey(answers: dict[str, tuple[int, int]], *, open_: int = 0, date: str = "2025-11-30") -> pd.DataFrame:
    """By area how many answered and how many of them fell; ``open_`` in each area left the question blank.

    Age bands and sexes take turns.
    """
    rows = [
        (area, 1 if i < fell else 3 if i < n else None, *BANDS[i % 5], ("male", "female")[i % 2])
        for area, (n, fell) in answers.items()
        for i in range(n + open_)
    ]
    table = pd.DataFrame(rows, columns=["area", "falls", "age_from", "age_to", "sex"])
    table = table.assign(respondent=[str(i) for i in range(len(table))], survey="R7", date=pd.Timestamp(date))
    table = table.assign(weight=1.0, household=1, outings=3)
    codes = dict.fromkeys(("falls", "age_from", "age_to", "household", "outings"), "Int16")
    return table.astype(codes | {"falls": "Int8", "outings": "Int8"})


def by_bands(older: dict[str, tuple[int, ...]]) -> pd.DataFrame:
    """Residents by the survey's five age bands."""
    rows = [
        (area, low, high, float(n))
        for area, persons in older.items()
        for (low, high), n in zip(((0, 64), *BANDS), (3 * sum(persons), *persons), strict=True)
    ]
    table = pd.DataFrame(rows, columns=["area", "age_from", "age_to", "persons"])
    table = table.assign(area_code=None, date=pd.Timestamp("2026-03-31"), sex="total", status="stated")
    return table.astype({"age_from": "Int16", "age_to": "Int16"})


def two_surveys(new: pd.DataFrame, old: pd.DataFrame, record: CityRecord = RECORD, **tables: pd.DataFrame) -> City:
    """A city with this survey and the one before."""
    parts = {"districts": (districts(),), "survey": (old.assign(survey="R4"), new)}
    parts |= {name: (table,) for name, table in tables.items()}
    loaded = tuple(
        Version(n, record.code, kind, f"{at}", f"{kind}.csv", "", len(table), f"{n}{at}", LOADED_AT, "")
        for n, (kind, held) in enumerate(parts.items())
        for at, table in enumerate(held)
    )
    return gathered(record, loaded, parts)
