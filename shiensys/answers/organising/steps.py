"""How far each district has come: six steps from sharing the present state to help that spreads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shiensys.answers.answer import Answer
from shiensys.answers.organising.listed import listed
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Step
from shiensys.tables.programme.people import STEPS
from shiensys.text import say

STARTED = "start"  # 活動開始


@dataclass(frozen=True)
class Steps(Answer):
    """One row a district: ``unit_id``, ``name``, ``step`` (one of STEPS, None: none yet), ``words``, and the day
    of each step as ``step_<step>``. ``counts``: districts by the step that they have reached last.
    """

    counts: dict[str, int] = field(kw_only=True)


def latest(programme: Programme) -> dict[str, str]:
    """Give the last of the steps that each district has reached, by district_id."""
    reached: dict[str, str] = {}
    for step in sorted(programme.of(Step), key=lambda each: STEPS.index(each.step)):
        reached[step.district] = step.step
    return reached


def steps(city: City, programme: Programme) -> Steps:
    """List the steps of all districts with their days; a step that nobody dated is blank."""
    days = {(step.district, step.step): step.reached for step in programme.of(Step)}
    last = latest(programme)
    rows: list[dict[str, Any]] = [
        {
            "id": unit_id,
            "unit_id": unit_id,
            "name": name,
            "step": last.get(unit_id),
            "words": say(f"organising.option.step.{last[unit_id]}") if unit_id in last else say("organising.no_step"),
            **{f"step_{step}": days.get((unit_id, step)) for step in STEPS},
        }
        for unit_id, name in zip(city.districts["district_id"], city.districts["name"], strict=True)
    ]
    started = sum(STEPS.index(step) >= STEPS.index(STARTED) for step in last.values())
    headline = say("organising.headline.steps", n=len(rows), started=started) if last else say("organising.no_steps")
    dated = tuple(f"step_{step}" for step in STEPS)
    keys = ("name", "words", *dated)
    found = listed(city, programme, "organising.title.steps", rows, keys, (Step,), headline=(headline,), dates=dated)
    counts = {step: sum(each == step for each in last.values()) for step in STEPS}
    return Steps(**vars(found), counts=counts)
