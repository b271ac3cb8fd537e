"""An empty template as a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from shiensys import gathering
from shiensys.errors import ShiensysError
from shiensys.intake import templates
from shiensys.text import say


class NotWrittenError(ShiensysError, OSError):
    """The file can't be written there."""


def template(said: argparse.Namespace) -> int:
    """Write an empty template; a city that is known gives its districts to choose from."""
    districts = gathering.ground(said.city).districts["name"] if said.city else ()
    content = templates.template(said.kind, tuple(districts))
    written(said.file, content)
    print(say("cli.template.done", file=said.file.name))
    return 0


def written(path: Path, content: bytes) -> None:
    """Write a file that isn't there yet; raises NotWrittenError."""
    if path.exists():
        raise NotWrittenError("cli.template.exists", file=path.name)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise NotWrittenError("cli.template.not_written", file=path.name) from error
