"""What may be expected, as tables: a forecast that can't be made is refused in one sentence."""

from __future__ import annotations

from argparse import Namespace

from shiensys.answers.ageing import bands, expected, tested, when
from shiensys.answers.answer import Answer
from shiensys.city import City
from shiensys.errors import ShiensysError


class NothingForetoldError(ShiensysError):
    """No forecast can be made of what the city holds."""


def forecast(city: City, said: Namespace) -> Answer:
    """Foretell by district, sex and age band (by area: by age group); raises NothingForetoldError."""
    return _told(bands(city, said.level, base=said.base, to=said.to))


def units(city: City, said: Namespace) -> Answer:
    """Foretell by unit and age group; raises NothingForetoldError."""
    return _told(expected(city, said.level, base=said.base, to=said.to))


def passing(city: City, said: Namespace) -> Answer:
    """Tell when units pass a share of 65+; raises NothingForetoldError."""
    return _told(when(city, said.level, base=said.base, to=said.to))


def backtest(city: City, _said: Namespace) -> Answer:
    """Tell how the forecast did on the city's own past; raises NothingForetoldError."""
    return _told(tested(city))


def _told(answer: Answer) -> Answer:
    """Hand an answer on if it tells anything; a CSV file without rows would say nothing, not even why."""
    if answer.table.empty:
        raise NothingForetoldError("forecast.cli.none", why=" ".join(answer.headline))
    return answer
