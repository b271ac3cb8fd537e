"""What each command does. Each gives its exit code: 0 good, 1 findings, 2 refused (raised as an error)."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable

from shiensys import answers, demonstration, gathering, loading
from shiensys.answers import survey
from shiensys.answers.answer import Answer
from shiensys.city import City
from shiensys.cli import output
from shiensys.cli.ageing import AGEING
from shiensys.cli.mapping import read_mapping
from shiensys.cli.matching import MATCHING
from shiensys.errors import ShiensysError
from shiensys.intake.findings import RefusedError
from shiensys.intake.request import Said
from shiensys.intake.upload import Upload
from shiensys.loading import NotAcceptedError
from shiensys.store import audit
from shiensys.store import cities as kept
from shiensys.text import say

Command = Callable[[argparse.Namespace], int]
GOOD, FINDINGS = 0, 1


class NotConfirmedError(ShiensysError):
    """Something that can't be undone was asked for without saying so."""


class NoCityError(ShiensysError):
    """No city was named, and the store doesn't tell which is meant."""


class NoKindError(ShiensysError):
    """The table is of one kind of support, and none was named."""


def demo(said: argparse.Namespace) -> int:
    """Load the demonstration cities, or put them away for good."""
    if said.put_away:
        gone = kept.put_demonstration_away(who=account())
        print(say("cli.demo.gone", names=_names(gone)) if gone else say("cli.demo.none"))
        return GOOD
    if said.if_empty and (kept.everything() or kept.demonstration_put_away()):
        return GOOD
    kept.bring_demonstration_back()
    print(say("cli.demo.loaded", names=_names(demonstration.load_all(output.progress()))))
    return GOOD


def _names(records: tuple[kept.CityRecord, ...]) -> str:
    """Write the names of cities."""
    return say("answers.joint").join(record.name for record in records)


def check(said: argparse.Namespace) -> int:
    """Read a file and say what is found; nothing is stored."""
    city = said.city or _only_city()
    upload = Upload.from_path(said.file)
    checked = loading.check(said.kind, upload, city, _said(said), progress=output.progress())
    output.report(checked)
    return FINDINGS if checked.mended else GOOD


def _only_city() -> str:
    """Give the one city of the store, for a file that was named without its city; raises NoCityError."""
    real = [record.code for record in kept.shown() if not record.fictional]
    if len(real) != 1:
        raise NoCityError("cli.check.no_city")
    return real[0]


def load(said: argparse.Namespace) -> int:
    """Read a file and store it, if nothing had to be mended or that is accepted."""
    about = _said(said)
    upload = Upload.from_path(said.file)
    try:
        checked = loading.check(said.kind, upload, said.city, about, progress=output.progress())
    except RefusedError as error:
        codes = sorted({finding.code for finding in error.findings})
        about_it = {"city": said.city, "kind": said.kind, "file": upload.name, "codes": codes}
        audit.record("refused", who=account(), **about_it)
        raise
    output.report(checked)
    record = loading.record_for(said.city, about, checked)
    accepted = {finding.code: said.note for finding in checked.mended} if said.accept else {}
    try:
        stored = loading.store(
            said.kind, upload, checked, record, about, who=account(), accepted=accepted, note=said.note
        )
    except NotAcceptedError as error:
        sys.stderr.write(f"{error}\n")
        return FINDINGS
    key = "cli.load.stored" if stored.new else "cli.load.again"
    print(say(key, city=record.name, rows=checked.rows))
    return GOOD


def account() -> str:
    """Name the account that does it; a system without accounts has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _said(said: argparse.Namespace) -> Said:
    """Gather what was said about a file."""
    mapping = read_mapping(said.mapping) if said.mapping else {}
    return Said(
        crs=said.crs, name_column=said.name_column, mapping=mapping, date=said.date, survey=said.survey, part=said.part,
        name=said.name,
    )  # fmt: skip


TABLES: dict[str, Callable[[City, argparse.Namespace], Answer]] = {
    "districts": lambda city, _said: answers.districts(city),
    "population": lambda city, said: answers.population(city, said.level),
    "resources": lambda city, _said: answers.resources(city),
    "need": lambda city, said: answers.balance(city, _kind(said), said.level),
    "places": lambda city, said: answers.balance(city, _kind(said), said.level),
    "gap": lambda city, said: answers.balance(city, _kind(said), said.level),
    "overview": lambda city, _said: answers.overview(city),
    "risks": lambda city, said: survey.group_rates(city, "risks", said.by),
    "participation": lambda city, said: survey.group_rates(city, "participation", said.by),
    "helpers": lambda city, said: survey.group_rates(city, "helpers", said.by),
    "troubles": lambda city, said: survey.group_rates(city, "troubles", said.by),
    "own": lambda city, said: survey.group_rates(city, "own", said.by),
    **AGEING,
    **MATCHING,
}


def _kind(said: argparse.Namespace) -> str:
    """Give the kind of support that was named; raises NoKindError."""
    if said.kind is None:
        raise NoKindError("cli.table.no_kind", name=said.name)
    return str(said.kind)


def table(said: argparse.Namespace) -> int:
    """Write a table through the door that the pages use."""
    output.table(TABLES[said.name](gathering.current(said.city), said), said.name, said.format)
    return GOOD


def cities(_said: argparse.Namespace) -> int:
    """List the cities of the store."""
    known = kept.everything()
    if not known:
        print(say("cli.cities.none"))
    for record in known:
        print(
            say("cli.cities.fictional" if record.fictional else "cli.cities.line", code=record.code, name=record.name)
        )
    return GOOD


def remove(said: argparse.Namespace) -> int:
    """Take a city out of the store, all its versions with it."""
    record = kept.find(said.city)
    if not said.yes:
        raise NotConfirmedError("cli.remove.confirm", name=record.name, code=record.code)
    kept.remove(said.city, who=account())
    print(say("cli.remove.done", name=record.name))
    return GOOD
