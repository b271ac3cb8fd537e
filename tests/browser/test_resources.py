"""The registry in a real browser: list and map move together, and two who mend one entry lose no word."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.becoming import at_rest, becomes
from tests.browser.fixtures import FIRST_VIEW_MS, ROOT, serving
from tests.browser.waiting import settled

pytestmark = pytest.mark.browser

PAGE = "支え合い資源"
BUS, SALON = "内町お買い物便(架空)", "佐古お買い物便(架空)"
FIND_OTHER = """(id) => {
  const box = document.getElementById("map_div").getBoundingClientRect();
  for (let x = 4; x < box.width; x += 6) for (let y = 4; y < box.height; y += 6) {
    const hit = dots.nearest({ originalEvent: new MouseEvent("click", { clientX: x, clientY: y }) });
    if (hit && hit.id !== id) return [x, y, hit.lines[0]];
  }
}"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory):
    """Serve a city that has boundaries and a registry."""
    folder = ROOT / "data" / "tokushima"
    loads = [
        ["load", kind, str(folder / file), "--city", "36201"]
        for kind, file in (("districts", "districts.geojson"), ("resources", "resources.csv"))
    ]
    with serving(tmp_path_factory.mktemp("registry") / "store.sqlite3", *loads) as address:
        yield address


def opened(page: Page, address: str, rest: str = "") -> None:
    page.goto(f"{address}/?page={PAGE}{rest}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("件", timeout=FIRST_VIEW_MS)


def choose(page: Page, name: str) -> None:
    page.locator("label").filter(has_text=name).click()
    expect(page.get_by_role("heading", name=name, level=2)).to_be_visible(timeout=FIRST_VIEW_MS)


def edit(page: Page, label: str, text: str) -> None:
    page.get_by_role("button", name="直す", exact=True).click()
    box = page.get_by_role("textbox", name=label, exact=True)
    box.fill(text)
    box.press("Tab")


def placed(address: str) -> str:
    """Read from an address which place is chosen."""
    return parse_qs(urlsplit(address).query)["place"][0]


def test_list_map_and_sheet_move_together(page, requests, registry):
    opened(page, registry)
    page.get_by_role("searchbox", name="ことばでさがす").fill("お買い物便")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("条件に合う", timeout=FIRST_VIEW_MS)
    choose(page, BUS)
    frame = page.frame_locator("iframe").first
    expect(frame.locator(".dot-name")).to_have_text(BUS)
    # the map again: another place is clicked there, and its sheet opens; the map stays where it is
    inside = frame.locator("#map_div").element_handle().owner_frame()
    page.wait_for_url("**place=**")
    settled(page)
    before = at_rest(inside.locator(".unit-name").first.bounding_box, still_s=0.6)
    chosen = placed(page.url)
    x, y, other = inside.evaluate(FIND_OTHER, chosen)
    frame.locator("#map_div").click(position={"x": x, "y": y})
    expect(page.get_by_role("heading", name=other, level=2)).to_be_visible(timeout=FIRST_VIEW_MS)
    expect(frame.locator(".dot-name")).to_have_count(1)  # the one before fades
    expect(frame.locator(".dot-name")).to_have_text(other)
    settled(page)
    assert inside.locator(".unit-name").first.bounding_box() == before
    page.wait_for_url(lambda address: placed(address) != chosen)
    link = page.url
    page.goto(link)
    expect(page.get_by_role("heading", name=other, level=2)).to_be_visible(timeout=FIRST_VIEW_MS)
    assert requests.elsewhere() == []
    assert requests.failed == []


def test_two_who_mend_one_entry_both_keep_their_words(page, browser, registry):
    opened(page, registry, "&find=お買い物便")
    choose(page, BUS)
    second = browser.new_page(viewport={"width": 1280, "height": 900}, locale="ja-JP")
    second.set_default_timeout(FIRST_VIEW_MS)
    second.goto(page.url)
    expect(second.get_by_role("heading", name=BUS, level=2)).to_be_visible(timeout=FIRST_VIEW_MS)
    edit(page, "費用", "1回100円")
    edit(second, "費用", "1回300円")
    page.get_by_role("button", name="保存する", exact=True).click()
    expect(page.get_by_text(f"「{BUS}」を保存しました。")).to_be_visible(timeout=FIRST_VIEW_MS)
    expect(page.locator(".panel")).to_contain_text("1回100円", timeout=FIRST_VIEW_MS)
    page.get_by_role("button", name="一覧にもどる").click()
    expect(page.get_by_text(re.compile("1回100円")).first).to_be_visible(timeout=FIRST_VIEW_MS)
    second.get_by_role("button", name="保存する", exact=True).click()
    expect(second.get_by_text("自分: 1回300円")).to_be_visible(timeout=FIRST_VIEW_MS)
    expect(second.get_by_text("相手: 1回100円")).to_be_visible()
    second.locator("label").filter(has_text="自分: 1回300円").click()
    second.get_by_role("button", name="選んだ内容で保存する").click()
    expect(second.locator(".panel")).to_contain_text("1回300円", timeout=FIRST_VIEW_MS)
    opened(page, registry, "&find=お買い物便")
    expect(page.get_by_text(re.compile("1回300円")).first).to_be_visible(timeout=FIRST_VIEW_MS)
    second.close()


def test_nothing_scrolls_sideways(page, registry):
    opened(page, registry)
    for width in (768, 375):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_selector(".st-key-hits [role=radiogroup] label")
        settled(page)
        for whole in ("documentElement", "querySelector('[data-testid=stMain]')"):
            assert becomes(lambda at=whole: page.evaluate(f"document.{at}.scrollWidth <= innerWidth"), True), width
