"""A made-up registry, sized so that the map shows what the plan wants: short, between, enough, or why it can't say."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

from demo_maker.balance import Need, Needs
from demo_maker.chance import pick, stream
from demo_maker.ledger import Activity, Ledger, Resource
from demo_maker.plan import FOLDER, City, District, rows
from demo_maker.sizing import Fields, most_free, rules, sized, sized_wide

# Services for the whole city, free places per resident asked; kinds without one live on what districts do
WIDE = {
    "tokushima": {"meals": 0.009, "shopping": 0.0135, "transport": 0.016, "housework": 0.013, "garden": 0.0125},
    "shunan": {"meals": 0.010, "shopping": 0.0135, "transport": 0.016, "housework": 0.0135, "garden": 0.0125,
               "rubbish": 0.008},
}  # fmt: skip
BLOCK_FREE = 0.004  # free places per resident asked of a service for several districts
BLOCK_KINDS = ("meals", "shopping", "transport", "rubbish", "garden")
LOCAL_KINDS = ("meals", "shopping", "transport", "housework", "rubbish", "garden", "snow")
COMBINED_EACH = 6  # resources of each set of several kinds
PRESENCE = {"watching": 0.45, "repairs": 0.2, "talk": 0.3, "carers": 0.2}  # share of districts that have one
CLOSED = {"休止": 5, "終了": 5, "一時休止": 5}
FEW = 30  # answers
ROOM_FOR_MORE = ("b", "e", "p")  # intentions that one more resource doesn't upset
LEFT_OUT = (("users",), ("users",), ("capacity", "helpers"), ("capacity", "helpers", "users"),
            ("users", "times_month", "hours_month"))  # fmt: skip
BEYOND = {"transport": "市外", "talk": "市外", "carers": "市外", "shopping": "不明", "salon": "不明", "garden": "不明"}


def registry(city: City, districts: Sequence[District], needs: Needs, asked: dict[str, float]) -> list[Resource]:
    """Give all resources of a city."""
    rng = stream(city.slug, "registry")
    ledger = Ledger(asked)
    _wide(rng, city, districts, ledger)
    _blocks(rng, districts, ledger)
    _combined(rng, districts, needs, ledger)
    for district in districts:
        of_district = stream(city.slug, "registry", district.name)
        for kind in LOCAL_KINDS:
            if district.intended[kind] != "-":
                _cell(of_district, district, kind, needs[district.name, kind], ledger)
        _salons(of_district, district, needs[district.name, "salon"], ledger)
        _presence(of_district, district, ledger)
    _odd_areas(rng, districts, ledger)
    _closed(rng, districts, ledger)
    _stale(rng, ledger)
    return ledger.resources


def _activities(kinds: str, scope: str = "district") -> list[Activity]:
    return [row for row in rows(FOLDER / "activities.csv") if row["kinds"] == kinds and row["scope"] == scope]


def _wide(rng: Random, city: City, districts: Sequence[District], ledger: Ledger) -> None:
    """Enter the services for the whole city."""
    everybody = sum(ledger.asked.values())
    for kind, rate in WIDE[city.slug].items():
        fields = sized_wide(rng, kind, everybody * rate)
        activity = rng.choice(_activities(kind, "wide"))
        ledger.add(Resource(activity, city.name, districts[0], list(districts), fields))


def _blocks(rng: Random, districts: Sequence[District], ledger: Ledger) -> None:
    """Enter services for several districts of one 圏域, two kinds each."""
    for area in dict.fromkeys(district.area for district in districts):
        members = [district for district in districts if district.area == area]
        for kind in rng.sample(BLOCK_KINDS, 2):
            able = [district for district in members if district.intended[kind] in ROOM_FOR_MORE]
            if len(able) < 2:
                continue
            serves = able[: rng.randint(2, 4)]
            free = BLOCK_FREE * sum(ledger.asked[district.name] for district in serves)
            fields = sized(rng, kind, max(2.0, free), 2.0)
            ledger.add(Resource(rng.choice(_activities(kind)), area, serves[0], serves, fields))


def _combined(rng: Random, districts: Sequence[District], needs: Needs, ledger: Ledger) -> None:
    """Enter resources of several kinds that share one capacity, where they don't upset what the plan wants."""
    every = [row for row in rows(FOLDER / "activities.csv") if ";" in row["kinds"]]
    weights = [math.sqrt(district.persons) for district in districts]
    for activity in every * COMBINED_EACH:
        resource = None
        while resource is None or any(_upsets(resource, kind, needs, ledger) for kind in resource.kinds):
            district = districts[pick(rng, weights)]
            fields = _combined_fields(rng, activity["kinds"])
            resource = Resource(activity, district.name, district, [district], fields)
        ledger.add(resource)


