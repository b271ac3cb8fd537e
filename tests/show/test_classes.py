"""One rule decides colours, legend and counts."""

import dataclasses
import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiensys.show import classes, colours
from shiensys.show.view import View


def _by_verdict(found):
    sides = {"short": 0, "between": 0, "enough": 0, "unknown": 0}
    for each in found:
        side = each.key.partition("-")[0]
        sides["unknown" if side == "protected" else side] += len(each.unit_ids)
    return sides


@pytest.mark.parametrize("by", ["count", "share"])
def test_the_map_colours_as_many_districts_as_the_headline_counts(balance, by):
    assert _by_verdict(classes.classes(balance, View("gap", by))) == dict(balance.counts)


def test_the_verdict_decides_the_side_not_the_sign_of_the_figure(balance):
    # 南町 lacks 5 by its point estimate, yet its interval reaches both sides: it is neither brown nor teal
    found = classes.class_of(classes.classes(balance, View()))
    assert found["c"].fill == colours.BETWEEN
    assert found["a"].fill in colours.SHORT
    assert found["d"].fill in colours.ENOUGH


def test_what_is_enough_unknown_or_protected_has_a_pattern_of_its_own_so_that_grey_paper_tells_them_apart(balance):
    found = classes.class_of(classes.classes(balance, View()))
    assert [found[unit].pattern for unit in "adef"] == ["plain", "dots", "cross", "hatch"]


def test_few_answers_are_striped_on_their_colour_and_named_once_in_the_legend(balance):
    few = balance.table.assign(need_state=balance.table["need_state"].mask(balance.table["unit_id"] == "b", "few"))
    found = classes.classes(dataclasses.replace(balance, table=few), View())
    by_unit = classes.class_of(found)
    assert (by_unit["b"].pattern, by_unit["b"].fill) == ("few", colours.SHORT[0])
    assert by_unit["a"].pattern == "plain"
    legend = [each.legend for each in classes.entries(found)]
    assert "149人まで 足りない(1地区)" in legend
    assert legend[-1] == "回答が少ない(参考)(1地区)"


def test_a_larger_shortage_is_darker_and_the_legend_says_the_bound_and_the_count(balance):
    found = classes.classes(balance, View())
    assert [each.legend for each in found] == [
        "150人以上 足りない(1地区)",
        "149人まで 足りない(1地区)",
        "どちらとも言えない(1地区)",
        "いまのところ足りる見込み(1地区)",
        "まだわかりません(1地区)",
        "伏せています(1地区)",
    ]
    assert (found[0].fill, found[1].fill) == (colours.SHORT[2], colours.SHORT[0])


def test_what_has_no_verdict_is_hatched_even_if_a_figure_stands_in_the_table(balance):
    leaked = balance.table.assign(gap=balance.table["gap"].fillna(-50.0))
    found = classes.class_of(classes.classes(dataclasses.replace(balance, table=leaked), View()))
    assert found["f"].key == "unknown"
    assert found["e"].key == "protected"


def test_need_and_places_have_their_own_colours(balance):
    need = classes.classes(balance, View("need"))
    places = classes.classes(balance, View("places", "share"))
    assert {each.fill for each in need} <= {*colours.NEED, colours.UNKNOWN}
    assert {each.fill for each in places} <= {*colours.SUPPLY, colours.UNKNOWN}
    assert need[0].legend == "200人以上(1地区)"
    assert places[0].words == "10%以上"


def test_a_care_area_is_counted_as_one(balance):
    found = classes.classes(dataclasses.replace(balance, level="area"), View())
    assert found[-1].legend == "伏せています(1圏域)"


@given(st.lists(st.floats(0, 5000), min_size=1, max_size=60), st.sampled_from([3, 5]))
def test_every_value_is_in_one_class_and_no_class_is_empty(values, most):
    series = pd.Series(values)
    bounds = classes.round_bounds(series, most=most, by="count")
    assert bounds == sorted(set(bounds))
    assert len(bounds) < most
    edges = [-1.0, *bounds, float("inf")]
    for low, high in itertools.pairwise(edges):
        assert ((series >= low) & (series < high)).any()


@given(st.floats(1, 100_000))
def test_bounds_are_whole_round_numbers_of_people(value):
    bounds = classes.round_bounds(pd.Series([value, value * 2, value * 3]), most=3, by="count")
    assert all(bound == int(bound) for bound in bounds)
    assert all(len(str(int(bound)).rstrip("0")) <= 2 for bound in bounds)
