"""Second step: the file is read in its cage; how far it is shows, and it can be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from shiensys import loading
from shiensys.intake.findings import RefusedError
from shiensys.intake.look import Look
from shiensys.intake.packed import Packed
from shiensys.intake.request import Progress, Said
from shiensys.intake.upload import Upload
from shiensys.store import audit, mappings
from shiensys.text import say
from shiensys.web import markup
from shiensys.web.upload import sitting
from shiensys.web.upload.sitting import Outcome, Target
from shiensys.web.visitor import visitor

BETWEEN = 0.1  # seconds from one sign of progress to the next: more only flickers


class _KnownShapeError(Exception):
    """Somebody said before how files of this shape are to be read."""

    def __init__(self, mapping: dict[str, str]) -> None:
        super().__init__()
        self.mapping = mapping


def outcome(target: Target) -> Outcome | None:
    """Give what came of the file, reading it where that isn't done yet; None without one, or where it was stopped."""
    held = sitting.now()
    if held.outcome is not None or held.upload is None:
        return held.outcome
    if held.stopped:
        st.html(markup.block("p", say("upload.stopped"), "problem"))
        st.button(say("upload.check_again"), on_click=_stop, args=(False,), key="upload-again")
        return None
    place = st.empty()
    with place.container():
        words, bar = st.empty(), st.progress(0.0)
        st.button(say("upload.stop"), on_click=_stop, args=(True,), key="upload-stop")
        found = _read(target, held.upload, held.said, _progress(words, bar))
    place.empty()
    _note_refusal(found, held.upload)
    sitting.change(outcome=found)
    return found


def _stop(stopped: bool) -> None:
    """Stop the reading, or let it begin again."""
    sitting.change(stopped=stopped)


def _progress(words: st.delta_generator.DeltaGenerator, bar: st.delta_generator.DeltaGenerator) -> Progress:
    """Show how far it is. Writing to the page is also where a run ends that somebody has stopped."""
    last = 0.0

    def show(share: float, what: str) -> None:
        nonlocal last
        if time.monotonic() - last < BETWEEN:
            return
        last = time.monotonic()
        words.html(markup.block("p", what or say("upload.checking"), "hint"))
        bar.progress(min(max(share, 0.0), 1.0))

    show(0.0, say("upload.checking"))
    return show


def _read(target: Target, upload: Upload, said: Said, progress: Progress) -> Outcome:
    """Read the file as the visitor says, or as somebody said of a file of its shape before."""
    said = replace(said, name=target.name)
    if said.mapping:
        return _once(target, upload, said, progress, lambda _look: None)

    def recall(look: Look) -> None:
        if mapping := mappings.remembered(target.kind, look.shape):
            raise _KnownShapeError(dict(mapping))

    try:
        return _once(target, upload, said, progress, recall)
    except _KnownShapeError as found:
        mapping = found.mapping
    sitting.change(said=replace(sitting.now().said, mapping=mapping))
    again = _once(target, upload, replace(said, mapping=mapping), progress, lambda _look: None)
    return replace(again, recalled=True)


def _once(target: Target, upload: Upload, said: Said, progress: Progress, tell: Callable[[Look], None]) -> Outcome:
    """Read the file once."""
    try:
        packed: Packed = loading.check(target.kind, upload, target.code, said, progress=progress, tell=tell)
    except RefusedError as error:
        return Outcome(target, None, error.findings, error.look)
    return Outcome(target, packed, packed.findings, packed.look)


def _note_refusal(found: Outcome, upload: Upload) -> None:
    """Write down once that a file was refused: the codes of its findings, nothing of what is in it."""
    told = sitting.now().refusals
    if found.packed is not None or upload.sha256 in told:
        return
    audit.record(
        "refused",
        who=visitor().name,
        city=found.target.code,
        kind=found.target.kind,
        file_name=upload.name,
        codes=sorted({finding.code for finding in found.findings}),
    )
    sitting.change(refusals=told | {upload.sha256})
