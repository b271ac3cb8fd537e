"""Answers about ageing made by hand: three districts, one of them without a figure, on three days."""

import datetime as dt

import numpy as np
import pandas as pd

from shiensys.answers.ageing.answer import Aims, Expected, Measure, Outlook, Pyramid, Trend
from shiensys.answers.answer import Column, Evidence
from tests.show.conftest import CARD

DAYS = (dt.date(2016, 1, 1), dt.date(2021, 1, 1), dt.date(2026, 1, 1))
STEPS = (DAYS[-1], dt.date(2030, 1, 1), dt.date(2040, 1, 1))
NAMES = {"a": "東町", "b": "西町", "c": "山手"}
SHARES = {"a": (0.21, 0.25, 0.28), "b": (0.33, np.nan, 0.52), "c": (np.nan,) * 3}
OLDER = Measure("older", "65歳以上", "share", "人", "全住民", "65歳以上の住民")
GIVEN = {
    "city": CARD,
    "title": "65歳以上の移り変わり",
    "columns": (Column("name", "地区"), Column("value", "割合", "share")),
    "notes": ("架空のデータ(地区別の値・境界は実在しません)",),
    "evidence": (Evidence("住民", "住民基本台帳", DAYS[-1], "人"),),
}


def trend() -> Trend:
    """Shares of three days; the second district has a gap, the third no figure."""
    rows = [
        {"unit_id": unit, "name": NAMES[unit], "order": order, "date": day, "whole": 1000.0, "value": value,
         "persons": value * 1000, "words": "" if np.isnan(value) else f"{value:.0%}({value * 1000:.0f}人)",
         "change_words": ""}
        for order, unit in enumerate(NAMES, start=1) for day, value in zip(DAYS, SHARES[unit], strict=True)
    ]  # fmt: skip
    beside = [
        {"role": role, "name": name, "date": day, "value": value, "persons": np.nan, "words": "", "forecast": False}
        for role, name, values in (("city", "見本市", (0.27, 0.29, 0.31)), ("nation", "全国", (0.27, 0.285, 0.293)))
        for day, value in zip(DAYS, values, strict=True)
    ]
    far = beside[-1] | {"date": dt.date(2070, 1, 1), "value": 0.387, "forecast": True}
    return Trend(**GIVEN, table=pd.DataFrame(rows), measure=OLDER, level="district", days=DAYS,
                 everywhere=pd.DataFrame([*beside, far]), absent={"c": "境界が変わったため"})  # fmt: skip


def expected() -> Expected:
    """The first district with a narrow band, the second with a wide one, the third without a forecast."""
    middle = {
        "a": ((280, 280, 280), (300, 290, 310), (320, 300, 340)),
        "b": ((520,) * 3, (500, 380, 620), (450, 300, 600)),
    }
    rows = [_step(unit, order, at, *middle[unit][at]) for order, unit in enumerate("ab", start=1) for at in range(3)]
    city = [row | {"unit_id": "city", "name": "見本市"} for row in rows[:3]]
    past = [row | {"date": DAYS[0], "expected": False} for row in (rows[0], rows[3], city[0])]
    return Expected(**GIVEN, table=pd.DataFrame(rows), level="district", base=DAYS[-1], days=STEPS,
                    history=pd.DataFrame(past), everywhere=pd.DataFrame(city), passing=pd.DataFrame(),
                    sureness="", method="", absent={"c": "境界が変わったため"})  # fmt: skip


def _step(unit: str, order: int, at: int, persons: float, low: float, high: float) -> dict[str, object]:
    return {
        "unit_id": unit, "name": NAMES[unit], "order": order, "date": STEPS[at], "expected": at > 0, "key": "older",
        "persons": persons, "persons_low": low, "persons_high": high, "share": persons / 1000,
        "share_low": low / 1000, "share_high": high / 1000,
        "words": f"{persons}人({low}〜{high}人)", "mark_words": "施設" if unit == "b" else "",
    }  # fmt: skip


def outlook() -> Outlook:
    """Need of two districts today and in 2040; the second can't be said."""
    rows = [
        {"unit_id": unit, "name": NAMES[unit], "order": order, "kind": "shopping", "kind_words": "買い物", "unit": "人",
         "date": day, "expected": day != STEPS[0], "need": need, "need_low": need - 20, "need_high": need + 30,
         "change": np.nan, "state": "shown" if need > 0 else "protected",
         "words": "約" if need > 0 else "伏せています",
         "mark_words": ""}
        for order, (unit, needs) in enumerate({"a": (100.0, 140.0), "b": (np.nan, np.nan)}.items(), start=1)
        for day, need in zip((STEPS[0], STEPS[2]), needs, strict=True)
    ]  # fmt: skip
    return Outlook(
        **GIVEN, table=pd.DataFrame(rows), level="district", days=(STEPS[0], STEPS[2]), everywhere=pd.DataFrame()
    )


def aims() -> Aims:
    """A target that was reached and one without a result."""
    rows = [
        {"indicator": "参加率", "unit_id": unit, "name": NAMES[unit], "order": order, "date": DAYS[-1], "target": 0.08,
         "result": result, "style": "share", "difference_words": words}
        for order, (unit, result, words) in enumerate((("a", 0.09, "1.0ポイント上"), ("b", np.nan, "")), start=1)
    ]  # fmt: skip
    return Aims(**GIVEN, table=pd.DataFrame(rows), indicators=("参加率",))


def pyramid() -> Pyramid:
    """Two bands of men and women on two days, the later one expected."""
    rows = [
        {"date": day, "expected": day != DAYS[0], "sex": sex, "age_from": first, "age_to": pd.NA, "age": age,
         "persons": float(persons), "share": 0.1}
        for day in (DAYS[0], STEPS[2]) for sex in ("male", "female")
        for first, age, persons in ((0, "0〜64歳", 400), (65, "65歳以上", 120 if sex == "male" else 150))
    ]  # fmt: skip
    return Pyramid(**GIVEN, table=pd.DataFrame(rows), unit_id="a", name="東町", days=(DAYS[0], STEPS[2]))
