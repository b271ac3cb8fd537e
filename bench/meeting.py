"""A whole council writing at one meeting: is anything lost, how soon does everybody see it, what does the server take.

Each person is a session of the real server: looks at the board once a second as a browser does, has a draft sent every
few seconds while writing, and posts a note now and then.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote

from bench.row import Row
from bench.server import APP, Server, demonstration, served
from bench.session import Session, opened
from shiensys.store import database, records
from shiensys.tables.programme import Council, Meeting, Note
from shiensys.web.council.live import EVERY

PEOPLE = 50
SECONDS = float(os.environ.get("SHIENSYS_MEETING_SECONDS", "600"))  # of writing
NOTE_SECONDS = 20.0  # between two notes of one person, on average
DRAFT_SECONDS = 5.0  # between two drafts while somebody writes
AFTER_SECONDS = 30.0  # for which everybody looks on at most, until the last words have come to all
LATEST = 2.0  # seconds until everybody sees what somebody wrote
CITY = "35215"
MEETING = "bench-meeting"
QUERY = f"page={quote('話し合い')}&city={quote('周南市')}&meeting={MEETING}&stage={quote('困りごと')}"


@dataclass
class Person:
    """What one person wrote, by id with the moment, and first saw, by id with the moment."""

    wrote: dict[str, float] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    saw: dict[str, float] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    looked_at: object = None
    listens: bool = False  # writes no more
    failed: str = ""


@dataclass(frozen=True)
class Played:
    """``lost``: notes that the store doesn't have word for word; ``unseen``: pairs of note and person who never saw it.

    ``waits``: seconds from somebody's sending to somebody else's seeing, of all pairs. ``cpu``: of the server, cores.
    """

    notes: int
    lost: int
    unseen: int
    waits: list[float]
    cpu: float
    failed: list[str]

    def share(self, percent: int) -> float:
        """Give the seconds within which so many per cent of the pairs had seen."""
        return quantiles(self.waits, n=100)[percent - 1]


def rows() -> Iterator[Row]:
    """Let fifty people write for ten minutes on the page of the councils."""
    with demonstration() as store, served(APP, **store) as server:
        prepare(store)
        played = play(server, QUERY, store, people=PEOPLE, seconds=SECONDS)
    what = f"{PEOPLE} people, {SECONDS:.0f} s, {played.notes:,} notes"
    yield Row(f"words lost at one meeting: {what}", str(played.lost), aim="0", met=played.lost == 0)
    yield Row("  never seen by somebody", str(played.unseen), aim="0", met=played.unseen == 0)
    yield Row("  seen by others, median", f"{median(played.waits):.2f} s")
    yield Row("  seen by others, 95 of 100", f"{played.share(95):.2f} s")
    longest = max(played.waits)
    yield Row("  seen by others, the last", f"{longest:.2f} s", aim=f"≤ {LATEST:g} s", met=longest <= LATEST)
    yield Row("  the server's work meanwhile", f"{played.cpu:.2f} cores")
    if played.failed:
        yield Row("  sessions that broke", str(len(played.failed)), aim="0", met=False)


def prepare(store: dict[str, str], code: str = CITY) -> None:
    """Put a council and an open meeting into a store."""
    with _at(store):
        council = Council(id="bench-council", name="協議体")
        begins = dt.datetime.now(dt.UTC)
        meeting = Meeting(id=MEETING, council_id=council.id, title="話し合い", state="open", begins=begins)
        records.add_all(code, [council, meeting], who="bench")


def play(
    server: Server, query: str, store: dict[str, str], *, people: int, seconds: float, code: str = CITY,
    note_seconds: float = NOTE_SECONDS,
) -> Played:  # fmt: skip
    """Let people write at once for so long, and see what came of it."""
    crowd = [Person() for _ in range(people)]
    with ExitStack() as stack:
        sessions = [stack.enter_context(opened(server.port, query)) for _ in crowd]
        before, began = server.cpu, time.monotonic()
        threads = [
            threading.Thread(target=_sit, args=(session, crowd, place, began + seconds, note_seconds))
            for place, (session, person) in enumerate(zip(sessions, crowd, strict=True))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        cpu = (server.cpu - before) / (time.monotonic() - began)
    return _weigh(crowd, store, code, cpu)


def _sit(session: Session, crowd: list[Person], seed: int, until: float, note_seconds: float) -> None:
    """Write until the time is over, and look on until everything is seen."""
    chance, person = random.Random(seed), crowd[seed]
    sent: dict[str, object] = {"writer": f"{seed:012x}", "draft": "", "notes": [], "changes": [], "hands": []}
    waiting: list[dict[str, str]] = []
    next_note, next_draft = (time.monotonic() + chance.uniform(0, each) for each in (note_seconds, DRAFT_SECONDS))
    try:
        board = next(key for key, shown in session.elements.items() if shown.DESCRIPTOR.name == "BidiComponent")
        time.sleep(chance.uniform(0, EVERY))
        while (now := time.monotonic()) < until + AFTER_SECONDS:
            writes = now < until
            person.listens = not writes
            if all(other.listens and set(other.texts) <= set(person.saw) for other in crowd):
                return
            if writes and now >= next_note:
                waiting.append(_note(person, seed))
                next_note = now + chance.uniform(0.5, 1.5) * note_seconds
                sent["draft"] = ""
            elif writes and now >= next_draft:
                sent["draft"] = f"{seed}: " + "書きかけの文" * chance.randint(1, 10)
                next_draft = now + DRAFT_SECONDS
            state = json.dumps({"sent": sent | {"notes": waiting}})
            session.change(board, json_value=state)
            _look(session.elements[board], person)
            waiting = [each for each in waiting if each["id"] not in person.done]
            time.sleep(max(0.0, EVERY - (time.monotonic() - now)))
    except Exception as error:  # a broken session is a finding, and the others go on
        person.failed, person.listens = repr(error), True


def _note(person: Person, seed: int) -> dict[str, str]:
    """Write a note."""
    number = len(person.wrote)
    at = f"{seed:06x}{number:06x}"
    text = f"{seed}番の{number}つめの意見です。スーパーまで遠く、坂道がつらい人がいます。<b>${{{number}}}</b>"
    person.wrote[at], person.texts[at] = time.monotonic(), text
    return {"id": at, "text": text, "author": f"団体{seed}"}


def _look(board: Any, person: Person) -> None:
    """Note what is on the board now, and what the server says it kept; nothing where no new board came."""
    if board is person.looked_at:
        return
    person.looked_at = board
    shown, now = json.loads(board.json), time.monotonic()
    for note in shown["notes"]:
        person.saw.setdefault(note["id"], now)
    person.done |= set(shown["done"])


def _weigh(crowd: list[Person], store: dict[str, str], code: str, cpu: float) -> Played:
    """Compare what was written with what is stored and what each saw."""
    with _at(store):
        kept = {each.record.id: each.record.text for each in records.of(code, Note, meeting_id=MEETING)}
    texts = {at: text for person in crowd for at, text in person.texts.items()}
    pairs = [
        (person.wrote[at], other.saw.get(at))
        for person in crowd
        for at in person.wrote
        for other in crowd
        if other is not person
    ]
    return Played(
        notes=len(texts),
        lost=sum(kept.get(at) != text for at, text in texts.items()),
        unseen=sum(seen is None for _, seen in pairs),
        waits=[seen - wrote for wrote, seen in pairs if seen is not None],
        cpu=cpu,
        failed=[person.failed for person in crowd if person.failed],
    )


@contextmanager
def _at(store: dict[str, str]) -> Iterator[None]:
    """Read and write the store of a server from here."""
    before = os.environ.get(database.VARIABLE)
    os.environ[database.VARIABLE] = store[database.VARIABLE]
    try:
        yield
    finally:
        if before is None:
            del os.environ[database.VARIABLE]
        else:
            os.environ[database.VARIABLE] = before
