"""The registry of resources: searched, looked at one by one, mended in the page, and confirmed."""

from shiensys.answers.registry.answer import MOST_POINTS, PAGE, Choices, Found, Preview, Sheet, Wanted
from shiensys.answers.registry.choices import choices, preview
from shiensys.answers.registry.editing import UnknownResourceError, as_listed, confirmed, edited, form
from shiensys.answers.registry.search import middles, search, whole
from shiensys.answers.registry.sheet import sheet
from shiensys.answers.registry.stale import Stale, left_over, stale

__all__ = [
    "MOST_POINTS", "PAGE", "Choices", "Found", "Preview", "Sheet", "Stale", "UnknownResourceError", "Wanted",
    "as_listed", "choices", "confirmed", "edited", "form", "left_over", "middles", "preview", "search", "sheet",
    "stale", "whole",
]  # fmt: skip
