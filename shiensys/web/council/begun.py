"""What somebody has begun to write and hasn't sent: kept for each window by itself, taken up or thrown away by hand."""

from __future__ import annotations

from collections.abc import Mapping

from shiensys.store import records
from shiensys.tables.programme import Draft
from shiensys.tables.programme.checks import check
from shiensys.tables.programme.record import PAGE
from shiensys.web.council.desk import ID, MOST_AT_ONCE, Desk, Seat


def keep(seat: Seat, sent: Mapping[str, object], desk: Desk) -> None:
    """Keep what somebody has begun to write; nothing where it is sent or wiped out. One too long stays with them."""
    text, writer = sent.get("draft"), str(sent.get("writer", ""))
    if not isinstance(text, str) or len(text) > PAGE or not ID.fullmatch(writer) or desk.draft == (writer, text):
        return
    draft = Draft(
        id=_draft_id(seat, writer),
        meeting_id=seat.meeting_id, question=seat.question, writer=writer, text=text,
    )  # fmt: skip
    code = seat.city.record.code
    if text:
        check(draft)
        records.put(code, draft, who=seat.who)
    elif desk.draft[1]:
        records.drop(code, Draft, draft.id)
    desk.draft = (writer, text)


def drop(seat: Seat, sent: Mapping[str, object], desk: Desk) -> None:
    """Drop drafts of one's own that were taken up or thrown away in this window: each once."""
    some = sent.get("drops")
    wanted = {str(each) for each in some[:MOST_AT_ONCE]} if isinstance(some, list) else set()
    for writer in sorted(wanted - desk.dropped - {str(sent.get("writer", ""))}):
        if ID.fullmatch(writer):
            code = seat.city.record.code
            kept = records.of(code, Draft, id=_draft_id(seat, writer))
            if any(each.who == seat.who for each in kept):
                records.drop(code, Draft, _draft_id(seat, writer))
            desk.dropped.add(writer)


def _draft_id(seat: Seat, writer: str) -> str:
    """Give the id of what one window has begun to write to one question."""
    return f"{seat.meeting_id}/{seat.question}/{writer}"
