"""Whether a gap can be said at all, and if not, why."""

from __future__ import annotations

import pandas as pd

from shiensys.measures.trouble import Basis
from shiensys.tables.categories import Category

# in the order in which they are told: what no city can mend first, then what is missing, then what is thin
REASONS = (
    "units_differ",
    "not_applicable",
    "no_population",
    "no_survey",
    "not_asked",
    "protected",
    "no_registry",
    "not_complete",
    "capacities_unknown",
    "stale",
)


def need_reasons(need: pd.DataFrame, basis: Basis, *, surveyed: bool) -> pd.DataFrame:
    """Tell by unit what keeps need from being said: a boolean column a reason. Few answers don't: they are marked.

    ``need``: from need.persons; ``surveyed``: the city has a survey.
    """
    asked = pd.Series(surveyed and basis != "none", index=need.index)
    return pd.DataFrame(
        {
            "no_population": need["population"].isna(),
            "no_survey": pd.Series(not surveyed, index=need.index),
            "not_asked": pd.Series(surveyed and basis == "none", index=need.index),
            "protected": asked & (need["state"] == "protected"),
        }
    )


def place_reasons(places: pd.DataFrame, completeness: pd.Series, *, registered: bool) -> pd.DataFrame:
    """Tell by unit what keeps places from being said: a boolean column a reason.

    ``places``: from places.by_unit; ``completeness``: status of the registry by unit; ``registered``: the city has a
    registry at all. A unit without any resource has nothing to confirm: there the mark of completeness decides.
    """
    some = places["resources"] > 0
    status = completeness.reindex(places.index)
    return pd.DataFrame(
        {
            "not_applicable": status == "not_applicable",
            "no_registry": pd.Series(not registered, index=places.index),
            "not_complete": registered & (status != "complete") & (status != "not_applicable"),
            "capacities_unknown": some & (places["known"] * 2 < places["resources"]),
            "stale": some & (places["confirmed"] == 0),
        }
    )


def reasons(category: Category, *causes: pd.DataFrame) -> pd.Series:
    """Gather the reasons by unit into tuples, in the order of REASONS. Units that don't match stand alone."""
    table = pd.concat(causes, axis=1)
    if not category.has_gap:
        return pd.Series([("units_differ",)] * len(table), index=table.index, dtype=object)
    present = [reason for reason in REASONS if reason in table]
    told = [tuple(r for r in present if row[r]) for row in table.to_dict("records")]
    return pd.Series(told, index=table.index, dtype=object)
