"""Which indicators can be asked for: those of the rules, and those of a city's own items."""

from __future__ import annotations

from shiensys.answers.survey.answer import Offered, offered
from shiensys.city import City, Round
from shiensys.measures import crosstable, scoring
from shiensys.tables.codebook import own_items
from shiensys.tables.indicators import Indicator, UnknownIndicatorError, indicators, own_indicators
from shiensys.text import say

GROUPS = ("risks", "participation", "helpers", "troubles", "own")


def listing(city: City, group: str) -> tuple[Offered, ...]:
    """List the indicators of a group that the city's newest survey asked, in the order of the rules."""
    if not city.rounds:
        return ()
    return tuple(named(each) for each in known(city) if each.group == group and asked(city.rounds[0], each))


def find(city: City, key: str) -> Indicator:
    """Give an indicator by its key; raises UnknownIndicatorError."""
    everything = known(city)
    for candidate in everything:
        if candidate.key == key:
            return candidate
    raise UnknownIndicatorError("indicators.unknown", indicator=key, known=", ".join(each.key for each in everything))


def known(city: City) -> tuple[Indicator, ...]:
    """Give all indicators, those of the city's own items last."""
    own = () if city.codebook is None or city.codebook.empty else own_indicators(own_items(city.codebook))
    return (*indicators(), *own)


def asked(survey: Round, indicator: Indicator) -> bool:
    """Tell whether a survey asked what an indicator needs."""
    if survey.answers is not None:
        return scoring.asked(survey.answers, indicator.rule)
    return survey.table is not None and len(crosstable.counts(survey.table, indicator.key, "city")) > 0


def named(indicator: Indicator) -> Offered:
    """Name an indicator for a menu."""
    return offered(indicator, say(f"survey.answer.status.{indicator.status}"))
