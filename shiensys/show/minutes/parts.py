"""The numbered parts of minutes, the same on paper and as plain text: what each is called and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from shiensys.answers.council.minutes import Minutes
from shiensys.text import say

FIRST_SIGN = 0x2460  # ①, of which there are twenty


@dataclass(frozen=True)
class Part:
    """``heading``: ①日時. ``lines``: what it says, a line or a name each. ``named``: names, to be written in a row."""

    heading: str
    lines: tuple[str, ...]
    named: bool = False


def parts(minutes: Minutes) -> tuple[Part, ...]:
    """Give the parts of which something is known, numbered; who came is told only where somebody came."""
    told = (
        (minutes.when_heading, (minutes.when,), False),
        (say("council.heading.form"), (minutes.form,), False),
        (say("council.heading.place"), (minutes.place,) if minutes.place else (), False),
        (say("council.heading.bodies"), minutes.bodies, True),
        (say("council.heading.agenda"), minutes.agenda, False),
        (say("council.heading.contents"), minutes.contents, False),
    )
    known = [each for each in told if each[1]]
    return tuple(Part(sign(n) + heading, lines, named) for n, (heading, lines, named) in enumerate(known))


def sign(n: int) -> str:
    """Give a number in a circle, from 0 on.

    >>> sign(0), sign(1)
    ('①', '②')
    """
    return chr(FIRST_SIGN + n)
