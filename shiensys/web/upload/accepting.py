"""What was changed on reading, to be accepted by kind and with a reason."""

from __future__ import annotations

import streamlit as st

from shiensys.intake.findings import Severity
from shiensys.text import say
from shiensys.web import markup
from shiensys.web.upload import found, sitting
from shiensys.web.upload.sitting import Outcome

REASONS = ("checked", "as_is", "asked", "other")


def reasons(outcome: Outcome) -> dict[str, str] | None:
    """Ask for a reason for each kind of thing that was mended; None until all are there."""
    mended = outcome.of(Severity.MENDED)
    if not mended:
        return {}
    st.html(markup.block("h2", say("upload.mended", n=len(mended)), "part"))
    st.html(markup.block("p", say("upload.mended_help"), "hint"))
    said: dict[str, str] = {}
    for code, findings in mended.items():
        st.html(found.group(findings, "mended"))
        if reason := _reason(code):
            said[code] = reason
    missing = [code for code in mended if code not in said]
    if not missing:
        return said
    st.html(markup.block("p", say("upload.reasons_missing", n=len(missing)), "hint"))
    if said:
        st.button(say("upload.reason.same"), on_click=_same, args=(next(iter(said)), missing), key="upload-same")
    return None


def _reason(code: str) -> str:
    """Ask for one reason; blank until there is one."""
    chosen = st.selectbox(
        say("upload.reason"),
        REASONS,
        index=None,
        format_func=lambda reason: say(f"upload.reason.{reason}"),
        placeholder=say("upload.reason.choose"),
        filter_mode=None,
        key=_key(code),
        width=420,
    )
    if chosen is None:
        return ""
    if chosen != "other":
        return say(f"upload.reason.{chosen}")
    return st.text_input(say("upload.reason.own"), max_chars=200, key=f"{_key(code)}-own", width=420).strip()


def _key(code: str) -> str:
    """Name the chooser of one kind of finding."""
    return f"upload-reason-{sitting.now().round}-{code}"


def _same(given: str, missing: list[str]) -> None:
    """Give the rest the reason that one has."""
    for code in missing:
        st.session_state[_key(code)] = st.session_state[_key(given)]
        if own := st.session_state.get(f"{_key(given)}-own"):
            st.session_state[f"{_key(code)}-own"] = own
