"""How old each part of the city is, how that came about, and what may be expected."""

from shiensys.answers.ageing.certified.certification import certification
from shiensys.answers.ageing.counts.alike import alike
from shiensys.answers.ageing.counts.listing import indicators
from shiensys.answers.ageing.counts.measures import UnknownIndicatorError, measures
from shiensys.answers.ageing.counts.pyramid import UnknownDayError, pyramid
from shiensys.answers.ageing.counts.trend import trend
from shiensys.answers.ageing.forecasts.bands import bands
from shiensys.answers.ageing.forecasts.forecast import expected, when
from shiensys.answers.ageing.forecasts.tested import tested
from shiensys.answers.ageing.needs.outlook import outlook
from shiensys.answers.ageing.plans.aims import aims

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
