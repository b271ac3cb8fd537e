"""Questions that hang together: the later one is released with an eye on the earlier."""

import pandas as pd
import pytest

from shiensys.answers import links
from shiensys.answers.release import answered, of_answers
from shiensys.measures import scoring
from shiensys.tables.categories import category
from shiensys.tables.indicators import indicator, indicators
from tests.city_of import city, districts, population, survey

HERE = {"港": (60, 5), "小川": (70, 20), "和田": (80, 30), "大富": (50, 0)}


def found(rows: pd.DataFrame):
    there = answered(city(districts=districts(), population=population(dict.fromkeys(HERE, 1000)), survey=rows))
    assert there is not None
    return there


def with_one_more(rows: pd.DataFrame) -> pd.DataFrame:
    """One more in trouble, who knows a way out."""
    one = rows.index[(rows["area"] == "港") & (rows["trouble_shopping"] == 0)][0]
    changed = rows.copy()
    changed.loc[one, ["trouble_shopping", "solved_shopping"]] = [1, 1]
    return changed


def test_who_cant_solve_a_trouble_is_in_trouble_and_that_difference_tells_nothing():
    there = found(with_one_more(survey(HERE)))
    trouble = indicator("trouble_shopping")
    tied = links.of_indicator(there, trouble)
    assert len(tied) == 1
    alone = of_answers(there, lambda rows: scoring.judge(rows, trouble.rule))
    beside = of_answers(there, lambda rows: scoring.judge(rows, trouble.rule), tied=tied)
    assert alone.whole is not None
    assert beside.whole is not None
    assert alone.whole["x_low"].tolist() == [56]  # 55 can't solve it: alone, the total would tell of the one
    assert beside.whole["x_low"].iloc[0] < beside.whole["x_high"].iloc[0]


def test_a_trouble_is_released_alone_where_nobody_was_asked_how_it_is_solved():
    there = found(survey(HERE).drop(columns="solved_shopping"))
    assert links.of_indicator(there, indicator("trouble_shopping")) == ()


@pytest.mark.parametrize(("key", "ties"), [("falls", 0), ("would_organise", 0), ("organises_or_would", 1)])
def test_only_what_hangs_together_is_tied(key, ties):
    assert len(links.of_indicator(found(survey(HERE)), indicator(key))) == ties


def test_who_wishes_to_join_takes_no_part_yet():
    there = found(survey(HERE).assign(join=1).astype({"join": "Int8"}))
    (inside,) = links.of_indicator(there, indicator("would_join"))
    (apart,) = links.of_indicator(there, indicator("takes_part_kayoinoba"))
    assert (inside.apart, apart.apart) == (False, True)
    assert inside.verdict_of(there.rows["city"]).all()


def test_talk_is_released_after_watching():
    there = found(survey(HERE))
    assert [len(links.of_kind(there, category(kind))) for kind in ("talk", "watching", "shopping")] == [1, 0, 0]


def test_every_question_that_is_named_is_one_of_the_rules():
    known = {one.key for one in indicators()}
    assert {*links.INSIDE, *links.INSIDE.values(), links.WISH_INSIDE, links.WISH_APART} <= known
    assert {key.replace("trouble_", "unsolved_", 1) for key in known if key.startswith("trouble_")} <= known
