"""Count eight indicators by district out of a Parquet file, as shiensys does, in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[2]))

from shiensys.measures.tally import counts_of_batches
from shiensys.tables.rules import rules

KEYS = ("motor", "falls", "homebound", "undernutrition", "oral", "cognition", "depression", "iadl_low")
ROWS = 65_536  # rows of a batch: a column of them stays in the processor's cache


def main(file: str, out: str) -> None:
    """Write n and x by district (rows, in the order of names) and indicator (two columns each)."""
    asked = {key: rules()[key] for key in KEYS}
    columns = ["district", *dict.fromkeys(item for rule in asked.values() for item in rule.items)]
    source = pq.ParquetFile(file, read_dictionary=["district"], pre_buffer=False)
    batches = source.iter_batches(batch_size=ROWS, columns=columns, use_threads=False)
    found = counts_of_batches(batches, asked, cell="district")
    order = np.argsort(found.cells)
    np.save(out, np.stack([counts[key][order] for key in KEYS for counts in (found.n, found.x)], axis=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
