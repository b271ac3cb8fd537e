"""Districts coloured by who coordinates them, or by the step that they have reached."""

from __future__ import annotations

from typing import Literal

from shiensys.answers.organising import Coverage, Steps
from shiensys.show import classes, colours, labels
from shiensys.show.classes import MapClass, Pattern
from shiensys.tables.programme.people import STEPS
from shiensys.text import say

Kind = Literal["support", "welfare"]
FILLS = ("#d9e4f2", "#f6e3c5", "#d7ead9", "#ead9ee", "#f2d9d9", "#e4e4cf", "#cfe6ea")  # pale: names stay legible
PATTERNS: tuple[Pattern, ...] = ("plain", "dots", "few")  # in grey neighbours differ by these
STEP_FILLS = (*colours.SUPPLY, colours.SUPPLY[4])  # the last step has dots as well


def by_post(found: Coverage, kind: Kind) -> tuple[MapClass, ...]:
    """Give a class for each post, in the order in which the city's districts meet them; nobody's districts last."""
    groups = found.table.set_index("unit_id")[f"{kind}_group"]
    order = list(dict.fromkeys(groups.dropna()))
    parts = tuple(
        MapClass(
            str(post),
            FILLS[place % len(FILLS)],
            PATTERNS[place % len(PATTERNS)],
            found.groups[str(post)],
            tuple(groups.index[groups == post]),
        )
        for place, post in enumerate(order)
    )
    nobody = tuple(groups.index[groups.isna()])
    return (*parts, _blank("nobody", say("peopleshow.nobody"), nobody)) if nobody else parts


def by_step(found: Steps) -> tuple[MapClass, ...]:
    """Give a class for each step, the first one first; districts without a step last."""
    last = found.table.set_index("unit_id")["step"]
    parts = []
    for place, step in enumerate(STEPS):
        units = tuple(last.index[last == step])
        if units:
            pattern: Pattern = "dots" if place == len(STEPS) - 1 else "plain"
            words = say(f"organising.option.step.{step}")
            parts.append(MapClass(step, STEP_FILLS[place], pattern, words, units))
    none = tuple(last.index[last.isna()])
    return (*parts, _blank("none", say("organising.no_step"), none)) if none else tuple(parts)


def paint_posts(found: Coverage, kind: Kind) -> dict[str, object]:
    """Say how each district is drawn, with who coordinates it and where it talks as its hover text."""
    rows = {
        str(row["unit_id"]): [
            str(row["name"]),
            say("peopleshow.who", name=row[kind] or say("peopleshow.nobody")),
            *([say("peopleshow.council", name=row["council"])] if row["council"] else []),
        ]
        for row in labels.rows(found.table)
    }
    return _paint(by_post(found, kind), rows)


def paint_steps(found: Steps) -> dict[str, object]:
    """Say how each district is drawn, with its step as its hover text."""
    rows = {str(row["unit_id"]): [str(row["name"]), str(row["words"])] for row in labels.rows(found.table)}
    return _paint(by_step(found), rows)


def _blank(key: str, words: str, units: tuple[str, ...]) -> MapClass:
    """Make the class of districts that have none: grey and hatched, as whatever isn't known."""
    return MapClass(key, colours.UNKNOWN, "hatch", words, units)


def _paint(parts: tuple[MapClass, ...], rows: dict[str, list[str]]) -> dict[str, object]:
    """Put colours and hover texts together."""
    by_unit = classes.class_of(parts)
    return {
        "units": {unit_id: {"class": each.key, "lines": rows[unit_id]} for unit_id, each in by_unit.items()},
        "classes": {each.key: {"fill": each.fill, "pattern": each.pattern, "mark": each.mark} for each in parts},
    }
