"""Tables changed as people and programs change them, and written as CSV of every sort."""

from __future__ import annotations

import csv
import io
import random

from faults.fuzzing import chance

Rows = list[list[str]]
_ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "cp932", "cp932", "utf-16", "utf-16-le", "euc-jp", "latin-1")


def changed(rows: Rows, by: random.Random) -> Rows:
    """Change a table in a few ways, each by chance."""
    table = [list(row) for row in rows]
    for _ in range(by.choice((1, 1, 1, 2, 3, 5))):
        by.choice(_WAYS)(table, by)
        if not table:
            table = [[chance.cell(by)]]
    return table


def as_csv(rows: Rows, by: random.Random) -> bytes:
    """Write a table with a delimiter, quotes, line ends and an encoding by chance; mostly as usual."""
    out = io.StringIO()
    usual = by.random() < 0.8
    writer = csv.writer(
        out,
        delimiter="," if usual else by.choice("\t;|,"),
        quoting=csv.QUOTE_MINIMAL if by.random() < 0.9 else csv.QUOTE_ALL,
        lineterminator="\r\n" if usual else by.choice(("\n", "\r", "\r\n\n")),
    )
    writer.writerows(rows)
    return out.getvalue().encode("utf-8" if usual else by.choice(_ENCODINGS), errors="replace")


def _cell(table: Rows, by: random.Random) -> None:
    """Another cell, most likely below the heading."""
    row = by.choice(table[1:] or table)
    if row:
        row[by.randrange(len(row))] = chance.cell(by)


def _column(table: Rows, by: random.Random) -> None:
    """Every cell of a column."""
    place, value = by.randrange(max(map(len, table)) or 1), chance.cell(by)
    for row in table[by.choice((0, 1, 1)) :]:
        row[place : place + 1] = [value]


def _heading(table: Rows, by: random.Random) -> None:
    """A heading: another, blank, or that of another column."""
    if table[0]:
        table[0][by.randrange(len(table[0]))] = by.choice((chance.cell(by), "", by.choice(table[0])))


def _longer(table: Rows, by: random.Random) -> None:
    """One field more, or fewer, in one row or in every row."""
    more = by.random() < 0.6
    for row in [by.choice(table)] if by.random() < 0.6 else table:
        row[len(row) if more else -1 :] = [chance.cell(by)] if more else []


def _order(table: Rows, by: random.Random) -> None:
    """Rows, or columns, in another order."""
    if by.random() < 0.5:
        by.shuffle(table)
        return
    order = by.sample(range(max(map(len, table))), max(map(len, table)))
    table[:] = [[row[place] for place in order if place < len(row)] for row in table]


def _again(table: Rows, by: random.Random) -> None:
    """A row twice, a column twice, or the whole table below itself."""
    place = by.randrange(len(table))
    if by.random() < 0.4:
        table.insert(place, list(table[place]))
    elif by.random() < 0.7:
        column = by.randrange(max(map(len, table)) or 1)
        table[:] = [[*row[:column], *row[column : column + 1], *row[column:]] for row in table]
    else:
        table += [list(row) for row in table]


def _gone(table: Rows, by: random.Random) -> None:
    """A row, a column, or all rows but the heading gone."""
    if by.random() < 0.4:
        del table[by.randrange(len(table))]
    elif by.random() < 0.85:
        column = by.randrange(max(map(len, table)) or 1)
        table[:] = [row[:column] + row[column + 1 :] for row in table]
    else:
        del table[by.randint(0, 2) :]


def _title(table: Rows, by: random.Random) -> None:
    """Rows before the heading, or notes below."""
    row = [chance.cell(by), *([""] * by.randint(0, 5))]
    table.insert(by.choice((0, 0, 1, len(table))), row)


def _turned(table: Rows, _by: random.Random) -> None:
    """Rows are columns."""
    width = max(map(len, table))
    table[:] = [[row[place] if place < len(row) else "" for row in table] for place in range(width)]


_WAYS = (*[_cell] * 8, _column, _column, _heading, _heading, _longer, _order, _again, _gone, _title, _turned)
