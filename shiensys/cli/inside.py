"""The second way to the answers on the command line: exact counts, each look written down."""

from __future__ import annotations

import argparse

from shiensys import gathering
from shiensys.answers.survey.inside import CROSSES
from shiensys.answers.survey.inside import inside as look
from shiensys.cli import output
from shiensys.cli.commands import GOOD, account

__all__ = ["CROSSES", "inside"]


def inside(said: argparse.Namespace) -> int:
    """Write exact counts of one indicator, with the sentence that they need care above them."""
    output.table(look(gathering.current(said.city), said.indicator, said.by, account()), "inside", said.format)
    return GOOD
