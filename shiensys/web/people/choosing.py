"""What the reader chooses on the page of people; every choice stands in the address."""

from __future__ import annotations

from typing import Literal, get_args

from shiensys.show.people.maps import Kind
from shiensys.text import say
from shiensys.web import choose

Part = Literal["posts", "councils", "contacts", "steps", "events", "about"]
PARTS: tuple[Part, ...] = get_args(Part)
KINDS: tuple[Kind, ...] = get_args(Kind)


def part() -> Part:
    """Let the reader choose what the page is about."""
    return choose.one_of(PARTS, key="who", label=say("peoplepage.part"), words=lambda each: say(f"peoplepage.{each}"))


def kind() -> Kind:
    """Let the reader choose a kind of coordinator."""
    return choose.one_of(
        KINDS, key="post", label=say("peoplepage.kind"), words=lambda each: say(f"organising.option.kind.{each}")
    )
