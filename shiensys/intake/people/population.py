"""地域・年齢別人口: residents by district, date, sex and age, from the layouts that cities use."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from shiensys.intake.areas import changing, municipalities
from shiensys.intake.areas.places import placed
from shiensys.intake.findings import Finding, mended, noted, refuse
from shiensys.intake.people import estat, population_rows, stated_totals
from shiensys.intake.people.agebands import cohort, partition
from shiensys.intake.people.agegaps import refuse_ages
from shiensys.intake.people.population_rows import PLACE
from shiensys.intake.people.sexes_alike import sexes_alike
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import look, matching, opened
from shiensys.intake.sheets import headings
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import refuse_rows
from shiensys.tables.population import SEXES, Population
from shiensys.text import say

KIND, LAYOUTS = "population", "population-layouts"
_SEXES = ("male", "female")
_KEYS = [*PLACE, "sex", "first", "last"]
# A heading that one layout alone has, and the layout's name; what has none of them is told by its shape
_MARKS = (("SELECT_TOTAL_GENDER", "school_districts"), ("学区・地区", "school_districts"), ("prefCode", "english"))


def read_population(request: Request) -> Checked:
    """Read residents by age, from one of the published layouts or a table of the city's own.

    The finest ages that leave nobody out or in twice are kept, by sex where both sexes are there in full. Totals
    that the file states are compared with them and never change anything. Raises RefusedError.
    """
    sheet, pairs, findings = _opened(request)
    about, filled = population_rows.base(sheet, pairs, request)
    rows = population_rows.long(sheet, pairs, about)
    if estat.is_estat(sheet):
        rows = estat.merged(rows, [*_KEYS, "whole"])
    _refuse_twice(sheet, rows)
    rows, city = stated_totals.without_city(sheet, rows, by=["sex", "first", "last", "whole"])
    kept, stated = _chosen(sheet, rows)
    kept, missing = _completed(sheet, kept)
    findings += [*filled, *city, *missing, *_compared(sheet, stated, kept), *_households(sheet, pairs)]
    table = _table(kept)
    findings += sexes_alike(sheet, kept)
    findings += placed(table["area"], request, sheet.where(column=pairs["area"]))
    findings += changing.changes(table, request, sheet.where(column=pairs["area"]))
    return Checked(
        Population.validate(table),
        part=dates_part(table["date"]),
        findings=tuple(findings),
        facts=_facts(sheet, pairs, table),
        city_name=municipalities.city_name(sheet, pairs.get("municipality_name")),
    )


def _opened(request: Request) -> tuple[Sheet, dict[str, str], list[Finding]]:
    """Open the file, match its headings, and cut it to the city."""
    area = headings.aliases(KIND)["area"]
    sheet = opened(request, KIND, LAYOUTS, required=area, by_heading=says_ages)
    if estat.is_estat(sheet):
        sheet = estat.leaves(sheet, request.city)
        request.tell(look(sheet, (KIND, LAYOUTS), matching(sheet, (KIND, LAYOUTS), request), says_ages))
    pairs = headings.matched(sheet, LAYOUTS, {}) | headings.matched(sheet, KIND, request.mapping, ["area"])
    sheet, cut = municipalities.cut(sheet, municipality_codes(pairs), request.city)
    return sheet, pairs, [*sheet.findings, *cut]


def says_ages(heading: str) -> bool:
    """Tell a heading that says of which age or sex the persons below it are."""
    return cohort(heading) is not None


def municipality_codes(pairs: dict[str, str]) -> list[str]:
    """Name the column with the municipality's code, where there is one."""
    return [pairs["municipality_code"]] if "municipality_code" in pairs else []


def _refuse_twice(sheet: Sheet, rows: pd.DataFrame) -> None:
    """Refuse an area that has one band twice on a day."""
    twice = rows.loc[rows.duplicated([*_KEYS, "whole"]), "row"]
    refuse_rows("band_twice", pd.Series(True, index=sorted(set(twice))), sheet)


