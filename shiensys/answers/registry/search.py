"""The registry searched: what fits, nearest or first in the city's order first, a page at a time."""

from __future__ import annotations

import pandas as pd

from shiensys.answers import points
from shiensys.answers.answer import Answer, Column
from shiensys.answers.card import card, fiction
from shiensys.answers.places import sources
from shiensys.answers.registry.answer import MOST_POINTS, PAGE, Found, Wanted
from shiensys.answers.registry.entries import entries, first_kind, kind_words
from shiensys.answers.registry.rows import NUMBERS, SHOWN, rows
from shiensys.city import City
from shiensys.measures import rosters, searching
from shiensys.text import date, say

POINTS = ("resource_id", "longitude", "latitude", "name", "kind", "coarse")


def search(city: City, wanted: Wanted, *, internal: bool = False) -> Found:
    """Find what fits all that is wanted. ``internal``: whoever looks may see contacts that aren't public.

    What isn't known never fits: a fee that nobody entered isn't free, a schedule that can't be read has no Tuesday.
    How many were left out for that is said in ``notes``.
    """
    listed = _near(city, entries(city), wanted)
    fits, unknown = _fitting(city, listed, wanted)
    found = _ordered(city, listed[fits], wanted)
    pages = max(-(-len(found) // PAGE), 1)
    first = min(max(wanted.page, 0), pages - 1) * PAGE
    on_map, by_district = _map(city, found)
    return Found(
        card(city),
        say("registry.title"),
        rows(city, found.iloc[first : first + PAGE], internal=internal),
        _columns(),
        sources(city),
        headline=(_headline(city, wanted, len(found)),),
        notes=(*fiction(city), *unknown, *_far(city, wanted), *(_to_settle(city) if internal else ())),
        n=len(found),
        placed=int(found["longitude"].notna().sum()),
        pages=pages,
        points=on_map,
        by_district=by_district,
    )


def whole(city: City, wanted: Wanted, *, internal: bool = False) -> Answer:
    """List all that fits at once, for files: rows as ``search`` gives them."""
    listed = _near(city, entries(city), wanted)
    fits, unknown = _fitting(city, listed, wanted)
    table = rows(city, _ordered(city, listed[fits], wanted), internal=internal)
    notes = (*fiction(city), *unknown, *_far(city, wanted))
    return Answer(card(city), say("registry.title"), table, _columns(), sources(city), notes=notes)


def _columns() -> tuple[Column, ...]:
    """Head the columns of a list."""
    return tuple(Column(key, say(f"registry.column.{key}"), "number" if key in NUMBERS else "text") for key in SHOWN)


def _near(city: City, listed: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """Measure from the middle of a district, where one is named."""
    middle = None if wanted.near is None else middles(city).get(wanted.near)
    if middle is None:
        return listed.assign(distance_m=float("nan"))
    return listed.assign(distance_m=searching.away(listed, *middle))


def middles(city: City) -> dict[str, tuple[float, float]]:
    """Give a point inside each district, longitude and latitude by district_id; none without boundaries."""
    if not city.has_boundaries:
        return {}
    inside = city.districts.geometry.representative_point()
    return dict(zip(city.districts["district_id"], zip(inside.x, inside.y, strict=True), strict=True))


def _fitting(city: City, listed: pd.DataFrame, wanted: Wanted) -> tuple[pd.Series, tuple[str, ...]]:
    """Tell what fits; beside it sentences about what nobody can tell."""
    fits = listed["status"].isin(wanted.status)
    if wanted.kinds:
        fits &= searching.any_of(listed, wanted.kinds)
    if wanted.districts:
        fits &= _in_districts(city, listed, wanted.districts)
    if wanted.unconfirmed:
        fits &= rosters.unconfirmed(listed, city.today)
    if wanted.transport:
        fits &= searching.with_ride(listed)
    if wanted.who.strip():
        fits &= searching.open_to(listed, wanted.who)
    if wanted.text.strip():
        some = listed[fits]
        fits = fits & searching.holds(some, kind_words(some), wanted.text).reindex(listed.index, fill_value=False)
    return _knowable(city, listed, fits, wanted)


def _knowable(city: City, listed: pd.DataFrame, fits: pd.Series, wanted: Wanted) -> tuple[pd.Series, tuple[str, ...]]:
    """Keep what fits by day, fee and distance, and count what fits in all else but can't be told."""
    told: list[str] = []
    if wanted.days:
        days = searching.on_days(listed, wanted.days, on=city.today)
        told += _count("registry.unknown.days", fits & days.isna())
        fits = fits & days.eq(1)
    if wanted.free_only or wanted.fee_most is not None:
        fees = searching.fees(listed)
        told += _count("registry.unknown.fee", fits & fees.isna())
        fits = fits & fees.le(0 if wanted.free_only else wanted.fee_most)
    if wanted.near is not None and wanted.within_m is not None:
        told += _count("registry.unknown.distance", fits & listed["distance_m"].isna())
        fits = fits & listed["distance_m"].le(wanted.within_m)
    return fits, tuple(told)


def _count(key: str, unknown: pd.Series) -> list[str]:
    """Say how many can't be told."""
    n = int(unknown.sum())
    return [say(key, n=n)] if n else []


def _in_districts(city: City, listed: pd.DataFrame, districts: tuple[str, ...]) -> pd.Series:
    """Tell what serves or stands in one of some districts."""
    stands = listed["located"].isin(districts)
    if city.served is None:
        return stands
    serves = city.served.loc[city.served["district_id"].isin(districts), "resource_id"]
    return stands | listed["resource_id"].isin(serves)


def _ordered(city: City, found: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """Put the nearest first; without a point to measure from, the districts in the city's order."""
    if wanted.near is not None:
        return found.sort_values("distance_m", na_position="last", kind="stable")
    order = pd.Series(range(len(city.districts)), index=city.districts["district_id"])
    return found.iloc[found["located"].map(order).fillna(len(order)).to_numpy().argsort(kind="stable")]


def _map(city: City, found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the places for a map, or how many there are in each district where they are too many."""
    placed = found[found["longitude"].notna() & found["latitude"].notna()]
    none = pd.DataFrame({"district_id": [], "name": [], "n": []}).astype(
        {"district_id": "str", "name": "str", "n": int}
    )
    if len(placed) > MOST_POINTS and city.has_boundaries:
        counts = placed["located"].value_counts()
        table = pd.DataFrame(city.districts[["district_id", "name"]])
        return placed.iloc[:0].reindex(columns=list(POINTS)), table.assign(
            n=table["district_id"].map(counts).fillna(0).astype(int)
        )
    kind = first_kind(placed)
    return placed.assign(kind=kind, coarse=points.coarse(placed))[list(POINTS)].reset_index(drop=True), none


def _headline(city: City, wanted: Wanted, n: int) -> str:
    """Say how many were found."""
    day = date(city.today)
    if wanted == Wanted(page=wanted.page):
        return say("registry.headline.all", n=n, day=day) if n else say("registry.headline.empty")
    return say("registry.headline.found", n=n, day=day) if n else say("registry.headline.none")


def _far(city: City, wanted: Wanted) -> tuple[str, ...]:
    """Say how distance is measured, where it is."""
    if wanted.near is None:
        return ()
    return (say("registry.note.distance") if city.has_boundaries else say("registry.note.no_boundaries"),)


def _to_settle(city: City) -> tuple[str, ...]:
    """Say for those who edit what a newer list left open."""
    gone, conflicts, held = len(city.edits.gone), len(city.edits.conflicts), len(city.edits.held)
    told = (
        say("registry.left.some", n=gone) if gone else "",
        say("registry.conflicts", n=conflicts) if conflicts else "",
        say("registry.held", n=held) if held else "",
    )
    return tuple(filter(None, told))
