"""The whole server is killed while somebody saves through its page: what the page said is saved is there afterwards."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPException

from websockets.exceptions import WebSocketException

from bench.server import APP, Server, served
from faults import inspection, page, places
from faults.row import Row, named
from shiensys.store import database

FULL, SHORT = 100, 1
SEED = 5
SOON, LATE = 0.12, 3.0  # seconds: a save takes the one, a few files from drop to saved the other
_KANA = "あいうえおかきくけこ"
_PATIENCE = 120.0  # seconds of one trial
_ENDED = (WebSocketException, HTTPException, OSError, EOFError)


@dataclass
class _Visit:
    """What one visitor did until the server was killed. ``pressed``: how many saves were begun, ``told``: by hash."""

    pressed: int = 0
    told: list[str] = field(default_factory=list)


def rows(trials: int) -> Iterator[Row]:
    """Kill a real server again and again, over one store: each start has to cope with what the last kill left."""
    chance, told, begun = random.Random(SEED), list[str](), 0
    with places.sqlite() as fresh:
        address = fresh()
        for trial in range(trials):
            with served(APP, **{database.VARIABLE: address}) as server:
                visit = _visit(server, trial, chance)
            told += visit.told
            begun += visit.pressed
        with places.at(address):
            lost = set(told) - inspection.sources()
            wrong = [f"{one} is lost" for one in lost] + inspection.torn() + inspection.orphans()
    yield Row(
        "kill -9 of the whole server",
        trials,
        f"{len(wrong)} lost, torn or orphaned{named(wrong)}; "
        f"{begun} saves begun on the page, {len(told)} of them acknowledged",
        "0",
        not wrong and 2 * begun >= trials,  # a kill at any time may come before the first save
    )


def _visit(server: Server, trial: int, chance: random.Random) -> _Visit:
    """Save one file after the other until the server is killed: soon after a save has begun, or at any time."""
    visit = _Visit()
    soon = trial % 2 == 0
    chosen = chance.randint(1, 3)  # the save that is hit
    ends = time.monotonic() + _PATIENCE
    try:
        with page.opened(server.port) as opened:
            opened.choose_city()
            if not soon:
                _kill_after(server, chance.uniform(0, LATE))
            while time.monotonic() < ends:
                content = _list(trial, visit.pressed)
                opened.bring("list.csv", content)
                visit.pressed += 1
                if soon and visit.pressed == chosen:
                    _kill_after(server, chance.uniform(0, SOON))
                if opened.save():
                    visit.told.append(hashlib.sha256(content).hexdigest())
    except _ENDED:
        return visit
    raise TimeoutError("the server was not killed")


def _list(trial: int, number: int) -> bytes:
    """Write a list of districts of which every one is read otherwise than in all others."""
    trial_kana, number_kana = ("".join(_KANA[int(digit)] for digit in str(one)) for one in (trial, number))
    return f"地区名,圏域,よみ\r\n加茂,東,{trial_kana}\r\n渭東,東,{number_kana}\r\n".encode()


def _kill_after(server: Server, seconds: float) -> None:
    """Kill the server in a while, from beside."""
    killer = threading.Timer(seconds, os.kill, (server.pid, signal.SIGKILL))
    killer.daemon = True
    killer.start()
