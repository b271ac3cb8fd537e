"""The tables on ageing: what is counted, what may be expected, and what the plan aims at."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from shiensys.answers.answer import Answer
from shiensys.city import City
from shiensys.cli import counted, forecast, planned

AGEING: dict[str, Callable[[City, Namespace], Answer]] = {
    "ageing": counted.ageing,
    "certification": counted.certification,
    "forecast": forecast.forecast,
    "expected": forecast.units,
    "passing": forecast.passing,
    "backtest": forecast.backtest,
    "outlook": planned.outlook,
    "targets": planned.targets,
}
