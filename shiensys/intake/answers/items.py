"""The answers to all items of a form, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from shiensys.intake.answers.answercodes import answers, boxes
from shiensys.intake.answers.body import body_mass
from shiensys.intake.answers.itemheadings import BMI, BODY_WEIGHT, HEIGHT, Plan
from shiensys.intake.answers.respondents import in_one_line
from shiensys.intake.findings import Finding, Severity, noted, refuse
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.wording import listed
from shiensys.tables.items import Item, columns_of

_NOT_ENOUGH = ("household",)  # alone no answer that anything is worked out from
_MEASURES = (HEIGHT, BODY_WEIGHT, BMI)


class Answered(NamedTuple):
    """``table``: Int8 by column, bmi Float64. ``boxes``: the columns of each question with boxes, where each has its
    own column in the file. ``said``, ``wrong``: what is noted, and what the file is refused for."""

    table: pd.DataFrame
    boxes: tuple[tuple[str, ...], ...]
    said: list[Finding]
    wrong: list[Finding]


def read(sheet: Sheet, plan: Plan, form: Sequence[Item]) -> Answered:
    """Read all items of a form that a file has; cells are never quoted.

    Refuses ``no_answers``, and two columns for one item (``item_twice``).
    """
    if not {*plan.columns, *plan.lists} - {*_NOT_ENOUGH}:
        refuse("no_answers", sheet.where(sheet.heading_row))
    wrong = [
        Finding("item_twice", Severity.REFUSED, sheet.where(sheet.heading_row), {"headings": listed(headings)})
        for headings in plan.twice
    ]
    columns: dict[str, pd.Series] = {}
    several = 0
    bounds = columns_of(form)
    for column in (each for each in bounds if each in plan.columns and each not in _MEASURES):
        heading = plan.columns[column]
        found = answers(sheet.cells[heading], column, bounds[column])
        first, last = bounds[column]
        wrong += in_one_line("answer_unknown", found.bad, sheet, heading, first=first, last=last)
        wrong += in_one_line("two_answers", found.two, sheet, heading)
        several += int(found.several.sum())
        columns[column] = found.values
    wrong += _lists(sheet, plan.lists, form, columns)
    index, unlikely = body_mass(sheet, {column: plan.columns[column] for column in _MEASURES if column in plan.columns})
    if index is not None:
        columns[BMI] = index
    said = [noted("several_answers", sheet.where(), n=several)] if several else []
    table = pd.DataFrame({column: columns[column] for column in bounds if column in columns}, index=sheet.cells.index)
    return Answered(table, _own_boxes(plan, form), said, [*wrong, *unlikely])


def _lists(
    sheet: Sheet, lists: Mapping[str, str], form: Sequence[Item], columns: dict[str, pd.Series]
) -> list[Finding]:
    """Read items whose cells hold several answers into ``columns``, and tell what is wrong."""
    wrong: list[Finding] = []
    for item in (item for item in form if item.key in lists):
        found, bad = boxes(sheet.cells[lists[item.key]], item)
        columns |= {str(column): found[column] for column in found}
        wrong += in_one_line("list_unknown", bad, sheet, lists[item.key], last=len(item.codes))
    return wrong


def _own_boxes(plan: Plan, form: Sequence[Item]) -> tuple[tuple[str, ...], ...]:
    """Give the columns of each question that has a column for each box."""
    boxed = (item for item in form if item.answer == "boxes")
    asked = (tuple(column for column in item.columns if column in plan.columns) for item in boxed)
    return tuple(filter(None, asked))
