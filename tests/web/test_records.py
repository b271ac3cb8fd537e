"""The page of records: what was loaded, the way back, deletion for good, and who did what."""

import datetime as dt
from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from shiensys import answers
from shiensys.store import audit, retention, versions
from shiensys.store import records as small_records
from shiensys.tables.programme import Body
from shiensys.text import LANGUAGES, use_language
from shiensys.web import data, visitor
from tests import city_of, stored
from tests.web.conftest import APP

CODE = city_of.RECORD.code
MANY = {"港": (100, 40), "小川": (100, 1), "和田": (100, 4), "大富": (5, 1)}
OTHERS = {"港": (100, 1), "小川": (100, 1), "和田": (100, 4), "大富": (100, 40)}


@pytest.fixture
def records(empty_store, monkeypatch):
    """Open the page over the test's own store, signed in or not."""
    monkeypatch.setenv(visitor.COORDINATORS, "lead@city.example")
    st.cache_resource.clear()

    def run(page="記録", **user):
        app = AppTest.from_file(APP, default_timeout=300)
        app.user = user
        app.query_params["page"] = page
        app.run()
        assert not app.exception
        return app

    yield run
    use_language(LANGUAGES[0])


@pytest.fixture
def loaded(empty_store, tables):
    """A city with a survey, and then another; gives both versions."""
    for kind in ("districts", "population", "resources", "completeness"):
        stored.store(kind, tables[kind], file=f"{kind}.csv")
    first = stored.store("survey", stored.survey(MANY), file="r7_needs.xlsx", accepted={"recovered_text": "確認済み"})
    return first, stored.store("survey", stored.survey(OTHERS), file="r7_needs_2.xlsx", note="差し替え")


def choose(app, kind, number=None):
    """Choose a table, and one of its versions."""
    app.selectbox(key="records-table").set_value((kind, "")).run()
    if number is not None:
        of_versions = next(each for each in app.selectbox if (each.key or "").startswith("records-version"))
        of_versions.set_value(number).run()
    return app


def current():
    return versions.current_id(CODE, "survey", "")


def test_every_version_is_there_newest_first_and_the_current_one_is_marked(records, loaded, html):
    shown = html(choose(records(), "survey"))
    shown = shown[shown.index("表ごとの記録") :]
    newer, older = shown.index("r7_needs_2.xlsx"), shown.index("r7_needs.xlsx")
    assert newer < older
    assert "● 使用中" in shown[:newer][shown[:newer].rindex("<tr>") :]
    assert "前の版" in shown[:older][shown[:older].rindex("<tr>") :]
    assert "差し替え" in shown
    assert "文字化けを元の文字に直して読みました" in shown
    assert "→ 確認済み" in shown


def test_a_version_says_what_it_changed_and_of_whom_not_a_word(records, loaded, html):
    shown = html(choose(records(), "survey"))
    assert "増えた回答が95件、なくなった回答が0件" in shown
    assert "1001" not in shown


def test_two_clicks_bring_an_older_version_back_and_all_is_worked_out_anew(records, loaded):
    first, second = loaded
    versions.make_current(first, who="test")
    wanted = answers.overview(data.current(CODE)).table
    versions.make_current(second, who="test")
    assert not answers.overview(data.current(CODE)).table.equals(wanted)
    app = choose(records(), "survey", first)
    app.button(key="records-ask").click().run()
    assert current() == second  # asked, and nothing done yet
    app.text_input(key="records-reason").set_value("差し替えの間違い")
    app.button(key="records-yes").click().run()
    assert not app.exception
    assert "に戻しました" in app.success[0].value
    assert current() == first
    city = data.current(CODE)
    assert answers.overview(city).table.equals(wanted)
    few = answers.balance(city, "shopping").table.set_index("name").loc["大富"]
    assert few["need_state"] == "protected"
    undone = audit.entries(CODE)[0]
    assert (undone.action, undone.version_id, undone.details["reason"]) == ("undo", first, "差し替えの間違い")


def test_the_question_says_what_will_change_on_the_map(records, loaded, html):
    app = choose(records(), "survey", loaded[0])
    app.button(key="records-ask").click().run()
    told = html(app)
    assert "地図で変わること" in told
    assert "4地区のうち" in told[told.index("地図で変わること") :]
    app.button(key="records-no").click().run()
    assert current() == loaded[1]
    assert app.button(key="records-ask")


def test_who_was_slower_is_told_who_was_quicker_and_nothing_is_lost(records, loaded):
    app = choose(records(), "survey", loaded[0])
    app.button(key="records-ask").click().run()
    third = stored.store("survey", stored.survey({"港": (50, 1)}), who="other@city.example")
    app.button(key="records-yes").click().run()
    assert not app.exception
    assert "other@city.example" in app.error[0].value
    assert current() == third


def test_a_first_load_can_be_taken_back_and_brought_back(records, loaded):
    only = versions.current_id(CODE, "population", "")
    app = choose(records(), "population")
    app.button(key="records-ask").click().run()
    app.button(key="records-yes").click().run()
    assert "取り消しました" in app.success[0].value
    assert versions.current_id(CODE, "population", "") is None
    assert data.current(CODE).population is None
    app.button(key="records-ask").click().run()
    app.button(key="records-yes").click().run()
    assert versions.current_id(CODE, "population", "") == only


