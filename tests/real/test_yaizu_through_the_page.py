"""A real city's files through the page, from an empty store to the map: its shapefile, and one of its lists."""

import json
from urllib.parse import quote

import geopandas as gpd
import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import serving
from tests.browser.waiting import pick

pytestmark = [pytest.mark.real, pytest.mark.browser]

PAGE = quote("データの取込")
DROP = "[data-testid=stFileUploaderDropzoneInput]"
UNITS = "path.leaflet-interactive[fill^='url']"


def save(page):
    """Accept what was mended, if anything was, and save."""
    button = page.get_by_role("button", name="保存する")
    page.locator("[class*=st-key-upload-reason]").first.or_(button).wait_for()
    if button.count() == 0:
        reason = page.locator("[class*=st-key-upload-reason] input").first
        pick(page, reason, page.get_by_role("option", name="元の資料がこうなっている"))
        page.get_by_role("button", name="残りも同じ理由にする").or_(button).first.wait_for()
        if button.count() == 0:
            page.get_by_role("button", name="残りも同じ理由にする").click()
    button.click()
    page.locator(".saved").wait_for()


def test_a_shapefile_and_a_list_go_from_an_empty_store_to_the_map(real_data, tmp_path, page, requests):
    folder = real_data / "yaizu" / "districts" / "小学校区"
    parts = [folder / f"小学校区.{ending}" for ending in ("shp", "dbf", "shx", "prj", "cpg")]
    with serving(tmp_path / "yaizu.sqlite3") as address:
        page.goto(f"{address}/?page={PAGE}&loads={quote('地区の境界')}")
        page.get_by_label("市町村コード").fill("222127")
        page.get_by_label("市の名前").fill("焼津市")
        page.keyboard.press("Tab")
        page.locator(DROP).set_input_files(parts)
        page.get_by_text("地区の名前の列がわかりません").first.wait_for()
        name = page.locator("[class*=st-key-upload-ask-name] input")
        pick(page, name, page.get_by_role("option", name="SAFIELD001"))
        page.get_by_role("button", name="この内容で調べ直す").click()
        save(page)
        assert "「地区の境界」を保存しました(13行)" in page.locator(".saved").inner_text()
        file = next(
            each
            for each in sorted((real_data / "yaizu" / "resources").glob("*.csv"))
            if not each.stem.endswith("__attributes")
        )
        page.goto(f"{address}/?page={PAGE}&loads={quote('支え合いの台帳・場所の一覧')}")
        page.locator(DROP).set_input_files(file)
        save(page)
        page.get_by_role("button", name="地図を見る").click()
        expect(page.frame_locator("iframe").locator(UNITS)).to_have_count(13)
        assert requests.elsewhere() == []


def test_geojson_of_the_same_districts_reads_the_same(real_data, tmp_path, page):
    shape = gpd.read_file(real_data / "yaizu" / "districts" / "小学校区" / "小学校区.shp").to_crs(6668)
    file = tmp_path / "小学校区.geojson"
    named = shape.rename(columns={"SAFIELD001": "地区名"})[["地区名", "geometry"]]
    file.write_text(json.dumps(json.loads(named.to_json())), encoding="utf-8")
    with serving(tmp_path / "yaizu.sqlite3") as address:
        page.goto(f"{address}/?page={PAGE}&loads={quote('地区の境界')}")
        page.get_by_label("市町村コード").fill("22212")
        page.get_by_label("市の名前").fill("焼津市")
        page.keyboard.press("Tab")
        page.locator(DROP).set_input_files(file)
        page.locator(".says").wait_for()
        assert "この市の地区が13つ、はじめて出ます。" in page.locator(".says").inner_text()
