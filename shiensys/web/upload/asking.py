"""What only the visitor can say of a file, asked where a finding says that it is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

import streamlit as st

from shiensys.intake.findings import Finding
from shiensys.intake.request import Said
from shiensys.intake.sheets import dates
from shiensys.tables.codebook import codebooks
from shiensys.text import say
from shiensys.web import markup
from shiensys.web.upload import sitting
from shiensys.web.upload.sitting import Outcome

Question = Literal["columns", "name", "date", "survey", "crs", "layer", "edition", "city", "codebook"]

ASKED: Mapping[str, Question] = MappingProxyType(
    {
        "heading_missing": "columns",
        "mapping_unknown": "columns",
        "no_known_heading": "columns",
        "no_answers": "columns",
        "no_name_column": "name",
        "name_column_unknown": "name",
        "no_names": "name",
        "one_district": "name",
        "no_date": "date",
        "date_missing": "date",
        "no_survey": "survey",
        "no_crs": "crs",
        "crs_unknown": "crs",
        "crs_unreadable": "crs",
        "metres_as_degrees": "crs",
        "several_layers": "layer",
        "edition_unknown": "edition",
        "edition_not_said": "edition",
        "city_not_there": "city",
        "which_book": "codebook",
        "unfit_book": "codebook",
    }
)
DEGREES = ("6668", "4612", "4301", "4326")  # EPSG: JGD2011, JGD2000, Tokyo, WGS 84
PLANES = tuple(str(number) for number in range(6669, 6688))  # 平面直角座標系 I to XIX, JGD2011
_TEXTS: Mapping[Question, str] = MappingProxyType({"layer": "first", "edition": "example"})


def what(finding: Finding) -> str:
    """Say what was found and what to do on this page: where the visitor can say it here, no command is named."""
    if finding.code in ASKED:
        return say(f"upload.finding.{finding.code}", **finding.values)
    return say(f"intake.finding.{finding.code}", **finding.values)


def about_columns(outcome: Outcome) -> bool:
    """Tell whether the file is refused because its columns aren't known."""
    return outcome.packed is None and "columns" in _questions(outcome)


def show(outcome: Outcome) -> None:
    """Ask what is missing; with the answer the file is read again."""
    wanted = [question for question in _questions(outcome) if question not in ("columns", "city")]
    said = sitting.now().said
    wanted += [question for question in _answered(said) if question not in wanted]
    if not wanted:
        return
    st.html(markup.block("h2", say("upload.ask"), "part"))
    with st.form(f"upload-ask-{sitting.now().round}", border=False):
        for question in wanted:
            said = _ask(question, said, outcome)
        if st.form_submit_button(say("upload.read_with"), type="primary"):
            if said.date is None and "date" in wanted:
                st.html(markup.block("p", say("upload.no_day"), "problem"))
                return
            sitting.say_more(said)
            st.rerun()


def _questions(outcome: Outcome) -> list[Question]:
    """List what the findings ask for."""
    return list(dict.fromkeys(ASKED[each.code] for each in outcome.findings if each.code in ASKED))


def _answered(said: Said) -> list[Question]:
    """List what the visitor has said already, so that it can be said otherwise."""
    questions: dict[Question, object] = {
        "date": said.date, "survey": said.survey, "crs": said.crs,
        "layer": said.mapping.get("layer"), "edition": said.mapping.get("edition"), "codebook": _book(said),
    }  # fmt: skip
    return [question for question, answer in questions.items() if answer]


def _ask(question: Question, said: Said, outcome: Outcome) -> Said:
    """Ask one question; gives what is said with its answer."""
    key = f"upload-ask-{question}-{sitting.now().round}"
    if question == "date":
        return replace(said, date=_day(said.date, key))
    if question == "survey":
        answer = st.text_input(say("upload.ask.survey"), said.survey or "", max_chars=60, key=key, width=420)
        return replace(said, survey=answer.strip() or None)
    if question == "crs":
        return replace(said, crs=_crs(said.crs, key))
    if question == "codebook":
        return _form(said, key)
    if question == "name":
        return _name(said, outcome, key)
    before = said.mapping.get(question) or _example(question, outcome)
    answer = st.text_input(say(f"upload.ask.{question}"), before, max_chars=80, key=key, width=420)
    return replace(said, mapping={**said.mapping, question: answer.strip()})


def _day(before: dt.date | None, key: str) -> dt.date | None:
    """Ask for a day, in the Japanese calendar or the other; None where it can't be read."""
    written = st.text_input(
        say("upload.ask.date"),
        before.isoformat() if before else "",
        placeholder=say("upload.ask.date_example"),
        max_chars=20,
        key=key,
        width=420,
    )
    return dates.parse(written) if written else None


def _crs(before: str | None, key: str) -> str | None:
    """Ask for the coordinate system, those in degrees first."""
    options = [*DEGREES, *PLANES]
    number = (before or "").partition(":")[2]
    chosen = st.selectbox(
        say("upload.ask.crs"), options, index=options.index(number) if number in options else None,
        format_func=_crs_words, placeholder=say("upload.ask.choose"), filter_mode=None, key=key, width=420,
    )  # fmt: skip
    return f"EPSG:{chosen}" if chosen else before


def _crs_words(number: str) -> str:
    """Name a coordinate system."""
    code = f"EPSG:{number}"
    if number in PLANES:
        return say("upload.crs.plane", n=PLANES.index(number) + 1, code=code)
    return say(f"upload.crs.{number}", code=code)


def _book(said: Said) -> str | None:
    """Give the form that the visitor chose; None where a column of the file says it, or nobody."""
    chosen = said.mapping.get("codebook")
    return chosen if chosen in [book.key for book in codebooks()] else None


def _form(said: Said, key: str) -> Said:
    """Ask which period's form the answers are to."""
    books = {book.key: book.name for book in codebooks()}
    before = _book(said)
    answer = st.selectbox(
        say("upload.ask.codebook"), [*books], index=[*books].index(before) if before else None,
        format_func=books.__getitem__, placeholder=say("upload.ask.choose"), filter_mode=None, key=key, width=420,
    )  # fmt: skip
    return replace(said, mapping={**said.mapping, "codebook": answer}) if answer else said


def _name(said: Said, outcome: Outcome, key: str) -> Said:
    """Ask for the column that names the districts."""
    here = [seen.heading for seen in outcome.look.columns] if outcome.look else []
    before = said.mapping.get("name")
    answer = st.selectbox(
        say("upload.ask.name"), here, index=here.index(before) if before in here else None,
        placeholder=say("upload.ask.choose"), filter_mode=None, key=key, width=420,
    )  # fmt: skip
    return replace(said, mapping={**said.mapping, "name": answer}) if answer else said


def _example(question: Question, outcome: Outcome) -> str:
    """Give what the finding itself proposes."""
    named = [each.values.get(_TEXTS[question]) for each in outcome.findings if ASKED.get(each.code) == question]
    return str(next(filter(None, named), ""))
