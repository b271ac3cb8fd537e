"""Nothing that is hidden leaves the server: not in a frame, a page, a map, a chart, a file or a command's table."""

import os
import subprocess
import sys
from urllib.parse import quote

import pytest

from tests.browser import canaries
from tests.browser.fixtures import ROOT, serving
from tests.browser.test_needs import _map

pytestmark = pytest.mark.browser

SURVEY = f"/?page={quote('わかったこと')}"
MAPS = (
    "/",
    f"/?metric={quote('困りごと')}&by={quote('割合')}&district={quote('わだ')}",
    f"{SURVEY}&district={quote('みなと')}",
    f"{SURVEY}&group={quote('困りごと')}&district={quote('わだ')}&figure={quote('調査の集計値')}",
    f"{SURVEY}&group={quote('困りごと')}&district={quote('はなれ')}&over={quote('回答した人全員')}",
)
VIEWS = (*MAPS, f"{SURVEY}&cut={quote('年齢')}", f"/?page={quote('いま、このまちは')}")
TABLES = (["table", "risks", "--by", "district"], ["table", "need", "--kind", "shopping", "--format", "json"])


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """Serve the city; gives the address and its store."""
    folder = tmp_path_factory.mktemp("canaries")
    with serving(folder / "store.sqlite3", *canaries.write(folder)) as address:
        yield address, folder / "store.sqlite3"


@pytest.fixture
def search(page):
    """Look into every frame that the page is sent."""
    found = canaries.Search()
    page.on("websocket", lambda line: line.on("framereceived", lambda frame: found.into("frame", frame)))
    return found


def test_no_view_and_no_file_holds_what_is_hidden(city, page, search):
    address, _ = city
    for view in VIEWS:
        page.goto(address + view)
        page.locator(".answer h1, .page-title").first.wait_for()
        if view in MAPS:
            _map(page)
        for frame in page.frames:
            search.into(f"page {view}", frame.content())
        if view in (VIEWS[1], VIEWS[3]):
            for button in page.get_by_role("button", name="表をファイルで受け取る").all():
                with page.expect_download() as taken:
                    button.click()
                search.into(f"file {view}", taken.value.path().read_bytes())
    assert search.looked > 100_000
    assert search.hits == []


def test_exact_counts_are_found_where_they_are_opened_so_the_search_can_find(city, page, search):
    address, _ = city
    page.goto(f"{address}{SURVEY}")
    page.get_by_text("くわしい集計(取扱注意)").click()
    page.get_by_role("button", name="記録を残して開く").click()
    page.get_by_text("1,237").first.wait_for()
    assert {"n 1237", "n 1093"} <= {name for _, name in search.hits}


def test_no_command_writes_what_is_hidden(city):
    _, store = city
    environment = os.environ | {"SHIENSYS_DATABASE_URL": f"sqlite:///{store}"}
    search = canaries.Search()
    for words in TABLES:
        command = [sys.executable, "-m", "shiensys", *words, "--city", canaries.CITY]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
        search.into(" ".join(words), done.stdout + done.stderr)
    assert search.looked > 1000
    assert search.hits == []
