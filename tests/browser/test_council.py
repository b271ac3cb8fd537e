"""A whole meeting in two real browsers at once, without the internet: planned, held, closed, taken up by the next."""

import datetime as dt
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from shiensys import text
from tests.browser.fixtures import FIRST_VIEW_MS, Requests

PAGE, PLAN = quote("話し合い"), quote("会議を準備する")
TITLE = "ふたつの画面の会議"
WILD = "坂道がつらい <script>alert(1)</script> ${1}"
DECISION = "買い物バスを試す"


@pytest.fixture
def two(browser):
    """Two browsers that know nothing of each other; gives a page of each and what both asked for."""
    asked = Requests()
    contexts = [browser.new_context(viewport={"width": 1280, "height": 900}, locale="ja-JP") for _ in range(2)]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        page.set_default_timeout(FIRST_VIEW_MS)
    for context in contexts:
        context.on("request", lambda request: asked.asked.append(request.url))
    yield *pages, asked
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def wall(app, browser):
    """A meeting on the wall, at its first question."""
    page = browser.new_page(locale="ja-JP")
    page.set_default_timeout(FIRST_VIEW_MS)
    begin(page, app, "大きく映す会議")
    page.get_by_role("button", name="大きく映す").click()
    yield page
    page.close()


def plan(page: Page, app: str, title: str, day: dt.date) -> None:
    """Plan a meeting of the council that stands first; the page then is at the meeting."""
    page.goto(f"{app}/?page={PAGE}&part={PLAN}")
    page.get_by_label("題名").fill(title)
    page.get_by_label("題名").press("Tab")
    field = page.get_by_label("日", exact=True)
    field.fill(f"{day:%Y/%m/%d}")
    field.press("Tab")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible(timeout=FIRST_VIEW_MS)


def go(page: Page, stage: str) -> None:
    page.get_by_role("radio", name=stage).or_(page.get_by_role("button", name=stage, exact=True)).first.click()


def say(page: Page, text: str) -> None:
    page.get_by_label("ここに書く").fill(text)
    page.get_by_role("button", name="書き込む").click()


def hands(page: Page, option: str):
    return page.get_by_role("spinbutton", name=option)


def test_a_meeting_is_held_by_two_browsers_and_taken_up_by_the_next(app, two):
    one, other, asked = two
    today = text.today()
    plan(one, app, TITLE, today)
    one.get_by_role("button", name="会議をはじめる").click()
    expect(one.get_by_text("開催中")).to_be_visible()
    one.wait_for_url("**meeting=**")
    other.goto(one.url)
    for page in (one, other):
        go(page, "困りごと")
        expect(page.get_by_role("heading", name="どんなことに困っていますか")).to_be_visible(timeout=FIRST_VIEW_MS)
        expect(page.get_by_label("ここに書く")).to_be_visible()

    say(one, WILD)
    say(other, "バスが少ない")
    for page in (one, other):
        expect(page.locator(".talk-notes").get_by_text(WILD)).to_be_visible()
        expect(page.locator(".talk-notes").get_by_text("バスが少ない")).to_be_visible()

    one.get_by_label("手を挙げてもらう選択肢").fill("バスから")
    one.get_by_role("button", name="選択肢を足す").click()
    for page in (other, other, one):
        page.get_by_role("button", name="バスから +1").click()
    for page in (one, other):
        expect(hands(page, "バスから")).to_have_value("3")

    other.get_by_label("ここに書く").fill("あ" * 1_000_000)
    expect(other.get_by_text("長すぎます(1,000,000文字)")).to_be_visible()
    expect(other.get_by_role("button", name="書き込む")).to_be_disabled()
    assert len(other.get_by_label("ここに書く").input_value()) == 1_000_000
    other.get_by_label("ここに書く").fill("書きかけの")
    other.get_by_label("ここに書く").press_sequentially("意見", delay=300)
    address, context = other.url, other.context
    other.close()
    other = context.new_page()
    other.goto(address)
    expect(other.get_by_label("ここに書く")).to_have_value("書きかけの意見", timeout=FIRST_VIEW_MS)

    for page in (one, other):
        go(page, "まとめ")
    one.get_by_label("決めたこと").fill(DECISION)
    one.get_by_label("誰が(団体・立場)").fill("自治会")
    one.get_by_role("button", name="決めたことに加える").click()
    for page in (one, other):
        expect(page.locator(".talk-decided").get_by_text(DECISION)).to_be_visible(timeout=FIRST_VIEW_MS)

    one.get_by_role("button", name="会議を閉じて記録にする").click()
    expect(one.get_by_text(f"{DECISION}(担当:自治会")).to_be_visible(timeout=FIRST_VIEW_MS)
    with one.expect_download() as download:
        one.get_by_role("button", name="記録を文字だけで保存").click()
    written = download.value.path().read_text(encoding="utf-8-sig")
    assert all(words in written for words in (TITLE, WILD, "バスが少ない", "バスから", DECISION))
    with one.expect_download() as download:
        one.get_by_role("button", name="記録をPDFで保存").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    plan(one, app, "次の会議", today + dt.timedelta(days=30))
    expect(one.get_by_text(re.compile(f"{re.escape(DECISION)}.*担当:自治会")).first).to_be_visible(
        timeout=FIRST_VIEW_MS
    )
    assert asked.elsewhere() == []


