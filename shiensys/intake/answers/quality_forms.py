"""Forms that were read, looked at for their quality: who is named, and which questions were asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from shiensys.intake.findings import Finding, Severity
from shiensys.intake.sheets.sheet import Sheet
from shiensys.tables.codebook import Item
from shiensys.text import say

Codes = npt.NDArray[np.int8]
Rows = npt.NDArray[np.bool_]  # True by row of the table

BLANK = -1  # among codes
NO_NUMBER = "row-"  # what stands, with the row behind it, for a respondent's number that is missing
_INNER = str.maketrans("「」", "『』")
NAMED = 5  # respondents named in one sentence
NONE_OF = ("nobody", "none")  # boxes that deny all others of their question


@dataclass(frozen=True)
class Forms:
    """Answers with what is needed to speak of them.

    ``table``: rows of tables.survey.Survey by row number of the file. ``items``: of the code book and the city's own.
    ``headings``: by column. ``limits``: by key of an item, how many boxes of it may be marked; 0: any.
    """

    table: pd.DataFrame
    items: tuple[Item, ...]
    sheet: Sheet
    headings: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)

    def wording(self, item: Item) -> str:
        """Give a question's words as they stand in a sentence between 「 and 」."""
        return item.wording.translate(_INNER)

    @cached_property
    def codes(self) -> dict[str, Codes]:
        """The answers by column of a question that anybody answered: int8 by row, BLANK where there is none.

        A number that is no code, such as bmi, is 0.
        """
        names = [name for item in self.items for name in item.columns if name in self.table]
        codes = {name: _codes(self.table[name]) for name in names}
        return {name: answers for name, answers in codes.items() if (answers != BLANK).any()}

    @cached_property
    def asked(self) -> tuple[tuple[Item, list[str]], ...]:
        """The questions that anybody answered, in the order of the form, each with its columns."""
        columns = ((item, [name for name in item.columns if name in self.codes]) for item in self.items)
        return tuple((item, names) for item, names in columns if names)

    def heading(self, item: Item, columns: list[str]) -> str:
        """Give the heading over a question, or over its first box; blank where it was made of others."""
        return next((self.headings[name] for name in (columns[0], item.key) if name in self.headings), "")

    def noted(self, code: str, bad: Rows, heading: str = "", **values: object) -> list[Finding]:
        """Say in one sentence whom it is about (``bad``: True by row); nothing where that is nobody."""
        return self._found(code, Severity.NOTED, bad, heading, values)

    def mended(self, code: str, bad: Rows, heading: str = "", **values: object) -> list[Finding]:
        """Say the same of what was changed on reading."""
        return self._found(code, Severity.MENDED, bad, heading, values)

    def _found(
        self, code: str, severity: Severity, bad: Rows, heading: str, values: Mapping[str, object]
    ) -> list[Finding]:
        """Name the respondents and rows, never what they answered."""
        rows = self.table.index[bad]
        if rows.empty:
            return []
        where = self.sheet.where(column=heading)
        return [Finding(code, severity, where, {"n": len(rows), "who": self.who(rows), **values}).about(rows)]

    def who(self, rows: pd.Index) -> str:
        """Name the respondents in rows, the first NAMED of them, and count the rest; by row who has no number."""
        names = self.table.loc[rows[:NAMED], "respondent"]
        missing = names == NO_NUMBER + rows[:NAMED].astype("str")
        if "respondent" not in self.headings or missing.all():
            named = say("intake.who.rows", names=_joined(rows[:NAMED]))
        else:
            shown = names.mask(missing, [say("intake.who.rows", names=row) for row in rows[:NAMED]])
            named = say("intake.who.numbers", names=_joined(shown))
        return named + (say("intake.who.more", n=len(rows) - NAMED) if len(rows) > NAMED else "")


def named(findings: Iterable[Finding], respondents: pd.Series, headings: Collection[str]) -> list[Finding]:
    """Name the respondents (numbers by row), too, in findings that name rows, where the file has their numbers."""
    if "respondent" not in headings:
        return [*findings]
    return [_named(finding, respondents) if "rows" in finding.values else finding for finding in findings]


def _named(finding: Finding, respondents: pd.Series) -> Finding:
    """Put the numbers of respondents behind those of rows."""
    numbers = _joined(respondents.loc[[*finding.rows[:NAMED]]])
    more = "…" if len(finding.rows) > NAMED else ""
    both = say("intake.who.beside", rows=finding.values["rows"], names=numbers + more)
    return replace(finding, values={**finding.values, "rows": both})


def _joined(names: Iterable[object]) -> str:
    """Write names one after the other."""
    return say("intake.where.listed").join(map(str, names))


def given(forms: Forms, item: Item, columns: list[str]) -> Rows:
    """Tell who answered a question: boxes of which one denies the others are answered only when one is marked."""
    if item.answer == "boxes" and any(name in NONE_OF for name in item.codes):
        return marks(forms, columns) > 0
    anything: Rows = np.logical_or.reduce([forms.codes[name] != BLANK for name in columns])
    return anything


def marks(forms: Forms, columns: list[str]) -> Codes:
    """Count the boxes that each respondent marked among some."""
    nowhere = np.zeros(len(forms.table), dtype=np.int8)
    return sum((forms.codes[name] == 1 for name in columns), start=nowhere)


def applies(forms: Forms, item: Item) -> Rows:
    """Tell who was to answer a question, by the answer that leads to it; all where none does or it wasn't asked."""
    if item.branch is None or item.branch[0] not in forms.codes:
        return np.ones(len(forms.table), dtype=bool)
    column, codes = item.branch
    return np.isin(forms.codes[column], [*codes])


def _codes(answers: pd.Series) -> Codes:
    """Give the answers of one column."""
    if answers.dtype == "Int8":
        return answers.to_numpy(dtype=np.int8, na_value=BLANK)
    return np.where(answers.isna(), BLANK, 0).astype(np.int8)
