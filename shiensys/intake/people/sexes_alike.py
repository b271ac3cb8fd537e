"""Men and women who are as many in every district and age: one column was copied into the other."""

from __future__ import annotations

import pandas as pd

from shiensys.intake.findings import Finding, mended
from shiensys.intake.people.population_rows import PLACE
from shiensys.intake.sheets.sheet import Sheet

FEWEST = 15  # cells with anyone in them: fewer may be alike by chance


def sexes_alike(sheet: Sheet, kept: pd.DataFrame) -> list[Finding]:
    """Say on which days men and women are as many in each cell (``sexes_alike``, on several days
    ``sexes_alike_days``), with the rows; nothing is altered.

    ``kept``: ``area``, ``date``, ``sex``, ``first``, ``last``, ``persons``, ``row``.
    """
    known = kept[kept["first"].notna() & kept["persons"].notna()]
    men, women = (known[known["sex"] == sex] for sex in ("male", "female"))
    if men.empty or women.empty:
        return []
    pairs = men.merge(women, on=[*PLACE, "first", "last"], suffixes=("", "_women"))
    same = (pairs["persons"] == pairs["persons_women"]).groupby(pairs["date"]).all()
    filled = (pairs["persons"] > 0).groupby(pairs["date"]).sum()
    days = same.index[same & (filled >= FEWEST)]
    if days.empty:
        return []
    rows = sorted(set(kept.loc[kept["date"].isin(days), "row"]))
    where, span = sheet.where(int(rows[0])), {"first": int(rows[0]), "last": int(rows[-1])}
    if len(days) > 1:
        return [mended("sexes_alike_days", where, n=len(days), **span).about(rows)]
    return [mended("sexes_alike", where, date=days[0].date(), **span).about(rows)]
