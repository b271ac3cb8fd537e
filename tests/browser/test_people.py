"""What the two cities publish of the programme is found through the pages, by what a reader clicks."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import FIRST_VIEW_MS

pytestmark = pytest.mark.browser

TOKUSHIMA = {
    "徳島市地域包括支援センター": "加茂、渭東、川内、渭北、沖洲、応神、内町、多家良、勝占、昭和、津田",
    "社会福祉法人徳島市社会福祉協議会": (
        "加茂名、佐古、国府、不動、北井上、南井上、八万、東富田、新町、上八万、西富田、入田"
    ),
}
CONTACTS = ("0120-24-6423", "088-625-4356", "088-621-5574", "088-624-6560", "088-655-6560", "〒770-8571")
MEETINGS = {  # button's meeting, what its minutes must say
    "第1層協議体(平成30年度)": (
        "平成31年1月19日", "周南市役所本庁舎 1階多目的室", "公益財団法人周南市シルバー人材センター",
        "生活協同組合コープやまぐち", "周南市自治会連合会", "周南市コミュニティ推進連絡協議会",
        "周南市老人クラブ連合会", "周南市民生委員児童委員協議会", "地域包括支援センター",
        "周南市社会福祉協議会", "秋月地区協議体", "和田地区協議体", "夢プラン", "意見交換",
    ),
    "第1層協議体(令和元年度)": (
        "令和2年2月15日", "周南市役所本庁舎 1階多目的室", "生活協同組合コープやまぐち", "周南市老人クラブ連合会",
        "12月7日活動発表会について", "居場所と買い物への移動支援",
    ),
    "第1層協議体(令和2年度)": (
        "令和3年2月6日", "周南市徳山社会福祉センター内", "資料の送付で開催に代えた", "新型コロナウイルス",
        "地域包括支援センターとの関連", "周陽隣々くらぶ", "鼓南をよくする会",
    ),
}  # fmt: skip


def opened(page: Page, app: str, city: str, name: str) -> None:
    """Open a page of a city, by a click as a reader does."""
    page.goto(f"{app}/?city={city}")
    page.get_by_role("heading", level=1).first.wait_for(timeout=FIRST_VIEW_MS)
    page.get_by_role("radio", name=name, exact=True).click()


def chosen(page: Page, part: str, sentence: str) -> None:
    """Choose what the page is about, and wait until it is there."""
    page.get_by_role("radio", name=part, exact=True).click()
    page.get_by_role("heading", name=sentence, level=1).wait_for(timeout=FIRST_VIEW_MS)


def says(page: Page, *words: str) -> None:
    """See that the page says all of this."""
    for each in words:
        expect(page.get_by_text(each).first).to_be_visible(timeout=FIRST_VIEW_MS)


def test_tokushimas_coordinators_contact_points_and_news_are_found(page, app):
    opened(page, app, "徳島市", "体制")
    page.get_by_role("heading", name="第1層に1人、第2層に10人", level=1).wait_for(timeout=FIRST_VIEW_MS)
    for body, districts in TOKUSHIMA.items():
        row = page.get_by_role("row").filter(has_text=body).filter(has_text=districts)
        expect(row).to_contain_text("5人")
        expect(row).to_contain_text("平成29年10月1日")
    chosen(page, "連絡先", "4か所")
    says(page, *CONTACTS)
    chosen(page, "出来事", "出来事とお知らせ")
    says(page, "Facebook・Instagram", "平成29年10月から")
    chosen(page, "事業のしくみ", "とは")
    says(
        page,
        "地域支え合い推進員",
        "新しい負担を増やしません",
        "情報を見えるようにする",
        "困りごとと、支える人・団体を結びつける",
    )


def test_shunans_presentation_forums_and_contact_points_are_found(page, app):
    opened(page, app, "周南市", "体制")
    page.get_by_role("heading", name="コーディネーター", level=1).wait_for(timeout=FIRST_VIEW_MS)
    says(page, "担当がいない地区が1地区あります: 大津島")
    chosen(page, "出来事", "出来事とお知らせ")
    row = page.get_by_role("row").filter(has_text="活動発表会(令和元年度)")
    for words in ("令和元年12月7日", "10:00〜12:00", "学び・交流プラザ", "300", "手話通訳", "クロストーク"):
        expect(row).to_contain_text(words)
    says(page, "圏域フォーラム", "平成29年度・30年度")
    chosen(page, "連絡先", "2か所")
    says(page, "0834-22-8721", "0834-32-0021", "0834-22-8462", "0834-22-8396", "〒745-8529", "〒745-8655")


def test_shunans_first_tier_meetings_are_found_with_bodies_and_contents(page, app):
    opened(page, app, "周南市", "話し合い")
    for number, (title, told) in enumerate(MEETINGS.items()):
        if number:
            page.get_by_role("button", name="一覧へ戻る").click()
        meeting = page.locator("[class*='st-key-council-meeting-']").filter(has_text=title)
        meeting.get_by_role("button").click()
        page.get_by_role("heading", name=title, level=1).wait_for(timeout=FIRST_VIEW_MS)
        says(page, *told)
