"""What is said of need against places, and when nothing can be said."""

import math

import pandas as pd
import pytest

from shiensys.measures.gap import UnitMismatchError, coverage, gap, verdict
from shiensys.measures.sayable import need_reasons, place_reasons, reasons
from shiensys.tables.categories import category


def of(name: str, *rows: tuple[float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[name, f"{name}_low", f"{name}_high"], index=list("abcd")[: len(rows)])


NEED = of("need", (50, 40, 60), (50, 40, 60), (50, 40, 60), (10, 0, 30))
PLACES = of("places", (20, 20, 30), (60, 60, 70), (45, 45, 55), (5, 5, 5))
NO_REASON = pd.Series([()] * 4, index=list("abcd"), dtype=object)


def test_the_gap_runs_from_least_need_to_most():
    assert gap(NEED, PLACES).loc["a"].tolist() == [30, 10, 40]


def test_short_enough_or_between():
    assert verdict(gap(NEED, PLACES), NO_REASON).tolist() == ["short", "enough", "between", "between"]


def test_a_reason_silences_any_verdict():
    told = pd.Series([("stale",), (), (), ()], index=list("abcd"), dtype=object)
    assert verdict(gap(NEED, PLACES), told).tolist()[0] == "unknown"


def test_rows_are_aligned_by_key_whatever_their_order():
    assert gap(NEED, PLACES.iloc[::-1]).loc["a", "gap"] == 30


def test_other_units_are_refused():
    with pytest.raises(UnitMismatchError, match="地区がそろっていません"):
        gap(NEED, PLACES.iloc[:2])


def test_coverage_is_open_above_where_need_may_be_nothing():
    found = coverage(NEED, PLACES)
    assert found.loc["a"].tolist() == pytest.approx([20 / 50, 20 / 60, 30 / 40])
    assert found.loc["d"].tolist() == pytest.approx([0.5, 5 / 30, math.inf])


def test_coverage_of_no_need_is_not_defined():
    none = of("need", (0, 0, 4))
    assert coverage(none, PLACES.iloc[:1]).isna().all(axis=None)


def need_of(state: str, population: float = 1000.0) -> pd.DataFrame:
    return pd.DataFrame({"state": [state], "population": [population]}, index=["a"])


def places_of(resources: int, known: int, confirmed: int) -> pd.DataFrame:
    return pd.DataFrame({"resources": [resources], "known": [known], "confirmed": [confirmed]}, index=["a"])


COMPLETE = pd.Series({"a": "complete"})


def told(need=None, places=None, status=COMPLETE, kind="shopping", basis="unsolved", surveyed=True, registered=True):
    need_causes = need_reasons(need_of("shown") if need is None else need, basis, surveyed=surveyed)
    place_causes = place_reasons(places_of(4, 3, 2) if places is None else places, status, registered=registered)
    return reasons(category(kind), need_causes, place_causes)["a"]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({}, ()),
        ({"need": need_of("protected")}, ("protected",)),
        ({"need": need_of("few")}, ()),  # marked, not silent
        ({"need": need_of("shown", math.nan)}, ("no_population",)),
        ({"need": need_of("protected"), "surveyed": False, "basis": "none"}, ("no_survey",)),
        ({"need": need_of("protected"), "basis": "none"}, ("not_asked",)),
        ({"places": places_of(4, 2, 1)}, ()),
        ({"places": places_of(4, 1, 1)}, ("capacities_unknown",)),
        ({"places": places_of(4, 4, 0)}, ("stale",)),
        ({"places": places_of(0, 0, 0)}, ()),
        ({"status": pd.Series(dtype="str")}, ("not_complete",)),
        ({"status": pd.Series({"a": "partial"})}, ("not_complete",)),
        ({"status": pd.Series({"a": "not_applicable"})}, ("not_applicable",)),
        ({"registered": False}, ("no_registry",)),
        ({"kind": "repairs"}, ("units_differ",)),
        (
            {"need": need_of("protected"), "places": places_of(3, 0, 0)},
            ("protected", "capacities_unknown", "stale"),
        ),
    ],
)
def test_each_reason_that_nothing_can_be_said(case, expected):
    assert told(**case) == expected
