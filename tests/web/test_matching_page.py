"""The page on matching: who could meet a need and why, requests as they come and go, who could help, what's unmet."""

import datetime as dt
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from shiensys.store import cities, database, records
from shiensys.tables.programme import Match, Request
from shiensys.text import LANGUAGES, use_language
from shiensys.web import visitor
from tests import city_of
from tests.web.conftest import APP

CODE = city_of.RECORD.code
PAGE = "つなぐ"
LEAD = "lead@city.example"
TODAY = city_of.TODAY


@pytest.fixture
def opened(empty_store, held, tables, monkeypatch):
    """Open the page over a small city with a store of the test's own, signed in as a coordinator or as another."""
    monkeypatch.setenv(visitor.COORDINATORS, LEAD)
    with database.transaction() as connection:
        cities.register(connection, city_of.RECORD)
    plain = {kind: table for kind, table in tables.items() if kind not in ("survey", "population")}
    held(city_of.city(**plain))  # providers and requests need no survey
    monkeypatch.setattr("shiensys.answers.matching.needs", lambda _city: {})  # what it says without one, at once

    def run(email=LEAD, *, surveyed=False, **address):
        if surveyed:
            held(city_of.city(**tables))
        app = AppTest.from_file(APP, default_timeout=300)
        app.user = {"is_logged_in": True, "email": email}
        for name, value in ({"page": PAGE} | address).items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, app.exception
        return app

    yield run
    use_language(LANGUAGES[0])


@pytest.fixture
def asked(empty_store):
    """Store a request as somebody else wrote it down."""

    def store(**fields):
        told = {"received": dt.date(2026, 10, 5), "district": "d0", "kind": "shopping"} | fields
        return records.add(CODE, Request(**told), who="another@city.example")

    return store


def click(app, key):
    next(each for each in app.button if each.key == key).click().run()
    assert not app.exception, app.exception
    return app


def pictures(app):
    return {
        each.proto.id.split("-")[-2] + "-" + each.proto.id.split("-")[-1]
        for each in app.get("download_button")
        if "picture-" in each.proto.id
    }


def of(kind):
    return [each.record for each in records.of(CODE, kind)]


@pytest.mark.parametrize(("email", "offered"), [(LEAD, True), ("somebody@elsewhere.example", False)])
def test_coordinators_alone_are_offered_the_page(opened, held, html, email, offered):
    held()  # the pages are named in the top, whatever is below
    app = opened(email=email)
    pages = next(each for each in app.get("button_group") if each.key == "page")
    assert (PAGE in pages.options) is offered
    assert "どの地区の" not in html(app)


def test_a_need_gives_providers_best_first_with_what_speaks_for_and_against_them(opened, html):
    app = opened(district="港", kind="買い物の手助け")
    shown = html(app)
    first = shown.split('<section class="provider">')[1].split("</section>")[0]
    assert "港の買い物バス" in first  # the one that stands in the district and has four places free
    assert "合う点" in first
    assert 'class="bar"' in first


def test_a_link_restores_the_need(opened):
    app = opened(district="小川", kind="買い物の手助け", persons="3", days="火,木", fee="500")
    state = app.session_state
    assert (state["district"], state["kind"], state["persons"], state["fee"]) == ("d1", "shopping", 3, 500)


def test_without_a_district_the_page_asks_for_one(opened, html):
    assert "どの地区の、どんな困りごとですか" in html(opened())


def test_a_match_is_recorded_and_followed_to_its_end(opened, asked):
    request = asked(persons=2)
    app = opened()
    app.selectbox(key="request").set_value(request.record.id).run()
    assert (app.session_state["district"], app.session_state["persons"]) == ("d0", 2)
    click(app, "propose-港の買い物バス")
    (match,) = of(Match)
    assert (match.request_id, match.persons, match.state, match.began) == (request.record.id, 2, "proposed", TODAY)
    assert records.history(CODE, Match, match.id)[0].who == LEAD

    app.text_area(key="follow-note").set_value("会長に電話で話した")
    click(app, "follow-agreed")
    assert (of(Match)[0].state, of(Match)[0].agreed, of(Match)[0].note) == ("agreed", TODAY, "会長に電話で話した")
    click(app, "follow-running")
    assert (of(Match)[0].state, of(Match)[0].running) == ("running", TODAY)
    assert (of(Request)[0].state, of(Request)[0].ended) == ("met", TODAY)  # the request is met as help begins

    click(app, "follow-ended")
    assert of(Match)[0].state == "running"  # nothing is said of why yet
    app.selectbox(key="follow-reason").set_value("done")
    click(app, "follow-ended")
    assert (of(Match)[0].state, of(Match)[0].ended, of(Match)[0].end_reason) == ("ended", TODAY, "done")


