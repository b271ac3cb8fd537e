"""Answers to the survey as a file: headed by our words, or by the numbers of the form as who keyed them in does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from demo_maker.files import Row, write_table
from demo_maker.plan import answer_columns, form

BETWEEN = ";"  # several answers in one cell


def write_survey(path: Path, answers: Sequence[Row], *, numbered: bool) -> None:
    """Write answers, one row a respondent."""
    heading, rows = by_number(answers) if numbered else by_word(answers)
    write_table(path, heading, rows)


def by_word(answers: Sequence[Row]) -> tuple[list[str], list[list[str]]]:
    """Head each column by our words; each box has a column with 0 or 1."""
    columns = answer_columns()
    return [*columns.values()], [[row[column] for column in columns] for row in answers]


def by_number(answers: Sequence[Row]) -> tuple[list[str], list[list[str]]]:
    """Head each column by the number of its item; boxes of an item stand in one cell, as the numbers marked."""
    items = [item for item in form() if item["number"]]
    boxes = {item["key"]: _boxes(item) for item in items if item["answer"] == "boxes"}
    number = {item["key"]: item["number"] for item in items}
    in_boxes = {column: key for key, columns in boxes.items() for column in columns}
    headings: dict[str, str] = {}
    for column, word in answer_columns().items():
        key = in_boxes.get(column, column)
        headings[key] = number.get(key, word)
    rows = [[_marked(row, boxes[key]) if key in boxes else row[key] for key in headings] for row in answers]
    return [*headings.values()], rows


def _boxes(item: Row) -> list[str]:
    """Name the columns of an item's boxes in the order of the form."""
    return [f"{item['key']}_{part.partition('=')[0]}" for part in item["codes"].split(";")]


def _marked(row: Row, boxes: Sequence[str]) -> str:
    """Give the numbers of the boxes that were marked, from 1."""
    return BETWEEN.join(str(place) for place, box in enumerate(boxes, start=1) if row[box] == "1")
