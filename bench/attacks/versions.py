"""One respondent comes, goes or answers otherwise between two versions; whoever knows who, looks for the answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from bench.attacks.joint import BREAKDOWNS, CITY, cells_of
from bench.attacks.surveys import Survey, verdict
from shiensys.measures.release import disclosure
from shiensys.measures.scoring import counts

KEY = "falls"
CHANGES = ("added", "removed", "changed", "added, withdrawn, added", "removed, while all are recoded")
Counted = dict[str, pd.DataFrame]


def states(survey: Survey, change: str, rng: np.random.Generator) -> list[pd.DataFrame]:
    """Give the answers as they are published one after the other."""
    cells = cells_of(survey)
    all_of_them = survey.answers.assign(**{by: cells[by] for by in BREAKDOWNS}, city=CITY)
    all_of_them = all_of_them.assign(respondent=[f"{number}" for number in range(len(all_of_them))])
    told = all_of_them.index[all_of_them["falls"].notna() & all_of_them["district"].notna()]
    one = int(rng.choice(told))
    without = all_of_them.drop(index=one)
    if change == "changed":
        other = all_of_them["falls"].mask(all_of_them.index == one, 5 - all_of_them["falls"])
        return [all_of_them, all_of_them.assign(falls=other)]
    recoded = without.assign(outings=without["outings"] + 1)
    return {
        "added": [without, all_of_them],
        "removed": [all_of_them, without],
        "added, withdrawn, added": [without, all_of_them, without, all_of_them],
        "removed, while all are recoded": [all_of_them, recoded],
    }[change]


def told_apart(versions: Sequence[pd.DataFrame], *, settled: bool) -> bool:
    """Tell whether anything that is published changes with the one respondent, so that the answer shows."""
    releases = [_released(versions[: place + 1], settled=settled) for place in range(len(versions))]
    return any(not _equal(one, releases[0]) for one in releases[1:])


def _released(versions: Sequence[pd.DataFrame], *, settled: bool) -> Counted:
    """Release the newest state, as it stands or as it settled."""
    parts = (*BREAKDOWNS, CITY)
    by_state = [_counts(state) for state in versions]
    newest = by_state[-1]
    told = {by: disclosure.settled_counts([each[by] for each in by_state]) for by in parts} if settled else newest
    whole = told[CITY].iloc[0]
    cells, row = disclosure.jointly({by: told[by] for by in BREAKDOWNS}, (float(whole["n"]), float(whole["x"])))
    return {**cells, CITY: row}


def _counts(state: pd.DataFrame) -> Counted:
    """Count the answers by every breakdown and in the city."""
    judged = verdict(state, KEY)
    return {by: counts(state, judged, state[by]) for by in (*BREAKDOWNS, CITY)}


def _equal(one: Counted, other: Counted) -> bool:
    """Tell whether two releases say the same."""
    return one.keys() == other.keys() and all(one[by].equals(other[by]) for by in one)