def test_a_wrong_click_is_taken_back_with_all_that_it_changed(opened, asked):
    request = asked()
    match = Match(
        request_id=request.record.id, district="d0", kind="shopping", resource_id="港の買い物バス",
        began=dt.date(2026, 10, 6), agreed=dt.date(2026, 10, 7), state="agreed",
    )  # fmt: skip
    records.add(CODE, match, who=LEAD)
    app = opened()
    app.selectbox(key="match").set_value(match.id).run()
    click(app, "follow-running")
    assert (of(Match)[0].state, of(Request)[0].state) == ("running", "met")
    click(app, "undo-follow")
    assert (of(Match)[0].state, of(Request)[0].state) == ("agreed", "received")


def _running(request):
    """Store a match of a request that was agreed, and then ran and met the request, as somebody else did it."""
    match = Match(
        request_id=request.record.id, district="d0", kind="shopping", resource_id="港の買い物バス",
        began=dt.date(2026, 10, 6), agreed=dt.date(2026, 10, 7), state="agreed",
    )  # fmt: skip
    records.add(CODE, match, who="another@city.example")
    day = dt.date(2026, 10, 8)
    records.change(CODE, replace(match, state="running", running=day), revision=1, who="another@city.example")
    records.change(CODE, replace(request.record, state="met", ended=day), revision=1, who="another@city.example")
    return match


def test_the_last_change_of_a_match_is_told_and_taken_back_days_later(opened, asked, html):
    match = _running(asked())
    app = opened()
    app.selectbox(key="match").set_value(match.id).run()
    assert "another@city.example" in html(app)
    click(app, "follow-undo")
    assert (of(Match), of(Request)[0].state) == ([match], "received")
    assert records.history(CODE, Match, match.id)[-1].who == LEAD


def test_what_somebody_changed_meanwhile_is_not_taken_back(opened, asked):
    match = _running(asked())
    app = opened()
    app.selectbox(key="match").set_value(match.id).run()
    theirs = replace(match, state="ended", ended=dt.date(2026, 10, 9), end_reason="moved")
    records.change(CODE, theirs, revision=2, who="another@city.example")
    click(app, "follow-undo")
    assert of(Match) == [theirs]
    assert "元に戻していません" in app.error[0].value


def test_a_proposal_by_mistake_is_gone_after_undoing_it(opened):
    app = opened(district="港")
    click(app, "propose-港の買い物バス")
    assert len(of(Match)) == 1
    click(app, "undo-suggest")
    assert of(Match) == []


def test_the_second_of_two_people_sees_both_versions(opened, html):
    match = Match(district="d0", kind="shopping", resource_id="港の買い物バス", began=dt.date(2026, 10, 6))
    records.add(CODE, match, who=LEAD)
    app = opened()
    app.selectbox(key="match").set_value(match.id).run()
    app.text_area(key="follow-note").set_value("こちらのメモ")
    theirs = replace(match, note="向こうのメモ")
    # the page stands; meanwhile somebody else writes
    records.change(CODE, theirs, revision=1, who="another@city.example")
    click(app, "follow-save")
    shown = html(app)
    assert "こちらのメモ" in shown
    assert "向こうのメモ" in shown
    assert of(Match)[0].note == "向こうのメモ"
    click(app, "mine-follow")
    assert of(Match)[0].note == "こちらのメモ"


def test_of_two_versions_the_fields_that_differ_are_shown_in_words(opened, html):
    match = Match(district="d0", kind="shopping", resource_id="港の買い物バス", began=dt.date(2026, 10, 6))
    records.add(CODE, match, who=LEAD)
    app = opened()
    app.selectbox(key="match").set_value(match.id).run()
    app.text_area(key="follow-note").set_value("こちらのメモ")
    theirs = replace(match, state="agreed", agreed=dt.date(2026, 10, 9))
    records.change(CODE, theirs, revision=1, who="another@city.example")
    click(app, "follow-save")
    differing = html(app).split("ふたりの入力の違い</caption>")[1].split("</table>")[0]
    cells = [cell.split("</td>")[0].split(">")[-1] for cell in differing.split("<td")[1:]]
    assert cells[:3] == ["状態", "提案中", "合意"]
    assert cells[3:6] == ["合意した日", "", "令和8年10月9日"]
    assert cells[6:] == ["メモ", "こちらのメモ", ""]  # the provider, the district and the kind are the same for both
    click(app, "theirs-follow")
    assert of(Match) == [theirs]
    assert "ふたりの入力の違い" not in html(app)


def test_what_somebody_removed_meanwhile_stays_removed_or_comes_back(opened, html):
    match = Match(district="d0", kind="shopping", resource_id="港の買い物バス", began=dt.date(2026, 10, 6))
    records.add(CODE, match, who=LEAD)
    app = opened()
    app.selectbox(key="match").set_value(match.id).run()
    app.text_area(key="follow-note").set_value("こちらのメモ")
    records.remove(CODE, Match, match.id, revision=1, who="another@city.example")
    click(app, "follow-save")
    assert "この記録は消されています。" in html(app)
    assert app.button(key="theirs-follow").label == "消えたままにする"
    click(app, "mine-follow")
    assert of(Match)[0].note == "こちらのメモ"


