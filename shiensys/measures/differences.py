"""What changed between two versions of one table: rows that came, went, or say something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa
import shapely

from shiensys.tables import ageing, codebook, districts, points, population, resources, survey

MODELS: Mapping[str, type[pa.DataFrameModel]] = MappingProxyType(
    {
        "districts": districts.Districts,
        "district-list": districts.DistrictList,
        "crosswalk": districts.Crosswalk,
        "population": population.Population,
        "households": population.Households,
        "certified": population.Certified,
        "city-forecast": ageing.CityForecast,
        "cohort-rates": ageing.CohortRates,
        "series": ageing.RegionalSeries,
        "codebook": codebook.Codebook,
        "survey": survey.Survey,
        "survey-table": survey.SurveyTable,
        "returns": survey.SurveyReturns,
        "targets": ageing.Targets,
        "resources": resources.Resources,
        "completeness": resources.Completeness,
        "address-points": points.AddressPoints,
        "hand-points": points.HandPoints,
    }
)
_PART = "\0"  # between the parts of a key: no cell holds it


@dataclass(frozen=True)
class Difference:
    """``rows``: those that came, went or changed, as they are now (a row that went: as it was), with ``change``
    ("added", "removed", "changed") and ``columns`` (names of the columns that changed, joined by ';').

    ``same``: how many rows stayed as they were.
    """

    rows: pd.DataFrame
    same: int

    def count(self, change: str) -> int:
        """Count the rows that came, went or changed."""
        return int((self.rows["change"] == change).sum())


def key_of(kind: str) -> tuple[str, ...]:
    """Give the columns by which a row of a table is known again; none for a kind whose rows have no key.

    >>> key_of("resources"), key_of("completeness"), key_of("unheard-of")
    (('resource_id',), ('area', 'kind'), ())
    """
    if kind not in MODELS:
        return ()
    if kind == "survey-table":  # its model can't name columns that may be missing
        return survey.CROSS_KEY
    schema = MODELS[kind].to_schema()
    alone = tuple(str(name) for name, column in schema.columns.items() if column.unique)
    return alone[:1] or tuple(schema.unique or ())


def between(kind: str, before: pd.DataFrame, after: pd.DataFrame) -> Difference:
    """Compare two versions of a kind's table row by row; the order of rows and columns says nothing."""
    key = [name for name in key_of(kind) if name in before and name in after]
    old, new = _keyed(before, key), _keyed(after, key)
    known = new.index.intersection(old.index, sort=False)
    compared = _compared(old.loc[known], new.loc[known], [*key, "change", "columns"])
    changed = compared != ""
    parts = (
        new.loc[known[changed]].assign(change="changed", columns=compared[changed]),
        new.drop(index=known).assign(change="added", columns=""),
        old.drop(index=known).assign(change="removed", columns=""),
    )
    rows = pd.concat([pd.DataFrame(part) for part in parts if len(part)] or [pd.DataFrame(parts[0])])
    return Difference(rows.reset_index(drop=True), same=int((~changed).sum()))


def _keyed(table: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Give each row its key as text; without a key the whole row is one, and rows alike are counted."""
    names = pd.Series("", index=table.index)
    for column in key or table.columns:
        names = names.str.cat(_text(table[column]), sep=_PART)
    nth = names.groupby(names, sort=False).cumcount().astype(str)
    return table.set_axis(names.str.cat(nth, sep=_PART), axis=0)


def _text(cells: pd.Series) -> pd.Series:
    """Write the cells of a key; blanks alike are alike."""
    if isinstance(cells, gpd.GeoSeries):
        return _shape(cells)
    if pd.api.types.is_numeric_dtype(cells.dtype) and not pd.api.types.is_bool_dtype(cells.dtype):
        return cells.astype("Float64").astype("str").fillna("")
    return cells.astype("str").fillna("")


def _shape(cells: pd.Series) -> pd.Series:
    """Write polygons so that the same ground is the same text, wherever its ring begins."""
    return pd.Series(shapely.to_wkb(shapely.normalize(cells.to_numpy()), hex=True), index=cells.index).astype("str")


def _compared(old: pd.DataFrame, new: pd.DataFrame, apart: Sequence[str]) -> pd.Series:
    """Name by row the columns that differ; blank where none does. Both hold the same rows in the same order."""
    names = pd.Series("", index=new.index, dtype="str")
    for column in dict.fromkeys([*new.columns, *old.columns]):
        if column not in apart:
            names = names.where(~_differs(old.get(column), new.get(column)), names + f";{column}")
    return names.str.removeprefix(";")


def _differs(old: pd.Series | None, new: pd.Series | None) -> pd.Series:
    """Tell where two columns differ; a column that one version lacks is blank in it."""
    if old is None or new is None:
        only = new if old is None else old
        return pd.Series(only is not None and only.notna(), dtype=bool)
    if isinstance(new, gpd.GeoSeries) and isinstance(old, gpd.GeoSeries):
        old, new = _shape(old), _shape(new)
    unlike = (old != new).fillna(True).astype(bool)
    return unlike & ~(old.isna() & new.isna())