def _chosen(sheet: Sheet, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split into the ages to keep and what the file states beside them.

    Both sexes apart where each is there in full, else both together; refuses ``one_sex_only`` and ``ages_incomplete``.
    """
    bands = {str(sex): _bands(part) for sex, part in rows.groupby("sex")}
    sexes = _SEXES if _both(rows, bands) else ("total",)
    if not bands.get(sexes[0]):
        if any(map(bands.get, _SEXES)):
            refuse("one_sex_only", sheet.where(sheet.heading_row))
        known = rows[rows["first"].notna() & ~rows["whole"]]
        refuse_ages(sheet, known[["first", "last"]].drop_duplicates().itertuples(index=False, name=None))
    finest = pd.MultiIndex.from_tuples([(sex, *band) for sex in sexes for band in bands[sex]])
    places = pd.MultiIndex.from_frame(rows[["sex", "first", "last"]])
    unknown = rows["first"].isna() & rows["sex"].isin(sexes)
    keep = (places.isin(finest) & ~rows["whole"]) | unknown
    return rows[keep], rows[~keep & rows["first"].notna()]


def _bands(part: pd.DataFrame) -> tuple[tuple[float, float], ...]:
    """Give the finest ages of one sex."""
    known = part[part["first"].notna() & ~part["whole"]]
    return partition(known[["first", "last"]].drop_duplicates().itertuples(index=False, name=None))


def _both(rows: pd.DataFrame, bands: dict[str, tuple[tuple[float, float], ...]]) -> bool:
    """Tell whether men and women are each there by age, in every area and on every day."""
    men, women = (bands.get(sex, ()) for sex in _SEXES)
    if not men or not women or men[0][0] != women[0][0]:
        return False
    aged = rows[rows["first"].notna() & ~rows["whole"]]
    counts = aged[aged["sex"].isin(_SEXES)].groupby(PLACE)["sex"].nunique()
    return bool((counts == len(_SEXES)).all()) and len(counts) == aged.drop_duplicates(PLACE).shape[0]


def _completed(sheet: Sheet, kept: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Put ages that an area lacks in as unknown: left out, they would count as nobody."""
    known = kept[kept["first"].notna()]
    bands = known[["sex", "first", "last"]].drop_duplicates()
    places = known[[*PLACE, "area_code", "row"]].drop_duplicates(PLACE)
    if len(known) == len(bands) * len(places):
        return kept, []
    full = places.merge(bands, how="cross").merge(known[[*_KEYS, "persons", "status"]], how="left", on=_KEYS)
    lacking = full["status"].isna()
    first = full[lacking].iloc[0]
    finding = mended("ages_missing", sheet.where(int(first["row"])), n=int(lacking.sum()), area=first["area"])
    full["status"] = full["status"].fillna("unknown")
    return pd.concat([full, kept[kept["first"].isna()]]), [finding]


def _compared(sheet: Sheet, stated: pd.DataFrame, kept: pd.DataFrame) -> list[Finding]:
    """Report stated totals that differ from the sum of ages."""
    return stated_totals.differing(sheet, stated, kept) if len(stated) else []


def _households(sheet: Sheet, pairs: dict[str, str]) -> Iterable[Finding]:
    """Say that the file holds households too, which are loaded by themselves."""
    return [noted("households_there", sheet.where(column=pairs["households"]))] if "households" in pairs else []


def _table(kept: pd.DataFrame) -> pd.DataFrame:
    """Give the rows as the table of residents holds them, areas in the order of the file."""
    order = kept["sex"].map(SEXES.index)
    ordered = kept.assign(order=order).sort_values(["row", "order", "first"], kind="stable", ignore_index=True)
    return pd.DataFrame(
        {
            "area": ordered["area"],
            "area_code": ordered["area_code"],
            "date": ordered["date"],
            "sex": ordered["sex"],
            "age_from": population_rows.band_type(ordered["first"]),
            "age_to": population_rows.band_type(ordered["last"]),
            "persons": ordered["persons"],
            "status": ordered["status"],
        }
    )


def dates_part(dates: pd.Series) -> str:
    """Name a table by its day, or by the first and last of its days.

    >>> dates_part(pd.Series(pd.to_datetime(["2026-03-31", "2025-03-31"])))
    '2025-03-31..2026-03-31'
    """
    first, last = dates.min().strftime("%F"), dates.max().strftime("%F")
    return first if first == last else f"{first}..{last}"


def _facts(sheet: Sheet, pairs: dict[str, str], table: pd.DataFrame) -> dict[str, object]:
    """Say what the file was taken for."""
    return {
        "layout": say(f"intake.layout.population_{_layout(sheet, pairs)}"),
        "rows": len(sheet.cells),
        "areas": table["area"].nunique(),
        "dates": [day.date().isoformat() for day in table["date"].drop_duplicates().sort_values()],
        "households": "households" in pairs,
    }


def _layout(sheet: Sheet, pairs: dict[str, str]) -> str:
    """Name the layout."""
    if estat.is_estat(sheet):
        return "estat"
    marked = [layout for heading, layout in _MARKS if heading in sheet.cells]
    if marked:
        return marked[0]
    if "municipality_code" in pairs and "0-4歳の男性" in sheet.cells:
        return "standard"
    return "long" if {"ages", "age_from"} & set(pairs) else "wide"
