"""A real city's own polygons and places, in a real Chromium without a network."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import serving

pytestmark = [pytest.mark.real, pytest.mark.browser]

YAIZU = "22212"


def test_yaizu_is_on_the_map_with_its_places_and_without_fiction(real_data, tmp_path, page, requests, demonstration):
    folder = real_data / "yaizu"
    polygons = folder / "districts" / "小学校区" / "小学校区.shp"
    lists = sorted(file for file in (folder / "resources").glob("*.csv") if not file.stem.endswith("__attributes"))
    loads = [["load", "districts", str(polygons), "--city", YAIZU, "--name-column", "SAFIELD001"]]
    loads += [["load", "resources", str(file), "--city", YAIZU] for file in lists]
    with serving(shutil.copy(demonstration, tmp_path), *loads) as address:
        page.goto(address)
        frame = page.frame_locator("iframe")
        expect(frame.locator("path.leaflet-interactive[fill^='url']")).to_have_count(13)
        text = page.locator(".stApp").inner_text()
        assert "架空" not in text
        assert "13地区とも、手が足りているかはまだわかりません" in text
        # the demonstration cities were loaded too: they never stand beside a real one
        page.locator("[data-testid=stSelectbox]").first.click()
        expect(page.get_by_role("option")).to_have_text(["焼津市"])
        assert requests.elsewhere() == []
        assert requests.failed == []
