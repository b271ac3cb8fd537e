"""「うちの地区は違う」: said beside a figure, kept with it, and seen by those of the council alone."""

import datetime as dt

import pytest

from shiensys.store import cities, database, records
from shiensys.tables.programme import Voice
from shiensys.web import visitor
from tests import city_of

CODE = city_of.RECORD.code
KEY = "voices-needs-shopping-d0"


@pytest.fixture
def at_the_figure(empty_store, held, tables, opened):
    """Open the needs page at 港."""
    with database.transaction() as connection:
        cities.register(connection, city_of.RECORD)
    held(city_of.city(**tables))
    return lambda: opened(district="港", kind="買い物の手助け")


@pytest.fixture
def opened_voices(at_the_figure):
    """Open the needs page at 港 with what was said of its figure."""

    def run():
        app = at_the_figure()
        app.session_state[KEY] = True
        return app.run()

    return run


def written(app, text, author=""):
    """Write into the form and send it."""
    app.text_area[0].set_value(text)
    app.text_input[0].set_value(author)
    app.button[[each.label for each in app.button].index("コーディネーターに届ける")].click()
    return app.run()


def test_a_member_says_that_it_is_different_here_and_the_sentence_of_the_page_is_kept(opened_voices, html):
    app = written(opened_voices(), " 移動販売が週2回来ています\n", "自治会")
    assert not app.exception
    (kept,) = records.of(CODE, Voice)
    assert kept.record.text == "移動販売が週2回来ています"
    assert (kept.record.district, kept.record.view, kept.record.subject) == ("d0", "needs", "shopping")
    assert kept.record.figure.startswith("港の「買い物の手助け」:")
    assert "足りない見込み" in kept.record.figure
    assert kept.record.author == "自治会"
    assert kept.record.state == "open"
    shown = html(app)
    assert "移動販売が週2回来ています" in shown
    assert "地区のコーディネーターに届けました" in shown
    assert app.text_area[0].value == ""


def test_what_was_said_is_listed_with_its_answer_and_never_as_markup(opened_voices, html):
    said = Voice(
        district="d0", view="needs", subject="shopping", text="<script>alert(1)</script>${2}", author="民生委員",
        said_at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC), state="answered", answer="台帳に足しました",
        answered_at=dt.datetime(2026, 10, 3, tzinfo=dt.UTC),
    )  # fmt: skip
    elsewhere = Voice(district="d1", view="needs", subject="shopping", text="小川の話", said_at=said.said_at)
    records.add_all(CODE, [said, elsewhere], who="x")
    app = opened_voices()
    shown = html(app)
    assert "この数字への声が1件あります(答えを待っているもの0件)" in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert(1)" not in shown
    assert "台帳に足しました" in shown
    assert "令和8年10月3日 コーディネーターの回答" in shown
    assert "小川の話" not in shown


@pytest.mark.parametrize(("text", "told"), [("", "「本文」が空です"), ("あ" * 350_000, "長すぎます(350,000文字)")])
def test_what_can_not_be_kept_stays_in_the_form_with_a_sentence(opened_voices, html, text, told):
    app = written(opened_voices(), text)
    assert told in html(app)
    assert app.text_area[0].value == text
    assert records.of(CODE, Voice) == ()


def test_a_closed_expander_makes_no_form(at_the_figure):
    app = at_the_figure()
    assert "「うちの地区は違う」を伝える・読む" in [each.label for each in app.expander]
    assert not app.text_area


def test_whoever_only_looks_sees_neither_voices_nor_form(at_the_figure, html, monkeypatch):
    voice = Voice(district="d0", view="needs", subject="shopping", text="内部の話", said_at=dt.datetime.now(dt.UTC))
    records.add(CODE, voice, who="x")
    monkeypatch.setattr("shiensys.web.voices.visitor", lambda: visitor.Visitor("somebody"))
    app = at_the_figure()
    assert not [each for each in app.expander if "うちの地区" in each.label]
    assert "内部の話" not in html(app)
    assert "<h2>港</h2>" in html(app)
