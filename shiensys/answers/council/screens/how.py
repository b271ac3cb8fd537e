"""どのように資源をつくる: how far the district has come, and what districts like it have."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pandas as pd

from shiensys.answers import likeness, places
from shiensys.answers.answer import Column, Evidence, Sentence
from shiensys.answers.council.screens.resources import first, of_kind, serving
from shiensys.answers.council.screens.screen import Asked, Told, words
from shiensys.answers.people import of_residents
from shiensys.tables.programme import Step
from shiensys.tables.programme.people import STEPS
from shiensys.text import date, say

NAMED = 2  # examples of one district
KEYS = ("example", "alike", "resource", "schedule")


def told(asked: Asked) -> Told:
    """Say which step was reached last and what comes next, and name examples of the kind in question."""
    found = _examples(asked)
    sentences = [*_steps(asked), _example(asked, found)]
    columns = tuple(Column(key, say(f"council.column.{key}")) for key in KEYS)
    return Told(tuple(sentences), found, columns, notes=(say("council.how.note"),))


def _steps(asked: Asked) -> list[Sentence]:
    """Say how far the council's districts have come."""
    mine = [each for each in asked.programme.of(Step) if each.district in asked.units]
    source = Evidence(say("council.how.what"), say("council.how.source"), _newest(mine), "")
    if asked.whole:
        return [_counted(asked, mine, source)] if mine else [words(say("council.how.no_steps"))]
    reached = [each for each in mine if each.reached <= asked.city.today]
    if not reached:
        return [words(say("council.how.none_reached", place=asked.place, next=say(f"council.step.{STEPS[0]}")))]
    last = max(reached, key=lambda each: (STEPS.index(each.step), each.reached))
    day, step = date(last.reached), say(f"council.step.{last.step}")
    if last.step == STEPS[-1]:
        return [words(say("council.how.last", place=asked.place, step=step, day=day), source)]
    after = say(f"council.step.{STEPS[STEPS.index(last.step) + 1]}")
    return [words(say("council.how.reached", place=asked.place, step=step, day=day, next=after), source)]


def _newest(steps: list[Step]) -> dt.date | None:
    """Give the day of the newest step."""
    return max((each.reached for each in steps), default=None)


def _counted(asked: Asked, steps: list[Step], source: Evidence) -> Sentence:
    """Say how many districts have come to which step."""
    last = {
        unit: max(STEPS.index(each.step) for each in steps if each.district == unit)
        for unit in {each.district for each in steps}
    }
    counts = sorted(Counter(last.values()).items())
    named = [say("council.how.step_count", step=say(f"council.step.{STEPS[i]}"), n=n) for i, n in counts]
    text = say(
        "council.how.districts", steps=say("answers.reason_joint").join(named), none=len(asked.units) - len(last)
    )
    return words(text, source)


def _examples(asked: Asked) -> pd.DataFrame:
    """List what districts like the council's have of the kind; of the whole city, where it suffices."""
    rows: list[dict[str, object]] = []
    if asked.city.resources is not None:
        known = () if asked.whole else tuple(serving(asked, asked.units)["resource_id"])
        for unit, why in _others(asked).items():
            there = of_kind(serving(asked, (unit,)), asked.kind.kind)
            there = there[~there["resource_id"].isin(known)]  # what serves here already is no example
            rows += [
                _row(asked, unit, why, row) for row in first(there, asked.kind.kind).head(NAMED).to_dict("records")
            ]
    return pd.DataFrame(rows, columns=list(KEYS))


def _others(asked: Asked) -> dict[str, str]:
    """Give districts to learn from, with why: those most like the first one; for the whole city those not short."""
    if asked.whole:
        table = asked.balances[asked.kind.kind].table.sort_values("order")
        told = {"enough": say("council.how.enough"), "between": say("council.how.between")}
        chosen = next((table[table["verdict"] == each] for each in told if table["verdict"].eq(each).any()), table[:0])
        return {
            str(unit): told[str(verdict)] for unit, verdict in zip(chosen["unit_id"], chosen["verdict"], strict=True)
        }
    among = pd.Index(asked.city.districts["district_id"])
    among = among[~among.isin(asked.units)]
    return likeness.alike(asked.city, asked.units[0], among)


def _row(asked: Asked, unit: str, why: str, row: dict[object, object]) -> dict[str, object]:
    """Give one example."""
    names = dict(zip(asked.city.districts["district_id"], asked.city.districts["name"], strict=True))
    return {
        "example": names[unit],
        "alike": why,
        "resource": row["name"],
        "schedule": row["schedule"] if isinstance(row["schedule"], str) else "",
    }


def _example(asked: Asked, found: pd.DataFrame) -> Sentence:
    """Say what districts like this one have."""
    kind = asked.kind.name
    if found.empty:
        total = len(of_kind(places.registry(asked.city), asked.kind.kind)) if asked.city.resources is not None else 0
        return words(say("council.how.no_example", kind=kind, n=total), *places.sources(asked.city)[:1])
    joint = say("answers.reason_joint")
    named = joint.join(say("council.how.one", district=each, name=name) for each, name in _firsts(found))
    sources = [*places.sources(asked.city)[:1]]
    if asked.city.population is not None and not asked.whole:
        sources.append(of_residents(asked.city))
    key = "council.how.examples_whole" if asked.whole else "council.how.examples"
    return words(say(key, place=asked.place, kind=kind, examples=named), *sources)


def _firsts(found: pd.DataFrame) -> list[tuple[str, str]]:
    """Give the first example of each of the first three districts."""
    top = found.drop_duplicates("example").head(3)
    return list(zip(top["example"], top["resource"], strict=True))
