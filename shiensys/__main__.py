"""``python -m shiensys``: one sentence for whatever goes wrong, never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from shiensys.errors import ShiensysError
from shiensys.text import LANGUAGES, say, use_language

REFUSED = 2  # exit code


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line; gives its exit code: 0 good, 1 findings, 2 refused."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    use_language(_language(words))
    # parsing speaks already: its sentences are read once the language is known
    from shiensys.cli.parser import parser

    said = parser().parse_args(words)
    try:
        return int(said.run(said))
    except ShiensysError as error:
        sys.stderr.write(f"{error}\n")
    except (Exception, KeyboardInterrupt) as error:  # the last line of defence: a user never meets a traceback
        sys.stderr.write(say("cli.failed", problem=type(error).__name__) + "\n")
    return REFUSED


def _language(words: Sequence[str]) -> str:
    """Find ``--lang`` before anything else is said."""
    for name, code in zip(words, [*words[1:], ""], strict=True):
        if name == "--lang" and code in LANGUAGES:
            return code
    return LANGUAGES[0]


if __name__ == "__main__":
    sys.exit(main())
