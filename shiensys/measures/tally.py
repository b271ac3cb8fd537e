"""Verdicts counted batch by batch, for more answers than fit into memory: many municipalities, many surveys.

Two rules are counted in one go: of each the verdict is open, no or yes, so both together have a state out of sixteen,
and a row adds one to the state of its cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from shiensys.measures.verdicts import Answers, verdicts
from shiensys.tables.rules import Rule

Counts = NDArray[np.int64]
NO, YES = 1, 2  # beside 0: can't be judged
STATES = 4  # of one rule, one of them never used
TOGETHER = STATES**2
ROWS = 1 << 18  # rows that are collected before they are counted
NOWHERE = 0  # place of the rows that belong to no cell


@dataclass(frozen=True)
class Tally:
    """Persons by cell and rule: ``n`` judged, ``x`` of whom it is true, in the order of ``cells``."""

    cells: tuple[str, ...]
    n: Mapping[str, Counts]
    x: Mapping[str, Counts]


def counts_of_batches(batches: Iterable[pa.RecordBatch], rules: Mapping[str, Rule], *, cell: str) -> Tally:
    """Judge and count all rows of ``batches``, every row once and without weights.

    ``cell``: the column that names each row's cell, rows without are in none; a batch has it and all items of
    ``rules`` (codes Int8, numbers float, blank where not answered). Cells stand in the order in which they come.
    """
    pairs = [tuple(rules)[at : at + 2] for at in range(0, len(rules), 2)]
    places = _Places()
    collected = _Collected(len(pairs))
    for batch in batches:
        for at in range(0, batch.num_rows, ROWS):
            part = batch.slice(at, ROWS)
            row_places = places.of(part.column(cell))
            states = _states(part, [[rules[key] for key in pair] for pair in pairs])
            collected.add(row_places, states, len(places.names) + 1)
    return _tally(pairs, places.names.to_pylist(), collected.sums(len(places.names) + 1))


class _Places:
    """Where each cell's counts stand. ``names``: of all cells so far; rows without a name are at NOWHERE."""

    def __init__(self) -> None:
        self.names = pa.array([], pa.string())
        self.coded: pa.Array | None = None
        self.at: Counts = np.zeros(1, np.int64)

    def of(self, cells: pa.Array) -> Counts:
        """Give the first state of each row's cell."""
        coded = cells if isinstance(cells, pa.DictionaryArray) else cells.dictionary_encode()
        if self.coded is None or not coded.dictionary.equals(self.coded):
            self._learn(coded.dictionary)
        rows = coded.indices if coded.null_count == 0 else pc.fill_null(coded.indices, len(self.at) - 1)
        found: Counts = self.at[rows.to_numpy()]
        return found

    def _learn(self, names: pa.Array) -> None:
        """Take in the names by which the next rows are coded."""
        self.coded = names.cast(pa.string())
        new = self.coded.filter(pc.is_null(pc.index_in(self.coded, value_set=self.names)))
        self.names = pa.concat_arrays([self.names, new])
        places = pc.index_in(self.coded, value_set=self.names).to_numpy().astype(np.int64) + NOWHERE + 1
        self.at = np.append(places, NOWHERE) * TOGETHER


class _Collected:
    """States of rows, counted whenever there are enough: counting has a price by cell."""

    def __init__(self, pairs: int) -> None:
        self.rows = np.empty((pairs, ROWS), np.int64)
        self.filled = 0
        self.counts = np.zeros((pairs, 0), np.int64)

    def add(self, places: Counts, states: Sequence[NDArray[np.int8]], cells: int) -> None:
        """Take the rows of a batch."""
        if self.filled + len(places) > ROWS:
            self._count(cells)
        upto = self.filled + len(places)
        for rows, state in zip(self.rows, states, strict=True):
            np.add(places, state, out=rows[self.filled : upto])
        self.filled = upto

    def sums(self, cells: int) -> Counts:
        """Give rows by pair, cell and state."""
        self._count(cells)
        return self.counts.reshape(len(self.rows), cells, STATES, STATES)

    def _count(self, cells: int) -> None:
        """Add what was collected to the counts."""
        if self.counts.shape[1] < cells * TOGETHER:
            self.counts = np.pad(self.counts, ((0, 0), (0, cells * TOGETHER - self.counts.shape[1])))
        for counts, rows in zip(self.counts, self.rows, strict=True):
            counts += np.bincount(rows[: self.filled], minlength=counts.size)
        self.filled = 0


def _states(batch: pa.RecordBatch, pairs: Sequence[Sequence[Rule]]) -> list[NDArray[np.int8]]:
    """Give the state of each row by pair of rules."""
    read: dict[str, Answers] = {}

    def answers_of(item: str) -> Answers:
        if item not in read:
            read[item] = _answers(batch.column(item))
        return read[item]

    return [_together([_state(answers_of, rule) for rule in pair]) for pair in pairs]


def _state(answers_of: Callable[[str], Answers], rule: Rule) -> NDArray[np.int8]:
    """Say of each row 0 can't be judged, 1 no, 2 yes."""
    found = verdicts(answers_of, rule)
    state: NDArray[np.int8] = found.true.view(np.int8) + (~found.open_).view(np.int8)
    return state


def _together(states: Sequence[NDArray[np.int8]]) -> NDArray[np.int8]:
    """Put the states of one or two rules into one number."""
    return states[0] if len(states) == 1 else states[0] + (states[1] << 2)


def _answers(column: pa.Array) -> Answers:
    """Look at a column of Arrow as plain arrays, without copying its values."""
    bitmap, values = column.buffers()
    first, last = column.offset, column.offset + len(column)
    plain = np.frombuffer(values, column.type.to_pandas_dtype())[first:last]
    if bitmap is None or column.null_count == 0:
        return Answers(plain, np.zeros(len(column), bool))
    filled = np.unpackbits(np.frombuffer(bitmap, np.uint8), count=last, bitorder="little")[first:]
    return Answers(plain, filled == 0)


def _tally(pairs: Sequence[Sequence[str]], names: Sequence[str], sums: Counts) -> Tally:
    """Take the counts of each rule out of those of its pair."""
    n: dict[str, Counts] = {}
    x: dict[str, Counts] = {}
    for pair, states in zip(pairs, sums[:, NOWHERE + 1 :], strict=True):
        for key, by_state in zip(pair, (states.sum(axis=1), states.sum(axis=2)), strict=False):
            n[key], x[key] = by_state[:, NO] + by_state[:, YES], by_state[:, YES]
    return Tally(tuple(names), n, x)
