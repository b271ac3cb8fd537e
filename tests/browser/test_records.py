"""The page of records in a real Chromium: back to an older survey, a download written down, every width."""

import csv
import os
import shutil
import sqlite3
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.becoming import becomes
from tests.browser.fixtures import ROOT, serving
from tests.browser.waiting import pick, press_until, settled

pytestmark = pytest.mark.browser

SURVEY = ROOT / "data" / "tokushima" / "survey.csv"
BEYOND = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
  .filter(each => each.getBoundingClientRect().right > innerWidth + 1 || each.matches('.figures') &&
    each.scrollWidth > each.clientWidth + 1)
  .map(each => each.className)"""
SHORTAGES = "() => document.querySelector('.legend').innerText"


@pytest.fixture(scope="module")
def kept(tmp_path_factory, demonstration):
    """A demonstration city with a second, smaller survey; gives the address and the store."""
    folder = tmp_path_factory.mktemp("records")
    with SURVEY.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source))
    smaller = folder / "survey_2.csv"
    with smaller.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([rows[0], *rows[1::3]])
    load = ["load", "survey", str(smaller), "--city", "36201", "--survey", "R7ニーズ調査(demo)"]
    store = shutil.copy(demonstration, folder)
    with serving(store, [*load, "--date", "2025-11-30", "--accept"]) as address:
        yield address, store


def audit(store, action):
    with sqlite3.connect(store) as connection:
        return connection.execute("select who, city, details from audit where action = ?", [action]).fetchall()


def show(page, directory, name):
    """Leave a picture for whoever looks at the pages (SHIENSYS_SCREENSHOTS: a folder)."""
    folder = os.environ.get("SHIENSYS_SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"records_{name}.png", full_page=True)


def choose(page, label, option):
    pick(page, page.get_by_role("combobox", name=label), page.get_by_role("option", name=option).first)


def test_two_clicks_bring_back_the_map_of_the_survey_before(page, kept, requests):
    address, store = kept
    page.goto(f"{address}/?city={quote('徳島市')}")
    page.locator(".legend").wait_for()
    smaller = page.evaluate(SHORTAGES)
    page.goto(f"{address}/?city={quote('徳島市')}&page={quote('記録')}")
    choose(page, "どの表の記録を見ますか", "ニーズ調査の回答")
    page.get_by_text("増えた回答が0件").wait_for()
    choose(page, "どの取込について見ますか", "3,929件")
    press_until(page, page.get_by_role("button", name="この版に戻す", exact=True), page.get_by_text("地図で変わること"))
    show(page, kept, "asked")
    page.get_by_role("button", name="はい、この版に戻す").click()
    page.get_by_text("の版に戻しました").wait_for()
    show(page, kept, "done")
    page.goto(f"{address}/?city={quote('徳島市')}")
    page.locator(".legend").wait_for()
    assert page.evaluate(SHORTAGES) != smaller
    assert len(audit(store, "undo")) == 1
    assert requests.elsewhere() == []


def test_a_download_is_written_down_before_the_file_comes(page, kept):
    address, store = kept
    page.goto(f"{address}/?city={quote('徳島市')}")
    with page.expect_download() as coming:
        page.get_by_role("button", name="表をファイルで受け取る(CSV)").click()
    assert Path(coming.value.path()).read_bytes().startswith("\ufeff".encode())
    ((who, city, details),) = audit(store, "download")
    assert who
    assert city == "36201"
    assert "買い物の手助け" in details.encode().decode("unicode_escape") or "買い物の手助け" in details


def test_nothing_has_to_be_pushed_sideways(page, kept):
    page.goto(f"{kept[0]}/?city={quote('徳島市')}&page={quote('記録')}")
    for width in (1280, 768, 375):
        page.set_viewport_size({"width": width, "height": 720})
        page.get_by_text("だれが、いつ、何をしたか").first.wait_for()
        page.get_by_role("button", name="この一覧をファイルで受け取る(CSV)").last.wait_for()  # of two lists
        settled(page)
        show(page, kept, width)
        assert becomes(lambda: page.evaluate(BEYOND), []) == []
