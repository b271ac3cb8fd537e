"""Features of a city put together as districts: cut to the city, named, of one school one district, in order."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from shiensys.intake.findings import Finding, Where, noted, refuse
from shiensys.intake.shapes.attributes import Columns
from shiensys.intake.shapes.layer import Layer
from shiensys.intake.shapes.position import rows_written
from shiensys.intake.sheets.values import LARGEST
from shiensys.tables.municipality import belongs
from shiensys.tables.names import normalised

CODES_NAMED = 12
NAMES_NAMED = 5
WATER = "8154"  # HCODE of 水面調査区, census small areas
_TRUE = ("1", "true", "はい", "○", "yes")


def cut(table: gpd.GeoDataFrame, city: str, where: Where) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Keep the city's own features and its wards'. A file without a single code is taken for the city's own.

    Refuses ``city_not_there``, naming the codes that are.
    """
    codes = table["code"].dropna().unique()
    if not len(codes):
        return table.assign(code=city), []
    own = [code for code in codes if belongs(code, city)]
    if not own:
        here = "、".join(sorted(codes)[:CODES_NAMED]) + ("…" if len(codes) > CODES_NAMED else "")
        refuse("city_not_there", where, city=city, codes=here)
    kept = table[table["code"].isin(own)]
    if len(kept) == len(table):
        return table, []
    return kept, [noted("boundaries_cut", where, city=city, kept=len(kept), total=len(table))]


def named(table: gpd.GeoDataFrame, layer: Layer, columns: Columns) -> gpd.GeoDataFrame:
    """Write the names as people read them. Refuses ``no_names`` with the rows that have none."""
    missing = table.index[table["name"].isna()]
    if len(missing):
        refuse("no_names", layer.where, count=len(missing), rows=rows_written(missing), column=_heading(columns))
    names = table["name"]
    if columns.layout == "N03" and columns.headings["name"] == "N03_004":
        names = _with_ward(names, layer)
    elif table["founder"].notna().any():
        names = _without_founder(names, table["founder"])
    return table.assign(name=names)


def joined(table: gpd.GeoDataFrame, where: Where) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Make one district of all features with the same code and name, in the order of their first features."""
    groups = table.groupby(["code", "name"], sort=False)
    sizes = groups.size()
    if (sizes == 1).all():
        return table.reset_index(drop=True), []
    ids = groups["school"].nunique()
    districts = table.dissolve(["code", "name"], sort=False, as_index=False)
    several = sizes[sizes > 1].index.get_level_values("name")
    findings = [noted("joined", where, features=len(table), districts=len(districts), names=_listed(several))]
    if (ids > 1).any():
        findings.append(noted("several_ids", where, names=_listed(ids[ids > 1].index.get_level_values("name"))))
    return districts, findings


def identified(districts: gpd.GeoDataFrame, where: Where) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Give every district its key and a name of its own: the city's key, the school's, else code and name."""
    findings = []
    again = districts["name"].duplicated(keep=False)
    names = districts["name"].where(~again, districts["name"] + "(" + districts["code"] + ")")
    if again.any():
        findings.append(noted("same_name", where, names=_listed(districts.loc[again, "name"].unique())))
    written = districts["code"] + "-" + districts["name"]
    given = districts["district_id"].fillna(districts["school"])
    twice = given.notna() & given.duplicated()
    if twice.any():
        findings.append(noted("id_twice", where, names=_listed(districts.loc[twice, "name"])))
    keys = given.mask(twice).fillna(written)
    alike = names.map(normalised)
    if alike.duplicated().any():
        findings.append(noted("names_alike", where, names=_listed(names[alike.duplicated(keep=False)])))
    return districts.assign(district_id=keys, name=names), findings


def ordered(districts: gpd.GeoDataFrame, where: Where) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Number the districts from 1: as the file says, else as they come."""
    stated = pd.to_numeric(districts["order"].str.normalize("NFKC"), errors="coerce")
    usable = (
        stated.notna().all() and stated.is_unique and ((stated >= 1) & (stated <= LARGEST) & (stated % 1 == 0)).all()
    )
    if usable:
        return districts.assign(order=stated.astype("Int32")).sort_values("order", ignore_index=True), []
    counted = pd.Series(range(1, len(districts) + 1), index=districts.index, dtype="Int32")
    findings = [noted("order_unusable", where)] if districts["order"].notna().any() else []
    return districts.assign(order=counted), findings


def made_up(cells: pd.Series) -> pd.Series:
    """Read the marks of names that are examples; without a mark a name is real."""
    marked: pd.Series = cells.str.normalize("NFKC").str.casefold().isin(_TRUE)
    return marked.astype("boolean")


def without_water(layer: Layer, table: gpd.GeoDataFrame, columns: Columns) -> gpd.GeoDataFrame:
    """Leave out the census' water areas, where nobody lives."""
    if columns.layout != "r2ka" or "HCODE" not in layer.columns:
        return table
    return table[(layer.text("HCODE") != WATER).reindex(table.index)]


def city_name(layer: Layer, table: gpd.GeoDataFrame, columns: Columns) -> str | None:
    """Give the city's name where the file has one: 横須賀市立 tells 横須賀市."""
    if columns.layout == "N03":
        names = _city_or_own(layer).reindex(table.index)
    elif columns.layout == "r2ka" and "CITY_NAME" in layer.columns:
        names = layer.text("CITY_NAME").reindex(table.index)
    else:
        names = table["founder"].str.removesuffix("立")
    names = names[names.str.contains("[市町村区]$", na=False)]
    return str(names.mode().iloc[0]) if len(names) else None


def _heading(columns: Columns) -> str:
    """Give the heading that the names stand under."""
    return columns.headings["name"]


def _with_ward(names: pd.Series, layer: Layer) -> pd.Series:
    """Put 横浜市 before 鶴見区; since 2024 the ward stands in a column of its own."""
    whole = _city_or_own(layer).reindex(names.index)
    wards = layer.text("N03_005").reindex(names.index) if "N03_005" in layer.columns else names.where(whole != names)
    return whole + wards.fillna("")


def _city_or_own(layer: Layer) -> pd.Series:
    """Give the designated city of a ward, else the municipality itself; a 郡 is neither."""
    above, own = layer.text("N03_003"), layer.text("N03_004")
    return above.where(above.str.endswith("市").fillna(False).astype(bool), own)


def _without_founder(names: pd.Series, founders: pd.Series) -> pd.Series:
    """Take 横浜市立 off 横浜市立上末吉小学校 where the founder has its own column."""
    pairs = pd.DataFrame({"name": names, "founder": founders.fillna("")}).drop_duplicates()
    short = {
        (name, founder): name.removeprefix(founder).strip() or name for name, founder in pairs.itertuples(index=False)
    }
    return pd.Series(
        [short[pair] for pair in zip(names, founders.fillna(""), strict=True)], index=names.index, dtype="str"
    )


def _listed(names: pd.Index | pd.Series) -> str:
    """Name the first of many."""
    shown = [str(name) for name in names]
    return "、".join(shown[:NAMES_NAMED]) + ("…" if len(shown) > NAMES_NAMED else "")
