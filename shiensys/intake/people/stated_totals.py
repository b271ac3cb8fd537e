"""Totals that a file states, beside the sum of its ages: differences are reported and nothing is altered."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from shiensys.intake.areas.places import is_total
from shiensys.intake.findings import Finding, Where, mended, noted
from shiensys.intake.people.population_rows import PLACE
from shiensys.intake.sheets.sheet import Sheet

NAMED = 10  # differences named one by one; the rest is counted
_TOLERANCE = 0.5  # persons: files that state estimates round each cell


def differing(sheet: Sheet, stated: pd.DataFrame, kept: pd.DataFrame) -> list[Finding]:
    """Compare stated totals with the ages that are kept, by area and date.

    ``stated``: rows of whole totals and of wider bands (65歳以上); ``kept``: rows of ages, unknown ones included.
    A total is compared where every age below it is known.
    """
    places = pd.concat([kept, stated]).groupby(PLACE).ngroup().to_numpy()
    kept, stated = kept.assign(place=places[: len(kept)]), stated.assign(place=places[len(kept) :])
    groups = stated.groupby(["sex", "first", "last", "whole"])
    found = pd.concat([_compared(totals, kept) for _, totals in groups])
    wrong = found[(found["persons"] - found["summed"]).abs() > _TOLERANCE]
    wrong = wrong.sort_values(["row", "whole"], ascending=[True, False], kind="stable").drop_duplicates(PLACE)
    findings = [
        mended("total_differs", _place(sheet, row), area=row["area"], **_figures(row))
        for row in wrong.head(NAMED).to_dict("records")
    ]
    if len(wrong) > NAMED:
        findings.append(mended("more_totals_differ", sheet.where(), n=len(wrong) - NAMED))
    return findings


def _compared(totals: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """Put the sum of ages beside totals of one sex and band; empty where the ages don't fill the band."""
    sex, first, last, whole = totals.iloc[0][["sex", "first", "last", "whole"]]
    parts = kept if sex == "total" else kept[kept["sex"] == sex]
    inside = parts["first"].ge(first) & parts["last"].le(last)
    edges = parts.loc[inside, ["first", "last"]].agg({"first": "min", "last": "max"})
    if tuple(edges) != (first, last):
        return totals[:0].assign(summed=pd.Series(dtype=float))
    if whole:
        inside |= parts["first"].isna()
    # numpy's sum keeps NaN: a total with an unknown part can't be compared
    summed = np.bincount(
        parts["place"][inside], weights=parts["persons"][inside], minlength=int(totals["place"].max()) + 1
    )
    return totals.assign(summed=summed[totals["place"]]).dropna(subset=["summed", "persons"])


def without_city(sheet: Sheet, rows: pd.DataFrame, *, by: list[str]) -> tuple[pd.DataFrame, list[Finding]]:
    """Take out the rows that add up all areas (合計, 市計), and compare them with the sum of the areas.

    ``rows``: ``area``, ``date``, ``persons`` (or whatever is counted), ``row``, ``heading`` and the columns ``by``
    that tell figures of one area and date apart.
    """
    total = is_total(rows["area"])
    if not total.any() or total.all():
        return rows, []
    keys = ["date", *by]
    areas = rows[~total].groupby(keys, dropna=False)["persons"].sum(skipna=False)
    stated = rows[total].join(areas.rename("summed"), on=keys).dropna(subset=["summed", "persons"])
    wrong = stated[(stated["persons"] - stated["summed"]).abs() > _TOLERANCE]
    numbers = rows.loc[total, "row"]
    findings = [noted("total_rows", sheet.where(int(numbers.iloc[0])), n=numbers.nunique())]
    findings += [
        mended("city_total_differs", _place(sheet, row), n=len(wrong), **_figures(row))
        for row in wrong.drop_duplicates("date").to_dict("records")
    ]
    return rows[~total], findings


def _place(sheet: Sheet, row: Mapping[Hashable, Any]) -> Where:
    """Give the place of a stated total."""
    return sheet.where(int(row["row"]), str(row["heading"]))


def _figures(row: Mapping[Hashable, Any]) -> dict[str, object]:
    """Give what a sentence on a total says."""
    return {"date": row["date"].date(), "stated": int(row["persons"]), "summed": int(row["summed"])}
