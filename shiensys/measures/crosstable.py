"""Counts out of a contractor's cross-table, where the city holds no answers."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from shiensys.tables.categories import categories

WHOLE = "city"  # the one cell of the whole city
INDICATOR = "indicator"  # basis of rows on an indicator
_BASES = ("unsolved", "in_trouble", "proxy", "wish")  # of rows on a kind of support, best first
_ASKED = ("unsolved", "trouble")  # what the names of indicators on troubles begin with


def counts(table: pd.DataFrame, key: str, by: str) -> pd.DataFrame:
    """Give ``n`` (persons judged) and ``x`` (of whom it is true) by cell; no rows where the table doesn't say.

    ``table``: rows of tables.survey.SurveyTable with ``stratum``. ``key``: an indicator's, or a kind of support, of
    which the best basis counts. ``by``: district (the cell is the stratum), age ("65-69", "85-"), sex or city; a city
    without a row of its own is the sum of its districts: of those who said theirs.

    >>> row = {"area": "a", "kind": "falls", "basis": "indicator", "n": 50, "count": 10.0, "stratum": "d1"}
    >>> counts(pd.DataFrame([row]), "falls", "city").loc["city"].tolist()
    [50.0, 10.0]
    """
    rows = _best(table, key)
    found = divided(rows, by)
    if by == "district":
        return _summed(found, found["stratum"])
    if by == WHOLE:
        found = found if len(found) else _finest(divided(rows, "district"))
        return _summed(found, pd.Series(WHOLE, index=found.index))
    return _summed(found, found["cell"] if "cell" in found else pd.Series(None, index=found.index))


def divided(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Give the rows that divide the answers in one way; tables stored before there were others know districts only."""
    if "by" not in table:
        return table if by == "district" else table.iloc[:0]
    return pd.DataFrame(table[table["by"] == by])


def _summed(rows: pd.DataFrame, cell: pd.Series) -> pd.DataFrame:
    """Add rows up by cell; a row without one counts nowhere."""
    parts = pd.DataFrame({"n": rows["n"].astype(float), "x": rows["count"].astype(float)})
    return parts.groupby(cell.astype("str").rename("cell")).sum()


def _finest(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of districts, those of 圏域 where there are none: both would count people twice."""
    wider = rows["stratum"].str.startswith("area:").eq(True)
    return pd.DataFrame(rows[rows["stratum"].notna() & (wider if wider.all() else ~wider)])


def _best(table: pd.DataFrame, key: str) -> pd.DataFrame:
    """Give the rows on a key: those under its own name, else those of the kind of support that asks the same."""
    for kind, basis in _written(key):
        found = table[(table["kind"] == kind) & (table["basis"] == basis)]
        if len(found):
            return pd.DataFrame(found)
    return pd.DataFrame(table.iloc[:0])


def _written(key: str) -> Iterator[tuple[str, str]]:
    """Give the kinds and bases under which a table may hold a key, best first.

    >>> list(_written("unsolved_transport"))[-1], list(_written("trouble_shopping"))[-1]
    (('transport', 'unsolved'), ('shopping', 'in_trouble'))
    """
    yield key, INDICATOR
    yield from ((key, basis) for basis in _BASES)
    begins, _, asked = key.partition("_")
    if begins in _ASKED:
        basis = "unsolved" if begins == "unsolved" else "in_trouble"
        yield from ((one.kind, basis) for one in categories() if asked == _asked_by(one.kind, one.trouble_items))


def _asked_by(kind: str, items: tuple[str, ...]) -> str:
    """Name what the indicators of a kind's troubles are about: its one item, else the kind; blank without any."""
    return items[0] if len(items) == 1 else kind if items else ""
