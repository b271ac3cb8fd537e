"""The figures of the bench that are the same on every machine. Times are no test: ``make bench`` shows them."""

import numpy as np
import pytest

from bench import geometry, ground, points
from shiensys import answers, loading
from shiensys.intake.upload import Upload
from shiensys.loading import Said
from shiensys.show import maps
from shiensys.store.cities import CityRecord
from tests import city_of


@pytest.fixture
def demonstration(empty_store):
    """Shunan's 31 districts as its map is sent them."""
    checked = loading.check("districts", Upload.from_path(geometry.FILE), "35215", Said())
    boundaries = answers.boundaries(city_of.city(CityRecord("35215", "周南市", True), districts=checked.table))
    return maps.ground(boundaries).geojson


@pytest.fixture(scope="module")
def fine():
    """31 districts, drawn with a corner every 40 m."""
    return ground.districts(31)


def test_the_demonstration_is_light_and_its_districts_fit(demonstration):
    districts = geometry.polygons(demonstration)
    assert len(districts) == 31
    assert geometry.fit(districts, geometry.demonstration())
    assert geometry.gzipped(demonstration) <= 20_000


def test_finely_drawn_boundaries_become_light_and_still_fit(fine):
    assert geometry.corners(fine.geometry.to_numpy()) > 10_000
    sent = geometry.drawn(fine)
    districts = geometry.polygons(sent)
    assert len(districts) == 31
    assert geometry.corners(districts) <= 31 * 60
    assert geometry.fit(districts, fine.geometry.to_numpy())
    assert geometry.gzipped(sent) <= 20_000


@pytest.mark.parametrize("metres", [-10, 10])
def test_a_gap_or_an_overlap_would_be_seen(fine, metres):
    districts = geometry.polygons(geometry.drawn(fine))
    for place, district in enumerate(districts):
        torn = [*districts[:place], district.buffer(metres / 100_000), *districts[place + 1 :]]
        assert not geometry.fit(np.array(torn), districts)


def test_points_come_out_as_geopandas_joins_them():
    at, polygons = ground.points(20_000), ground.districts(500)
    ours = points.ours(at, polygons)
    assert 0.05 < ours.isna().mean() < 0.2
    assert ours.dropna().to_dict() == points.peer(points.drawn(at), polygons).to_dict()
