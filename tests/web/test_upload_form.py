"""The page of loading asks for a survey's form where its headings fit two of them, and nowhere else."""

import pytest
import streamlit as st

from shiensys.store import versions
from shiensys.text import say
from shiensys.web.upload import kinds

CITY = "22212"
BOTH = "地区名,調査名,調査年月日,問7(1),問7(2)\n" + "港,ニーズ調査,2026-01-31,2,8\n" * 12


@pytest.fixture
def dropped(empty_store, opened):
    """Drop a file of answers on the page."""
    st.cache_resource.clear()

    def drop(text):
        app = opened(page="データの取込", loads=kinds.name("survey"))
        app.text_input(key="upload-code").set_value(f"{CITY}7")
        app.text_input(key="upload-name").set_value("焼津市").run()
        app.file_uploader[0].set_value(("回答.csv", text.encode(), "text/csv")).run()
        assert not app.exception
        return app

    return drop


def test_the_form_is_asked_for_where_two_fit_and_the_file_read_by_the_answer(dropped, html):
    app = dropped(BOTH)
    assert "どの期の調査票かを、上で教えてください" in html(app)
    chooser = app.selectbox(key="upload-ask-codebook-0")
    assert chooser.options == ["第8期", "第9期", "第10期(案)"]
    chooser.set_value("dai9")
    next(button for button in app.button if button.label == say("upload.read_with")).click().run()
    assert not app.exception
    assert "調査票" in html(app)
    assert "第9期" in html(app)
    app.button(key="upload-save").click().run()
    (stored,) = versions.current_versions(CITY)
    table = versions.tables([stored.id])[stored.id]
    assert (table["codebook"].unique().tolist(), table["happiness"].unique().tolist()) == (["dai9"], [8])


def test_a_file_that_fits_one_form_is_read_without_a_question(dropped, html):
    app = dropped(BOTH.replace("問7(1),問7(2)", "問2(1),問7(4)").replace(",2,8", ",2,1").replace("2026", "2023"))
    assert not [box for box in app.selectbox if str(box.key).startswith("upload-ask-codebook")]
    assert "第9期" in html(app)
