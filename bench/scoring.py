"""Answers judged by eight rules and counted by district: beside polars from a file, beside pandas in memory."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from bench import answers
from bench.child import Cost, cost
from bench.ratio import Ratio
from bench.row import Row, compared
from shiensys.measures.scoring import counts, judge
from shiensys.tables.rules import Rule

PEERS = Path(__file__).parent / "peers"
ROUNDS = 3
MANY, DISTRICTS = 10_000_000, 20_000
FEWER, FEWER_DISTRICTS = 1_000_000, 2_000  # the peer takes ten minutes for 20,000
CPU_AIM, MEMORY_AIM, APPLY_AIM = 1.0, 0.5, 0.02


def rows() -> Iterator[Row]:
    """Compare both ways; the counts must be the same."""
    ours, peer = from_file(answered=MANY, districts=DISTRICTS)
    size = f"{MANY / 1e6:g} M answers × {len(answers.KEYS)} × {DISTRICTS:,} districts from Parquet, beside polars"
    yield compared(f"{size}: CPU", Ratio([o.cpu for o in ours], [p.cpu for p in peer]), "{:.2f} s CPU", aim=CPU_AIM)
    memory = Ratio([o.memory for o in ours], [p.memory for p in peer])
    yield compared(f"{size}: memory", memory, "{:.0f} MB", aim=MEMORY_AIM)
    size = f"{FEWER / 1e6:g} M answers × {len(answers.KEYS)} × {FEWER_DISTRICTS:,} districts, beside groupby.apply"
    yield compared(size, in_memory(answered=FEWER, districts=FEWER_DISTRICTS), "{:.1f} s CPU", aim=APPLY_AIM)


def from_file(*, answered: int, districts: int, rounds: int = ROUNDS) -> tuple[list[Cost], list[Cost]]:
    """Count the same file in turns, each time in a new process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "answers.parquet")
        answers.write(file, answers=answered, districts=districts)
        found: dict[str, list[Cost]] = {"counted_ours": [], "counted_polars": []}
        for _ in range(rounds):
            for script, costs in found.items():
                costs.append(cost(PEERS / f"{script}.py", [str(file), str(Path(folder, script))]))
        counted = [np.load(Path(folder, f"{script}.npy")) for script in found]
        if not (counted[0] == counted[1]).all():
            raise AssertionError("ours and polars count differently")
    ours, peer = found.values()
    return ours, peer


def in_memory(*, answered: int, districts: int) -> Ratio:
    """Count the same table; the peer, which takes a minute, once."""
    table = answers.in_memory(answers=answered, districts=districts)
    ours, own = [], pd.DataFrame()
    for _ in range(ROUNDS):
        before = time.process_time()
        own = counted(table)
        ours.append(time.process_time() - before)
    before = time.process_time()
    theirs = applied(table)
    took = time.process_time() - before
    if not (own.sort_index().to_numpy() == theirs.sort_index().to_numpy()).all():
        raise AssertionError("ours and groupby.apply count differently")
    return Ratio(ours, [took] * ROUNDS)


def counted(table: pd.DataFrame) -> pd.DataFrame:
    """Judge and count as shiensys does with the answers of a city: two columns an indicator."""
    by_rule = [counts(table, judge(table, rule), table[answers.DISTRICT]) for rule in answers.asked().values()]
    return pd.concat(by_rule, axis=1)


def applied(table: pd.DataFrame) -> pd.DataFrame:
    """Judge and count each district by itself, column by column."""
    rules = answers.asked().values()

    def district(group: pd.DataFrame) -> pd.Series:
        return pd.Series([count for rule in rules for count in _count(group, rule)])

    return table.groupby(answers.DISTRICT).apply(district, include_groups=False)


def _count(group: pd.DataFrame, rule: Rule) -> tuple[int, int]:
    """Count who was judged and who is meant among some answers."""
    trues, blanks = 0, 0
    for part in rule.of:
        column = group[part.item]
        trues = trues + (column < part.below if part.below else column.isin(part.codes)).fillna(False)
        blanks = blanks + column.isna()
    true = trues >= rule.at_least
    return int((true | (trues + blanks < rule.at_least)).sum()), int(true.sum())
