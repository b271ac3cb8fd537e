"""How large a made-up resource is, so that it has just so many places free under the rule of its kind."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from demo_maker.plan import FOLDER, REFERENCE, rows

Fields = dict[str, float]  # capacity, users, times_month, helpers, hours_month; a missing one is not known
NEEDED = {"per_visit": ("capacity", "times_month"), "helper_hours": ("helpers", "hours_month"), "helpers": ("helpers",)}
WEEKDAYS = (22,)  # times a month
HALF_TIME = (40,)  # hours a month


@dataclass(frozen=True)
class Rule:
    """How places are counted for a kind (support_categories.csv), and which sizes are usual for one resource."""

    kind: str
    rule: str
    divisor: float
    times: tuple[int, ...]
    most_capacity: int
    hours: tuple[int, ...]
    most_helpers: int


@lru_cache
def rules() -> dict[str, Rule]:
    """Give the rules of the kinds that have free places."""
    sizes = {row["kind"]: row for row in rows(FOLDER / "sizes.csv")}
    return {
        row["kind"]: Rule(
            kind=row["kind"],
            rule=row["capacity_rule"],
            divisor=float(row["capacity_divisor"]),
            times=tuple(map(int, sizes[row["kind"]]["times"].split())),
            most_capacity=int(sizes[row["kind"]]["most_capacity"] or 0),
            hours=tuple(map(int, sizes[row["kind"]]["hours"].split())),
            most_helpers=int(sizes[row["kind"]]["most_helpers"] or 0),
        )
        for row in rows(REFERENCE / "support_categories.csv")
        if row["kind"] in sizes
    }


def most_free(kind: str, scale: float) -> float:
    """Give the most free places that one resource of a kind may plausibly have."""
    rule = rules()[kind]
    if rule.rule == "per_visit":
        return 0.62 * scale * rule.most_capacity * max(rule.times) / rule.divisor
    return 0.62 * scale * rule.most_helpers * max(rule.hours, default=1) / rule.divisor


def sized(rng: Random, kind: str, free: float, scale: float) -> Fields:
    """Give a resource with about ``free`` places free, never fewer, between a third and two thirds of them used."""
    return _sized(rng, rules()[kind], free, scale)


def sized_wide(rng: Random, kind: str, free: float) -> Fields:
    """Do the same for a service of the whole city, which works every weekday."""
    rule = replace(rules()[kind], times=WEEKDAYS, hours=HALF_TIME if rules()[kind].hours else ())
    return _sized(rng, rule, free, math.inf)


def _sized(rng: Random, rule: Rule, free: float, scale: float) -> Fields:
    wanted = max(2.0, free / (1 - (0.35 + 0.3 * rng.random())))
    if rule.rule == "per_visit":
        return _by_visit(rng, rule, free, wanted, scale)
    hours = _fitting(rng, rule.hours or (1,), wanted * rule.divisor, rule.most_helpers * scale)
    helpers = math.ceil(max(wanted, free + 1) * rule.divisor / hours)
    fields = {"helpers": float(helpers), "users": _users(helpers * hours / rule.divisor, free)}
    return fields | ({"hours_month": float(hours)} if rule.hours else {"times_month": 8.0})


def _by_visit(rng: Random, rule: Rule, free: float, wanted: float, scale: float) -> Fields:
    times = _fitting(rng, rule.times, wanted * rule.divisor, rule.most_capacity * scale)
    capacity = math.ceil(max(wanted, free + 1) * rule.divisor / times)
    whole = capacity * times / rule.divisor
    return {
        "capacity": float(capacity),
        "times_month": float(times),
        "users": _users(whole, free),
        "helpers": float(rng.randint(3, 9)),
    }


def _fitting(rng: Random, choices: tuple[int, ...], wanted: float, most: float) -> int:
    """Choose how often, or how many hours, so that the size stays usual."""
    able = [choice for choice in choices if wanted / choice <= most]
    return rng.choice(able) if able else max(choices)


def _users(whole: float, free: float) -> float:
    return float(max(0, math.floor(whole - free)))


def free_places(kind: str, share: float, fields: Fields) -> float | None:
    """Work out the free places of a resource for one of its kinds; None where a value isn't known."""
    rule = rules().get(kind)
    if rule is None or "users" not in fields:
        return None
    values = [fields.get(name) for name in NEEDED[rule.rule]]
    if None in values:
        return None
    whole = math.prod(value for value in values if value is not None) / rule.divisor
    return max(0.0, whole - fields["users"]) * share
