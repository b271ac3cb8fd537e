"""What is counted of ageing, as tables: one that can't be made is refused in one sentence."""

from __future__ import annotations

from argparse import Namespace

from shiensys.answers.ageing import certification as certified
from shiensys.answers.ageing import indicators
from shiensys.answers.answer import Answer
from shiensys.city import City
from shiensys.errors import ShiensysError


class NothingCountedError(ShiensysError):
    """Nothing can be counted of what the city holds."""


def ageing(city: City, said: Namespace) -> Answer:
    """List all indicators of ageing, or one; raises NothingCountedError, UnknownIndicatorError."""
    return _told(indicators(city, said.level, said.indicator), "value")


def certification(city: City, said: Namespace) -> Answer:
    """List the shares certified for care; raises NothingCountedError."""
    return _told(certified(city, said.level), "persons")


def _told(answer: Answer, figure: str) -> Answer:
    """Hand an answer on if it tells anything; a file without figures would not say why."""
    if answer.table[figure].notna().any():
        return answer
    raise NothingCountedError("ageing.cli.none", why=" ".join(answer.headline))
