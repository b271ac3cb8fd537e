"""The page that takes files in: nothing is stored before the last step, and nothing is lost on the way there."""

import json
import re
from dataclasses import replace
from io import BytesIO, StringIO

import openpyxl
import pandas as pd
import pytest
import streamlit as st

from shiensys.intake.readers import KINDS
from shiensys.store import audit, versions
from shiensys.tables.frames import to_bytes
from shiensys.text import LOCALE_FOLDER, say
from shiensys.web import visitor
from shiensys.web.upload import asking, kinds, marked
from shiensys.web.visitor import Visitor

CITY, PAGE = "22212", "データの取込"
LIST = "地区名,よみ,圏域\n港,みなと,東\n小川,こがわ,東\n和田,わだ,西\n"
HOUSEHOLDS = (
    "地区名,調査年月日,世帯総数,65歳以上単身世帯,高齢夫婦世帯\n港,2026-03-31,900,120,80\n小川,2026-03-31,700,90,70\n"
)
ROSTER = "名称,支え合いの種類,対象地区,定員\n港のバス,買い物の手助け,港,約20人\n,買い物の手助け,小川,8\n"
HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture
def at(empty_store, opened, html):
    """Open the page over an empty store, with a city that it is to be loaded for."""
    st.cache_resource.clear()

    def start(kind, code=f"{CITY}7", name="焼津市"):
        app = opened(page=PAGE, loads=kinds.name(kind))
        if versions.current_versions(CITY):
            return app
        app.text_input(key="upload-code").set_value(code)
        return app.text_input(key="upload-name").set_value(name).run()

    return start


def drop(app, text, name="表.csv"):
    """Drop a file on the page."""
    app.file_uploader[0].set_value((name, text.encode(), "text/csv")).run()
    assert not app.exception
    return app


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception
    return app


def keys(app):
    return {button.key for button in app.button}


def accept(app):
    """Give the reason that the source has it so, for all that was mended."""
    boxes = [box for box in app.selectbox if box.key and box.key.startswith("upload-reason")]
    for box in boxes:
        box.set_value("as_is")
    return app.run() if boxes else app


def held():
    return {(version.kind, version.rows) for version in versions.current_versions(CITY)}


def load(at, kind, text):
    press(drop(at(kind), text), "upload-save")


def test_the_first_file_of_the_first_city_goes_from_drop_to_saved(at, html):
    app = drop(at("district-list"), LIST, "地区一覧.csv")
    shown = html(app)
    assert "<dt>見出し</dt><dd>1行目</dd>" in shown
    assert '<th scope="row">よみ</th><td>みなと、こがわ、わだ</td><td>よみ</td>' in shown
    assert "直すところはありませんでした" in shown
    assert "この市の地区が3つ、はじめて出ます。" in shown
    assert held() == set()
    shown = html(press(app, "upload-save"))
    assert "焼津市の「地区の一覧」を保存しました(3行)" in shown
    assert "地区一覧.csv" in shown
    assert held() == {("district-list", 3)}


def test_after_saving_nothing_of_the_file_is_left_in_the_session(at):
    app = press(drop(at("district-list"), LIST), "upload-save")
    sitting = app.session_state["upload-sitting"]
    assert (sitting.upload, sitting.outcome, sitting.preview) == (None, None, None)
    assert app.file_uploader[0].value is None


def test_what_was_mended_needs_a_reason_each_before_it_can_be_saved(at, html):
    load(at, "district-list", LIST)
    app = drop(at("resources"), ROSTER)
    assert "読み取るときに直したところ(2種類)" in html(app)
    assert "upload-save" not in keys(app)
    chooser = next(box for box in app.selectbox if box.key and box.key.startswith("upload-reason"))
    chooser.set_value("as_is").run()
    assert "理由を選んでいないものが1種類あります" in html(app)
    press(press(app, "upload-same"), "upload-save")
    kept = next(version for version in versions.current_versions(CITY) if version.kind == "resources")
    assert set(kept.accepted) == {"capacity_read", "rows_without_name"}
    assert set(kept.accepted.values()) == {"元の資料がこうなっている"}


