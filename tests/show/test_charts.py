"""Charts: order, units, words; what can't be said has no mark."""

import dataclasses

import pytest

from shiensys.show import charts, colours, plate
from shiensys.show.view import View
from tests.show import conftest as made


def _marks(figure):
    return {trace.marker.symbol: trace for trace in figure.data if trace.mode == "markers"}


def test_rows_stand_in_the_citys_own_order_not_by_shortage(balance):
    shuffled = dataclasses.replace(balance, table=balance.table.iloc[::-1])
    figure = charts.districts(shuffled, View())
    assert list(figure.layout.yaxis.ticktext) == ["東町", "西町", "南町", "北町", "川辺", "山手"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]  # the first on top


def test_a_dot_is_need_with_its_interval_and_a_square_is_places(balance):
    marks = _marks(charts.districts(balance, View()))
    assert marks["circle"].x[:4] == (300, 150, 100, 60)
    assert marks["circle"].error_x.array[0] == 70
    assert marks["circle"].error_x.arrayminus[0] == 60
    assert marks["circle"].marker.color == colours.NEED_MARK
    assert marks["square"].x[:4] == (80, 60, 95, 150)
    assert marks["square"].marker.color == colours.SUPPLY_MARK


def test_a_district_without_a_verdict_has_words_in_place_of_marks(balance):
    figure = charts.districts(balance, View())
    marks = _marks(figure)
    assert marks["circle"].x[4:] == (None, None)
    assert marks["square"].x[4:] == (None, None)
    words = next(trace for trace in figure.data if trace.mode == "text")
    assert list(words.y) == [4, 5]
    assert list(words.text) == ["まだわかりません", "まだわかりません"]


def test_need_alone_says_what_is_protected(balance):
    figure = charts.districts(balance, View("need"))
    assert set(_marks(figure)) == {"circle"}
    words = next(trace for trace in figure.data if trace.mode == "text")
    assert list(words.text) == ["伏せています"]


def test_row_ends_say_the_gap_without_signs(balance):
    ends = list(charts.districts(balance, View()).layout.yaxis2.ticktext)
    assert "220人 足りない" in ends[0]
    assert ends[2:] == ["どちらとも言えない", "90人のゆとり", "", ""]


def test_the_chosen_row_is_marked_and_nothing_else_moves(balance):
    plain, chosen = charts.districts(balance, View()), charts.districts(balance, View(), chosen="b")
    assert chosen.layout.yaxis.ticktext[1] == "<b>西町</b>"
    assert (chosen.layout.shapes[0].y0, chosen.layout.shapes[0].y1) == (0.5, 1.5)
    assert not plain.layout.shapes
    assert plain.layout.height == chosen.layout.height


@pytest.mark.parametrize(("by", "title", "ticks"), [("count", "人", ",d"), ("share", "65歳以上に占める割合", ".0%")])
def test_the_axis_names_its_unit(balance, by, title, ticks):
    axis = charts.districts(balance, View("gap", by)).layout.xaxis
    assert (axis.title.text, axis.tickformat) == (title, ticks)


def test_names_are_no_markup_and_letters_are_large_enough():
    figure = charts.districts(made.build_balance(names=["<a href='x'>&", *"bcdef"]), View())
    assert figure.layout.yaxis.ticktext[0] == "&lt;a href='x'&gt;&amp;"
    assert figure.layout.font.size >= 14
    assert figure.layout.height / 6 >= plate.ROW
