"""What need and places are called: it depends on what the survey asked."""

from __future__ import annotations

from shiensys.answers.answer import Basis, Noun
from shiensys.answers.supply import WHOLE_CAPACITY
from shiensys.tables.categories import Category
from shiensys.text import say


def nouns(chosen: Category, basis: Basis) -> dict[Noun, str]:
    """Name need and places of a kind: who would like to come isn't in trouble, and a free place isn't the whole.

    >>> from shiensys.tables.categories import category
    >>> nouns(category("shopping"), "unsolved")
    {'need': '困っていて、解決できていない人(推計)', 'places': 'あと受け入れられる人数'}
    """
    who = "persons" if chosen.unit == "persons" else "households"
    asked = chosen.direct_rule if basis in ("wish", "direct") and chosen.direct_rule else basis
    extent = "whole" if basis in WHOLE_CAPACITY else "free"
    return {
        "need": say(f"answers.noun.need.{asked}", who=say(f"answers.who.{who}")),
        "places": say(f"answers.noun.places.{extent}.{who}"),
    }
