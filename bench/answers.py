"""Made-up answers for eight indicators, by district: in memory, or as a Parquet file of any size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from shiensys.tables.rules import Rule, rules

KEYS = ("motor", "falls", "homebound", "undernutrition", "oral", "cognition", "depression", "iadl_low")
DISTRICT = "district"
LAST_CODES = {"fall_fear": 4, "outings": 4, "weight_loss": 2, "hard_food": 2, "chokes": 2, "dry_mouth": 2,
              "forgetful": 2, "low_spirits": 2, "no_interest": 2}  # fmt: skip
LAST_CODE = 3
BLANK = 0.03  # of the answers
GROUP = 1_000_000  # rows of the file that are written together
SEED = 20261122


def asked() -> dict[str, Rule]:
    """Give the rules of the eight indicators."""
    return {key: rules()[key] for key in KEYS}


def items() -> tuple[str, ...]:
    """Name the columns that they look at."""
    return tuple(dict.fromkeys(item for rule in asked().values() for item in rule.items))


def write(path: Path, *, answers: int, districts: int) -> None:
    """Write a file with so many answers: codes Int8, the district's id as text."""
    writer = None
    for table in _groups(answers, districts):
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()


def in_memory(*, answers: int, districts: int) -> pd.DataFrame:
    """Give the same as a table of the survey."""
    whole = pa.concat_tables(_groups(answers, districts)).to_pandas(types_mapper=_kept)
    return whole.assign(weight=1.0)


def _kept(kind: pa.DataType) -> object:
    """Read codes and numbers as a stored survey has them."""
    return {pa.int8(): pd.Int8Dtype(), pa.float64(): pd.Float64Dtype()}.get(kind)


def _groups(answers: int, districts: int) -> Iterator[pa.Table]:
    rng = np.random.default_rng(SEED)
    names = pa.array([f"36201-{number:05d}" for number in range(districts)])
    for first in range(0, answers, GROUP):
        n = min(GROUP, answers - first)
        at = pa.array(rng.integers(0, districts, n, dtype=np.int32))
        columns = {DISTRICT: pa.DictionaryArray.from_arrays(at, names).cast(pa.string())}
        yield pa.table(columns | {item: _column(rng, item, n) for item in items()})


def _column(rng: np.random.Generator, item: str, n: int) -> pa.Array:
    blank = rng.random(n) < BLANK
    if item == "bmi":
        return pa.array(np.round(rng.normal(22.9, 3.0, n), 1), mask=blank)
    return pa.array(rng.integers(1, LAST_CODES.get(item, LAST_CODE) + 1, n, dtype=np.int8), mask=blank)