def _combined_fields(rng: Random, kinds: str) -> Fields:
    fields = {
        "capacity": float(rng.randint(5, 8) if "transport" in kinds else rng.randint(12, 24)),
        "times_month": float(rng.choice((8, 12)) if "transport" in kinds else rng.choice((4, 8))),
        "helpers": float(rng.randint(6, 14)),
        "hours_month": float(rng.choice((4, 6, 8))),
        "users": float(rng.randint(5, 12)),
    }
    if "transport" not in kinds and "talk" not in kinds and "meals" not in kinds:
        del fields["capacity"], fields["times_month"]
    if rng.random() < 0.35:
        del fields["users"]
    return fields


def _upsets(resource: Resource, kind: str, needs: Needs, ledger: Ledger) -> bool:
    """Tell whether a resource would spoil what its district is to show for a kind."""
    district = resource.home
    intended = district.intended.get(kind)
    if intended in ("o", "h") or (kind in LOCAL_KINDS and (district.name, kind) not in needs):
        return True
    if intended != "s" or kind == "salon":
        return False
    ceiling = 0.5 * needs[district.name, kind].low
    free = resource.free(kind)
    return free is None or ledger.free[district.name, kind] + free > ceiling


def _cell(rng: Random, district: District, kind: str, need: Need, ledger: Ledger) -> None:
    """Fill one district and kind up to the free places that the plan wants, then add some of unknown size."""
    intended = district.intended[kind]
    wanted = _wanted(rng, intended, need)
    missing = wanted - ledger.free[district.name, kind]
    if not ledger.known[district.name, kind]:
        missing = max(missing, 1.0)
    least = 6.0 if intended == "s" else 2.0
    scale = 1.4 if ledger.asked[district.name] < 1500 else 2.4
    while missing >= (1.0 if intended == "e" or not ledger.known[district.name, kind] else least):
        free = min(missing, most_free(kind, scale))
        _enter(rng, district, kind, sized(rng, kind, math.ceil(free), scale), ledger)
        missing -= math.ceil(free)
    _unknown(rng, district, kind, ledger)


def _wanted(rng: Random, intended: str, need: Need) -> float:
    """Say how many free places a cell is to have in all."""
    if need.n < FEW or intended in ("h", "o"):
        return 0.4 * need.point * (0.6 + 0.6 * rng.random())
    if intended == "s":
        return need.low * 0.55 * rng.random()
    if intended == "e":
        return need.high * (1.08 + 0.35 * rng.random()) + 1
    enough_to_doubt = need.low * 1.1 + 3
    return enough_to_doubt if rng.random() < 0.8 else max(enough_to_doubt, need.point * (0.6 + 0.6 * rng.random()))


def _unknown(rng: Random, district: District, kind: str, ledger: Ledger) -> None:
    """Enter resources whose size nobody wrote down: more than half where the plan wants that, else fewer."""
    cell = (district.name, kind)
    if district.intended[kind] == "h":
        count = ledger.known[cell] + 1 - ledger.unknown[cell]
    else:
        room = ledger.known[cell] - ledger.unknown[cell]
        count = int(room > 0 and district.intended[kind] in ROOM_FOR_MORE and rng.random() < 0.1)
    for _ in range(count):
        _enter(rng, district, kind, _thinned(rng, sized(rng, kind, 4, 1.0)), ledger)


