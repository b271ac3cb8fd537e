"""Resources as they may be shown: what, where, when, for whom."""

from __future__ import annotations

import pandas as pd

from shiensys.answers import evidence, points
from shiensys.answers.answer import Answer, Column, Evidence
from shiensys.answers.card import card, fiction
from shiensys.city import City
from shiensys.measures.places import CONFIRMED_MONTHS
from shiensys.tables.categories import categories, category
from shiensys.tables.resources import SEPARATOR, Resources
from shiensys.text import date, say

SHOWN = (
    "resource_id", "name", "kinds_text", "place_type", "provider_kind", "venue", "address", "point_text",
    "district", "serves", "schedule",
    "capacity", "users", "times_month", "fee", "eligibility", "transport", "contact", "status", "confirmed_text",
)  # fmt: skip
POINT = ("point_from", "point_match", "point_candidates")
AMOUNTS = ("capacity", "users", "times_month")


def resources(city: City) -> Answer:
    """List all resources, closed ones too; contacts only where they may be shown to everybody."""
    table = shown(city, registry(city))
    columns = tuple(
        Column(key, say(f"answers.column.resource_{key}"), "number" if key in AMOUNTS else "text") for key in SHOWN
    )
    return Answer(card(city), say("answers.title_resources"), table, columns, sources(city), notes=fiction(city))


def pins(city: City, kind: str) -> Answer:
    """List what stands on the map for one kind: active resources with a point, those of the kind marked ``supports``.

    Beside them plain places (halls, AED ...), which belong to no kind. Raises UnknownKindError.
    """
    chosen = category(kind)
    on_map = _on_map(city)
    supports = on_map["kinds"].fillna("").str.split(SEPARATOR).map(lambda kinds: chosen.kind in kinds).astype(bool)
    table = shown(city, on_map).assign(supports=supports)
    table = table.assign(coarse=points.coarse(on_map))[supports | on_map["kinds"].isna()]
    keys = (
        "name", "kinds_text", "place_type", "schedule", "fee", "eligibility", "contact", "confirmed_text", "point_text",
    )  # fmt: skip
    columns = tuple(Column(key, say(f"answers.column.resource_{key}")) for key in keys)
    title = say("answers.title_pins", kind=chosen.name)
    return Answer(card(city), title, table, columns, sources(city), notes=(*fiction(city), *_outside(city)))


def placed(city: City) -> Answer:
    """List all that stands on the map, of whatever kind: as pins, all of them marked ``supports``."""
    on_map = _on_map(city)
    table = shown(city, on_map).assign(supports=True, coarse=points.coarse(on_map))
    columns = (Column("name", say("answers.column.resource_name")),)
    return Answer(card(city), say("answers.title_resources"), table, columns, sources(city), notes=fiction(city))


def _on_map(city: City) -> pd.DataFrame:
    """Give the active resources with a point."""
    listed = registry(city)
    return listed[(listed["status"] == "active") & listed["longitude"].notna() & listed["latitude"].notna()]


def registry(city: City) -> pd.DataFrame:
    """Give the registry, empty where there is none."""
    if city.resources is not None:
        return city.resources
    types = {str(name): column.dtype.type for name, column in Resources.to_schema().columns.items()}
    types |= dict.fromkeys(("located", "part", "own_id", *POINT), "str")
    return pd.DataFrame({name: pd.Series(dtype=of) for name, of in types.items()})


def shown(city: City, listed: pd.DataFrame) -> pd.DataFrame:
    """Take internal contacts out and put codes into words."""
    names = city.districts.set_index("district_id")["name"]
    public = listed["contact_public"].fillna(False).astype(bool)
    return (
        listed.reindex(columns=[*dict.fromkeys([*listed, "venue"])])
        .assign(
            contact=listed["contact"].where(public),
            kinds_text=listed["kinds"].map(_kind_names, na_action="ignore"),
            status=listed["status"].map(lambda status: say(f"answers.status.{status.replace(' ', '_')}")),
            district=listed["located"].map(names),
            unit_id=listed["located"],
            confirmed_text=[_confirmed(city, day) for day in listed["assured_date"]],
            point_text=points.words(listed),
        )
        .drop(columns=["contact_public"])
    )


def _kind_names(kinds: str) -> str:
    """Write the kinds of a resource in words."""
    known = {one.kind: one.name for one in categories()}
    return say("answers.reason_joint").join(known.get(kind, kind) for kind in kinds.split(SEPARATOR))


def _confirmed(city: City, day: object) -> str:
    """Say when a resource was last confirmed."""
    if not isinstance(day, pd.Timestamp):
        return say("answers.never_confirmed")
    old = day < pd.Timestamp(city.today) - pd.DateOffset(months=CONFIRMED_MONTHS)
    return say("answers.confirmed_long_ago" if old else "answers.confirmed_on", day=date(day.date()))


def sources(city: City) -> tuple[Evidence, ...]:
    """Say which registry it is, and from what its addresses got their points."""
    parts = evidence.credit(city, "resources"), evidence.edited_words(city)
    source = say("answers.joint").join(filter(None, parts))
    registry = Evidence(say("answers.what.registry"), source, city.today, say("answers.unit.places"))
    return (registry, *points.sources(city))


def _outside(city: City) -> tuple[str, ...]:
    """Say how many points stand in no district."""
    if city.resources is None or not city.has_boundaries:
        return ()
    outside = int((city.resources["longitude"].notna() & city.resources["located"].isna()).sum())
    return (say("answers.note.outside", n=outside),) if outside else ()
