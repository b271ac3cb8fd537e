"""What speaks for and against a provider, in plain words, part by part."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from shiensys.answers.matching.asked import Need, day_words
from shiensys.measures.matching import RECENT_MONTHS
from shiensys.tables.categories import category
from shiensys.tables.programme.helping import CONDITIONS
from shiensys.text import half_up, say

FOR, AGAINST = "for", "against"
EVERYBODY = "どなたでも"  # in ``eligibility``: nothing to be made sure of
Reason = tuple[str, str]  # FOR or AGAINST, and the sentence
ROUNDED_M = 100.0  # metres; a district's middle is no address


@dataclass(frozen=True)
class Fit:
    """How one provider stands to a need, in plain values; NaN: unknown. ``days``: on which it is there, empty: unknown.

    ``serves``, ``stands``: the need's district; ``near``: it is in reach. ``conditions``: by name 1, 0, NaN.
    ``months``: since it was confirmed. ``cells``: the registry's row. ``in_hand``: matches proposed or agreed.
    """

    serves: bool
    stands: bool
    near: bool
    next_door: bool
    comes: bool
    metres: float
    free: float
    days: tuple[str, ...]
    fee: float
    conditions: Mapping[str, float]
    months: float
    cells: Mapping[Hashable, object]
    in_hand: int = 0


def reasons(need: Need, fit: Fit) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say what speaks for a provider and what against it; what isn't known speaks against, as something to ask."""
    found = [*_status(fit), *_where(fit), *_places(need, fit), *_days(need, fit), *_fee(need, fit)]
    found += [*_conditions(need, fit), *_who(fit), *_in_hand(fit), *_confirmed(fit)]
    return tuple(text for side, text in found if side == FOR), tuple(text for side, text in found if side == AGAINST)


def _status(fit: Fit) -> Iterator[Reason]:
    """Say that it isn't open."""
    status = str(fit.cells["status"])
    if status != "active":
        yield AGAINST, say("matching.why.status", status=say(f"answers.status.{status.replace(' ', '_')}"))


def _where(fit: Fit) -> Iterator[Reason]:
    """Say whether it serves the district, and how far it is."""
    far = metre_words(fit.metres)
    if fit.serves:
        yield FOR, say("matching.why.serves_here" if fit.stands else "matching.why.serves")
    elif fit.next_door:
        yield AGAINST, say("matching.why.next_door")
    else:
        yield AGAINST, say("matching.why.not_served" if fit.near else "matching.why.far")
    if fit.comes:
        yield FOR, say("matching.why.comes", how=_cell(fit, "transport"))
    elif far:
        yield (FOR if fit.serves else AGAINST), say("matching.why.distance", distance=far)


def _places(need: Need, fit: Fit) -> Iterator[Reason]:
    """Say how many are free."""
    unit = category(need.kind).unit
    if pd.isna(fit.free):
        presence = category(need.kind).capacity_rule == "presence"
        yield AGAINST, say("matching.why.not_counted" if presence else "matching.why.free_unknown")
    elif fit.free < 1:
        yield AGAINST, say("matching.why.full")
    else:
        key = "matching.why.free" if fit.free >= need.persons else "matching.why.too_few"
        amount = say("common.persons" if unit == "persons" else "common.households", n=int(fit.free))
        yield (FOR if fit.free >= need.persons else AGAINST), say(key, n=amount)


def _days(need: Need, fit: Fit) -> Iterator[Reason]:
    """Say whether it is there on the wished days."""
    if not need.days:
        return
    both = set(need.days) & set(fit.days)
    if not fit.days:
        yield _unknown("days", _cell(fit, "schedule"))
    elif not both:
        yield AGAINST, say("matching.why.other_days", days=day_words(fit.days))
    elif both == set(need.days):
        yield FOR, say("matching.why.days", days=day_words(both))
    else:
        rest = day_words(set(need.days) - both)
        yield AGAINST, say("matching.why.some_days", days=day_words(both), rest=rest)


def _fee(need: Need, fit: Fit) -> Iterator[Reason]:
    """Say whether it costs no more than wished."""
    if need.fee_most is None:
        return
    told = _cell(fit, "fee")
    if pd.isna(fit.fee):
        yield _unknown("fee", told)
    elif fit.fee <= need.fee_most:
        yield FOR, say("matching.why.fee", fee=told)
    else:
        yield AGAINST, say("matching.why.fee_above", fee=told)


def _conditions(need: Need, fit: Fit) -> Iterator[Reason]:
    """Say of each condition asked for whether it is met."""
    for name in CONDITIONS:
        if name not in need.conditions:
            continue
        value, what = fit.conditions[name], say(f"matching.condition.{name}")
        if pd.isna(value):
            yield AGAINST, say("matching.why.condition_unknown", what=what)
        else:
            yield (
                (FOR, say("matching.why.condition", what=what))
                if value
                else (
                    AGAINST,
                    say("matching.why.condition_not", what=what),
                )
            )


def _who(fit: Fit) -> Iterator[Reason]:
    """Say who may use it, where that isn't everybody: nobody but the coordinator knows who is meant."""
    told = _cell(fit, "eligibility")
    if told and told != EVERYBODY:
        yield AGAINST, say("matching.why.who", who=told)


def _in_hand(fit: Fit) -> Iterator[Reason]:
    """Say that others are being brought there."""
    if fit.in_hand:
        yield AGAINST, say("matching.why.in_hand", n=fit.in_hand)


def _confirmed(fit: Fit) -> Iterator[Reason]:
    """Say how fresh the entry is."""
    day = fit.cells["assured_date"]
    if not isinstance(day, pd.Timestamp) or pd.isna(day):
        yield AGAINST, say("answers.never_confirmed")
    elif fit.months > RECENT_MONTHS:
        yield AGAINST, say("answers.confirmed_long_ago", day=day.date())
    else:
        yield FOR, say("answers.confirmed_on", day=day.date())


def _unknown(what: str, told: str) -> Reason:
    """Say that something isn't known, with the registry's words where it has any."""
    if not told:
        return AGAINST, say(f"matching.why.{what}_unknown")
    return AGAINST, say(f"matching.why.{what}_unread", told=told)


def _cell(fit: Fit, name: str) -> str:
    """Give a cell as text; blank where it is."""
    value = fit.cells[name]
    return value if isinstance(value, str) else ""


def metre_words(metres: float) -> str:
    """Write a distance to 100 m; blank where it isn't known.

    >>> metre_words(640.0), metre_words(2180.0), metre_words(float("nan"))
    ('約600m', '約2.2km', '')
    """
    if pd.isna(metres):
        return ""
    rounded = max(half_up(metres / ROUNDED_M) * ROUNDED_M, ROUNDED_M)
    if rounded < 1000:
        return say("matching.metres", n=int(rounded))
    return say("matching.kilometres", n=f"{rounded / 1000:.1f}")
