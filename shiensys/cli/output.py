"""How the command line writes: findings, progress and tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import pandas as pd

from shiensys.answers.answer import Answer, Balance, Column
from shiensys.intake.packed import Packed
from shiensys.intake.request import Progress
from shiensys.tables.formulas import csv_bytes
from shiensys.text import say

MANY = 1_000  # rows; notes in each would be most of the file
LONGEST = 3  # entries of a list that are written one by one
# what a table of one side of a balance leaves out
SIDES: dict[str, tuple[str, ...]] = {"need": ("need", "answered"), "places": ("places",)}


def report(checked: Packed) -> None:
    """Say what a file was taken for and what was found in it."""
    for key, value in checked.facts.items():
        print(say("cli.fact", what=say(f"cli.fact.{key}"), value=_fact(value)))
    for finding in checked.findings:
        print(finding)


def _fact(value: object) -> str:
    """Write what a file was taken for; of a long list its ends."""
    if isinstance(value, bool):
        return say("cli.there" if value else "cli.not_there")
    if isinstance(value, list) and len(value) > LONGEST:
        return say("cli.many", first=value[0], last=value[-1], n=len(value))
    return say("answers.reason_joint").join(map(str, value)) if isinstance(value, list) else str(value)


def progress() -> Progress:
    """Show how far long work is, on a terminal only."""

    def show(done: float, what: str) -> None:
        if sys.stderr.isatty():
            end = "\n" if done >= 1 else ""
            sys.stderr.write(f"\r{done:4.0%} {what[:60]:60}{end}")
            sys.stderr.flush()

    return show


def table(answer: Answer, name: str, shape: str) -> None:
    """Write an answer as CSV (UTF-8 with BOM) or JSON to standard output, with its notes and sources."""
    columns = _columns(answer, name)
    if shape == "json":
        text = json.dumps(_document(answer, columns), ensure_ascii=False, indent=1, allow_nan=False)
        sys.stdout.write(f"{text}\n")
        return
    frame = answer.table[[column.key for column in columns]].set_axis([column.heading for column in columns], axis=1)
    beside = {say("cli.table.notes"): " ".join(answer.notes), say("cli.table.sources"): _sources(answer)}
    frame = frame.assign(**{head: _beside(text, len(frame)) for head, text in beside.items()})
    sys.stdout.buffer.write(csv_bytes(frame, above=answer.warning))


def _beside(text: str, rows: int) -> list[str]:
    """Give a column of notes: in every row, so that rows taken apart keep them; in the first where rows are many."""
    return [text] * rows if rows <= MANY else [text, *[""] * (rows - 1)]


def _columns(answer: Answer, name: str) -> tuple[Column, ...]:
    """Choose the columns of a table; ``need`` and ``places`` are sides of one balance."""
    if not isinstance(answer, Balance) or name not in SIDES:
        return answer.columns
    wanted = SIDES[name]
    return tuple(column for column in answer.columns if column.key == "name" or column.key.startswith(wanted))


def _sources(answer: Answer) -> str:
    """Write the sources in one line."""
    parts = [
        say(
            "cli.table.source",
            what=one.what,
            source=one.source,
            date=one.date if one.date else say("cli.table.undated"),
        )
        for one in answer.evidence
    ]
    return " / ".join(parts)


def _document(answer: Answer, columns: Sequence[Column]) -> dict[str, object]:
    """Make the JSON of an answer: blank stays null."""
    rows = answer.table[[column.key for column in columns]]
    records = [{key: _plain(cell) for key, cell in row.items()} for row in rows.to_dict("records")]
    return {
        **({"warning": answer.warning} if answer.warning else {}),
        "title": answer.title,
        "city": vars(answer.city),
        "headline": list(answer.headline),
        "notes": list(answer.notes),
        "evidence": [{name: _plain(value) for name, value in vars(one).items()} for one in answer.evidence],
        "columns": {column.key: column.heading for column in columns},
        "rows": records,
    }


def _plain(value: object) -> object:
    """Give a value that JSON knows; undefined and infinite are null."""
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None
    if value is None or value is pd.NA:
        return None
    return value if isinstance(value, int | str | bool) else str(value)
