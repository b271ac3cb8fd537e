"""The moments of a save at which its process is killed, reached from outside: by what the database is asked."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

MARK, TOLD = b"m", b"t"  # what the saving process says: kill me soon; the user has been told


@dataclass(frozen=True)
class Stage:
    """A moment. ``arm``: called in the saving process; makes it die there, or say MARK so that it is killed soon.

    ``within``: seconds after MARK within which the process is killed, by chance; None: it dies by itself.
    """

    name: str
    arm: Callable[[Callable[[bytes], None]], None]
    within: float | None = None
    told: bool = False  # the user was told before it died


def die() -> None:
    """End this process as the system's kill -9 does: nothing is flushed, closed or undone."""
    os.kill(os.getpid(), signal.SIGKILL)


def _at(moment: str, target: type[Engine | Pool] = Engine) -> Callable[[Callable[[bytes], None]], None]:
    """Die when the library tells of a moment."""
    return lambda _say: event.listen(target, moment, lambda *_told: die())


def _statement(pattern: str, *, after: bool) -> Callable[[Callable[[bytes], None]], None]:
    """Die before or after the first statement of a kind."""
    wanted = re.compile(pattern, re.IGNORECASE)

    def seen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if wanted.match(statement.strip()):
            die()

    return lambda _say: event.listen(Engine, "after_cursor_execute" if after else "before_cursor_execute", seen)


def _soon(moment: str) -> Callable[[Callable[[bytes], None]], None]:
    """Ask to be killed soon after the library tells of a moment."""
    return lambda say: event.listen(Engine, moment, lambda *_told: say(MARK))


_POINTER = r"(INSERT INTO|UPDATE) current\b"
STAGES = (
    Stage("before the database is opened", lambda _say: die()),
    Stage("database opened", _at("connect", Pool)),
    Stage("before the transaction begins", _at("begin")),
    Stage("before the city is written", _statement(r"INSERT INTO cities\b", after=False)),
    Stage("city written", _statement(r"INSERT INTO cities\b", after=True)),
    Stage("before the version is written", _statement(r"INSERT INTO versions\b", after=False)),
    Stage("version written", _statement(r"INSERT INTO versions\b", after=True)),
    Stage("table written", _statement(r"INSERT INTO contents\b", after=True)),
    Stage("before the pointer is moved", _statement(_POINTER, after=False)),
    Stage("pointer moved", _statement(_POINTER, after=True)),
    Stage("before the audit row is written", _statement(r"INSERT INTO audit\b", after=False)),
    Stage("audit row written", _statement(r"INSERT INTO audit\b", after=True)),
    Stage("before the commit", _at("commit")),
    Stage("during the commit", _soon("commit"), within=0.004),
    Stage("at any moment", lambda say: say(MARK), within=0.05),
    Stage("committed, nobody told", _at("checkin", Pool)),
    Stage("told", lambda _say: None, told=True),
)
