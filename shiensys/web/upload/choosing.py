"""First step: whose data, which kind, and the file itself."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from shiensys.answers.answer import CityCard
from shiensys.intake.cage import door
from shiensys.intake.cage.limits import limit_bytes
from shiensys.intake.findings import RefusedError
from shiensys.intake.upload import Upload
from shiensys.store import cities
from shiensys.tables.municipality import MunicipalityCodeError, five_digits
from shiensys.text import say
from shiensys.web import choose, markup
from shiensys.web.upload import kinds, sitting
from shiensys.web.upload.sitting import Outcome, Target

MEGABYTE = 1024 * 1024


def target(shown: CityCard | None) -> Target | None:
    """Let the visitor say whose data the file holds and which; None until the city is known.

    ``shown``: the city that the top of the page shows, None where there is none yet.
    """
    door.prepare()
    with choose.row("upload-what"):
        kind = _kind()
        another = shown is None or st.checkbox(say("upload.another_city"), key="upload-another")
    st.html(markup.block("p", kinds.purpose(kind), "purpose"))
    if another:
        return _new_city(kind)
    assert shown is not None
    st.html(markup.block("p", say("upload.into", city=shown.name), "into"))
    return Target(shown.code, shown.name, kind)


def _kind() -> str:
    """Let the visitor choose the kind of file; a link can name it."""
    offered = kinds.offered()
    chosen = st.selectbox(
        say("upload.kind"),
        offered,
        format_func=kinds.name,
        key="loads",
        bind="query-params",
        filter_mode=None,
        width=330,
    )
    return chosen or offered[0]


def _new_city(kind: str) -> Target | None:
    """Let the visitor name a city that the store doesn't hold yet."""
    with choose.row("upload-city"):
        code = st.text_input(say("upload.code"), max_chars=6, key="upload-code", width=190)
        name = st.text_input(say("upload.name"), max_chars=40, key="upload-name", width=270)
    if not code or not name:
        st.html(markup.block("p", say("upload.code_help"), "hint"))
        return None
    try:
        digits = five_digits(code)
    except MunicipalityCodeError as error:
        st.html(markup.block("p", str(error), "problem"))
        return None
    known = next((city.name for city in cities.everything() if city.code == digits), "")
    return Target(digits, known if known not in ("", digits) else name.strip(), kind)


def file(wanted: Target) -> None:
    """Let the visitor choose the file. Another file, city or kind starts afresh."""
    several = wanted.kind in kinds.BESIDE_EACH_OTHER
    most = -(-limit_bytes(wanted.kind) // MEGABYTE)
    before = sitting.now()
    given = st.file_uploader(
        say("upload.file_several" if several else "upload.file"),
        accept_multiple_files=several,
        key=f"upload-file-{before.round}-{several}",
        max_upload_size=most,
    )
    parts: Sequence[UploadedFile] = given if isinstance(given, list) else [given] if given else []
    ids = tuple(part.file_id for part in parts)
    if (ids, wanted) != (before.file_ids, before.target):
        _take(wanted, parts, ids)


def _take(wanted: Target, parts: Sequence[UploadedFile], ids: tuple[str, ...]) -> None:
    """Take another file into hand; what was said of the one before doesn't hold for it."""
    clean = sitting.Sitting()
    upload, outcome = None, None
    if parts:
        try:
            upload = Upload.of_several({part.name: part.getvalue() for part in parts})
        except RefusedError as error:
            outcome = Outcome(wanted, None, error.findings, None)
    sitting.change(
        target=wanted,
        file_ids=ids,
        upload=upload,
        said=clean.said,
        outcome=outcome,
        stopped=False,
        preview=None,
        problem="",
        saved=None if parts else sitting.now().saved,
    )
