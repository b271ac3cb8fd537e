"""The roster in a real browser: a click on the map, saved, seen by the next who looks; printed a page each."""

import re

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.becoming import becomes
from tests.browser.fixtures import FIRST_VIEW_MS, serving
from tests.browser.waiting import click_until, settled
from tests.test_roster_alone import CITY, HALLS, ROSTER

PAGE = "台帳の点検"


@pytest.fixture(scope="module")
def roster_alone(tmp_path_factory):
    """Serve a city that has a list of halls and a roster, and nothing else."""
    folder = tmp_path_factory.mktemp("roster")
    (folder / "公共施設一覧.csv").write_text(HALLS, encoding="cp932")
    book = openpyxl.Workbook()
    for row in ROSTER:
        book.worksheets[0].append(row)
    book.save(folder / "支え合いの一覧.xlsx")
    loads = [
        ["load", "resources", str(folder / name), "--city", CITY, "--name", "徳島市"]
        for name in ("公共施設一覧.csv", "支え合いの一覧.xlsx")
    ]
    with serving(folder / "store.sqlite3", *loads) as address:
        yield address


def told(page: Page, headline: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(headline, timeout=FIRST_VIEW_MS)


def test_a_click_on_the_map_places_an_entry_for_good(page, requests, roster_alone):
    page.goto(f"{roster_alone}/?page={PAGE}")
    told(page, "5件のうち2件が地図に出ています")
    page.get_by_role("combobox", name="地図で位置を決めるもの").click()
    page.get_by_role("option", name=re.compile("どこかの会")).click()
    save = page.get_by_role("button", name="この位置を保存")
    expect(save).to_be_disabled()
    settled(page)
    click_until(page.frame_locator("iframe").first.locator("#map_div"), {"x": 300, "y": 150}, save)
    save.click()
    expect(page.get_by_text("「どこかの会」の位置を保存しました。")).to_be_visible(timeout=FIRST_VIEW_MS)
    told(page, "5件のうち3件が地図に出ています")
    page.reload()
    told(page, "5件のうち3件が地図に出ています")
    assert requests.elsewhere() == []


def test_on_paper_the_call_lists_stand_alone(page, roster_alone):
    page.goto(f"{roster_alone}/?page={PAGE}")
    page.wait_for_selector(".call-list")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="電話で聞くこと: 地区のわからないもの")).to_be_visible()
    expect(page.locator(".st-key-roster-board")).to_be_hidden()
    expect(page.locator(".st-key-top")).to_be_hidden()
    hidden = "(main => main.scrollHeight - main.clientHeight)(document.querySelector('[data-testid=stMain]'))"
    assert becomes(lambda: page.evaluate(hidden), 0) == 0


def test_nothing_scrolls_sideways(page, roster_alone):
    page.set_viewport_size({"width": 768, "height": 800})
    page.goto(f"{roster_alone}/?page={PAGE}")
    page.get_by_text("1年以内に確認していないもの(").click()
    page.wait_for_selector(".call-list .cards")
    beyond = "Math.max(...[...document.querySelectorAll('.cards')].map(e => e.scrollWidth - e.clientWidth))"
    for width in (768, 375):
        page.set_viewport_size({"width": width, "height": 800})
        settled(page)
        assert becomes(lambda: page.evaluate(f"{beyond} <= 0"), True)
        assert becomes(lambda: page.evaluate("document.documentElement.scrollWidth <= innerWidth"), True)
