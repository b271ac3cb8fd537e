"""What can be said on the command line, each command with an example."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any, NoReturn

from shiensys.answers.ageing.answer import KEYS as INDICATORS
from shiensys.answers.survey.answer import LEVELS
from shiensys.cli import blank, commands, exporting, inside, keeping, minutes
from shiensys.errors import ShiensysError
from shiensys.intake.readers import KINDS
from shiensys.tables.categories import categories
from shiensys.tables.municipality import five_digits
from shiensys.text import LANGUAGES, say

REFUSED = 2  # exit code
FORMATS = ("csv", "json")


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help in the language of the user, examples left as they are."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Head the usage in the language of the user."""
        super().add_usage(usage, actions, groups, say("cli.usage") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that answers a slip with one sentence and an example."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=Formatter, add_help=False, allow_abbrev=False, **options)
        self._optionals.title = say("cli.options")
        self._positionals.title = say("cli.words")
        self.add_argument("-h", "--help", action="help", help=say("cli.help"))

    def error(self, message: str) -> NoReturn:
        """Say what to do; the library's own English message isn't shown."""
        wrong = next((word for word in message.split() if word.startswith("--")), "").strip(":,'")
        sentence = say("cli.wrong_option", option=wrong) if wrong else say("cli.wrong")
        self.exit(REFUSED, f"{sentence}\n{self.format_usage()}")


def parser() -> Parser:
    """Make the parser of all commands."""
    top = Parser(prog="python -m shiensys", description=say("cli.about"), epilog=_example("about"))
    top.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help=say("cli.lang"))
    verbs = top.add_subparsers(dest="verb", required=True, title=say("cli.verbs"), metavar="COMMAND")
    _demo(_verb(verbs, "demo", commands.demo))
    _file(_verb(verbs, "check", commands.check), city_needed=False)
    load = _file(_verb(verbs, "load", commands.load), city_needed=True)
    load.add_argument("--accept", action="store_true", help=say("cli.accept"))
    load.add_argument("--note", default="", metavar="TEXT", help=say("cli.note"))
    _template(_verb(verbs, "template", blank.template))
    _table(_verb(verbs, "table", commands.table))
    _inside(_verb(verbs, "inside", inside.inside))
    _minutes(_verb(verbs, "minutes", minutes.minutes))
    _export(_verb(verbs, "export", exporting.export))
    _verb(verbs, "cities", commands.cities)
    remove = _verb(verbs, "remove", commands.remove)
    remove.add_argument("city", metavar="CODE", type=_code, help=say("cli.city"))
    remove.add_argument("--yes", action="store_true", help=say("cli.yes"))
    _kept(verbs)
    return top


def _kept(verbs: Any) -> None:
    """Say what can be done with what was stored."""
    history = _verb(verbs, "history", keeping.history)
    undo = _verb(verbs, "undo", keeping.undo)
    purge = _verb(verbs, "purge", keeping.delete)
    for verb in (history, undo, purge):
        verb.add_argument("city", metavar="CODE", type=_code, help=say("cli.city"))
    kinds: dict[str, Any] = {
        "choices": tuple(KINDS),
        "metavar": "KIND",
        "help": say("cli.kind", known=", ".join(KINDS)),
    }
    history.add_argument("--kind", **kinds)
    history.add_argument("--verify", action="store_true", help=say("cli.history.verify"))
    undo.add_argument("kind", **kinds)
    undo.add_argument("--part", metavar="NAME", help=say("cli.part"))
    undo.add_argument("--to", type=int, metavar="ID", help=say("cli.undo.to"))
    purge.add_argument("--version", type=int, nargs="+", metavar="ID", help=say("cli.purge.version"))
    purge.add_argument("--reason", required=True, metavar="TEXT", help=say("cli.purge.reason"))
    back_up = _verb(verbs, "backup", keeping.back_up)
    restore = _verb(verbs, "restore", keeping.restore)
    for verb in (back_up, restore):
        verb.add_argument("file", type=Path, metavar="FILE", help=say("cli.backup.file"))
    for verb in (undo, purge, restore):
        verb.add_argument("--yes", action="store_true", help=say("cli.sure"))


def _verb(verbs: Any, name: str, run: commands.Command) -> Parser:
    """Add a command with its help and example."""
    about = say(f"cli.{name}.about")
    made: Parser = verbs.add_parser(name, help=about, description=about, epilog=_example(name))
    made.set_defaults(run=run)
    return made


def _example(name: str) -> str:
    """Give the example of a command."""
    return say("cli.example", line=say(f"cli.{name}.example"))


def _demo(verb: Parser) -> None:
    """Say what can be done with the demonstration cities."""
    way = verb.add_mutually_exclusive_group()
    way.add_argument("--put-away", action="store_true", help=say("cli.demo.put_away"))
    way.add_argument("--if-empty", action="store_true", help=say("cli.demo.if_empty"))


