"""Every view of both demonstration cities can be drawn, whatever can't be said in it."""

import itertools

import pytest

from shiensys import answers
from shiensys.answers.registry.public import public
from shiensys.show import charts, classes, export, hsds, labels, maps
from shiensys.show.view import BYS, METRICS, View
from shiensys.tables.categories import categories
from tests.show.hsds.hsds_standard import opened, wrong

KINDS = [one.kind for one in categories()]


@pytest.mark.parametrize("level", ["district", "area"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_view_is_drawn_in_words_colours_and_marks(demonstration_cities, kind, level):
    for city in demonstration_cities.values():
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


def test_the_package_of_the_registry_keeps_to_the_standard(demonstration_cities):
    for city in demonstration_cities.values():
        assert wrong(opened(hsds.package(public(city)))) == [], city.record.name
