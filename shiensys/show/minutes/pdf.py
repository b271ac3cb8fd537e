"""Minutes on paper: A4, with the fonts that come along and nothing from the machine or the net."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import noto_cjk_sans_jp_bold
import noto_cjk_sans_jp_regular
import typst

from shiensys.answers.council.minutes import Minutes
from shiensys.show.minutes.glyphs import GETA, writable
from shiensys.show.minutes.parts import parts
from shiensys.text import language, say

PAPER = Path(__file__).with_name("paper.typ")


def pdf(minutes: Minutes) -> bytes:
    """Print the minutes of one meeting. What users wrote goes along as data and is never read as markup."""
    return typst.compile(
        PAPER.read_bytes(),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"minutes": written(minutes)},
    )


def written(minutes: Minutes) -> str:
    """Write all words of the paper as JSON, with a word on signs that the font doesn't have."""
    meant = json.dumps(_document(minutes), ensure_ascii=False)
    told = _writable(json.loads(meant))
    if json.dumps(told, ensure_ascii=False).count(GETA) > meant.count(GETA):
        told["sources"].append(say("council.note.missing_signs", sign=GETA))
    return json.dumps(told, ensure_ascii=False)


@lru_cache
def _fonts() -> typst.Fonts:
    """Load the fonts once."""
    files = (noto_cjk_sans_jp_regular.FONT_PATH, noto_cjk_sans_jp_bold.FONT_PATH)
    folders = [Path(file).parent for file in files]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _document(minutes: Minutes) -> dict[str, Any]:
    """Give all words of the paper: lists of lines, so that no line is lost."""
    return {
        "language": language(),
        "title": minutes.title,
        "council": say("council.paper.council", council=minutes.council, year=minutes.year)
        if minutes.year
        else minutes.council,
        "city": minutes.city.name,
        "notes": list(minutes.notes),
        "lead": minutes.lead,
        "parts": [{"heading": each.heading, "lines": _told(each.lines, named=each.named)} for each in parts(minutes)],
        "said_heading": say("council.heading.said"),
        "said": [
            {
                "title": each.title,
                "lines": [line.splitlines() for line in each.lines],
                "hands": [{"option": one.option, "n": say("common.persons", n=one.hands)} for one in each.hands],
            }
            for each in minutes.said
        ],
        "hands_heading": say("council.heading.hands"),
        "decided_heading": say("council.heading.decided"),
        "decided_columns": [say(f"council.column.{key}") for key in ("what", "who", "due", "state")],
        "decided": [[each.what.splitlines(), [each.who], [each.due], [each.state]] for each in minutes.decisions],
        "sources": [say("council.source", source=source) for source in minutes.sources],
    }


def _told(lines: tuple[str, ...], *, named: bool) -> list[str]:
    """Write names in a row, and all else line by line."""
    return [say("answers.reason_joint").join(lines)] if named else list(lines)


def _writable(told: Any) -> Any:
    """Make every text of a document one that the font can write."""
    if isinstance(told, str):
        return writable(told)
    if isinstance(told, dict):
        return {key: _writable(value) for key, value in told.items()}
    return [_writable(each) for each in told]
