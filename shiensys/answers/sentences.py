"""The sentences of the overview: each only where its data are there, with date and source."""

from __future__ import annotations

from functools import partial

import pandas as pd

from shiensys.answers import evidence, links, words
from shiensys.answers.answer import Evidence, Sentence
from shiensys.answers.estimate import Estimate, everywhere, of_verdict, respondents
from shiensys.answers.headline import counted
from shiensys.answers.nouns import nouns
from shiensys.answers.people import OLD, of_residents
from shiensys.answers.release import Answered
from shiensys.city import City
from shiensys.measures import change, people, scoring
from shiensys.measures.places import CONFIRMED_MONTHS
from shiensys.tables.categories import category
from shiensys.tables.indicators import indicator
from shiensys.text import persons, say, share

LARGEST = 3  # kinds named in a sentence


def sentences(city: City, kinds: pd.DataFrame, found: Answered | None) -> tuple[Sentence, ...]:
    """Say all that the data allow. ``kinds``: the overview's table; ``found``: from release.answered."""
    told = [_older(city), _changed(city), _alone(city), _answered(city, found), _registry(city)]
    asked = [_willing(city, found), _taking_part(city, found)]
    return tuple(one for one in (*told, *asked, *_of_kinds(city, kinds)) if one)


def _older(city: City) -> Sentence | None:
    """How many are 65+ and 75+."""
    counts = _totals(city)
    if counts is None:
        return None
    latest = {name: values.iloc[-1] for name, values in counts.items()}
    text = say(
        "answers.say.older",
        older=persons(latest["older"]),
        older_share=share(latest["older"] / latest["known"]),
        old=persons(latest["old"]),
        old_share=share(latest["old"] / latest["known"]),
    )
    return Sentence(text, (of_residents(city),))


def _totals(city: City) -> dict[str, pd.Series] | None:
    """Count the city by date: of known age, 65+, 75+; None where the bands don't tell."""
    if city.population is None:
        return None
    known = change.city_total(people.known_ages(city.population))
    older = change.city_total(people.aged(city.population, from_age=people.OLDER))
    old = change.city_total(people.aged(city.population, from_age=OLD))
    if known.empty or older.empty or old.empty:
        return None
    return {"known": known, "older": older, "old": old, "younger": older - old}


def _changed(city: City) -> Sentence | None:
    """How 75+ and 65–74 changed in five years."""
    counts = _totals(city)
    if counts is None:
        return None
    old, younger = change.since(counts["old"]), change.since(counts["younger"])
    if old is None or younger is None:
        return None
    text = say("answers.say.changed", years=change.YEARS_BACK, old=_moved(old, "then"), younger=_moved(younger, "last"))
    return Sentence(text, (of_residents(city),))


def _moved(by: float, place: str) -> str:
    """Say which way a count moved; ``place`` in the sentence: ``then`` something follows, or it is the ``last``."""
    way = "more" if by >= 0 else "fewer"
    return say(f"answers.say.{way}_{place}", n=persons(abs(by)))


def _alone(city: City) -> Sentence | None:
    """How many live alone, and one of how many."""
    counts = _totals(city)
    if city.households is None or counts is None:
        return None
    newest = people.at_latest(city.households)
    alone = newest["single_65"].sum(skipna=False)
    older = counts["older"].iloc[-1]
    if not alone > 0:
        return None
    source = Evidence(
        what=say("answers.what.households"),
        source=evidence.credit(city, "households"),
        date=evidence.day(city.households),
        unit=say("answers.unit.households"),
        over=say("answers.over.all_older"),
    )
    return Sentence(say("answers.say.alone", n=persons(alone), of=round(older / alone)), (source,))


def _answered(city: City, found: Answered | None) -> Sentence | None:
    """How many answered the survey, as released, and what share of those asked."""
    n = respondents(found)
    if n is None:
        return None
    source = evidence.of_survey(city, say("answers.what.answers"), n, say("answers.unit.persons"), "")
    rate = evidence.response(city)
    if rate is None:
        return Sentence(say("answers.say.answered", n=n), (source,))
    return Sentence(say("answers.say.answered_rate", n=n, rate=share(rate, 0)), (source,))


