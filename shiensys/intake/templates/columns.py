"""What our templates print: the columns of each kind of file, with an example, from the reference table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from shiensys.errors import ShiensysError
from shiensys.intake.readers import reader
from shiensys.intake.sheets.headings import printed
from shiensys.tables.categories import REFERENCE_FOLDER
from shiensys.tables.codebook import Item, in_force, item_of
from shiensys.text import say

_EXAMPLES = ("first", "second", "third", "fourth")
_DISTRICT = re.compile(r"<(\d)>")
_BOXES = ("trouble", "solved", "wish")  # what the names of a form's boxes begin with
SURVEY = "survey"  # the kind whose columns are questions of a form
EXAMPLE_DISTRICTS = 3  # that the examples speak of


class NoTemplateError(ShiensysError, LookupError):
    """There is no template for this kind: such files are taken as they are published."""


@dataclass(frozen=True)
class TemplateColumn:
    """One column of a template. ``choices``: name of the list to choose from, blank for none. ``examples``: a row each.

    A row of examples is blank in all columns where there are fewer.
    """

    kind: str
    column: str
    required: bool
    choices: str
    examples: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The heading that is printed."""
        return printed(self.kind, self.column)

    @property
    def what(self) -> str:
        """What is to be written there."""
        begins = self.column.partition("_")[0]
        item = item_of(in_force().items, self.column) if self.kind == SURVEY else None
        if item is not None and begins not in _BOXES:
            return _asked(item, self.column)
        return say(f"templates.what.{begins if begins in _BOXES else self.column}")


def _asked(item: Item, column: str) -> str:
    """Say what a question of the survey's form asks, and what its codes mean."""
    if item.answer == "boxes":
        return say("templates.box", wording=item.wording, word=item.codes[column.removeprefix(f"{item.key}_")])
    if item.answer == "number":
        return say("templates.number", wording=item.wording, least=item.least, most=item.most)
    codes = say("codebook.joint").join(f"{code} {word}" for code, word in item.codes.items())
    return say("templates.codes", wording=item.wording, codes=codes)


def offered(kind: str) -> bool:
    """Tell whether there is a template for a kind.

    >>> offered("resources"), offered("districts")
    (True, False)
    """
    return bool((_table()["kind"] == kind).any())


def columns(kind: str) -> tuple[TemplateColumn, ...]:
    """Give the columns of a kind in the order of the template.

    Raises NoTemplateError, which says what to use, and UnknownKindError.
    """
    rows = _table()[_table()["kind"] == reader(kind).kind]
    if rows.empty:
        raise NoTemplateError(f"templates.none.{kind}")
    return tuple(
        TemplateColumn(
            kind, row["column"], row["required"] == "1", row["choices"], tuple(row[name] for name in _EXAMPLES)
        )
        for row in rows.to_dict("records")
    )


def examples(kind: str, districts: Sequence[str]) -> list[list[str]]:
    """Give the example rows, about the first of ``districts``; a row that needs more of them is left out."""
    rows = zip(*(column.examples for column in columns(kind)), strict=True)
    filled = [row for row in rows if any(row)]
    fitting = [row for row in filled if all(int(n) <= len(districts) for cell in row for n in _DISTRICT.findall(cell))]
    return [[_DISTRICT.sub(lambda found: districts[int(found[1]) - 1], cell) for cell in row] for row in fitting]


@lru_cache
def _table() -> pd.DataFrame:
    """Read the reference table. Kept for the life of the process: it is part of the program."""
    return pd.read_csv(REFERENCE_FOLDER / "template_columns.csv", dtype=str, keep_default_na=False)