def test_ones_own_reason_has_to_be_written(at):
    load(at, "district-list", LIST)
    app = drop(at("resources"), ROSTER.replace(",買い物の手助け,小川,8\n", ""))
    key = next(box.key for box in app.selectbox if box.key and box.key.startswith("upload-reason"))
    app.selectbox(key=key).set_value("other").run()
    assert "upload-save" not in keys(app)
    app.text_input(key=f"{key}-own").set_value("会の人に聞いた").run()
    press(app, "upload-save")
    kept = next(version for version in versions.current_versions(CITY) if version.kind == "resources")
    assert dict(kept.accepted) == {"capacity_read": "会の人に聞いた"}


def test_a_refused_file_says_where_and_what_to_do_and_leaves_one_row_of_codes(at, html):
    app = drop(at("households"), HOUSEHOLDS.replace("900", "たくさん"))
    shown = html(app)
    assert "このままでは取り込めません" in shown
    assert "2行目" in shown
    assert "数字として読めません" in shown
    assert "upload-save" not in keys(app)
    app.run()
    entries = [entry for entry in audit.entries() if entry.action == "refused"]
    assert len(entries) == 1
    assert entries[0].details["codes"] == ["not_a_number"]
    assert "たくさん" not in json.dumps(entries[0].details, ensure_ascii=False)
    assert held() == set()


def test_the_marked_file_comes_back_while_the_sitting_lasts(at):
    app = drop(at("households"), HOUSEHOLDS.replace("900", "たくさん"))
    sitting = app.session_state["upload-sitting"]
    book = openpyxl.load_workbook(BytesIO(marked.made(sitting.upload, sitting.outcome.findings)))
    assert "たくさん" in {cell.value for row in book.worksheets[1].iter_rows() for cell in row}
    assert any("数字として読めません" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)


def test_a_column_is_matched_by_hand_and_remembered_for_the_next_file_of_that_shape(at, html):
    strange = LIST.replace("地区名", "ちくのなまえ")
    app = drop(at("district-list"), strange)
    assert "必要な見出し「地区名」がありません" in html(app)
    assert "--mapping" not in html(app)
    boxes = [box for box in app.selectbox if box.key and box.key.startswith("upload-column")]
    assert len(boxes) == 3
    boxes[0].set_value("district")
    next(button for button in app.button if button.label == say("upload.read_so")).click().run()
    assert '<th scope="row">ちくのなまえ</th><td>港、小川、和田</td><td>地区名</td>' in html(app)
    press(app, "upload-save")
    app = drop(at("district-list"), strange.replace("わだ", "にわだ"))
    assert "同じ形のファイルを前に取り込んだときの読み方を使いました" in html(app)
    press(app, "upload-save")
    stored = versions.tables([versions.current_versions(CITY)[0].id]).popitem()[1]
    assert stored[["district", "reading"]].values.tolist()[-1] == ["和田", "にわだ"]


def test_two_columns_cant_be_taken_for_the_same(at, html):
    app = drop(at("district-list"), LIST)
    app.toggle[0].set_value(True).run()
    boxes = [box for box in app.selectbox if box.key and box.key.startswith("upload-column")]
    boxes[1].set_value("district")
    next(button for button in app.button if button.label == say("upload.read_so")).click().run()
    assert "同じ読み取り方が2つの列にあります: 地区名" in html(app)


def test_a_missing_day_is_asked_for_and_may_be_written_in_the_japanese_calendar(at, html):
    app = drop(at("households"), HOUSEHOLDS.replace("調査年月日", "備考").replace("2026-03-31", ""))
    assert "上で日付を教えてください" in html(app)
    app.text_input(key="upload-ask-date-0").set_value("令和8年3月31日")
    next(button for button in app.button if button.label == say("upload.read_with")).click().run()
    press(app, "upload-save")
    assert held() == {("households", 2)}


