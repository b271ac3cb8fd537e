"""Charts of ageing: gaps stay gaps, no line without its band, nobody is ranked, words don't lie on each other."""

import dataclasses
import itertools

import pandas as pd
import pytest

from shiensys.show import colours
from shiensys.show.ageing import aims, dots, fan, lines, outlook, pyramid
from tests.show.ageing import seen


def test_lines_keep_gaps_and_name_the_chosen_district_the_city_and_the_nation_at_their_ends():
    drawn = lines.lines(seen.trend(), chosen="b")
    chosen = drawn.data[-1]
    assert list(chosen.y) == [0.33, None, 0.52]
    assert chosen.connectgaps is False
    assert {note.text: note.font.color for note in drawn.layout.annotations} == {
        "見本市": colours.TEXT, "全国": colours.TEXT, "<b>西町</b>": lines.CHOSEN,
    }  # fmt: skip
    heights = sorted(note.y for note in drawn.layout.annotations)
    assert all(high - low > 0.01 for low, high in itertools.pairwise(heights))


def test_lines_of_city_and_nation_differ_in_their_dashes_too():
    dashes = [trace.line.dash for trace in lines.lines(seen.trend()).data if trace.line.color == colours.TEXT]
    assert dashes == ["dot", "dashdot"]


def test_what_is_published_beyond_the_citys_own_days_does_not_press_its_lines_together():
    drawn = lines.lines(seen.trend())
    assert list(drawn.layout.xaxis.range) == [seen.DAYS[0], seen.DAYS[-1]]
    assert max(day for trace in drawn.data for day in trace.x) == seen.DAYS[-1]


def test_lines_of_a_city_without_a_day_are_an_empty_chart():
    found = seen.trend()
    bare = dataclasses.replace(found, table=found.table[:0], days=())
    assert [trace for trace in lines.lines(bare).data if len(trace.x)] == []


def test_dots_stand_in_the_citys_own_order_with_share_and_persons_and_a_reason_where_there_is_none():
    drawn = dots.dots(seen.trend(), seen.DAYS[-1], chosen="a")
    reasons, marks = drawn.data
    assert list(marks.x) == [0.28, 0.52, None]
    assert list(drawn.layout.yaxis.ticktext) == ["<b>東町</b>", "西町", "山手"]
    assert list(drawn.layout.yaxis2.ticktext) == ["28.0%(280人)", "52.0%(520人)", ""]
    assert list(reasons.text) == ["境界が変わったため"]
    assert [shape.x0 for shape in drawn.layout.shapes if shape.type == "line"] == [0.31]


@pytest.mark.parametrize("draw", [fan.shares, fan.amounts])
def test_a_forecast_is_never_drawn_without_its_band(draw):
    band, counted, ahead = draw(seen.expected(), "older", "a").data
    scale = 1000 if draw is fan.shares else 1
    assert [value * scale for value in band.y] == pytest.approx([280, 290, 300, 340, 310, 280])
    assert list(band.x) == [*seen.STEPS, *reversed(seen.STEPS)]
    assert list(counted.x) == [seen.DAYS[0], seen.STEPS[0]]
    assert [value * scale for value in ahead.y] == pytest.approx([280, 300, 320])


def test_the_fan_of_the_whole_city_is_that_of_no_district():
    assert len(fan.amounts(seen.expected(), "older", None).data[1].x) == 2


def test_a_pyramid_has_men_left_women_right_and_the_later_day_filled():
    drawn = pyramid.pyramid(seen.pyramid())
    men, women, *before = drawn.data
    assert (list(men.x), list(women.x)) == ([-400, -120], [400, 150])
    assert men.name == "令和22年1月1日(見通し)"
    assert {trace.marker.color for trace in before} == {"rgba(0,0,0,0)"}
    assert all(not str(words).startswith("-") for words in drawn.layout.xaxis.ticktext)


def test_a_pyramid_without_sexes_has_one_side():
    found = seen.pyramid()
    total = found.table[found.table["sex"] == "male"].assign(sex="total")
    drawn = pyramid.pyramid(dataclasses.replace(found, table=pd.DataFrame(total)))
    assert drawn.layout.xaxis.range[0] == 0
    assert min(value for trace in drawn.data for value in trace.x) > 0


def test_need_to_come_is_a_full_dot_with_its_range_beside_todays_hollow_one():
    words, now, later = outlook.needs(seen.outlook(), "shopping", seen.STEPS[2], chosen="a").data
    assert (now.marker.symbol, list(now.x)) == ("circle-open", [100.0, None])
    assert (later.marker.symbol, list(later.x)) == ("circle", [140.0, None])
    assert (later.error_x.array[0], later.error_x.arrayminus[0]) == (30.0, 20.0)
    assert list(words.text) == ["伏せています"]


def test_a_target_is_a_hollow_diamond_and_a_result_a_full_dot():
    target, result = aims.aims(seen.aims(), "参加率", seen.DAYS[-1]).data
    assert (target.marker.symbol, list(target.x)) == ("diamond-open", [0.08, 0.08])
    assert (result.marker.symbol, list(result.x)) == ("circle", [0.09, None])


def test_no_letter_is_smaller_than_fourteen_pixels():
    drawn = [lines.lines(seen.trend(), chosen="a"), dots.dots(seen.trend(), seen.DAYS[0]),
             fan.shares(seen.expected(), "older", "a"), pyramid.pyramid(seen.pyramid())]  # fmt: skip
    for each in drawn:
        assert each.layout.font.size >= 14
        assert all(note.font.size >= 14 for note in each.layout.annotations)
