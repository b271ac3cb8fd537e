"""The made-up registry as a city's officer would write it down."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Sequence
from random import Random

from shapely import Point, Polygon

from demo_maker import weekdays
from demo_maker.chance import stream
from demo_maker.ledger import Resource
from demo_maker.plan import AS_OF, City, District, kind_names

MADE_UP = "(架空)"
TELEPHONE = "000-0000-0000"  # a number that nobody has
RECENT_DAYS = (11, 340)  # before AS_OF
STALE_DAYS = (380, 1100)
ASSURERS = ("第2層コーディネーター", "第2層コーディネーター", "地区社協", "市の担当課")
HALLS = ("公民館", "コミュニティセンター", "集会所", "福祉会館", "老人憩いの家")
HALL_COUNT = 15
Row = dict[str, str]


def listed(
    city: City, districts: Sequence[District], polygons: Sequence[Polygon], found: Sequence[Resource]
) -> list[Row]:
    """Give one row a resource, then the halls, numbered; values by column."""
    rng = stream(city.slug, "listing")
    shape = {district.name: polygon for district, polygon in zip(districts, polygons, strict=True)}
    order = sorted(found, key=lambda one: (one.home.number, one.activity["kinds"], one.where))
    result = [_row(rng, city, one, shape[one.home.name], len(districts)) for one in order]
    meets = stream(city.slug, "weekdays")
    result = [row | {"schedule": weekdays.schedule(meets, one)} for row, one in zip(result, order, strict=True)]
    halls = rng.sample(districts, HALL_COUNT)
    result += [_hall(rng, city, district, shape[district.name]) for district in sorted(halls, key=lambda d: d.number)]
    names, result = _one_twice(city, _told_apart([row["name"] for row in result]), result)
    return [
        row | {"resource_id": f"R{number:03d}", "name": name + MADE_UP}
        for number, (row, name) in enumerate(zip(result, names, strict=True), start=1)
    ]


def _told_apart(names: Sequence[str]) -> list[str]:
    """Number names that stand several times."""
    often, seen, result = Counter(names), Counter[str](), []
    for name in names:
        seen[name] += 1
        result.append(f"{name}第{seen[name]}" if often[name] > 1 else name)
    return result


def _one_twice(city: City, names: Sequence[str], listed_rows: Sequence[Row]) -> tuple[list[str], list[Row]]:
    """Let one activity stand twice, as two offices would write it: one house, the name with a dot between."""
    changed, moved = list(names), list(listed_rows)
    for at, name in enumerate(names):
        plain = name.removesuffix("第1")
        if plain == name or f"{plain}第2" not in names:
            continue
        other = names.index(f"{plain}第2")
        one, again = listed_rows[at], listed_rows[other]
        home = one["address"].removeprefix(city.name).partition("地区")[0]
        alike = all({"latitude": "", **row}["latitude"] and row["status"] == "活動中" for row in (one, again))
        if alike and plain.startswith(home):
            changed[at], changed[other] = plain, f"{home}・{plain.removeprefix(home)}"
            moved[other] = again | {name: one[name] for name in ("longitude", "latitude")}
            break
    return changed, moved


def _row(rng: Random, city: City, one: Resource, shape: Polygon, all_districts: int) -> Row:
    names = kind_names()
    activity = one.activity
    place = _place(rng, city, one.home, shape)
    where_it_stands = one.serves == [one.home] and not one.beyond and "latitude" in place and rng.random() < 0.2
    return {
        "name": activity["name"].format(where=one.where),
        "kinds": ";".join(names[kind] for kind in one.kinds),
        "kind_shares": activity["shares"],
        "place_type": activity["place_type"],
        "provider_kind": activity["provider"],
        "channel": activity["channel"],
        "fee": activity["fee"],
        "eligibility": activity["eligibility"],
        "transport": activity["transport"],
        "status": one.status,
        "assured_date": _assured(rng, stale=one.stale).isoformat(),
        "assurer": rng.choice(ASSURERS),
        **{name: f"{value:g}" for name, value in one.fields.items()},
        "serves": "" if where_it_stands else _serves(one, all_districts),
        **place,
        **_contact(rng),
    }


def _serves(one: Resource, all_districts: int) -> str:
    """Write whom it serves."""
    if len(one.serves) == all_districts:
        return "市全域"
    named = [district.name for district in one.serves]
    return ";".join([*named, *one.beyond])


def _assured(rng: Random, *, stale: bool) -> dt.date:
    first, last = STALE_DAYS if stale else RECENT_DAYS
    return AS_OF - dt.timedelta(days=rng.randint(first, last))


def _place(rng: Random, city: City, home: District, shape: Polygon) -> Row:
    """Write address and point; one in twelve has no point."""
    place = {"address": f"{city.name}{home.name}地区{MADE_UP}"}
    if rng.random() < 1 / 12:
        return place
    point = _inside(rng, shape)
    return place | {"longitude": f"{point.x:.5f}", "latitude": f"{point.y:.5f}"}


def _inside(rng: Random, shape: Polygon) -> Point:
    """Draw a point well inside a polygon, nearer to its middle than to its edge."""
    core = shape.buffer(-0.12 * math.sqrt(shape.area))
    core = shape if core.is_empty else core
    west, south, east, north = core.bounds
    while True:
        point = Point(west + (east - west) * rng.random(), south + (north - south) * rng.random())
        if core.contains(point):
            return point


def _contact(rng: Random) -> Row:
    """Write a telephone number that nobody has; most are for the office alone."""
    if rng.random() < 0.35:
        return {"contact": "", "contact_public": "内部"}
    return {"contact": TELEPHONE, "contact_public": "公開" if rng.random() < 0.2 else "内部"}


def _hall(rng: Random, city: City, district: District, shape: Polygon) -> Row:
    """Write a place that is no support by itself."""
    kind = rng.choice(HALLS)
    return {
        "name": f"{district.name}{kind}",
        "place_type": kind,
        "provider_kind": "市",
        "status": "活動中",
        "assured_date": _assured(rng, stale=False).isoformat(),
        "assurer": "市の担当課",
        **_place(rng, city, district, shape),
        "contact": "",
        "contact_public": "内部",
    }
