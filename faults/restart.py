"""The database is restarted while many sessions work: each is told in a sentence, and goes on by itself."""

from __future__ import annotations

import math
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from faults import inspection, places
from faults.files import File
from faults.row import Row, error_name, named
from shiensys.store import versions
from shiensys.store.database import StoreError

FULL, SHORT = 50, 1
SESSIONS = 20
RECOVERY = 30.0  # seconds within which every session works again
_PATIENCE = 120.0  # seconds after which a trial counts as stuck
_PAUSE = 0.02  # seconds between two things that a session does


@dataclass
class _Session:
    """Somebody at work: saves and looks in turns. ``told``: sentences so far; ``worked``: when it last got through."""

    number: int
    told: int = 0
    worked: float = 0.0
    saved: list[File] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def work(self, ended: threading.Event) -> None:
        """Go on until the trials are over."""
        for turn in range(10**9):
            if ended.wait(_PAUSE):
                return
            file = File(f"{self.number:05d}", str(turn % 4), self.number * 10_000 + turn)
            try:
                if turn % 4 == 0:
                    file.save()
                    self.saved.append(file)
                else:
                    versions.current_versions(file.city)
                self.worked = time.monotonic()
            except StoreError as error:
                self.told += bool(str(error))
            except Exception as error:  # a traceback on the page
                self.wrong.append(error_name(error))


def rows(trials: int) -> Iterator[Row]:
    """Restart a real server, in good order and by a crash in turns."""
    server = places.server()
    with places.at(server.fresh()):
        sessions = [_Session(number) for number in range(SESSIONS)]
        longest, untold = _restarts(server, sessions, trials)
        saved = [file for session in sessions for file in session.saved]
        wrong = [what for session in sessions for what in session.wrong]
        wrong += [f"{file} is lost" for file in inspection.lost(saved)] + inspection.torn()
        wrong += inspection.orphans()
    yield Row(
        f"database restarted, {SESSIONS} sessions",
        trials,
        f"{untold} sessions without a sentence, {len(wrong)} lost or with another error{named(wrong)} "
        f"of {len(saved):,} saved; all work again after {longest:.1f} s at the most",
        f"a sentence each, ≤ {RECOVERY:.0f} s",
        not wrong and not untold and longest <= RECOVERY,
    )


def _restarts(server: places.Server, sessions: list[_Session], trials: int) -> tuple[float, int]:
    """Restart so often; gives the longest recovery in seconds, and how many sessions were ever left without a word."""
    ended = threading.Event()
    threads = [threading.Thread(target=session.work, args=(ended,)) for session in sessions]
    longest, untold = 0.0, 0
    File("99999", "", 0).save()  # the store is there
    for thread in threads:
        thread.start()
    try:
        _wait(lambda: all(session.worked for session in sessions))
        for trial in range(trials):
            seconds, silent = _one(server, sessions, signal.SIGQUIT if trial % 2 else signal.SIGINT)
            longest, untold = max(longest, seconds), untold + silent
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    return longest, untold


def _one(server: places.Server, sessions: list[_Session], how: int) -> tuple[float, int]:
    """Restart once; gives the seconds until all work again, and how many were left without a word."""
    told = [session.told for session in sessions]
    server.stop(how)
    _wait(lambda: all(now.told > then for now, then in zip(sessions, told, strict=True)))
    silent = sum(now.told == then for now, then in zip(sessions, told, strict=True))
    server.start()
    up = time.monotonic()
    recovered = _wait(lambda: all(session.worked > up for session in sessions))
    return (time.monotonic() - up if recovered else math.inf), silent


def _wait(until: Callable[[], bool]) -> bool:
    """Wait until something is so; False where it takes too long."""
    deadline = time.monotonic() + _PATIENCE
    while not until():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
