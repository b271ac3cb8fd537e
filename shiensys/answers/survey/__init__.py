"""What the needs survey tells: risks, participation, helpers and troubles by unit, as far as it may be told."""

from shiensys.answers.survey.compared import compared
from shiensys.answers.survey.menu import listing
from shiensys.answers.survey.profile import group_rates, profile, profiles
from shiensys.answers.survey.rates import rates
from shiensys.answers.units import level_of

__all__ = ["compared", "group_rates", "level_of", "listing", "profile", "profiles", "rates"]
