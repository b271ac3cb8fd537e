"""What can be worked out from released cells and the city's row together, and whether that is too much.

Breakdowns share nothing but their total. So a count lies between the total less the most that all others can have, and
the total less the least that they can have (docs/methods.md §4). Everything is narrowed by everything until little more
follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from shiensys.measures.release.boxes import Box, Parts, Told, summed
from shiensys.measures.release.release_cells import FEWEST, WHOLE
from shiensys.measures.release.ties import Tie

ROUNDS = 4  # in which ranges narrow each other; more change little


def told(cells: pd.DataFrame, elsewhere: float = 0.0) -> Told:
    """Take what released cells say. ``elsewhere``: respondents in none of them; on the safe side that is known."""
    low = {name: cells[f"{name}_low"].to_numpy(dtype=float) for name in "nx"}
    high = {name: cells[f"{name}_high"].to_numpy(dtype=float) for name in "nx"}
    hidden = np.isnan(low["n"])
    least = {"n": elsewhere, "x": 0.0}
    n, true = (
        Box(
            np.append(np.where(hidden, 0.0, low[name]), least[name]),
            np.append(np.where(hidden, FEWEST - 1.0, high[name]), elsewhere),
        )
        for name in "nx"
    )
    return Told(np.append(hidden, False), n, true, n - true)


def known(questions: Sequence[Parts], ties: Sequence[Tie] = ()) -> list[dict[str, Told]]:
    """Work out what is known of all cells once everything is put together."""
    found = [dict(parts) for parts in questions]
    for _ in range(ROUNDS):
        for parts in found:
            _together(parts)
        for tie in ties:
            tie.narrow(found)
    return found


def weak(questions: Sequence[Parts], ties: Sequence[Tie] = ()) -> dict[str, np.ndarray]:
    """Tell by breakdown which cells are known too well, or what questions differ in there."""
    found = known(questions, ties)
    marks: dict[str, np.ndarray] = {}
    for parts in found:
        for name in parts:
            own = parts[name].weak if name != WHOLE else np.array([False, False])
            marks[name] = marks[name] | own if name in marks else own
    for tie in ties:
        for name, own in tie.weak(found).items():
            marks[name] = marks[name] | own
    return marks


def feasible(
    breakdowns: Mapping[str, pd.DataFrame], whole: pd.DataFrame, elsewhere: Mapping[str, float] | None = None
) -> dict[str, pd.DataFrame]:
    """Give the least and the most that each cell's x can be for one who knows all that is released.

    ``breakdowns``, ``whole``: as from disclosure.jointly; ``elsewhere``: respondents who are in no cell, by breakdown,
    as far as somebody knows them. Returns ``low``, ``high``, ``n_low``, ``n_high`` by cell, persons.
    """
    beside = elsewhere or {}
    parts = {name: told(table, beside.get(name, 0.0)) for name, table in breakdowns.items()}
    (found,) = known([{**parts, WHOLE: told(whole)}])
    ranges = {name: {"low": found[name].true.low, "high": found[name].true.high} for name in breakdowns}
    sizes = {name: {"n_low": found[name].n.low, "n_high": found[name].n.high} for name in breakdowns}
    return {
        name: pd.DataFrame(ranges[name] | sizes[name]).iloc[: len(table)].set_axis(table.index, axis=0)
        for name, table in breakdowns.items()
    }


def _together(parts: dict[str, Told]) -> None:
    """Narrow a question's cells by the total that all breakdowns have."""
    balanced = {name: part.balanced() for name, part in parts.items()}
    n = summed({name: part.n for name, part in balanced.items()})
    true = summed({name: part.true for name, part in balanced.items()})
    false = summed({name: part.false for name, part in balanced.items()})
    parts |= {name: part.but(n=n[name], true=true[name], false=false[name]) for name, part in balanced.items()}
