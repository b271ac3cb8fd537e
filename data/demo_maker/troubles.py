"""What the respondents have trouble with and how they get by, so that each district's need is what the plan wants."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from demo_maker.chance import pick, poisson_like, weighted_sample
from demo_maker.person import Person
from demo_maker.plan import FOLDER, District, rows

KIND_ITEMS = {"meals": ("cooking",), "shopping": ("shopping",), "transport": ("hospital", "outing"),
              "housework": ("room_cleaning", "bath_cleaning", "laundry"), "rubbish": ("rubbish",),
              "garden": ("garden",), "snow": ("snow",)}  # fmt: skip
# Share of those who answered that can't solve their trouble, where the plan says "between"
USUAL = {"meals": 0.021, "shopping": 0.031, "transport": 0.037, "housework": 0.028, "rubbish": 0.023,
         "garden": 0.034, "snow": 0.05}  # fmt: skip
MUCH, LITTLE = 2.6, 0.22  # times that share, where the plan says short or enough
MORE_TROUBLE, LESS_TROUBLE = 1.45, 0.8  # times the usual share in trouble there
MOST_UNSOLVED = 0.5  # of those in trouble
FEW = 30  # answers; a smaller group is left to chance
SNOWY = 0.26  # share in trouble with snow where it lies
BLOCK_BLANK, ITEM_BLANK, WAY_BLANK = 0.018, 0.012, 0.02
WAYS = ("family", "neighbour", "friend", "volunteer", "silver", "care", "private", "self", "other")
UNSOLVED = 10


def answer_troubles(rng: Random, group: Sequence[Person], district: District) -> None:
    """Fill in troubles and ways of solving them for all respondents of a district."""
    items = rows(FOLDER / "items.csv")
    asked = [person for person in group if rng.random() >= BLOCK_BLANK or len(group) < FEW]
    for item in items:
        _trouble(rng, asked, item, district)
    unsolved = _unsolved(rng, asked, district)
    for item in items:
        _ways(rng, asked, item, unsolved)


def _kind_of(item: str) -> str | None:
    return next((kind for kind, items in KIND_ITEMS.items() if item in items), None)


def _trouble(rng: Random, asked: Sequence[Person], item: dict[str, str], district: District) -> None:
    """Mark who is in trouble with an item: about the item's share, the frail sooner."""
    column = f"trouble_{item['item']}"
    answering = [person for person in asked if rng.random() >= ITEM_BLANK]
    intended = district.intended.get(_kind_of(item["item"]) or "", "")
    share = SNOWY if item["item"] == "snow" and intended != "-" else float(item["share"])
    share *= {"s": MORE_TROUBLE, "e": LESS_TROUBLE}.get(intended, 1.0) * (0.88 + 0.24 * rng.random())
    count = poisson_like(rng, share * len(answering))
    chosen = set(weighted_sample(rng, [person.frail for person in answering], count))
    for at, person in enumerate(answering):
        person.answers[column] = str(int(at in chosen))


def _unsolved(rng: Random, asked: Sequence[Person], district: District) -> dict[int, set[str]]:
    """Choose who can't solve a trouble of each kind: the kinds by ``id`` of the person."""
    chosen: dict[int, set[str]] = {}
    for kind, items in KIND_ITEMS.items():
        troubled = [one for one in asked if any(one.answers.get(f"trouble_{item}") == "1" for item in items)]
        count = min(_wanted(rng, kind, district, len(asked)), round(MOST_UNSOLVED * len(troubled)))
        weights = [person.frail * (1.6 if person.alone else 1.0) for person in troubled]
        for at in weighted_sample(rng, weights, count):
            chosen.setdefault(id(troubled[at]), set()).add(kind)
    return chosen


def _wanted(rng: Random, kind: str, district: District, answering: int) -> int:
    """Say how many are to be in unsolved trouble of a kind."""
    intended = district.intended[kind]
    if intended == "-":
        return poisson_like(rng, 0.004 * answering)
    usual = USUAL[kind] * answering
    if answering < FEW:
        return poisson_like(rng, usual * 1.4)
    if intended == "s":
        return round(usual * MUCH * (0.92 + 0.25 * rng.random()))
    if intended == "e":
        return max(1, round(usual * LITTLE)) if rng.random() < 0.75 else 0
    return max(2, round(usual * (0.85 + 0.4 * rng.random())))


def _ways(rng: Random, asked: Sequence[Person], item: dict[str, str], unsolved: dict[int, set[str]]) -> None:
    """Say how each who is in trouble with an item gets by."""
    kind = _kind_of(item["item"])
    for person in asked:
        if person.answers.get(f"trouble_{item['item']}") != "1":
            continue
        without = kind in unsolved.get(id(person), ()) if kind else rng.random() < float(item["unsolved"])
        way = UNSOLVED if without else _way(rng, person, item)
        blank = not without and rng.random() < WAY_BLANK
        person.answers[f"solved_{item['item']}"] = "" if blank else str(way)


def _way(rng: Random, person: Person, item: dict[str, str]) -> int:
    """Draw one way of getting by; who lives alone has family less often."""
    shares = [float(item[way]) for way in WAYS]
    if person.alone:
        shares[0] *= 0.5
    return 1 + pick(rng, shares)
