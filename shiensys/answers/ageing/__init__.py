"""How old each part of the city is, how that came about, and what may be expected."""

from shiensys.answers.ageing.measures import UnknownIndicatorError, measures
from shiensys.answers.ageing.trend import trend

__all__ = ["UnknownIndicatorError", "measures", "trend"]