def _thinned(rng: Random, fields: Fields) -> Fields:
    """Leave out what coordinators often don't know: 定員, 利用者数, or how often."""
    left_out = rng.choice(LEFT_OUT)
    return {name: value for name, value in fields.items() if name not in left_out}


def _enter(rng: Random, district: District, kind: str, fields: Fields, ledger: Ledger) -> None:
    ledger.add(Resource(rng.choice(_activities(kind)), district.name, district, [district], fields))


def _salons(rng: Random, district: District, need: Need, ledger: Ledger) -> None:
    """Enter meeting places: two to five a district, seldom enough for all who would like to come."""
    intended, cell = district.intended["salon"], (district.name, "salon")
    count = min(3, 1 + int(ledger.asked[district.name] / 1600))
    if intended == "e":
        missing = need.high * 1.1 - ledger.free[cell]
        while missing > 0:
            free = math.ceil(min(missing, 0.62 * 60))
            _enter(rng, district, "salon", sized(rng, "salon", free, 1.4), ledger)
            missing -= free
        return
    for _ in range(count):
        fields = sized(rng, "salon", rng.randint(1, 9), 1.0)
        known = ledger.known[cell] <= ledger.unknown[cell] if intended != "h" else not ledger.known[cell]
        if not known and (intended == "h" or rng.random() < 0.75):
            fields = _thinned(rng, fields)
        _enter(rng, district, "salon", fields, ledger)


def _presence(rng: Random, district: District, ledger: Ledger) -> None:
    """Enter what is only there or not: watching over, small repairs, someone to turn to, carers' meetings."""
    for kind, share in PRESENCE.items():
        if rng.random() >= share or district.answers < 10:
            continue
        fields = {"helpers": float(rng.randint(3, 15)), "times_month": float(rng.choice((1, 2, 4)))}
        if rng.random() < 0.45:
            fields |= {"capacity": float(rng.randint(10, 40)), "users": float(rng.randint(5, 10))}
        _enter(rng, district, kind, fields, ledger)


def _odd_areas(rng: Random, districts: Sequence[District], ledger: Ledger) -> None:
    """Enter some that also serve beyond the city, and some of which nobody knows whom they serve."""
    surveyed = [district for district in districts if district.answers >= FEW]
    for kind, beyond in BEYOND.items():
        home = rng.choice([district for district in surveyed if district.intended.get(kind) != "s"])
        serves = [home] if beyond == "市外" else []
        fields = sized(rng, kind, 3, 1.0) if kind in rules() else {"helpers": 4.0}
        ledger.add(Resource(_activities(kind)[0], home.name, home, serves, fields, beyond=[beyond]))


def _closed(rng: Random, districts: Sequence[District], ledger: Ledger) -> None:
    """Enter some that have ended or rest."""
    every = [row for row in rows(FOLDER / "activities.csv") if row["scope"] == "district" and row["kinds"] in rules()]
    for status, count in CLOSED.items():
        for _ in range(count):
            district, activity = rng.choice(districts), rng.choice([row for row in every if row["kinds"] != "snow"])
            fields = sized(rng, activity["kinds"], 5, 1.0)
            ledger.add(Resource(activity, district.name, district, [district], fields, status=status))


def _stale(rng: Random, ledger: Ledger) -> None:
    """Let about a fifth be confirmed long ago: all of a cell where the plan wants that, else never the last one."""
    for resource in ledger.resources:
        wanted = any(district.intended.get(kind) == "o" for district in resource.serves for kind in resource.kinds)
        resource.stale = wanted or (not resource.counts and rng.random() < 0.6)
    for resource in ledger.resources:
        if resource.stale or len(resource.serves) > 1 or rng.random() >= 0.22:
            continue
        cells = [(district, kind) for district in resource.serves for kind in resource.kinds]
        resource.stale = all(len(ledger.confirmed(*cell)) > 1 for cell in cells)
