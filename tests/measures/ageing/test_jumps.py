"""A boundary that moves, a home that opens: jumps are marked, and teach neither district nor city anything."""

import numpy as np
import pandas as pd
import pytest

from bench.made_cohorts import made, rows
from shiensys.measures.ageing.breaks import breaks
from shiensys.measures.ageing.forecast import by_group, forecast
from shiensys.measures.ageing.residents import residents

SIZES = np.full(30, 4000)
BASE = pd.Timestamp("2020-01-01")
IN_2025 = pd.Timestamp("2025-01-01")


@pytest.fixture(scope="module")
def quiet():
    """Thirty districts of 4,000 in eleven years without anything out of the ordinary."""
    return rows(made(SIZES, 10, seed=3), "2010-01-01", width=5, top=100)


def moved(table, part, since="2016-01-01"):
    """Let ``part`` of D00001 go to D00002 from a day on."""
    later = table["date"] >= since
    given, taken = (later & (table["district_id"] == name) for name in ("D00001", "D00002"))
    changed = table.copy()
    going = part * table.loc[given, "persons"].to_numpy()
    changed.loc[given, "persons"] -= going
    changed.loc[taken, "persons"] += going
    return changed


def opened(table, beds, since="2014-01-01"):
    """Let a care home with so many beds open in D00003."""
    inside = (table["district_id"] == "D00003") & (table["date"] >= since) & table["age_from"].between(85, 90)
    return table.assign(persons=table["persons"] + inside * beds / 4)  # two sexes, two bands


def older(table):
    """Give 75+ by district in 2025 as forecast from 2020."""
    found = forecast(table, [IN_2025], base=BASE)
    names = found.residents.districts
    told = by_group(found, pd.Series(names, index=names))
    return told[(told["group"] == "old") & (told["date"] == IN_2025)].set_index("unit_id")["persons"], found


def test_nothing_is_marked_where_nothing_happened(quiet):
    found = breaks(residents(quiet))
    assert not found.boundary.any()
    assert not found.institution.any()


def test_a_moved_boundary_is_found_on_both_sides_at_its_time(quiet):
    counted = residents(moved(quiet, 0.2))
    found = breaks(counted)
    where = [(counted.days[day + 1].year, counted.districts[district]) for day, district in np.argwhere(found.boundary)]
    assert where == [(2016, "D00001"), (2016, "D00002")]
    assert not found.institution.any()


def test_a_care_home_is_found_in_its_district_alone(quiet):
    _, found = older(opened(quiet, 80))
    assert found.marked == {"D00003": "institution"}


def test_a_moved_boundary_is_not_expected_to_move_again(quiet):
    """What D00001 lost, it doesn't go on losing: its forecast is 0.8 of the one without the move."""
    usual, _ = older(quiet)
    after, found = older(moved(quiet, 0.2))
    assert found.marked == {"D00001": "boundary", "D00002": "boundary"}
    assert after["D00001"] == pytest.approx(0.8 * usual["D00001"], rel=0.06)
    untouched = usual.index.difference(["D00001", "D00002"])
    assert after[untouched].to_numpy() == pytest.approx(usual[untouched].to_numpy(), rel=0.01)


def test_pairs_of_days_before_and_after_a_jump_still_count(quiet):
    found = breaks(residents(moved(quiet, 0.2)))
    between = found.between(np.array([0, 4, 6]), np.array([5, 9, 10]))[:, 1]
    assert between.tolist() == [False, True, False]
