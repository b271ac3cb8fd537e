"""The minutes of a meeting as a file: on paper or as plain text."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from shiensys import gathering
from shiensys.answers import council
from shiensys.answers.council import Minutes
from shiensys.city import City
from shiensys.cli.blank import NotWrittenError
from shiensys.errors import ShiensysError
from shiensys.gathering.programme import programme
from shiensys.programme import Programme
from shiensys.text import say

GOOD = 0
ENDINGS = (".pdf", ".txt")


class WrongEndingError(ShiensysError, ValueError):
    """Minutes are written as PDF or plain text only."""


def minutes(said: argparse.Namespace) -> int:
    """Write the minutes of a meeting to a file, or as text to standard output; without a meeting list them all."""
    city, known = gathering.current(said.city), programme(said.city)
    if not said.meeting:
        return _listed(city, known)
    found = council.minutes(city, known, said.meeting, everybody=said.published, authors=said.authors)
    if said.out is None:
        sys.stdout.write(_text(found).decode())
        return GOOD
    path: Path = said.out
    if path.suffix.lower() not in ENDINGS:
        raise WrongEndingError("council.cli.ending", file=path.name)
    if path.exists():
        raise NotWrittenError("cli.template.exists", file=path.name)
    content = _pdf(found) if path.suffix.lower() == ".pdf" else _text(found)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise NotWrittenError("cli.template.not_written", file=path.name) from error
    print(say("council.cli.done", file=path.name, title=found.title))
    return GOOD


def _listed(city: City, known: Programme) -> int:
    """List the meetings with the ids by which they are asked for."""
    found = council.meetings(known, everybody=False, today=city.today)
    if not found:
        print(say("council.cli.none"))
    for each in found:
        line = {"id": each.meeting.id, "when": each.when, "council": each.council.name, "title": each.meeting.title}
        print(say("council.cli.line", **line))
        if each.warning:
            print(say("council.cli.warning", warning=each.warning))
    return GOOD


def _pdf(found: Minutes) -> bytes:
    """Print minutes; the fonts are loaded for those who print alone."""
    from shiensys.show.minutes import pdf

    return pdf.pdf(found)


def _text(found: Minutes) -> bytes:
    """Write minutes as plain text in UTF-8."""
    from shiensys.show.minutes import text

    return text.text(found).encode()
