"""This district's figures for each of the five questions, ready when a screen of a meeting opens."""

from shiensys.answers.council.screens.making import prepared, screen
from shiensys.answers.council.screens.screen import Screen

__all__ = ["Screen", "prepared", "screen"]
