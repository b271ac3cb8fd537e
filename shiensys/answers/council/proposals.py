"""What the districts' councils propose to the whole city, gathered for the first tier."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from shiensys.answers.council import days
from shiensys.answers.council.meetings import is_public
from shiensys.programme import Programme
from shiensys.tables.categories import categories
from shiensys.tables.programme import Council, Kept, Meeting, Proposal
from shiensys.text import date, say

OPEN = ("proposed", "taken_up")  # states of a proposal that waits for an answer


@dataclass(frozen=True)
class Proposed:
    """One proposal. ``kept``: to answer it by. ``kind``: of support in words, blank for none. ``waiting``: days."""

    kept: Kept[Proposal]
    council: Council
    kind: str
    state: str
    waiting: int
    words: str


@dataclass(frozen=True)
class Gathered:
    """``rows``: open ones first, the longest waiting first. ``sentences``: how many, and what several propose."""

    rows: tuple[Proposed, ...]
    sentences: tuple[str, ...]


def proposals(programme: Programme, *, everybody: bool, today: dt.date | None = None) -> Gathered:
    """Gather what councils propose. ``everybody``: only what comes from meetings that everybody may read of."""
    now = today or days.today()
    councils = {each.id: each for each in programme.of(Council)}
    open_to_all = {each.id for each in programme.of(Meeting) if is_public(each)}
    kept = [each for each in programme.kept_of(Proposal) if each.record.council_id in councils]
    some = [each for each in kept if not everybody or each.record.meeting_id in open_to_all]
    rows = [_proposed(each, councils[each.record.council_id], now) for each in some]
    rows.sort(key=lambda each: (each.kept.record.state not in OPEN, each.kept.record.proposed, each.kept.record.id))
    return Gathered(tuple(rows), _sentences(rows))


def _proposed(kept: Kept[Proposal], council: Council, today: dt.date) -> Proposed:
    """Tell of one proposal."""
    proposal = kept.record
    known = {each.kind: each.name for each in categories()}
    waiting = max((today - proposal.proposed).days, 0) if proposal.state in OPEN else 0
    told = say("council.proposal.words", council=council.name, day=date(proposal.proposed), text=proposal.text)
    state = say(f"council.proposal.state.{proposal.state}")
    return Proposed(kept, council, known.get(proposal.kind, ""), state, waiting, told)


def _sentences(rows: list[Proposed]) -> tuple[str, ...]:
    """Say how many proposals there are, how many wait, and which kinds several councils speak of."""
    if not rows:
        return (say("council.proposal.none"),)
    waiting = sum(each.kept.record.state in OPEN for each in rows)
    told = [say("council.proposal.counted", n=len(rows), waiting=waiting)]
    of = Counter(kind for kind, _ in {(each.kind, each.council.id) for each in rows} if kind)
    told += [
        say("council.proposal.common", kind=kind, n=n)
        for kind, n in sorted(of.items(), key=lambda one: (-one[1], one[0]))
        if n > 1
    ]
    return tuple(told)
