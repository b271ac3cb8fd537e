"""The usefulness of the estimates, in a short form: a few surveys of every point of the grid."""

import numpy as np
import pytest

from bench import usefulness
from bench.usefulness import COVERED, LOWER, Point

SURVEYS = 5


@pytest.fixture(scope="module")
def found():
    return {point: usefulness.measured(point, SURVEYS) for point in usefulness.grid()}


def test_estimates_err_less_than_published_shares_and_much_less_where_districts_are_alike(found):
    error = {
        spread: np.mean([each.ours / each.published for point, each in found.items() if point.spread == spread])
        for spread in usefulness.SPREADS
    }
    assert error[0.02] <= 1 - LOWER
    assert error[0.04] < 0.95
    assert error[0.08] < 0.95


def test_bounds_hold_as_often_as_they_say_and_those_of_a_plug_in_do_not(found):
    covered = np.mean([each.covered for each in found.values()])
    assert COVERED[0] <= covered <= COVERED[1]
    assert np.mean([each.plugged_in for each in found.values()]) < 0.9


def test_nothing_is_hidden_where_every_district_has_forty_answers(found):
    assert {each.shown for each in found.values()} == {1.0}


def test_a_plug_in_of_districts_that_look_alike_is_far_too_sure():
    low, high = usefulness.plug_in(np.array([8.0, 8.0, 8.0, 8.0]), 40)
    assert (high - low).max() < 0.03
    assert low[0] < 0.2 < high[0]


def test_a_point_is_drawn_anew_but_alike():
    point = Point(0.2, 0.02, 40)
    assert usefulness.measured(point, 1) == usefulness.measured(point, 1)
