"""The attack in short: nothing is found out, and what is merely hidden is."""

import numpy as np
import pytest

from bench import attack
from bench.attacks import hiding, versions
from bench.attacks.joint import published, worked_out
from bench.attacks.programme import YES, programme
from bench.attacks.surveys import KEYS, made
from bench.attacks.tally import Tally, of_cells, tally

SURVEYS = (1, 4)  # of 3 to 8 districts and of 31: see the first test


@pytest.fixture(scope="module")
def attacked():
    """Each survey's release, and what follows from it."""
    return [(told, worked_out(told)) for told in map(published, map(made, SURVEYS))]


def test_the_truth_lies_in_every_range_and_none_is_short(attacked):
    found = sum((of_cells(told, known) for told, known in attacked), Tally())
    assert found.hidden > 100
    assert (found.exact, found.narrow, found.wrong) == (0, 0, 0)
    assert found.narrowest >= 5


def test_each_question_for_itself_would_give_answers_away():
    """Two exact totals one person apart: 42 who would organise, 43 who would or do."""
    told = published(made(10), aware=False)
    assert of_cells(told, worked_out(told)).exact > 0


def test_the_integer_programme_finds_no_more_than_sums_do():
    told = published(made(5))
    written, known = programme(told, ("falls",)), worked_out(told)
    for cell in range(len(told.cells["district"])):
        low, high = known["falls"]["district"]["x"]
        assert written.least_and_most(written.atoms(0, YES, district=cell)) == (low[cell], high[cell])


def test_where_small_cells_are_merely_hidden_many_are_found_out():
    hidden, found = np.sum([hiding.recovered_in_tables(made(seed), 5) for seed in SURVEYS], axis=0)
    assert found / hidden > 0.4
    hidden, by_need, by_interval = hiding.recovered_from_need(made(SURVEYS[1]), np.random.default_rng(0))
    assert by_need == by_interval == hidden > 0


@pytest.mark.parametrize("change", versions.CHANGES)
def test_one_respondent_shows_only_where_nothing_is_settled(change):
    chain = versions.states(made(3), change, np.random.default_rng(0))
    assert not versions.told_apart(chain, settled=True)
    assert versions.told_apart(chain, settled=False)


def test_a_tally_knows_short_ranges_from_small_cells():
    low, high = np.array([3.0, 0.0, 2.0, 0.0]), np.array([3.0, 4.0, 6.0, 5.0])
    found = tally(low, high, np.array([3.0, 1.0, 7.0, 2.0]), np.array([20.0, 4.0, 30.0, 30.0]))
    assert (found.hidden, found.exact, found.narrow, found.narrowest, found.wrong) == (4, 1, 2, 0, 1)


def test_the_questions_of_the_attack_are_eight_or_more():
    assert len(KEYS) >= 8
    assert attack.SURVEYS == 1_000
