"""What one visitor has in hand: the file, what was said of it, and what came of it. In memory only, gone when saved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from shiensys.answers.changes import Changes
from shiensys.intake.findings import Finding, Severity
from shiensys.intake.look import Look
from shiensys.intake.packed import Packed
from shiensys.intake.request import Said
from shiensys.intake.upload import Upload
from shiensys.show.maps import Ground
from shiensys.store.cities import CityRecord
from shiensys.store.versions import Stored

_KEY = "upload-sitting"


@dataclass(frozen=True)
class Target:
    """Whose data a file holds, and which: the city's code and name, and the kind of file."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class Outcome:
    """What came of reading a file. ``packed``: None where it is refused; ``look``: None where it came not so far.

    ``recalled``: the columns were matched as somebody had said of a file of this shape before.
    """

    target: Target
    packed: Packed | None
    findings: tuple[Finding, ...]
    look: Look | None
    recalled: bool = False

    def of(self, severity: Severity) -> dict[str, tuple[Finding, ...]]:
        """Give the findings of one weight by their code, in the order in which they came."""
        codes = dict.fromkeys(finding.code for finding in self.findings if finding.severity is severity)
        return {code: tuple(each for each in self.findings if each.code == code) for code in codes}


@dataclass(frozen=True)
class Preview:
    """What saving would change. ``expected``: the version that was current when it was worked out."""

    record: CityRecord
    expected: int | None
    changes: Changes
    ground: Ground | None
    names: dict[str, str]
    pins: list[dict[str, object]]


@dataclass(frozen=True)
class Saved:
    """What was saved last, for the sentence that says so."""

    target: Target
    city: str
    file_name: str
    rows: int
    at: dt.datetime
    who: str
    stored: Stored


@dataclass(frozen=True)
class Sitting:
    """``round``: counts the file choosers, so that a new one is empty. ``file_ids``: of the chosen file's parts.

    ``stopped``: somebody stopped the reading. ``problem``: what kept the file from being saved, as a sentence.
    ``refusals``: files whose refusal stands in the records already.
    """

    round: int = 0
    target: Target | None = None
    file_ids: tuple[str, ...] = ()
    upload: Upload | None = None
    said: Said = field(default_factory=Said)
    outcome: Outcome | None = None
    stopped: bool = False
    preview: Preview | None = None
    problem: str = ""
    saved: Saved | None = None
    refusals: frozenset[str] = field(default_factory=frozenset)


def now() -> Sitting:
    """Give what the visitor has in hand."""
    sitting: Sitting = st.session_state.setdefault(_KEY, Sitting())
    return sitting


def change(**changes: Any) -> Sitting:
    """Put something else into the visitor's hand; gives all of it."""
    sitting = replace(now(), **changes)
    st.session_state[_KEY] = sitting
    return sitting


def say_more(said: Said) -> None:
    """Take what the visitor says of the file: it is read again."""
    change(said=said, outcome=None, preview=None, stopped=False, problem="")


def put_away(saved: Saved | None = None) -> None:
    """Drop the file and all that was read of it, in the server's memory too."""
    sitting = now()
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for file_id in sitting.file_ids:
            context.uploaded_file_mgr.remove_file(context.session_id, file_id)
    st.session_state[_KEY] = Sitting(round=sitting.round + 1, saved=saved, refusals=sitting.refusals)
