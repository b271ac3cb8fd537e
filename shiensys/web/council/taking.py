"""What a browser sends during a meeting, taken into the records: each piece once, however often it is sent.

A browser sends what it has until it is told that it was kept; every piece brings its own id.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from shiensys import recording
from shiensys.errors import ShiensysError
from shiensys.store import records
from shiensys.store.records import ChangedError, UnknownRecordError
from shiensys.tables.programme import Kept, Note, Vote
from shiensys.tables.programme.checks import RecordError
from shiensys.text import say
from shiensys.web.council import begun
from shiensys.web.council.board import Board
from shiensys.web.council.desk import ID, MOST_AT_ONCE, Clash, Desk, Seat

MOST_HANDS = 100_000  # of one option; more is a slip of the finger


def take(seat: Seat, board: Board, sent: Mapping[str, object], desk: Desk) -> bool:
    """Keep what is new of what a browser sent; gives whether the board is another one now.

    What can't be kept stands in ``desk``, with a sentence; what the store couldn't write is tried again with the
    next look.
    """
    desk.trouble = ""
    if board.meeting.record.state == "closed":
        desk.trouble = say("councilpage.closed") if _waiting(sent, desk) else ""
        return False
    try:
        kept = [_once(desk, piece, _add, seat) for piece in _pieces(sent, "notes")]
        kept += [_once(desk, piece, _change, seat, board) for piece in _pieces(sent, "changes")]
        kept += [_once(desk, piece, _raise, seat, board) for piece in _pieces(sent, "hands")]
        begun.keep(seat, sent, desk)
        begun.drop(seat, sent, desk)
    except ShiensysError as trouble:
        desk.trouble = str(trouble)
        return True
    return any(kept)


def _waiting(sent: Mapping[str, object], desk: Desk) -> bool:
    """Tell whether a browser still has something that wasn't kept."""
    brought = (piece for name in ("notes", "changes", "hands") for piece in _pieces(sent, name))
    return any(piece["id"] not in desk.done for piece in brought)


def _pieces(sent: Mapping[str, object], name: str) -> Iterable[dict[str, object]]:
    """Read the pieces of one kind; what no browser of ours sends is left out."""
    some = sent.get(name)
    told = [each for each in some if isinstance(each, Mapping)] if isinstance(some, list) else []
    return [dict(each) for each in told if ID.fullmatch(str(each.get("id", "")))][:MOST_AT_ONCE]


def _once(desk: Desk, piece: dict[str, object], keep: object, *seat: object) -> bool:
    """Keep a piece unless that was done or refused before."""
    at = str(piece["id"])
    if at in desk.done or at in desk.refused or at in desk.clashes:
        return False
    assert callable(keep)
    try:
        keep(*seat, piece)
    except ChangedError as clash:
        if clash.theirs is not None and not isinstance(clash.theirs.record, Note):
            desk.refused[at] = str(clash)  # an option on which somebody counted meanwhile stands as it is
        else:
            desk.clashes[at] = _clash(clash)
        return True
    except (RecordError, UnknownRecordError) as refusal:
        desk.refused[at] = str(refusal)
        return True
    desk.done[at] = None
    return True


def _add(seat: Seat, piece: dict[str, object]) -> None:
    """Keep a note; one that is there already came twice."""
    text, author = _text(piece, "text"), _text(piece, "author")[:200]
    said = dt.datetime.now(dt.UTC)
    note = Note(
        id=str(piece["id"]), meeting_id=seat.meeting_id, question=seat.question, text=text, author=author, said_at=said
    )
    try:
        recording.save(seat.city, note, who=seat.who)
    except ChangedError as there:
        if there.theirs is None:
            raise


def _change(seat: Seat, board: Board, piece: dict[str, object]) -> None:
    """Change or take off a note of one's own, if it is still the one that was looked at."""
    kept, revision = board.note(_text(piece, "note")), piece.get("revision")
    if kept is None or kept.who != seat.who or not isinstance(revision, int):
        raise UnknownRecordError("programme.error.unknown")
    if piece.get("remove") is True:
        records.remove(seat.city.record.code, Note, kept.record.id, revision=revision, who=seat.who)
        return
    changed = replace(kept.record, text=_text(piece, "text"))
    recording.save(seat.city, changed, who=seat.who, revision=revision)


def _raise(seat: Seat, board: Board, piece: dict[str, object]) -> None:
    """Count hands: one more, one less, or a number; or put up an option, or take one off."""
    option = _text(piece, "option")
    if option:
        vote = Vote(id=str(piece["id"]), meeting_id=seat.meeting_id, question=seat.question, option=option)
        recording.save(seat.city, vote, who=seat.who)
        return
    if _text(piece, "vote") not in {each.record.id for each in board.votes_on(seat.question)}:
        raise UnknownRecordError("programme.error.unknown")
    if piece.get("remove") is True:
        _take_off(seat, piece)
        return
    number, step = piece.get("number"), piece.get("step")
    records.amend(
        seat.city.record.code, Vote, _text(piece, "vote"), lambda vote: counted(vote, number, step), who=seat.who
    )


def _take_off(seat: Seat, piece: dict[str, object]) -> None:
    """Take an option off, if its hands still are those that were looked at."""
    revision = piece.get("revision")
    if not isinstance(revision, int):
        raise UnknownRecordError("programme.error.unknown")
    records.remove(seat.city.record.code, Vote, _text(piece, "vote"), revision=revision, who=seat.who)


def counted(vote: Vote, number: object, step: object) -> Vote:
    """Give an option with the hands counted: ``number`` of them, or one step from what it has; never below none.

    >>> counted(Vote(id="a", meeting_id="m", question="who", option="Yes", hands=3), None, -1).hands
    2
    """
    hands = number if isinstance(number, int) else vote.hands + (step if step in (1, -1) else 0)
    return replace(vote, hands=min(max(hands, 0), MOST_HANDS))


def _clash(error: ChangedError) -> Clash:
    """Read what stands now where somebody else was faster."""
    theirs: Kept[Note] | None = error.theirs
    return Clash(theirs.revision if theirs else None, theirs.record.text if theirs else "", str(error))


def _text(piece: Mapping[str, object], name: str) -> str:
    """Read a text of a piece; blank where it has none."""
    value = piece.get(name)
    return value.strip() if isinstance(value, str) else ""
