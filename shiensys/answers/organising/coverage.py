"""Which district has which coordinators and which council, and which has none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from shiensys.answers.answer import Answer
from shiensys.answers.organising.listed import listed, mark_any
from shiensys.answers.organising.people import on_duty
from shiensys.answers.organising.steps import latest
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Body, Council, Post
from shiensys.text import say

KEYS = ("name", "support", "welfare", "council", "meets_as", "step_words", "mark")
JOINT = "answers.reason_joint"
IN_BRACKETS = re.compile(r"第[1-21-2一二]層.*[((](.+)[))]")


@dataclass(frozen=True)
class Coverage(Answer):
    """One row a district: ``unit_id``, ``name``, ``support`` and ``welfare`` (bodies or titles of the posts, blank:
    none), ``council``, ``meets_as``, ``step_words``; ``support_group``, ``welfare_group``: the first post's id, None:
    nobody.

    ``groups``: what a map's legend calls each post, by id. ``without``: districts that no 生活支援コーディネーター has;
    ``idle``: posts of the second tier without a district, by title.
    """

    groups: dict[str, str] = field(kw_only=True)
    without: tuple[str, ...] = field(kw_only=True)
    idle: tuple[str, ...] = field(kw_only=True)


def coverage(city: City, programme: Programme) -> Coverage:
    """Say for each district who coordinates it and where it talks; gaps are named."""
    going = [post for post in on_duty(city, programme) if post.tier == 2]
    bodies = {body.id: body.name for body in programme.of(Body)}
    names = {post.id: _called(post, bodies, going) for post in going}
    councils = programme.of(Council)
    steps = latest(programme)
    rows: list[dict[str, Any]] = []
    for unit_id, name in zip(city.districts["district_id"], city.districts["name"], strict=True):
        here = [council for council in councils if unit_id in council.districts]
        row = {"id": unit_id, "unit_id": unit_id, "name": name}
        for kind in ("support", "welfare"):
            mine = [post.id for post in going if post.kind == kind and unit_id in post.districts]
            row[kind] = say(JOINT).join(names[each] for each in mine)
            row[f"{kind}_group"] = mine[0] if mine else None
        row["council"] = say(JOINT).join(council.name for council in here)
        row["meets_as"] = say(JOINT).join(council.meets_as for council in here if council.meets_as)
        row["step_words"] = say(f"organising.option.step.{steps[unit_id]}") if unit_id in steps else ""
        shown = [post for post in going if unit_id in post.districts]
        row["mark"] = mark_any([*shown, *here])
        rows.append(row)
    without = tuple(str(row["name"]) for row in rows if not row["support"]) if going else ()
    idle = tuple(names[post.id] for post in going if not post.districts)
    found = listed(city, programme, "organising.title.coverage", rows, KEYS, (Post, Council))
    whole = replace(found, headline=_headline(without, idle, known=bool(going)))
    return Coverage(**vars(whole), groups=_short(names), without=without, idle=idle)


def _short(names: dict[str, str]) -> dict[str, str]:
    """Leave of 「第2層 生活支援コーディネーター(東部)」 what tells it from others; the title above says the rest."""
    inner = {post_id: IN_BRACKETS.fullmatch(name) for post_id, name in names.items()}
    return {post_id: found[1] if (found := inner[post_id]) else name for post_id, name in names.items()}


def _called(post: Post, bodies: dict[str, str], going: list[Post]) -> str:
    """Call a post by its body where that tells it from the others of its kind, else by its title too."""
    body = bodies.get(post.body_id, "")
    alone = sum(each.kind == post.kind and each.body_id == post.body_id for each in going) == 1
    return body if alone or not post.title else post.title


def _headline(without: tuple[str, ...], idle: tuple[str, ...], *, known: bool) -> tuple[str, ...]:
    """Name the gaps."""
    if not known:
        return (say("organising.headline.no_posts"),)
    lines = [
        say("organising.headline.without", n=len(without), names=say(JOINT).join(without))
        if without
        else say("organising.headline.all_covered")
    ]
    if idle:
        lines.append(say("organising.headline.idle", n=len(idle), names=say(JOINT).join(idle)))
    return tuple(lines)
