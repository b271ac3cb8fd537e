"""What stays as it was published, because too few respondents changed for a difference to be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from pandas.util import hash_pandas_object

from shiensys.measures.release.release_cells import FEWEST, bare

_NUMBER = "respondent"  # numbers may be given anew with every file


def settled(states: Sequence[pd.DataFrame], cell: Callable[[pd.DataFrame], pd.Series]) -> pd.DataFrame:
    """Give the respondents of whom may be told: of each cell as it was last published with a change large enough.

    ``states``: the answers as they were published, the newest last; ``cell``: the cell of each of a state's rows, NA
    where it has none. From the oldest on, a cell takes over a state's rows where at least FEWEST respondents were
    added, removed or changed against what was told before; rows are compared by what they say, whatever their number.
    Rows without a cell are those of the newest state. Columns: those of the newest state, blank where a row's state
    has none.
    """
    if not states:
        return pd.DataFrame()
    newest = len(states) - 1
    cells = [cell(state).reset_index(drop=True) for state in states]
    told = _sources([_contents(state, own) for state, own in zip(states, cells, strict=True)])
    kept = []
    for place, (state, own) in enumerate(zip(states, cells, strict=True)):
        mine = own.map(told).eq(place) | (own.isna() & (place == newest))
        kept.append(state[mine.to_numpy(dtype=bool, na_value=False)])
    if all(part.empty for part in kept[:-1]):
        return pd.DataFrame(kept[-1])
    return pd.concat([part for part in kept if len(part)], ignore_index=True).reindex(columns=states[-1].columns)


def settled_counts(states: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Give the counts that may be told of one question: of each cell those last published with a change large enough.

    ``states``: ``n``, ``x`` by cell as each published state has them, the newest last. A cell takes over new counts
    where they can only come of at least FEWEST respondents who were added, removed or changed their answer to this
    very question. So nothing follows from two versions of which one respondent's answer alone makes the difference,
    even if all rows changed in other columns.

    >>> one = pd.DataFrame({"n": [40.0, 30.0], "x": [8.0, 3.0]}, index=["a", "b"])
    >>> other = pd.DataFrame({"n": [41.0, 42.0], "x": [9.0, 5.0]}, index=["a", "b"])
    >>> settled_counts([one, other]).to_numpy().tolist()
    [[40.0, 8.0], [42.0, 5.0]]
    """
    cells = pd.Index([])
    for state in states:
        cells = cells.union(state.index, sort=False)
    told = pd.DataFrame(0.0, index=cells, columns=["n", "x"])
    for state in states:
        new = bare(state.reindex(cells))
        told = new.where(_differing(told, new) >= FEWEST, told)
    return told


def _differing(old: pd.DataFrame, new: pd.DataFrame) -> pd.Series:
    """Count the fewest respondents that can make the difference of two tables of counts."""
    true, judged = new["x"] - old["x"], new["n"] - old["n"]
    false = judged - true
    added = true.clip(lower=0) + false.clip(lower=0)
    removed = (-true).clip(lower=0) + (-false).clip(lower=0)
    return pd.Series(np.maximum(added, removed))


def _contents(state: pd.DataFrame, cell: pd.Series) -> pd.Series:
    """Count equal rows by cell and by a hash of what they say."""
    hashes = np.zeros(len(state), dtype=np.uint64)
    for name in state.columns.drop(_NUMBER, errors="ignore"):
        column = _plain(state[name])
        own = hash_pandas_object(column, index=False).to_numpy() * _odd(str(name))
        hashes += np.where(column.isna(), np.uint64(0), own)  # not answered is the same as not asked
    rows = pd.DataFrame({"cell": cell.astype("object").to_numpy(), "says": hashes})
    return rows.dropna(subset="cell").groupby(["cell", "says"]).size()


def _plain(column: pd.Series) -> pd.Series:
    """Write a column so that equal answers are equal, however a state stores them."""
    if pd.api.types.is_numeric_dtype(column.dtype):
        return column.astype("Float64").astype(float)
    return column.astype("str")


def _odd(name: str) -> np.uint64:
    """Make a factor of a column's name, so that columns may stand in any order."""
    return np.uint64(hash_pandas_object(pd.Series([name], dtype="object"), index=False).iloc[0]) | np.uint64(1)


def _sources(contents: Sequence[pd.Series]) -> dict[object, int]:
    """Give the place of the state from which each cell is told, folding from the oldest."""
    told, source = contents[0], dict.fromkeys(_cells(contents[0]), 0)
    for place, new in enumerate(contents[1:], start=1):
        change = new.sub(told, fill_value=0)
        added = change.clip(lower=0).groupby(level="cell").sum()
        removed = (-change.clip(upper=0)).groupby(level="cell").sum()
        taken = added.index[np.maximum(added, removed) >= FEWEST]
        source |= dict.fromkeys(taken, place)
        told = pd.concat([told[~_in(told, taken)], new[_in(new, taken)]])
    return source


def _cells(contents: pd.Series) -> pd.Index:
    """Name the cells of a state."""
    return contents.index.get_level_values("cell").unique()


def _in(contents: pd.Series, cells: pd.Index) -> np.ndarray:
    """Tell which rows are of some cells."""
    return np.asarray(contents.index.get_level_values("cell").isin(cells))
