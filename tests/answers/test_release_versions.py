"""What is released when a survey was published several times."""

from dataclasses import replace

import pytest

from shiensys.answers import release
from tests import city_of

ANSWERS = {"港": (100, 20), "小川": (60, 12), "和田": (80, 10), "大富": (50, 15)}


@pytest.fixture(scope="module")
def city():
    return city_of.city(
        districts=city_of.districts(),
        population=city_of.population(dict.fromkeys(city_of.AREAS, 1000)),
        survey=city_of.survey(ANSWERS),
    )


def in_trouble(answers):
    return answers["trouble_shopping"].eq(1).astype("boolean")


def published(city, *states):
    there = replace(city, rounds=(replace(city.rounds[0], states=states),))
    return release.release(there, in_trouble)


def same(one, other):
    return one.whole.equals(other.whole) and all(one.cells[by].equals(other.cells[by]) for by in one.cells)


def test_one_respondent_less_is_not_told_even_if_all_rows_changed_elsewhere(city):
    first = city.rounds[0].states[0]
    before = published(city, first)
    assert before.whole["x_low"].tolist() == before.whole["x_high"].tolist() == [57]
    assert same(before, published(city, first, first.iloc[1:]))
    assert same(before, published(city, first, first.iloc[1:].assign(organise=3)))


def test_ten_respondents_less_are_told(city):
    first = city.rounds[0].states[0]
    assert published(city, first, first.iloc[10:]).whole["x_low"].tolist() == [47]


def test_a_question_that_is_tied_to_another_does_not_tell_that_nobody_differs(city):
    found = release.answered(city)
    tied = release.of_answers(found, in_trouble, tied=[release.Tied(in_trouble)])
    assert tied.whole["x_high"].iloc[0] - tied.whole["x_low"].iloc[0] >= 5