def test_answers_are_deleted_for_good_only_with_a_reason_and_the_citys_name(records, loaded, html):
    first = loaded[0]
    app = records()
    app.multiselect(key="erase-which").set_value([first])
    app.text_input(key="erase-reason").set_value("保存期間が過ぎたため")
    app.text_input(key="erase-name").set_value("徳島市")
    app.button(key="erase").click().run()
    assert "「焼津市」と同じに" in app.error[0].value
    assert versions.version(first).purged_at is None
    app.text_input(key="erase-name").set_value("焼津市")
    app.button(key="erase").click().run()
    assert not app.exception
    assert "回答305件を消しました" in app.success[0].value
    with pytest.raises(versions.PurgedError):
        versions.tables([first])
    shown = html(choose(app, "survey"))
    assert "理由: 保存期間が過ぎたため" in shown
    assert "回答を消去済み" in shown
    assert "前の版とくらべられません" in shown


def test_nobody_is_offered_a_version_whose_answers_were_deleted(records, loaded):
    from shiensys.store import purge

    purge.purge(CODE, version_ids=[loaded[0]], who="test", reason="test")
    app = choose(records(), "survey", loaded[0])
    assert [each.value for each in app.info] == ["回答が消去されているので、この版には戻せません。"]
    assert loaded[0] not in [int(option) for option in app.multiselect(key="erase-which").options if option.isdigit()]


@pytest.mark.parametrize("page", ["記録", "データの取込"])
def test_the_reminder_comes_when_the_time_is_over(records, loaded, monkeypatch, page):
    assert not records(page).warning
    retention.set_months(1, who="test")
    late = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=60)
    monkeypatch.setattr(data, "current", lambda code: dated(code, late))
    (warning,) = records(page).warning
    assert "残す期間(1か月)を過ぎた回答が2件" in warning.value
    assert "r7_needs.xlsx" in warning.value


def dated(code, today):
    import dataclasses

    from shiensys import gathering

    return dataclasses.replace(gathering.current(code), today=today)


def test_the_time_is_changed_on_the_page_and_that_is_written_down(records, loaded):
    app = records()
    app.number_input(key="keep-months").set_value(24)
    app.button(key="keep-save").click().run()
    assert "24か月にしました" in app.success[0].value
    assert retention.months() == 24
    assert audit.entries()[0].action == "retention"


def test_the_trail_tells_who_did_what_and_can_be_narrowed_down(records, loaded, html):
    app = records()
    shown = html(app)
    trail = shown[shown.index("だれが、いつ、何をしたか") :]
    assert trail.count("lead@city.example") == 6
    assert "ファイル: r7_needs.xlsx" in trail
    audit.record("download", who="somebody@city.example", city=CODE, what="買い物の手助け")
    app.run()
    app.selectbox(key="trail-action").set_value("download").run()
    shown = html(app)
    trail = shown[shown.index("だれが、いつ、何をしたか") :]
    assert "somebody@city.example" in trail
    assert "lead@city.example" not in trail


def test_the_page_says_that_the_records_hang_together(records, loaded):
    assert any("記録はつながっています" in each.value for each in records().success)


def test_the_page_says_which_record_is_broken(records, loaded, monkeypatch):
    monkeypatch.setattr(audit, "verify", lambda: audit.Broken(3, versions=(1, 2)))
    record, tables = (each.value for each in records().error)
    assert "記録3番" in record
    assert "表が2件" in tables


@pytest.mark.parametrize("user", [{"is_logged_in": False}, {"is_logged_in": True, "email": "guest@city.example"}])
def test_for_others_there_is_no_such_page(records, loaded, html, user):
    app = records(**user)
    assert "焼津市の記録" not in html(app)
    assert not [each for each in app.selectbox if each.key == "records-table"]


def test_who_may_load_but_not_see_answers_gets_tens_alone(records, loaded, html, monkeypatch):
    some = visitor.Visitor("helper@city.example", may_load=True, may_see_personal=False)
    monkeypatch.setattr(visitor, "signed_in", lambda *_told: some)
    shown = html(choose(records(is_logged_in=True), "survey"))
    assert "およそ300件" in shown
    assert "305" not in shown
    assert "増えた回答" not in shown


def test_names_from_files_stay_names(records, loaded, html):
    stored.store("survey", stored.survey({"港": (30, 3)}), file="<img src=x onerror=alert(1)>.csv", note="<b>メモ</b>")
    shown = html(choose(records(), "survey"))
    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;.csv" in shown


def test_what_was_entered_on_the_pages_is_told_with_who_and_when(records, loaded, html):
    body = Body(id="b", name="港の会", kind="npo")
    small_records.add(CODE, body, who="佐藤")
    small_records.change(CODE, replace(body, kind="volunteers"), revision=1, who="鈴木")
    app = records(is_logged_in=True, email="lead@city.example")
    shown = html(app)
    assert "「種類」を「NPO」から「ボランティア」に" in shown
    assert shown.index("鈴木") < shown.index("佐藤")
    app.selectbox(key="entered-kind").set_value("events").run()
    assert not app.exception
    assert "画面で入力した記録は、まだありません。" in html(app)