def test_who_saved_meanwhile_is_said_and_nothing_is_lost(at, html):
    load(at, "district-list", LIST)
    app = accept(drop(at("district-list"), LIST + "大富,おおとみ,西\n"))
    other = LIST + "豊田,とよだ,西\n"
    versions.save(
        versions.Load(
            CITY, "district-list", "", _parquet(other), 4, "別.csv", other.encode(), {}, who="kacho@city.example"
        )
    )
    press(app, "upload-save")
    assert "kacho@city.example" in html(app)
    assert "いまの内容で見直してから" in html(app)
    assert "焼津市の「地区の一覧」を保存しました" not in html(app)
    press(press(app, "upload-look-again"), "upload-save")
    assert "保存しました(4行)" in html(app)


def _parquet(text):
    table = pd.read_csv(StringIO(text)).set_axis(["district", "reading", "area"], axis=1)
    return to_bytes(table.assign(order=pd.array(range(1, len(table) + 1), dtype="Int32")))


def test_the_same_file_again_is_said_to_be_there(at, html):
    load(at, "district-list", LIST)
    app = press(drop(at("district-list"), LIST), "upload-save")
    assert "同じファイルがもう入っています" in html(app)
    assert len(versions.history(CITY)) == 1


def test_a_preview_says_what_changes_and_stores_nothing(at, html):
    load(at, "district-list", LIST)
    app = accept(drop(at("district-list"), LIST.replace("和田,わだ", "大富,おおとみ")))
    shown = html(app)
    assert "新しく加わる地区が1つあります: 大富" in shown
    assert "なくなる地区が1つあります: 和田" in shown
    assert len(versions.history(CITY)) == 1


def test_another_file_starts_afresh(at, html):
    app = drop(at("households"), HOUSEHOLDS.replace("900", "たくさん"))
    drop(app, HOUSEHOLDS)
    assert "このままでは取り込めません" not in html(app)
    assert "upload-save" in keys(app)


def test_stopping_leaves_a_way_to_begin_again(at, html, monkeypatch):
    app = at("district-list")
    drop(app, LIST)
    app.session_state["upload-sitting"] = replace(app.session_state["upload-sitting"], outcome=None, stopped=True)
    app.run()
    assert "調べるのをやめました" in html(app)
    assert "upload-save" not in keys(app)
    press(app, "upload-again")
    assert "upload-save" in keys(app)


def test_hostile_names_and_headings_are_text(at, html):
    app = drop(at("district-list"), LIST.replace("よみ", HOSTILE).replace("和田", "<script>alert(1)</script>"))
    shown = html(app)
    assert "<img" not in shown
    assert "<script" not in shown
    assert "&lt;img src=x onerror=" in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_without_the_right_to_load_there_is_a_sentence_and_no_file_chooser(empty_store, html, opened, monkeypatch):
    monkeypatch.setattr(visitor, "visitor", lambda: Visitor("", may_load=False))
    app = opened(page=PAGE)
    assert not app.file_uploader


def test_a_wrong_code_is_told_before_a_file_can_be_chosen(at, html):
    app = at("district-list", code="99")
    assert "全国地方公共団体コードではありません" in html(app)
    assert not app.file_uploader


def test_every_kind_has_its_words():
    for kind in kinds.offered():
        assert kinds.name(kind)
        assert kinds.purpose(kind)
    assert set(kinds.offered()) | set(kinds.SET_ON_THE_MAP) == set(KINDS)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_finding_on_the_page_names_a_command(language):
    text = (LOCALE_FOLDER / language / "intake.po").read_text(encoding="utf-8")
    named = re.findall(r'msgid "intake\.finding\.([a-z_]+)"\nmsgstr "[^"]*--[a-z]', text)
    assert set(named) <= set(asking.ASKED)
