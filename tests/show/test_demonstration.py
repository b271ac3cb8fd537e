"""Every view of both demonstration cities can be drawn, whatever can't be said in it."""

import itertools

import pytest

from shiensys import answers, demonstration, gathering
from shiensys.answers.registry.public import public
from shiensys.intake.request import silent
from shiensys.show import charts, classes, export, hsds, labels, maps
from shiensys.show.view import BYS, METRICS, View
from shiensys.store import database
from shiensys.tables.categories import categories
from tests.show.hsds.hsds_standard import opened, wrong

KINDS = [one.kind for one in categories()]


@pytest.fixture(scope="module")
def cities(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(database.VARIABLE, f"sqlite:///{tmp_path_factory.mktemp('store') / 'demo.sqlite3'}")
        yield [gathering.current(record.code) for record in demonstration.load_all(silent)]
        database.engine(database.url()).dispose()
        database.engine.cache_clear()


@pytest.mark.parametrize("level", ["district", "area"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_view_is_drawn_in_words_colours_and_marks(cities, kind, level):
    for city in cities:
        balance = answers.balance(city, kind, level)
        export.csv_bytes(balance)
        for metric, by in itertools.product(METRICS, BYS):
            view = View(metric, by)
            counts = sum(len(each.unit_ids) for each in classes.classes(balance, view))
            assert counts == len(balance.table)
            assert maps.paint(balance, view)
            assert charts.districts(balance, view, chosen=None).data is not None
            for row in labels.rows(balance.table):
                assert labels.interval(balance, row, "need", by=by)
                assert labels.interval(balance, row, "places", by=by)


def test_the_package_of_the_registry_keeps_to_the_standard(cities):
    for city in cities:
        assert wrong(opened(hsds.package(public(city)))) == [], city.record.name
