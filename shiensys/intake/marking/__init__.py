"""The uploader's own file given back with what was found marked in it."""

from shiensys.intake.marking.book import marked

__all__ = ["marked"]
