"""A whole meeting in two real browsers at once, without the internet: planned, held, closed, taken up by the next."""

import datetime as dt
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

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


def plan(page: Page, app: str, title: str, day: dt.date) -> None:
    """Plan a meeting of the council that stands first; the page then is at the meeting."""
    page.goto(f"{app}/?page={PAGE}&part={PLAN}")
    page.get_by_label("題名").fill(title)
    page.get_by_label("題名").press("Tab")
    field = page.get_by_test_id("stDateInput").first.locator("input")
    field.fill(f"{day:%Y/%m/%d}")
    field.press("Enter")
    page.keyboard.press("Escape")
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
    today = dt.date.today()
    plan(one, app, TITLE, today)
    one.get_by_role("button", name="会議をはじめる").click()
    expect(one.get_by_text("開催中")).to_be_visible()
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
