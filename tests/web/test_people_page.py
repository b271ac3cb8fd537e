"""The page 体制: who is responsible where, and the forms by which coordinators keep it."""

from dataclasses import replace

import pytest

from shiensys.gathering import gathered
from shiensys.store import cities, database, records
from shiensys.tables.programme import Body, Contact, Council, Post
from shiensys.web import data, visitor
from shiensys.web.people import councils, keeping, past
from shiensys.web.visitor import Visitor
from tests import city_of

PAGE = "体制"
CODE = city_of.RECORD.code
CARE = Body(id="care", name="地域包括支援センター", kind="support_center")


@pytest.fixture
def city(empty_store, held):
    """A city whose programme lies in a store."""
    with database.transaction() as connection:
        cities.register(connection, city_of.RECORD)
    held(gathered(city_of.RECORD, (), {"districts": (city_of.districts(),)}))
    records.add_all(CODE, [CARE, Post(id="p", body_id="care", districts=("d0",))], who="市")


@pytest.fixture
def as_viewer(monkeypatch):
    def sit(who: Visitor) -> None:
        for module in (visitor, keeping, councils, past):
            monkeypatch.setattr(module, "visitor", lambda: who)

    return sit


COORDINATOR = Visitor("佐藤", may_load=True)


def test_a_viewer_sees_gaps_and_no_form(city, opened, html, as_viewer):
    as_viewer(Visitor(""))
    app = opened(page=PAGE)
    assert "生活支援コーディネーターは、第1層に0人、第2層に1人です。" in html(app)
    assert "担当がいない地区が3地区あります: 小川、和田、大富。" in html(app)
    assert not app.button


def test_an_internal_number_is_for_coordinators_alone(city, opened, html, as_viewer):
    records.add(CODE, Contact(body_id="care", phone="000-1111-2222", public=False), who="市")
    as_viewer(Visitor(""))
    assert "000-1111-2222" not in html(opened(page=PAGE, who="連絡先"))
    as_viewer(COORDINATOR)
    assert "000-1111-2222" in html(opened(page=PAGE, who="連絡先"))


def test_a_body_is_added_and_what_is_wrong_is_said_without_losing_a_word(city, opened, as_viewer):
    as_viewer(COORDINATOR)
    app = opened(page=PAGE)
    app.text_input(key="bodies-new-0-name").set_value("<script>会")
    app.text_area(key="bodies-new-0-note").set_value("あ" * 10_001)
    save = next(each for each in app.button if each.label == "保存する" and "bodies" in each.proto.form_id)
    save.click().run()
    assert "「メモ」が長すぎます(10,001文字)。" in app.error[0].value
    assert app.text_input(key="bodies-new-0-name").value == "<script>会"
    app.text_area(key="bodies-new-0-note").set_value("短い")
    next(each for each in app.button if each.label == "保存する" and "bodies" in each.proto.form_id).click().run()
    assert not app.exception
    (added,) = [each for each in records.of(CODE, Body) if each.record.name == "<script>会"]
    assert (added.who, added.record.note) == ("佐藤", "短い")


def test_the_second_of_two_people_sees_both_versions_and_chooses(city, opened, html, as_viewer):
    as_viewer(COORDINATOR)
    app = opened(page=PAGE)
    app.selectbox(key="which-bodies").set_value("care").run()
    app.text_input(key="bodies-care-1-name").set_value("包括(私)")
    stale = data.programme(CODE)
    records.change(CODE, replace(CARE, name="包括(相手)"), revision=1, who="鈴木")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "programme", lambda _code: stale)  # the page was drawn before the other one saved
        next(each for each in app.button if each.label == "保存する" and "care" in each.proto.form_id).click().run()
    assert "鈴木" in app.warning[0].value
    assert "包括(相手)" in html(app)
    assert "包括(私)" in html(app)
    app.button(key="mine-people").click().run()
    assert records.find(CODE, Body, "care").record.name == "包括(私)"


