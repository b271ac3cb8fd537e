"""What was stored, looked at, put back, deleted for good, backed up and restored."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from shiensys.cli.commands import FINDINGS, GOOD, NotConfirmedError, account
from shiensys.errors import ShiensysError
from shiensys.store import audit, backup, cities, purge, versions
from shiensys.store.versions import Version
from shiensys.text import say


class NoVersionError(ShiensysError, LookupError):
    """There is nothing to put back, or it isn't clear what is meant."""


def history(said: argparse.Namespace) -> int:
    """List the versions of a city, newest first, and look whether all is as it was written."""
    record = cities.find(said.city)
    current = {one.id for one in versions.current_versions(record.code)}
    shown = [one for one in versions.history(record.code) if said.kind in (None, one.kind)]
    if not shown:
        print(say("cli.history.none", city=record.name))
    for one in shown:
        print(_line(one, current))
    return _verified() if said.verify else GOOD


def _line(one: Version, current: set[int]) -> str:
    """Tell of one version in one line."""
    state = "current" if one.id in current else "purged" if one.purged_at else "older"
    return say(
        "cli.history.line",
        id=str(one.id),
        state=say(f"cli.history.{state}"),
        kind=one.kind,
        part=one.part or "-",
        at=one.loaded_at,
        who=one.loaded_by or say("cli.history.nobody"),
        file=one.file_name,
        rows=one.rows,
    )


def _verified() -> int:
    """Say whether the audit and all tables are as they were written."""
    broken = audit.verify()
    if broken is None:
        newest = audit.entries(limit=1)
        seal = newest[0].sha256 if newest else audit.BEFORE_THE_FIRST
        print(say("cli.history.whole", n=newest[0].id if newest else 0, seal=seal))
        return GOOD
    if broken.versions:
        sys.stderr.write(say("cli.history.altered", ids=_numbers(broken.versions)) + "\n")
    else:
        sys.stderr.write(say("cli.history.broken", id=str(broken.first_bad_id)) + "\n")
    return FINDINGS


def _numbers(ids: Sequence[int]) -> str:
    """Write the numbers of versions."""
    return ", ".join(map(str, ids))


def undo(said: argparse.Namespace) -> int:
    """Make an older version current again; a first load is withdrawn."""
    record = cities.find(said.city)
    now = _current(record.code, said.kind, said.part)
    to = said.to or _before(now)
    asked = "cli.undo.confirm" if to else "cli.undo.confirm_withdraw"
    if not said.yes:
        raise NotConfirmedError(asked, city=record.name, kind=now.kind, now=str(now.id), to=str(to))
    if to is None:
        versions.withdraw(*_place(now), who=account(), expected=now.id)
        print(say("cli.undo.withdrawn", city=record.name, kind=now.kind))
        return GOOD
    wanted = versions.version(to)
    if _place(wanted) != _place(now):
        raise NoVersionError("cli.undo.other_place", to=str(to), kind=now.kind)
    versions.make_current(to, who=account(), expected=now.id)
    print(say("cli.undo.done", city=record.name, kind=now.kind, to=str(to), file=wanted.file_name))
    return GOOD


def _current(city: str, kind: str, part: str | None) -> Version:
    """Find the current version that is meant; raises NoVersionError where there is none, or more than one."""
    found = [one for one in versions.current_versions(city) if one.kind == kind and part in (None, one.part)]
    if not found:
        raise NoVersionError("cli.undo.none", kind=kind)
    if len(found) > 1:
        raise NoVersionError("cli.undo.which", kind=kind, parts=", ".join(one.part for one in found))
    return found[0]


def _before(now: Version) -> int | None:
    """Find the version that was loaded before the current one and still has its table; None: it was the first."""
    older = (one.id for one in versions.history(now.city) if _place(one) == _place(now) and one.purged_at is None)
    return max((number for number in older if number < now.id), default=None)


def _place(one: Version) -> tuple[str, str, str]:
    """Tell of what a version is a version."""
    return one.city, one.kind, one.part


def delete(said: argparse.Namespace) -> int:
    """Delete respondents' answers for good."""
    record = cities.find(said.city)
    if not said.yes:
        raise NotConfirmedError("cli.purge.confirm", city=record.name)
    gone = purge.purge(record.code, version_ids=said.version, who=account(), reason=said.reason)
    if not gone.version_ids:
        print(say("cli.purge.none", city=record.name))
        return GOOD
    print(say("cli.purge.done", city=record.name, ids=_numbers(gone.version_ids), rows=gone.rows))
    if gone.backups:
        print(say("cli.purge.backups", names=", ".join(gone.backups)))
    if not gone.swept:
        print(say("cli.purge.not_swept"))
    return GOOD


def back_up(said: argparse.Namespace) -> int:
    """Write the whole store into one file."""
    made = backup.backup(said.file, who=account())
    print(say("cli.backup.done", file=made.path.name, n=made.versions, sha256=made.sha256))
    return GOOD


def restore(said: argparse.Namespace) -> int:
    """Read a backup into an empty store."""
    if not said.yes:
        raise NotConfirmedError("cli.restore.confirm", file=said.file.name)
    told = backup.restore(said.file, who=account())
    print(say("cli.restore.done", n=told.versions, rows=told.audit_rows, sha256=told.sha256))
    if told.broken is None:
        return GOOD
    sys.stderr.write(say("cli.restore.broken", id=str(told.broken.first_bad_id)) + "\n")
    return FINDINGS
