"""What ageing does to need: persons expected in need of each kind of support, by unit and day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shiensys.answers.ageing.answer import Outlook
from shiensys.answers.ageing.needs import growing, outlook_evidence, outlook_words
from shiensys.answers.ageing.needs.growing import Growing, Units
from shiensys.answers.answer import SAID, Level
from shiensys.answers.balance import need_state
from shiensys.answers.card import card
from shiensys.answers.estimate import Estimate, by_unit, estimated, surveyed
from shiensys.answers.protect import hidden, whole
from shiensys.answers.release import Answered, answered
from shiensys.answers.units import units
from shiensys.answers.whereabouts import Breakdown
from shiensys.city import City
from shiensys.measures import sayable
from shiensys.measures.ageing import need
from shiensys.measures.ageing.need import NEED, Rates
from shiensys.tables.categories import Category, categories, category
from shiensys.text import say

DRAWN: tuple[Breakdown, ...] = ("district", "age")
NO_FORECAST = "no_forecast"
CHANGE = ["change", "change_low", "change_high"]


@dataclass(frozen=True)
class Kind:
    """A kind of support with its need as released and the rates by age, from the same release."""

    category: Category
    known: Estimate
    rates: Rates


def outlook(city: City, level: Level = "district", *, kind: str | None = None) -> Outlook:
    """Tell need today and in 2030, 2035 and 2040; ``kind``: one kind alone. Raises UnknownKindError. See Outlook.

    Need grows by the released rates of each age and the expected residents of that age (docs/methods.md §19): nothing
    here is worked out from answers that aren't released.
    """
    wanted = categories() if kind is None else (category(kind),)
    found = answered(city)
    kinds = [_kind(city, each, found) for each in wanted]
    ground = growing.growing(city)
    table = _table(city, kinds, ground, level)
    everywhere = table if level == "city" else _table(city, kinds, ground, "city")
    return Outlook(
        city=card(city),
        title=say("outlook.title"),
        table=table,
        columns=outlook_words.columns(level),
        evidence=outlook_evidence.evidence(city, ground, found),
        headline=outlook_words.headline(everywhere, ground),
        notes=outlook_evidence.notes(city, ground, [(each.category, each.rates) for each in kinds], table),
        reading=outlook_words.reading(level),
        level=level,
        days=tuple(day.date() for day in ground.days) or (city.today,),
        everywhere=everywhere,
    )


def _kind(city: City, chosen: Category, found: Answered | None) -> Kind:
    """Estimate a kind by district and age."""
    known = estimated(city, chosen, found, DRAWN)
    return Kind(chosen, known, need.rates(None if known.release is None else known.release.cells.get("age")))


def _table(city: City, kinds: list[Kind], ground: Growing, level: Level) -> pd.DataFrame:
    """Put all kinds under each other: one row a kind, unit and day, in the order of kinds, units and days."""
    listed = units(city, level)[["unit_id", "name", "order"]]
    there = growing.at_level(city, ground, level)
    rows = [_of_kind(city, each, ground, there, level).assign(kind=each.category.kind) for each in kinds]
    table = listed.merge(pd.concat(rows, ignore_index=True), on="unit_id", how="left")
    order = {each.category.kind: at for at, each in enumerate(kinds)}
    table = table.sort_values(["kind", "order", "date"], key=lambda column: column.replace(order), kind="stable")
    return outlook_words.worded(table.reset_index(drop=True), outlook_words.marked(ground, level))


def _of_kind(city: City, chosen: Kind, ground: Growing, there: Units | None, level: Level) -> pd.DataFrame:
    """Give need of one kind today and later, whole, blank where it can't be said."""
    today = _today(city, chosen, level)
    base = ground.days[0] if ground.days else pd.Timestamp(city.today)
    grown = growing.grown(ground, chosen.rates, there)
    later = need.expected(today, grown).join(_changes(grown)).reset_index()
    about = today[["state", "together"]].reindex(later["unit_id"]).set_axis(later.index, axis=0)
    said = about["state"].isin(SAID)
    later = later.join(about.assign(state=about["state"].mask(said & later["need"].isna(), NO_FORECAST)))
    now = today.rename_axis("unit_id").reset_index().assign(date=base)
    rows = pd.concat([now.assign(expected=False), later.assign(expected=True)], ignore_index=True)
    rows = rows.reindex(columns=[*now.columns, "expected", *CHANGE]).astype(dict.fromkeys(CHANGE, float))
    rows = hidden(whole(rows, NEED), where=~rows["state"].isin(SAID), columns=[*NEED, *CHANGE])
    return rows.assign(date=[_day(day) for day in rows["date"]])


def _changes(grown: pd.DataFrame) -> pd.DataFrame:
    """Give the change against today and its range, -1..: the survey's error is in both days alike and falls out."""
    low, high = (grown["factor"] * np.exp(side) for side in (-grown["down"], grown["up"]))
    return pd.DataFrame(dict(zip(CHANGE, (grown["factor"] - 1, low - 1, high - 1), strict=True))).round(3)


def _today(city: City, chosen: Kind, level: Level) -> pd.DataFrame:
    """Give need of today by unit_id, as the balance tells it: NEED (whole), ``state``, ``together``."""
    amounts = whole(by_unit(city, chosen.known, level), NEED)
    causes = sayable.need_reasons(amounts, chosen.known.basis, surveyed=surveyed(city))
    return amounts[[*NEED, "together"]].assign(state=need_state(causes, amounts["state"]))


def _day(day: pd.Timestamp) -> dt.date:
    """Give the plain day."""
    return day.date()
