"""「うちの地区は違う」: what members object to a figure, who sees to it, and what was answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from shiensys.answers.council import days
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Body, Kept, Post, Voice
from shiensys.tables.programme.checks import RecordError
from shiensys.text import date, say


@dataclass(frozen=True)
class Heard:
    """One voice. ``kept``: to answer it by. ``waiting``: days without an answer, 0 where it has one."""

    kept: Kept[Voice]
    waiting: int
    said: str
    answered: str

    @property
    def voice(self) -> Voice:
        """The voice itself."""
        return self.kept.record


@dataclass(frozen=True)
class Inbox:
    """The voices that one post sees to. ``post``: None where no coordinator has the district. ``name``: in words."""

    post: Post | None
    name: str
    districts: tuple[str, ...]
    heard: tuple[Heard, ...]
    open: int


def voices(
    programme: Programme, district: str | None = None, *, view: str | None = None, today: dt.date | None = None
) -> tuple[Heard, ...]:
    """List voices, open ones first, the longest waiting first. For those who may discuss only: a voice is a remark
    within the council.

    ``district``: id, None for all. ``view``: of one page alone.
    """
    now = today or days.today()
    kept = [each for each in programme.kept_of(Voice) if district in (None, each.record.district)]
    some = [_heard(each, now) for each in kept if view in (None, each.record.view)]
    return tuple(sorted(some, key=lambda each: (each.voice.state != "open", _when(each.voice), each.voice.id)))


def inbox(city: City, programme: Programme, *, today: dt.date | None = None) -> tuple[Inbox, ...]:
    """Sort voices by the coordinators who see to them: those of the district, else those of the whole city.

    A voice of a district that several posts have stands in each of them. Posts that ended see to nothing.
    """
    now = today or days.today()
    everything = voices(programme, today=now)
    names = dict(zip(city.districts["district_id"], city.districts["name"], strict=True))
    posts = [each for each in programme.of(Post) if _holds(each, now)]
    own = {district for post in posts for district in post.districts}
    of_city = [post for post in posts if not post.districts]
    boxes = [
        _box(programme, post, names, [each for each in everything if _is_for(post, each.voice, own)]) for post in posts
    ]
    if not of_city:
        left = [each for each in everything if each.voice.district not in own]
        boxes.append(_box(programme, None, names, left))
    return tuple(sorted((box for box in boxes if box.heard), key=lambda box: (-box.open, box.name)))


def answered(voice: Voice, text: str, who: str, *, at: dt.datetime | None = None) -> Voice:
    """Answer a voice: gives the record as it is next. ``who``: post or body, no name.

    Raises RecordError where nothing is said.
    """
    if not text.strip():
        raise RecordError("programme.error.blank", "answer", field=say("programme.field.answer"))
    return replace(voice, state="answered", answer=text, answered_by=who, answered_at=at or dt.datetime.now(dt.UTC))


def _heard(kept: Kept[Voice], today: dt.date) -> Heard:
    """Tell of one voice when and by whom it was said and answered."""
    voice = kept.record
    day = days.there(voice.said_at).date()
    said = say("council.voice.said", day=date(day), who=voice.author or say("council.voice.member"))
    answered = ""
    if voice.state == "answered" and voice.answered_at is not None:
        by = voice.answered_by or say("council.voice.coordinator")
        answered = say("council.voice.answered", day=date(days.there(voice.answered_at).date()), who=by)
    return Heard(kept, max((today - day).days, 0) if voice.state == "open" else 0, said, answered)


def _holds(post: Post, today: dt.date) -> bool:
    """Tell whether a post is held on a day."""
    return (post.since is None or post.since <= today) and (post.until is None or post.until >= today)


def _is_for(post: Post, voice: Voice, own: set[str]) -> bool:
    """Tell whether a post sees to a voice."""
    return voice.district in post.districts if post.districts else voice.district not in own


def _box(programme: Programme, post: Post | None, names: dict[str, str], heard: list[Heard]) -> Inbox:
    """Put the voices of a post together."""
    if post is None:
        name = say("council.voice.nobodys")
    else:
        body = programme.find(Body, post.body_id)
        parts = (post.title or say(f"council.post.{post.kind}"), "" if body is None else body.record.name)
        name = say("council.voice.post", post=parts[0], body=parts[1]) if parts[1] else parts[0]
    of = tuple(names.get(each, each) for each in dict.fromkeys(one.voice.district for one in heard))
    return Inbox(post, name, of, tuple(heard), sum(each.voice.state == "open" for each in heard))


def _when(voice: Voice) -> dt.datetime:
    """Order voices by when they were said."""
    return days.there(voice.said_at)
