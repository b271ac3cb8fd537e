"""Where the figures of an answer come from, and what must be said beside them."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.answers.answer import Basis, Evidence, Level
from shiensys.answers.card import fiction
from shiensys.answers.nouns import nouns
from shiensys.city import City
from shiensys.measures.places import CONFIRMED_MONTHS, of_kind
from shiensys.tables.categories import Category
from shiensys.text import persons, say, share

TOLD = ("population", "certified", "survey", "resources")  # tables whose unplaced names are told beside a balance
NAMED = 3  # names written out


def credit(city: City, *kinds: str) -> str:
    """Name the files that tables came from, each with its credit."""
    named = [version.source or version.file_name for version in city.loaded if version.kind in kinds]
    return say("answers.joint").join(dict.fromkeys(named))


def survey_credit(city: City, name: str) -> str:
    """Name the files that one survey came from; those of other years aren't its source."""
    kinds = ("survey", "survey-table")
    found = [each for each in city.loaded if each.kind in kinds and (each.part == name or not each.part)]
    return say("answers.joint").join(dict.fromkeys(each.source or each.file_name for each in found))


def day(table: pd.DataFrame | None) -> dt.date | None:
    """Give the latest day that a table's figures stand for."""
    return None if table is None or table.empty else table["date"].max().date()


def of_survey(city: City, what: str, n: float, unit: str, rule: str) -> Evidence:
    """Say where an estimate from the survey comes from."""
    table = city.survey if city.survey is not None else city.survey_table
    name = "" if table is None else str(table["survey"].iloc[0])
    speaks_for = city.asked
    over = say("answers.over.without_care" if speaks_for.without_care else "answers.over.all_older")
    residents = speaks_for.persons.sum()
    if residents > 0:
        over = say("answers.over.counted", over=over, n=persons(residents))
    source = say("answers.joint").join(part for part in (name, survey_credit(city, name)) if part)
    rate = response(city)
    if rate is not None:
        over = say("answers.over.returned", over=over, rate=share(rate, 0))
    return Evidence(what, source, day(table), unit, n=int(n) if n >= 1 else None, over=over, rule=rule)


def response(city: City) -> float | None:
    """Give the share (0..1) of the forms sent that came back; None where it isn't known."""
    if city.returns is None:
        return None
    known = city.returns.dropna(subset=["sent", "returned"])
    sent = float(known["sent"].sum())
    return float(known["returned"].sum()) / sent if sent > 0 else None


def of_registry(city: City, chosen: Category, basis: Basis) -> Evidence:
    """Say where places come from, and how many of the list were confirmed."""
    return Evidence(
        what=nouns(chosen, basis)["places"],
        source=say("answers.joint").join(
            part
            for part in (credit(city, *_placed_by(city)), edited_words(city), confirmed_words(city, chosen))
            if part
        ),
        date=city.today,
        unit=say(f"answers.unit.{chosen.unit}"),
        rule=say("answers.rule.places", rule=chosen.source),
    )


def edited_words(city: City) -> str:
    """Say how many entries of the registry were changed or added in the page, and when last; blank for none."""
    idle = {*city.edits.gone, *city.edits.held}
    counted = [kept for each, kept in city.edits.kept.items() if each not in idle]
    if not counted:
        return ""
    return say("registry.edits.some", n=len(counted), at=max(kept.at for kept in counted))


def _placed_by(city: City) -> tuple[str, ...]:
    """Name the tables that put resources on the map: those of addresses only where some point came from them."""
    by_address = city.resources is not None and city.resources["point_from"].isin(("block", "town")).any()
    return ("resources", "address-points") if by_address else ("resources",)


def confirmed_words(city: City, chosen: Category) -> str:
    """Say what share of the kind's resources was confirmed within a year."""
    if city.resources is None:
        return ""
    listed = of_kind(city.resources, chosen.kind)
    if listed.empty:
        return say("answers.confirmed_none")
    recent = listed["assured_date"] >= pd.Timestamp(city.today) - pd.DateOffset(months=CONFIRMED_MONTHS)
    return say("answers.confirmed", n=len(listed), share=share(recent.mean(), 0))


def of_balance(city: City, chosen: Category, basis: Basis, whole: pd.Series) -> tuple[Evidence, ...]:
    """Say where the figures of a balance come from."""
    unit = say(f"answers.unit.{chosen.unit}")
    need = of_survey(city, nouns(chosen, basis)["need"], whole["n"], unit, say(f"answers.rule.{basis}"))
    known = [need, of_registry(city, chosen, basis)]
    if city.population is not None:
        rule = say("answers.rule.residents")
        source = credit(city, "population", "certified")
        persons_ = say("answers.unit.persons")
        known.append(Evidence(say("answers.what.residents"), source, day(city.population), persons_, rule=rule))
    return tuple(known)


def notes(city: City, chosen: Category, basis: Basis, level: Level) -> tuple[str, ...]:
    """Give what must be printed beside a kind's figures: fiction first, then its caveats."""
    unattributed = _unattributed(city, chosen)
    optional = [
        say("answers.note.proxy") if basis == "proxy" else "",
        say("answers.note.in_trouble") if basis == "in_trouble" else "",
        "" if city.asked.without_care else say("answers.note.all_older"),
        say("answers.note.unattributed", n=unattributed) if unattributed else "",
        say("answers.note.merged") if city.merged else "",
        "" if city.has_boundaries else say("answers.note.no_boundaries"),
    ]
    always = (chosen.caveat, say("answers.note.unasked"), say("answers.note.interval"))
    return (*fiction(city), *always, *(note for note in optional if note), *_unplaced(city, level))


def _unplaced(city: City, level: Level) -> tuple[str, ...]:
    """Name what the files speak of and no district is, and the districts that no 圏域 has: none of it is counted."""
    told = [
        say(f"answers.note.unplaced.{kind}", n=len(names), names=_some([one.name for one in names]))
        for kind, names in city.unplaced.items()
        if kind in TOLD
    ]
    outside = city.districts.loc[city.districts["area"].isna(), "name"]
    if level == "area" and len(outside):
        told.append(say("answers.note.without_area", n=len(outside), names=_some(list(outside))))
    return tuple(told)


def _some(names: list[str]) -> str:
    """Write the first of some names."""
    return say("answers.reason_joint").join(names[:NAMED])


def _unattributed(city: City, chosen: Category) -> int:
    """Count the kind's resources of which nobody knows whom they serve."""
    if city.resources is None or city.served is None:
        return 0
    listed = of_kind(city.resources, chosen.kind)
    return int((~listed["resource_id"].isin(city.served["resource_id"])).sum())
