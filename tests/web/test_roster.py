"""The roster's page: what there is to do, a point set by hand, and contacts for those who may see them."""

import pandas as pd
import pytest

from shiensys import answers, placing
from shiensys.show import roster
from shiensys.store.pointer import StaleError
from shiensys.web import visitor as visitors
from shiensys.web.roster import board
from shiensys.web.visitor import Visitor
from tests import city_of
from tests.answers.test_roster import ENTRIES, HALL, PRIVATE, of_rows

PAGE = "台帳の点検"
WHO = Visitor("担当", may_load=True, may_see_personal=True)


@pytest.fixture
def at_the_desk(monkeypatch):
    """Let the page be looked at by somebody who may load."""

    def sit(who: Visitor = WHO):
        monkeypatch.setattr(visitors, "visitor", lambda: who)
        monkeypatch.setattr(board, "visitor", lambda: who)
        return who

    return sit


@pytest.fixture
def city():
    return of_rows(HALL, *ENTRIES, districts=city_of.districts())


def test_the_page_says_first_what_there_is_to_do(held, opened, html, at_the_desk, city):
    at_the_desk()
    held(city)
    shown = html(opened(page=PAGE))
    assert "<h1>台帳の3件のうち2件が地図に出ています。" in shown
    assert "同じものらしい組が1組あります。" in shown
    assert '<section class="call-list"><h3>電話で聞くこと: 小川</h3>' in shown


def test_a_city_with_nothing_but_a_roster_has_a_map(held, opened, html, at_the_desk):
    at_the_desk()
    held(of_rows(HALL, *ENTRIES))
    app = opened(page=PAGE)
    assert "台帳の3件のうち" in html(app)
    assert not app.info


def test_without_a_single_point_the_page_says_what_to_load(held, opened, at_the_desk):
    at_the_desk()
    held(of_rows(*ENTRIES))
    assert "公共施設の一覧" in opened(page=PAGE).info[0].value


def test_internal_contacts_are_shown_to_those_who_may_see_them(held, opened, html, at_the_desk, city):
    held(city)
    at_the_desk()
    assert PRIVATE in html(opened(page=PAGE))
    at_the_desk(Visitor("", may_load=True, may_see_personal=False))
    assert PRIVATE not in html(opened(page=PAGE))


def test_a_chosen_entry_can_be_placed_once_somebody_clicked(held, opened, html, at_the_desk, city, monkeypatch):
    at_the_desk()
    held(city)
    put = []
    monkeypatch.setattr(placing, "put", lambda *args, **named: put.append((args[1:], named)))
    app = opened(page=PAGE)
    app.selectbox(key="entry").set_value("港の会").run()
    assert "<h2>港の会</h2>" in html(app)
    assert app.button(key="roster-save").disabled
    app.session_state["roster-point"] = (138.305, 34.805)
    app.run()
    app.button(key="roster-save").click().run()
    assert put == [(("港の会",), {"longitude": 138.305, "latitude": 34.805, "who": "担当"})]
    assert [each.value for each in app.success] == ["「港の会」の位置を保存しました。"]
    assert "roster-point" not in app.session_state


def test_whoever_was_slower_is_told_and_keeps_the_point(held, opened, at_the_desk, city, monkeypatch):
    def stale(*_args, **_named):
        raise StaleError(who="別の人", at=pd.Timestamp("2026-10-01", tz="UTC").to_pydatetime())

    at_the_desk()
    held(city)
    monkeypatch.setattr(placing, "put", stale)
    app = opened(page=PAGE)
    app.selectbox(key="entry").set_value("港の会").run()
    app.session_state["roster-point"] = (138.305, 34.805)
    app.run()
    app.button(key="roster-save").click().run()
    assert "別の人" in app.error[0].value
    assert not app.success
    assert app.session_state["roster-point"] == (138.305, 34.805)


def test_names_from_files_are_shown_as_written(held, opened, html, at_the_desk):
    at_the_desk()
    held(of_rows(HALL, city_of.resource("<script>alert(1)</script>", assured_date=pd.NaT)))
    shown = html(opened(page=PAGE))
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_the_point_that_is_being_set_stands_out_on_the_map(city):
    found = answers.roster(city)
    pins = roster.pins(found, "小川サロン", (138.3, 34.8))
    assert [pin["at"] for pin in pins if pin.get("large")] == [[34.8, 138.3]]
    assert [pin["at"] for pin in roster.pins(found, "小川サロン", None) if pin.get("large")] == [[34.805, 138.315]]
    assert roster.pins(found, None, None)[0]["lines"] == ["小川公民館", "公民館"]
