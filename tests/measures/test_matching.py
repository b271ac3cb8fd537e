"""Providers scored for needs, worked out by hand; all at once as one after the other."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.matching import made, slowly
from shiensys.measures import matching
from shiensys.measures.matching import Needs, Providers, ranking, scores

ALONE = np.zeros((2, 2), dtype=bool)
SIDE_BY_SIDE = ~np.eye(2, dtype=bool)


def need(**values) -> Needs:
    """One person of district 0 who asks for kind 0, and for nothing else."""
    usual = {
        "kind": [0], "district": [0], "persons": [1.0], "days": [[False] * 7], "conditions": [[False] * 6],
        "fee_most": [math.nan],
    }  # fmt: skip
    return Needs(**{name: np.array(values.get(name, value)) for name, value in usual.items()})


def provider(**values) -> Providers:
    """One provider of kind 0 that stands in district 0, serves it, has 4 places and was confirmed last month."""
    usual = {
        "kinds": [[True, False]], "active": [True], "serves": [[True, False]], "stands": [0],
        "metres": [[400.0, 4000.0]], "comes": [False], "free": [[4.0, math.nan]], "days": [[False] * 7],
        "days_known": [False], "fee": [math.nan], "conditions": [[math.nan] * 6], "months": [1.0],
    }  # fmt: skip
    arrays = {name: np.array(values.get(name, value)) for name, value in usual.items()}
    return Providers(ids=values.get("ids", ("R1",)), **arrays)


def score(asked: Needs, offered: Providers, beside=ALONE) -> float:
    return float(scores(asked, offered, beside).score[0, 0])


MONDAY = [True] + [False] * 6
MONDAY_TUESDAY = [True, True] + [False] * 5
WHEELCHAIR = [True] + [False] * 5


def test_who_serves_the_district_nearby_has_room_and_is_confirmed_has_all_points():
    assert score(need(), provider()) == 100


@pytest.mark.parametrize(
    ("asked", "offered", "points"),
    [
        # distance 30 × 1 × (1 − 0.5 × (1750 − 500) ÷ 2500) = 22.5; 22.5 + 30 + 5 of 65
        ({}, {"metres": [[1750.0, 0.0]]}, 88),
        ({}, {"metres": [[1750.0, 0.0]], "comes": [True]}, 100),  # who comes to the home may be far away
        ({}, {"metres": [[math.nan, 0.0]]}, 88),  # an unknown distance counts half way
        ({}, {"free": [[math.nan, 1.0]]}, 77),  # (30 + 15 + 5) ÷ 65
        ({"persons": [6.0]}, {}, 85),  # 4 of 6: (30 + 20 + 5) ÷ 65 = 84.6
        ({}, {"months": [13.0]}, 96),  # (60 + 2.5) ÷ 65
        ({}, {"months": [math.nan]}, 94),  # (60 + 1.25) ÷ 65
        # of two wished days one: (65 + 7.5) ÷ 80 = 90.6
        ({"days": [MONDAY_TUESDAY]}, {"days": [MONDAY], "days_known": [True]}, 91),
        ({"days": [MONDAY]}, {}, 91),  # days that nobody knows
        ({"fee_most": [300.0]}, {"fee": [300.0]}, 100),
        ({"fee_most": [300.0]}, {}, 93),  # (65 + 5) ÷ 75
        ({"conditions": [WHEELCHAIR]}, {"conditions": [[1.0] + [math.nan] * 5]}, 100),
        ({"conditions": [WHEELCHAIR]}, {}, 93),
    ],
)
def test_each_part_gives_its_points(asked, offered, points):
    assert score(need(**asked), provider(**offered)) == points


@pytest.mark.parametrize(
    ("asked", "offered", "fails"),
    [
        ({"kind": [1]}, {}, "kind"),
        ({}, {"active": [False]}, "status"),
        ({"district": [1]}, {}, "distance"),
        ({}, {"free": [[0.9, 1.0]]}, "places"),  # not one whole place is left
        ({"days": [MONDAY]}, {"days": [[False, True] + [False] * 5], "days_known": [True]}, "days"),
        ({"fee_most": [0.0]}, {"fee": [100.0]}, "fee"),
        ({"conditions": [WHEELCHAIR]}, {"conditions": [[0.0] + [math.nan] * 5]}, "conditions"),
    ],
)
def test_what_is_known_to_be_in_the_way_makes_it_impossible_and_is_named(asked, offered, fails):
    found = scores(need(**asked), provider(**offered), ALONE)
    assert not found.possible[0, 0]
    assert math.isnan(found.score[0, 0])
    assert [name for name in matching.MUSTS if found.fails[name][0, 0]] == [fails]


def test_a_neighbour_may_be_asked_and_who_is_near_too_but_nobody_far_away():
    from_beside = need(district=[1])
    assert scores(from_beside, provider(), SIDE_BY_SIDE).possible[0, 0]
    assert not scores(from_beside, provider(), ALONE).possible[0, 0]
    near = provider(metres=[[400.0, 3000.0]])
    # 30 × 0.25 × 0.5 + 30 + 5 of 65
    assert score(from_beside, near) == 60
    assert not scores(from_beside, provider(metres=[[400.0, 3001.0]]), ALONE).possible[0, 0]
    assert not scores(from_beside, provider(metres=[[400.0, math.nan]]), ALONE).possible[0, 0]


def test_who_stands_beside_and_serves_nobody_of_note_is_a_neighbour_too():
    lonely = provider(serves=[[False, False]])
    assert scores(need(district=[1]), lonely, SIDE_BY_SIDE).possible[0, 0]


def test_all_at_once_scores_as_one_after_the_other():
    for seed in range(3):
        needs, providers, beside = made(20, 120, seed)
        found = scores(needs, providers, beside).score
        assert np.array_equal(found, slowly(needs, providers, beside), equal_nan=True)
        assert np.isfinite(found).any()


def some(providers: Providers, rows: np.ndarray) -> Providers:
    """Take some providers, in an order."""
    arrays = {name: value[rows] for name, value in vars(providers).items() if name != "ids"}
    return replace(providers, ids=tuple(providers.ids[row] for row in rows), **arrays)


def names(needs: Needs, providers: Providers, beside) -> list[list[str]]:
    """List by need the ids of those who can meet it, best first."""
    found = scores(needs, providers, beside)
    order = ranking(found.score, needs, providers)
    return [[providers.ids[place] for place in row if found.possible[need, place]] for need, row in enumerate(order)]


@given(st.integers(0, 10_000), st.integers(1, 39))
def test_another_provider_never_takes_a_suggestion_away(seed, n):
    needs, providers, beside = made(5, 40, seed)
    fewer = names(needs, some(providers, np.arange(n)), beside)
    more = names(needs, some(providers, np.arange(n + 1)), beside)
    for before, after in zip(fewer, more, strict=True):
        assert [each for each in after if each in set(before)] == before
        assert len(after) - len(before) in (0, 1)


@given(st.integers(0, 10_000))
def test_the_order_of_rows_changes_nothing(seed):
    needs, providers, beside = made(5, 40, seed)
    shuffled = some(providers, np.random.default_rng(seed).permutation(40))
    assert names(needs, shuffled, beside) == names(needs, providers, beside)


def test_equal_points_are_told_apart_by_distance_then_by_id():
    three = Providers(
        **{
            name: ("R3", "R2", "R1") if name == "ids" else np.repeat(value, 3, axis=0)
            for name, value in vars(provider(comes=[True])).items()
        }
    )
    farther = replace(three, metres=np.array([[100.0, 0.0], [200.0, 0.0], [200.0, 0.0]]))
    assert names(need(), farther, ALONE) == [["R3", "R1", "R2"]]
    assert names(need(), three, ALONE) == [["R1", "R2", "R3"]]


def test_no_needs_or_no_providers_give_empty_tables():
    needs, providers, beside = made(3, 5)
    none = some(providers, np.arange(0))
    assert scores(needs, none, beside).score.shape == (3, 0)
    assert ranking(np.empty((3, 0)), needs, none).shape == (3, 0)