def _receive(app, **typed):
    for key, text in typed.items():
        if key in ("kind", "district"):
            app.selectbox(key=f"ask-{key}").set_value(text)
        elif key == "note":
            app.text_area(key="ask-note").set_value(text)
        else:
            app.text_input(key=f"ask-{key}").set_value(text)
    return click(app, "receive-save")


def test_a_request_is_written_down_and_the_form_is_empty_again(opened, html):
    app = opened(task="相談・依頼")
    _receive(app, received="R8.10.20", kind="shopping", district="d1", persons="２人", fee="300円", note="足が悪い")
    (request,) = of(Request)
    told = (request.received, request.kind, request.district, request.persons, request.fee_most, request.note)
    assert told == (dt.date(2026, 10, 20), "shopping", "d1", 2, 300, "足が悪い")
    assert "受け付けました" in app.success[0].value
    assert app.selectbox(key="ask-kind").value is None
    assert app.text_area(key="ask-note").value == ""


def test_bad_input_gives_a_sentence_at_its_field_and_nothing_typed_is_lost(opened, html):
    app = opened(task="相談・依頼")
    _receive(app, received="きのう", persons="数人", fee="安く", note="バス停が遠い")
    problems = html(app).split('class="problem">')[1:]
    assert len(problems) == 5  # day, kind, district, persons, fee
    assert problems[0].startswith("日付が読めません")
    assert of(Request) == []
    typed = [app.text_input(key=f"ask-{key}").value for key in ("received", "persons", "fee")]
    assert typed == ["きのう", "数人", "安く"]
    assert app.text_area(key="ask-note").value == "バス停が遠い"


def test_a_day_to_come_and_a_note_that_leads_to_a_person_are_asked_about_before_they_are_kept(opened, html):
    app = opened(task="相談・依頼")
    _receive(app, received="2026/11/1", kind="shopping", district="d1", note="山田さん 090-1234-5678")
    assert "令和8年11月1日はまだ来ていません" in html(app)
    assert "電話番号やメールアドレス、お名前らしいもの" in html(app)
    assert of(Request) == []
    app.checkbox(key="ask-note-sure").check()
    _receive(app, received="2026/10/31")
    assert [each.note for each in of(Request)] == ["山田さん 090-1234-5678"]


def test_a_request_is_refused_with_why(opened, asked, html):
    request = asked()
    app = opened(task="相談・依頼")
    app.selectbox(key="close-which").set_value(request.record.id).run()
    next(each for each in app.get("button_group") if each.key == "close-end").set_value("refused")
    click(app, "close-save")
    assert "断った理由を選んでください" in html(app)
    assert of(Request)[0].state == "received"
    app.selectbox(key="close-reason").set_value("full")
    click(app, "close-save")
    told = of(Request)[0]
    assert (told.state, told.reason, told.ended) == ("refused", "full", TODAY)


def test_an_open_request_leads_to_its_providers_and_its_text_stays_text(opened, asked, html):
    request = asked(persons=3, days=("TU",), fee_most=500, note="<script>alert(1)</script>${x}")
    app = opened(task="相談・依頼")
    app.selectbox(key="close-which").set_value(request.record.id).run()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;${x}" in html(app)
    assert "<script>alert" not in html(app)
    click(app, "close-match")
    state = app.session_state
    assert (state["task"], state["request"], state["persons"]) == ("match", request.record.id, 3)
    assert (state["days"], state["fee"]) == (["TU"], 500)


def test_requests_are_counted_with_why_some_were_refused(opened, asked, html):
    for state, reason in (("met", ""), ("refused", "full"), ("refused", "full")):
        asked(state=state, reason=reason, ended=TODAY)
    app = opened(task="相談・依頼")
    shown = html(app)
    assert "3件" in shown[shown.index("<h1>") : shown.index("</h1>")]
    assert {each.key for each in app.get("plotly_chart")} == {"states", "refusals"}
    assert pictures(app) == {"picture-states", "picture-refusals"}


def test_carriers_stand_beside_those_in_trouble_with_the_panel_of_a_district(opened, html):
    app = opened(surveyed=True, task="担い手", district="港")
    shown = html(app)
    panel = shown.split('<section class="panel"')[1].split("</section>")[0]
    assert "<h2>港</h2>" in panel
    assert "担い手になってもよい人" in panel
    assert "困りごとを解決できない人" in panel
    assert "〜" in panel  # never without its range
    assert len(app.get("plotly_chart")) == 1
    assert pictures(app) == {"picture-chart"}


def test_without_a_survey_it_is_said_what_to_bring(opened, html):
    app = opened(task="担い手")
    assert "データの取込" in html(app)
    assert not app.get("plotly_chart")


def test_a_request_that_nobody_can_meet_stands_among_the_unmet_and_room_beside(opened, asked, html):
    asked(kind="snow")
    shown = html(opened(task="空きと不足"))
    assert "除雪" in shown
    assert "ある(1地区)" in shown  # the legend of the map
    spare = html(opened(task="空きと不足", side="空きがある"))
    assert "小川の移動販売" in spare