def _willing(city: City, found: Answered | None) -> Sentence | None:
    """How many would help to organise."""
    return _share_sentence(city, found, "would_organise", "willing")


def _taking_part(city: City, found: Answered | None) -> Sentence | None:
    """What share takes part in meeting places."""
    return _share_sentence(city, found, "takes_part_kayoinoba", "taking_part")


def _share_sentence(city: City, found: Answered | None, asked: str, key: str) -> Sentence | None:
    """Say of how many residents an indicator is true: the same release as on the page of the survey."""
    chosen = indicator(asked)
    if found is None or not scoring.asked(found.rows["city"], chosen.rule):
        return None
    told = of_verdict(found, partial(scoring.judge, rule=chosen.rule), links.of_indicator(found, chosen))
    row = everywhere(city, Estimate("direct", told))
    if pd.isna(row["share"]):
        return None
    range_ = words.between(row["need_low"], row["need_high"], "persons") if pd.notna(row["need"]) else ""
    text = say(f"answers.say.{key}", range=range_, share=share(row["share"]))
    unit = say("answers.unit.persons")
    rule = say("answers.rule.direct")
    return Sentence(text, (evidence.of_survey(city, say(f"answers.what.{key}"), row["n"], unit, rule),))


def _registry(city: City) -> Sentence | None:
    """How many resources there are, and how many of them somebody confirmed."""
    if city.resources is None:
        return None
    listed = city.resources[(city.resources["status"] == "active") & city.resources["kinds"].notna()]
    recent = listed["assured_date"] >= pd.Timestamp(city.today) - pd.DateOffset(months=CONFIRMED_MONTHS)
    source = Evidence(
        say("answers.what.registry"), evidence.credit(city, "resources"), city.today, say("answers.unit.places")
    )
    return Sentence(say("answers.say.registry", n=len(listed), confirmed=int(recent.sum())), (source,))


def _of_kinds(city: City, kinds: pd.DataFrame) -> tuple[Sentence | None, ...]:
    """Say which troubles most people can't solve, and which kinds are short."""
    return _troubles(city, kinds), _shortages(city, kinds)


def _troubles(city: City, kinds: pd.DataFrame) -> Sentence | None:
    """Name the kinds that most people are in unsolved trouble with."""
    asked_for = kinds[kinds["basis"].isin(["unsolved", "in_trouble", "proxy"]) & kinds["need_high"].notna()]
    largest = asked_for.sort_values("need_high", ascending=False).head(LARGEST)
    if largest.empty:
        return None
    pairs = [
        say("answers.say.kind", kind=name, range=range_)
        for name, range_ in zip(largest["name"], largest["need_words"], strict=True)
    ]
    basis = largest["basis"].iloc[0]
    text = say("answers.say.troubles", kinds=say("answers.reason_joint").join(pairs))
    first = largest.iloc[0]
    unit = say(f"answers.unit.{first['unit']}")
    what = nouns(category(first["kind"]), basis)["need"]
    return Sentence(text, (evidence.of_survey(city, what, first["n"], unit, say(f"answers.rule.{basis}")),))


def _shortages(city: City, kinds: pd.DataFrame) -> Sentence | None:
    """Say in how many districts which kinds are likely short."""
    # who would like to join a meeting place isn't in trouble: wishes stand apart
    troubles = kinds["has_gap"] & (kinds["basis"] != "wish")
    sayable = kinds[troubles & (kinds["unknown"] < len(city.districts))]
    short = sayable[sayable["short"] > 0].head(LARGEST)
    if sayable.empty:
        return None
    if short.empty:
        return Sentence(say("answers.say.none_short"), ())
    parts = [
        say("answers.say.short_kind", kind=name, units=counted(int(n), "district"))
        for name, n in zip(short["name"], short["short"], strict=True)
    ]
    source = evidence.of_registry(city, category(short["kind"].iloc[0]), short["basis"].iloc[0])
    return Sentence(say("answers.say.shortages", kinds=say("answers.reason_joint").join(parts)), (source,))