def begin(page: Page, app: str, title: str) -> None:
    """Plan a meeting, begin it, and go to its first question."""
    plan(page, app, title, text.today())
    page.get_by_role("button", name="会議をはじめる").click()
    expect(page.get_by_text("開催中")).to_be_visible()
    page.wait_for_url("**meeting=**")
    go(page, "困りごと")
    expect(page.get_by_label("ここに書く")).to_be_visible(timeout=FIRST_VIEW_MS)


def write(page: Page, text: str) -> None:
    page.get_by_label("ここに書く").fill("")
    page.get_by_label("ここに書く").press_sequentially(text)


def another(page: Page) -> Page:
    """Open one more tab of the same browser at the same question."""
    tab = page.context.new_page()
    tab.set_default_timeout(FIRST_VIEW_MS)
    tab.goto(page.url)
    expect(tab.get_by_label("ここに書く")).to_be_visible(timeout=FIRST_VIEW_MS)
    return tab


def test_two_tabs_of_one_browser_keep_a_draft_each(app, two):
    """Both are found again, and whoever wrote them chooses."""
    one, _, _ = two
    begin(one, app, "ふたつのタブの会議")
    write(one, "ひとつめの文")
    tab = another(one)
    expect(tab.get_by_label("ここに書く")).to_have_value("")
    write(tab, "ふたつめの文")
    expect(one.get_by_label("ここに書く")).to_have_value("ひとつめの文")
    one.reload()
    expect(one.get_by_label("ここに書く")).to_have_value("ひとつめの文", timeout=FIRST_VIEW_MS)
    third = another(tab)
    for page in (one, tab):
        page.close()
    third.reload()
    drafts = third.locator(".talk-drafts li")
    expect(drafts).to_have_count(2)
    expect(third.get_by_label("ここに書く")).to_have_value("")
    drafts.filter(has_text="ふたつめの文").get_by_role("button", name="この欄に入れる").click()
    expect(third.get_by_label("ここに書く")).to_have_value("ふたつめの文")
    expect(drafts).to_have_count(1)
    third.once("dialog", lambda dialog: dialog.accept())
    drafts.get_by_role("button", name="消す").click()
    expect(drafts).to_have_count(0)


def test_a_changed_note_tells_that_it_was_and_an_option_can_be_taken_off(app, two):
    one, other, _ = two
    begin(one, app, "直す会議")
    other.goto(one.url)
    expect(other.get_by_label("ここに書く")).to_be_visible(timeout=FIRST_VIEW_MS)
    say(one, "はじめの文")
    notes = other.locator(".talk-notes li")
    notes.get_by_role("button", name="直す").click()
    notes.get_by_role("textbox", name="直す").fill("別の画面で直した文")
    notes.get_by_role("button", name="保存").click()
    mine = one.locator(".talk-notes li")
    expect(mine.get_by_text("別の画面で直した文")).to_be_visible()
    expect(mine.get_by_text("に直しました")).to_be_visible()
    mine.get_by_role("button", name="前の文を見る").click()
    expect(mine.get_by_text("はじめの文")).to_be_visible()

    one.get_by_label("手を挙げてもらう選択肢").fill("まちがえた選択肢")
    one.get_by_role("button", name="選択肢を足す").click()
    expect(hands(other, "まちがえた選択肢")).to_be_visible()
    other.once("dialog", lambda dialog: dialog.accept())
    other.get_by_role("button", name="まちがえた選択肢 取り消す").click()
    for page in (one, other):
        expect(hands(page, "まちがえた選択肢")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1280, 720), (1920, 1080)])
def test_the_wall_shows_figures_map_and_legend_above_its_buttons(app, wall, width, height):
    """All at once, in type that the last row can read."""
    page = wall
    page.set_viewport_size({"width": width, "height": height})
    expect(page.locator(".legend li").first).to_be_visible(timeout=FIRST_VIEW_MS)
    buttons = page.locator(".st-key-council-turn").bounding_box()["y"]
    shown = [".council-figures li", ".legend li", ".st-key-council-wall-map iframe", ".talk-heading"]
    for place in (each for name in shown for each in page.locator(name).all()):
        box = place.bounding_box()
        assert box["y"] + box["height"] <= buttons
        assert box["x"] + box["width"] <= width
    assert page.locator(".council-figures li:visible").count() == 2
    sizes = page.locator(".council-figures li, .legend li").evaluate_all(
        "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) >= 24
