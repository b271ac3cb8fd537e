"""Errors of the domain: each is one sentence that a city officer can act on."""

from __future__ import annotations

from shiensys.text import say


class ShiensysError(Exception):
    """The root of all errors that a user may see. Its text is a sentence of the catalogue, never a traceback.

    ``key`` names the sentence; ``values`` fill its places. The language is chosen when the error is shown.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return say(self.key, **self.values)


class UnknownCityError(ShiensysError, LookupError):
    """No city with this code has been loaded."""


class UnknownKindError(ShiensysError, LookupError):
    """There is no kind of support, table or file of this name."""
