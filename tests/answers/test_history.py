"""What a version changed, as far as its reader may know."""

import pandas as pd
import pytest

from shiensys.answers import card
from shiensys.answers.history import change, rows_words
from shiensys.store import versions
from tests import city_of, stored

CITY = card(city_of.city(population=city_of.population({"港": 100})))


@pytest.fixture
def changed(empty_store):
    """Store two tables one after the other; gives what the second changed."""

    def run(kind, before, after, *, personal=True):
        first = versions.version(stored.store(kind, before))
        second = versions.version(stored.store(kind, after))
        return change(CITY, second, first, personal=personal)

    return run


def test_the_first_version_changed_nothing(empty_store):
    only = versions.version(stored.store("population", city_of.population({"港": 100})))
    told = change(CITY, only, None, personal=True)
    assert told.headline == ("この表の、はじめての取込です(3件)。",)
    assert told.table.empty


def test_rows_are_counted_by_place_the_most_changed_first(changed):
    before = city_of.population({"港": 100, "小川": 200})
    after = pd.concat([before[before["area"] == "港"].assign(persons=7.0), city_of.population({"和田": 5})])
    after = pd.concat([after, before[before["area"] == "小川"].head(1)])
    told = changed("population", before, after)
    assert told.counts == {"added": 3, "removed": 2, "changed": 3, "same": 1}
    assert told.table.values.tolist() == [
        ["港", 0, 0, 3, "人数"],
        ["和田", 3, 0, 0, ""],
        ["小川", 0, 2, 0, ""],
    ]


def test_a_resource_tells_which_of_its_cells_changed_and_no_cell(changed):
    before = city_of.registry(city_of.resource("朝市", contact="090-1234-5678"))
    after = city_of.registry(city_of.resource("朝市", contact="080-8765-4321", capacity=20.0))
    told = changed("resources", before, after)
    assert told.table.values.tolist() == [["朝市", 0, 0, 1, "定員、連絡先"]]
    assert "5678" not in str(told)
    assert "4321" not in str(told)


def test_of_answers_there_are_numbers_and_never_a_row(changed):
    before = stored.survey({"港": (20, 5)})
    after = pd.concat([before.iloc[3:].assign(organise=1).astype({"organise": "Int8"}), before.iloc[:1]])
    told = changed("survey", before, after)
    assert told.counts == {"added": 0, "removed": 2, "changed": 17, "same": 1}
    assert told.table.empty
    assert "100" not in str(told.headline)  # respondents are numbered from 1001
    assert told.headline[1] == "回答の変わりかたが10件に満たない地区では、画面の数字は前の版のままです。"


def test_who_may_not_see_answers_learns_how_many_there_are_in_tens(changed):
    told = changed("survey", stored.survey({"港": (27, 5)}), stored.survey({"港": (34, 5)}), personal=False)
    assert told.counts == {}
    assert told.table.empty
    assert told.headline == (
        "前の版はおよそ20件、この版はおよそ30件です。どれだけ入れかわったかは、担当者だけが見られます。",
        "回答の変わりかたが10件に満たない地区では、画面の数字は前の版のままです。",
    )


@pytest.mark.parametrize(("n", "words"), [(9, "10件未満"), (10, "およそ10件"), (3897, "およそ3,890件")])
def test_few_answers_are_not_counted_out(n, words):
    assert rows_words("survey", n, personal=False) == words
    assert rows_words("survey", n, personal=True) == f"{n:,}件"
    assert rows_words("resources", n, personal=False) == f"{n:,}件"


def test_the_same_contents_are_said_to_be_the_same(changed):
    table = city_of.population({"港": 100})
    assert changed("population", table, table.iloc[::-1]).headline == ("ひとつ前の版と、中身は同じです。",)
