"""Coordinators by tier, kind and body, with their districts."""

from __future__ import annotations

from shiensys.answers.answer import Answer
from shiensys.answers.organising.listed import districts_of, listed, mark
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Body, Post
from shiensys.tables.programme.people import POST_KINDS
from shiensys.text import say

KEYS = ("tier_words", "kind_words", "body", "title", "persons", "districts_words", "since", "mark")


def people(city: City, programme: Programme) -> Answer:
    """List the posts that go on, first tier first. ``persons``: coordinators, blank where nobody said how many."""
    going = sorted(on_duty(city, programme), key=lambda post: (post.tier, POST_KINDS.index(post.kind)))
    bodies = {body.id: body.name for body in programme.of(Body)}
    rows = [
        {
            "id": post.id,
            "tier_words": say(f"organising.tier.{post.tier}"),
            "kind_words": say(f"organising.option.kind.{post.kind}"),
            "body": bodies.get(post.body_id, ""),
            "title": post.title,
            "persons": post.persons,
            "districts_words": districts_of(city, post),
            "since": post.since,
            "mark": mark(post),
        }
        for post in going
    ]
    headline = _headline(going)
    return listed(city, programme, "organising.title.people", rows, KEYS, (Post,), headline=headline, dates=("since",))


def on_duty(city: City, programme: Programme) -> tuple[Post, ...]:
    """Give the posts that haven't ended, nor begin only later."""
    return tuple(
        post
        for post in programme.of(Post)
        if (post.until is None or post.until >= city.today) and (post.since is None or post.since <= city.today)
    )


def _headline(going: list[Post]) -> tuple[str, ...]:
    """Count coordinators by kind and tier."""
    if not going:
        return (say("organising.headline.nobody"),)
    lines = []
    for kind in POST_KINDS:
        first, second = (
            sum(post.persons or 0 for post in going if post.kind == kind and post.tier == tier) for tier in (1, 2)
        )
        if first or second:
            name = say(f"organising.option.kind.{kind}")
            lines.append(say("organising.headline.people", kind=name, first=first, second=second))
    return tuple(lines) or (say("organising.headline.not_counted", n=len(going)),)