def test_what_was_written_of_somebody_can_be_erased_without_a_trace(city, opened, as_viewer):
    as_viewer(COORDINATOR)
    records.change(CODE, replace(CARE, note="だれかのこと"), revision=1, who="鈴木")
    app = opened(page=PAGE)
    app.selectbox(key="which-bodies").set_value("care").run()
    records.remove(CODE, Post, "p", revision=1, who="市")
    app.checkbox(key="erase-bodies-care-2").check()
    app.button(key="remove-bodies-care-2").click().run()
    assert [change.content for change in records.history(CODE, Body, "care")] == [{}, {}, {}]


def test_a_day_that_cant_be_read_is_named(city, opened, as_viewer):
    as_viewer(COORDINATOR)
    app = opened(page=PAGE)
    app.selectbox(key="which-posts").set_value("p").run()
    app.text_input(key="posts-p-1-since").set_value("去年の春")
    next(each for each in app.button if each.label == "保存する" and "posts" in each.proto.form_id).click().run()
    assert "「始まった日」の日付が読めません。" in app.error[0].value


def test_who_changed_what_is_seen_and_taken_back(city, opened, html, as_viewer):
    as_viewer(COORDINATOR)
    post = records.find(CODE, Post, "p").record
    records.change(CODE, replace(post, kind="welfare", districts=("d0", "d1")), revision=1, who="鈴木")
    app = opened(page=PAGE)
    app.selectbox(key="which-posts").set_value("p").run()
    assert "鈴木: 「種類」を「生活支援コーディネーター」から「地域福祉コーディネーター」に" in html(app)
    assert "「地区」を「港」から「港、小川」に" in html(app)
    assert "市: 足しました" in html(app)
    app.button(key="undo-posts-p-2").click().run()
    assert not app.exception
    assert records.find(CODE, Post, "p").record == post
    assert "直前の変更を取り消しました" in app.success[0].value


def test_what_was_taken_off_is_listed_and_comes_back(city, opened, html, as_viewer):
    as_viewer(COORDINATOR)
    post = records.find(CODE, Post, "p").record
    records.remove(CODE, Post, "p", revision=1, who="鈴木")
    app = opened(page=PAGE)
    assert "第2層 — 生活支援コーディネーター — 地域包括支援センター" in html(app)
    app.button(key="back-posts-p").click().run()
    assert "元に戻しました" in app.success[0].value
    assert records.find(CODE, Post, "p").record == post


def test_nobody_but_coordinators_sees_changes(city, opened, html, as_viewer):
    as_viewer(Visitor("委員", may_discuss=True))
    records.remove(CODE, Post, "p", revision=1, who="鈴木")
    assert "鈴木" not in html(opened(page=PAGE))
    assert "元に戻す" not in html(opened(page=PAGE))


def test_two_versions_are_told_without_ids_and_codes(city, opened, html, as_viewer):
    as_viewer(COORDINATOR)
    post = records.find(CODE, Post, "p").record
    app = opened(page=PAGE)
    app.selectbox(key="which-posts").set_value("p").run()
    app.multiselect(key="posts-p-1-districts").set_value(["d0", "d2"])
    stale = data.programme(CODE)
    records.change(CODE, replace(post, kind="welfare"), revision=1, who="鈴木")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "programme", lambda _code: stale)
        next(each for each in app.button if each.label == "保存する" and "-p-" in each.proto.form_id).click().run()
    told = html(app)
    told = told[told.index("あなたの入力") :].partition("</table>")[0]
    assert "港、和田" in told
    assert "地域福祉コーディネーター" in told
    assert "welfare" not in told
    assert "d2" not in told


def test_a_second_tier_council_without_a_district_is_a_gap_not_the_whole_city(city, opened, html, as_viewer):
    as_viewer(Visitor(""))
    records.add_all(CODE, [Council(id="c1", tier=1, name="市の会"), Council(id="c2", name="どこかの会")], who="市")
    told = html(opened(page=PAGE, who="協議体"))
    assert told.count("市全域") == 1
    assert "(担当の地区がありません)" in told
