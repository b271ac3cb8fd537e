"""How old each part of the city is, how that came about, and what may be expected."""

from shiensys.answers.ageing.aims import aims
from shiensys.answers.ageing.alike import alike
from shiensys.answers.ageing.bands import bands
from shiensys.answers.ageing.certification import certification
from shiensys.answers.ageing.forecast import expected, when
from shiensys.answers.ageing.listing import indicators
from shiensys.answers.ageing.measures import UnknownIndicatorError, measures
from shiensys.answers.ageing.outlook import outlook
from shiensys.answers.ageing.pyramid import UnknownDayError, pyramid
from shiensys.answers.ageing.tested import tested
from shiensys.answers.ageing.trend import trend

__all__ = [
    "UnknownDayError",
    "UnknownIndicatorError",
    "aims",
    "alike",
    "bands",
    "certification",
    "expected",
    "indicators",
    "measures",
    "outlook",
    "pyramid",
    "tested",
    "trend",
    "when",
]
