"""The last step: one button stores the table, and success is said once it is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from shiensys import loading
from shiensys.errors import ShiensysError
from shiensys.intake.packed import Packed
from shiensys.intake.upload import Upload
from shiensys.store import mappings
from shiensys.store.pointer import StaleError
from shiensys.text import date, say
from shiensys.web import choose, markup
from shiensys.web.upload import kinds, sitting
from shiensys.web.upload.sitting import Outcome, Preview, Saved
from shiensys.web.visitor import visitor


def offer(outcome: Outcome, preview: Preview, reasons: Mapping[str, str]) -> None:
    """Offer to save; where that failed say why."""
    problem = sitting.now().problem
    if problem:
        st.html(markup.block("p", problem, "problem"))
        st.button(say("upload.look_again"), on_click=_look_again, key="upload-look-again")
        return
    st.button(
        say("upload.save"), on_click=_save, args=(outcome, preview, dict(reasons)), type="primary", key="upload-save"
    )
    st.html(markup.block("p", say("upload.save_help", city=preview.record.name), "hint"))


def _look_again() -> None:
    """Work out once more what would change, by what is stored now."""
    sitting.change(preview=None, problem="")


def _save(outcome: Outcome, preview: Preview, reasons: Mapping[str, str]) -> None:
    """Store the table, before the page runs again; nothing in the visitor's hand is lost where that fails."""
    choose.speak()
    upload, packed, who = sitting.now().upload, outcome.packed, visitor()
    if upload is None or packed is None or not who.may_load:
        return
    try:
        saved = _stored(outcome, packed, upload, preview, reasons, who.name)
    except StaleError as error:
        sitting.change(problem=say("upload.stale", why=str(error)))
    except ShiensysError as error:
        sitting.change(problem=str(error))
    else:
        sitting.put_away(saved)
        st.session_state["city"] = outcome.target.code
        st.session_state["upload-another"] = False


def _stored(
    outcome: Outcome, packed: Packed, upload: Upload, preview: Preview, reasons: Mapping[str, str], who: str
) -> Saved:
    """Store the table and remember how its columns were matched."""
    target, said = outcome.target, sitting.now().said
    if said.mapping and outcome.look is not None:
        mappings.remember(target.kind, outcome.look.shape, dict(said.mapping), who=who)
    stored = loading.store(
        target.kind,
        upload,
        packed,
        preview.record,
        replace(said, name=target.name),
        who=who,
        accepted=reasons,
        expected=preview.expected,
    )
    at = dt.datetime.now().astimezone()
    return Saved(target, preview.record.name, upload.name, packed.rows, at, who, stored)


def report() -> None:
    """Say what was saved last, and where to see it."""
    saved = sitting.now().saved
    if saved is None:
        return
    told = say(
        "upload.saved" if saved.stored.new else "upload.saved_again",
        city=saved.city,
        kind=kinds.name(saved.target.kind),
        rows=saved.rows,
    )
    moment = {"day": date(saved.at.date()), "time": f"{saved.at:%H:%M}"}
    details = say("upload.saved_by", file=saved.file_name, who=saved.who, **moment)
    st.html(f'<section class="saved">{markup.block("h2", told)}{markup.block("p", details)}</section>')
    with choose.row("upload-next"):
        for page in ("needs", "records"):
            st.button(say(f"upload.go.{page}"), on_click=choose.go, args=(page,), key=f"upload-go-{page}")
