"""The screen of one question, made from what is known of the council's districts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from shiensys.answers.answer import Balance
from shiensys.answers.balance import of_answers
from shiensys.answers.card import card, fiction
from shiensys.answers.council.screens import how, lacking, resources, trouble, who
from shiensys.answers.council.screens.pressing import pressing
from shiensys.answers.council.screens.screen import Asked, Metric, Screen, Told, called
from shiensys.answers.matching.carriers import Carriers
from shiensys.answers.release import Answered, answered
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.categories import categories, category
from shiensys.tables.programme import Council
from shiensys.text import say

TELLING: Mapping[str, tuple[Callable[[Asked], Told], Metric]] = {
    "trouble": (trouble.told, "need"),
    "resources": (resources.told, "places"),
    "lacking": (lacking.told, "gap"),
    "how": (how.told, "gap"),
    "who": (who.told, "organisers"),
}


def screen(
    city: City,
    programme: Programme,
    council: Council,
    question: str,
    *,
    kind: str | None = None,
    balances: Mapping[str, Balance] | None = None,
    carriers: Carriers | None = None,
) -> Screen:
    """Give a council's figures for one of the five questions.

    ``kind``: of support; else the one that presses most in its districts. ``balances``: by kind, from ``prepared``:
    they take seconds, and are the same for all screens of a city. ``carriers``: by district, likewise. Raises
    UnknownKindError.
    """
    asked = replace(_asked(city, programme, council, balances or prepared(city), kind), carriers=carriers)
    tell, metric = TELLING[question]
    found = tell(asked)
    balance = asked.balances[asked.kind.kind]
    told = [each for sentence in found.sentences for each in sentence.evidence]
    return Screen(
        city=card(city),
        title=say(f"council.question.{question}"),
        table=found.table,
        columns=found.columns,
        evidence=tuple(dict.fromkeys([*told, *found.evidence])),
        headline=tuple(sentence.text for sentence in found.sentences),
        notes=tuple(dict.fromkeys([*fiction(city), *found.notes, *_notes(question, balance)])),
        question=question,
        place=asked.place,
        units=asked.units,
        whole=asked.whole,
        sentences=found.sentences,
        kind=asked.kind,
        metric=metric if balance.category.has_gap or metric == "organisers" else "need",
        balance=balance,
    )


def prepared(city: City, ask: Callable[[str], Balance] | None = None) -> dict[str, Balance]:
    """Give need beside places by district for every kind. ``ask``: gives one kind's, where they are kept already."""
    one = ask or partial(_balance, city, answered(city))
    return {each.kind: one(each.kind) for each in categories()}


def _balance(city: City, found: Answered | None, kind: str) -> Balance:
    """Work out one kind's balance."""
    return of_answers(city, kind, "district", found)


def _asked(
    city: City, programme: Programme, council: Council, balances: Mapping[str, Balance], kind: str | None
) -> Asked:
    """Gather what the questions' parts need."""
    names = dict(zip(city.districts["district_id"], city.districts["name"], strict=True))
    own = tuple(each for each in council.districts if each in names)
    units = own or tuple(names)
    order = pressing(balances, units)
    place = called(*(names[each] for each in own)) if own else city.record.name
    return Asked(
        city=city,
        programme=programme,
        council=council,
        place=place,
        units=units,
        whole=not own,
        balances=balances,
        pressing=order,
        kind=category(kind or _most_pressing(balances, order)),
    )


def _most_pressing(balances: Mapping[str, Balance], order: tuple[str, ...]) -> str:
    """Choose the kind that map and chart show."""
    drawn = [kind for kind in order if balances[kind].category.has_gap]
    return (drawn or list(order) or list(balances))[0]


def _notes(question: str, balance: Balance) -> tuple[str, ...]:
    """Give the caveats that stand beside figures of need; fiction is said already."""
    return balance.notes if question in ("trouble", "lacking") else ()
