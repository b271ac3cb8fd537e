"""Rates as map and chart: what is drawn is what is released, with two marks for few answers and protection."""

import dataclasses
import datetime as dt
import json

import numpy as np
import pandas as pd
import pytest

from shiensys.answers.answer import Column
from shiensys.answers.survey.answer import Offered, Rates
from shiensys.show import colours, shares
from tests.show.conftest import CARD

BLANK = np.nan
WORDS = {"f": "10人に1人ほど(回答20人)", "p": "保護のため出せません"}
UNITS = (  # id, name, state, direct with low and high, estimate with low and high
    ("a", "東町", "shown", (0.30, 0.22, 0.39), (0.28, 0.21, 0.36)),
    ("b", "西町", "shown", (0.10, 0.05, 0.19), (0.13, 0.08, 0.20)),
    ("f", "川辺", "few", (BLANK,) * 3, (0.20, 0.10, 0.34)),
    ("p", "山手", "protected", (BLANK,) * 3, (BLANK,) * 3),
)


def rates(*, higher="worse", by="district"):
    """Rates of four districts: two with answers enough, one with few, one protected."""
    rows = [
        {
            "unit_id": unit, "name": name, "order": order, "state": state,
            "direct": direct[0], "direct_low": direct[1], "direct_high": direct[2],
            "share": share[0], "share_low": share[1], "share_high": share[2],
            "words": WORDS.get(unit, "4人に1人ほど"), "direct_words": WORDS.get(unit, "調査では4人に1人ほど"),
            "mark_words": {"few": "回答が少ない(参考)", "protected": WORDS["p"]}.get(state, ""),
        }
        for order, (unit, name, state, direct, share) in enumerate(UNITS, start=1)
    ]  # fmt: skip
    return Rates(
        city=CARD, title="転倒のリスク", table=pd.DataFrame(rows), columns=(Column("name", "地区"),), evidence=(),
        indicator=Offered("falls", "転倒のリスク", "risks", "custom", "慣行", "転倒のリスクがある人", higher),
        by=by, denominator="judged", counts={"shown": 2, "few": 1, "protected": 1},
        everywhere={"share": 0.22, "direct": 0.21}, survey=("R7", dt.date(2025, 11, 30)), earlier=None,
    )  # fmt: skip


def classed(figure, **named):
    found = shares.found(rates(**named), figure)
    return {unit: each for each in found for unit in each.unit_ids}


@pytest.mark.parametrize("figure", shares.FIGURES)
def test_few_answers_and_protection_have_different_patterns_that_grey_paper_keeps(figure):
    found = classed(figure)
    assert set(found) == {"a", "b", "f", "p"}
    assert (found["a"].pattern, found["f"].pattern, found["p"].pattern) == ("plain", "few", "cross")


def test_the_estimate_colours_a_district_of_few_answers_and_their_own_share_is_drawn_nowhere():
    assert classed("share")["f"].fill in colours.NEED
    assert classed("direct")["f"].fill == colours.BACKGROUND


def test_the_legend_names_both_marks_with_how_many_districts_bear_them():
    for figure in shares.FIGURES:
        listed = [each.legend for each in shares.legend(rates(), figure)]
        assert "回答が少ない(参考)(1地区)" in listed
        assert "伏せています(1地区)" in listed


def test_what_is_good_is_teal_and_the_largest_share_is_the_darkest():
    good = classed("share", higher="better")
    assert good["a"].fill == colours.SUPPLY[-1]
    assert classed("share")["a"].fill == colours.NEED[-1]


def test_hover_text_comes_from_the_words_of_the_table_alone():
    painted = shares.paint(rates(), "share")["units"]
    assert painted["a"]["lines"] == ["東町", "4人に1人ほど"]
    assert painted["f"]["lines"] == ["川辺", WORDS["f"], "回答が少ない(参考)"]
    assert painted["p"]["lines"] == ["山手", WORDS["p"]]
    assert shares.paint(rates(), "direct")["units"]["a"]["lines"] == ["東町", "調査では4人に1人ほど"]
    assert "0.2" not in json.dumps(painted)


def test_the_chart_draws_each_share_with_its_interval_and_the_citys_line():
    drawn = shares.chart(rates(), "share", chosen="b")
    words, marks = drawn.data
    assert list(marks.x) == [0.28, 0.13, 0.20, None]
    assert list(marks.error_x.arrayminus)[:2] == pytest.approx([0.07, 0.05])
    assert list(marks.error_x.array)[:2] == pytest.approx([0.08, 0.07])
    assert list(marks.marker.symbol)[:3] == ["circle", "circle", "circle-open"]
    assert list(words.text) == [WORDS["p"]]
    assert [shape.x0 for shape in drawn.layout.shapes if shape.type == "line"] == [0.21]
    assert list(drawn.layout.yaxis.ticktext) == ["東町", "<b>西町</b>", "川辺", "山手"]
    assert list(drawn.layout.yaxis2.ticktext) == ["28.0%", "13.0%", "20%(参考)", ""]


def test_the_chart_of_what_answers_say_leaves_few_answers_out():
    words, marks = shares.chart(rates(), "direct").data
    assert list(marks.x) == [0.30, 0.10, None, None]
    assert list(words.text) == [WORDS["f"], WORDS["p"]]


def test_ages_name_no_districts_at_the_axis():
    assert "地区" not in shares.chart(rates(by="age"), "share").layout.xaxis.title.text


def test_the_city_is_drawn_where_the_headline_says_whichever_figure_is_chosen():
    for figure in shares.FIGURES:
        assert [note.text for note in shares.chart(rates(), figure).layout.annotations] == ["市全体 21.0%"]
    hidden = dataclasses.replace(rates(), everywhere={"share": 0.22, "direct": BLANK})
    assert [note.text for note in shares.chart(hidden, "share").layout.annotations] == ["市全体 22.0%"]