def _file(verb: Parser, *, city_needed: bool) -> Parser:
    """Say what may be said about a file."""
    verb.add_argument("kind", choices=tuple(KINDS), metavar="KIND", help=say("cli.kind", known=", ".join(KINDS)))
    verb.add_argument("file", type=Path, metavar="FILE", help=say("cli.file"))
    verb.add_argument("--city", required=city_needed, type=_code, metavar="CODE", help=say("cli.city"))
    for option, shape in (
        ("crs", "EPSG"),
        ("name-column", "NAME"),
        ("survey", "NAME"),
        ("part", "NAME"),
        ("name", "NAME"),
    ):
        verb.add_argument(f"--{option}", metavar=shape, help=say(f"cli.{option.replace('-', '_')}"))
    verb.add_argument("--mapping", type=Path, metavar="FILE", help=say("cli.mapping"))
    verb.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help=say("cli.date"))
    return verb


def _template(verb: Parser) -> None:
    """Say which template is wanted, and where it goes."""
    verb.add_argument("kind", choices=tuple(KINDS), metavar="KIND", help=say("cli.kind", known=", ".join(KINDS)))
    verb.add_argument("file", type=Path, metavar="FILE", help=say("cli.template.file"))
    verb.add_argument("--city", type=_code, metavar="CODE", help=say("cli.template.city"))


def _table(verb: Parser) -> None:
    """Say which table is wanted, and how it is written."""
    names = ", ".join(commands.TABLES)
    verb.add_argument("name", choices=tuple(commands.TABLES), metavar="NAME", help=say("cli.table.name", known=names))
    verb.add_argument("--city", required=True, type=_code, metavar="CODE", help=say("cli.city"))
    kinds = tuple(one.kind for one in categories())
    verb.add_argument("--kind", choices=kinds, metavar="KIND", help=say("cli.table.kind", known=", ".join(kinds)))
    verb.add_argument("--district", metavar="NAME", help=say("matching.cli.district"))
    verb.add_argument("--level", choices=("district", "area"), default="district", help=say("cli.table.level"))
    verb.add_argument("--by", choices=LEVELS, default="district", help=say("cli.table.by"))
    verb.add_argument(
        "--indicator", choices=INDICATORS, metavar="KEY", help=say("ageing.cli.indicator", known=", ".join(INDICATORS))
    )
    verb.add_argument("--base", type=_day, metavar="YYYY-MM-DD", help=say("forecast.cli.base"))
    verb.add_argument("--to", type=_day, metavar="YYYY-MM-DD", help=say("forecast.cli.to"))
    verb.add_argument("--format", choices=FORMATS, default="csv", help=say("cli.table.format"))


def _inside(verb: Parser) -> None:
    """Say which exact counts are wanted."""
    verb.add_argument("indicator", metavar="KEY", help=say("cli.inside.indicator"))
    verb.add_argument("--city", required=True, type=_code, metavar="CODE", help=say("cli.city"))
    verb.add_argument("--by", choices=inside.CROSSES, default="district", help=say("cli.inside.by"))
    verb.add_argument("--format", choices=FORMATS, default="csv", help=say("cli.table.format"))


def _minutes(verb: Parser) -> None:
    """Say which meeting's minutes are wanted, and where they go."""
    verb.add_argument("--city", required=True, type=_code, metavar="CODE", help=say("cli.city"))
    verb.add_argument("--meeting", metavar="ID", help=say("council.cli.meeting"))
    verb.add_argument("--out", type=Path, metavar="FILE", help=say("council.cli.out"))
    verb.add_argument("--authors", action="store_true", help=say("council.cli.authors"))
    verb.add_argument("--published", action="store_true", help=say("council.cli.published"))


def _export(verb: Parser) -> None:
    """Say as what the registry is wanted, and where it goes."""
    names = ", ".join(exporting.WHAT)
    known = say("exchange.cli.what", known=names)
    verb.add_argument("what", choices=tuple(exporting.WHAT), metavar="WHAT", help=known)
    verb.add_argument("--city", required=True, type=_code, metavar="CODE", help=say("cli.city"))
    verb.add_argument("--out", required=True, type=Path, metavar="FILE", help=say("exchange.cli.out"))
    verb.add_argument("--licence", default="", metavar="TEXT", help=say("exchange.cli.licence"))
    verb.add_argument("--internal", action="store_true", help=say("exchange.cli.internal"))


def _code(text: str) -> str:
    """Read a municipality code; what is none is said with the sentence of its error."""
    try:
        return five_digits(text)
    except ShiensysError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(REFUSED) from None


def _day(text: str) -> dt.date:
    """Read a day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        sys.stderr.write(say("cli.wrong_date", text=text) + "\n")
        raise SystemExit(REFUSED) from None
