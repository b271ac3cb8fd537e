"""What became of matches: their states with days, what changed at the provider meanwhile, and the next step."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from shiensys.answers import places
from shiensys.answers.answer import Answer, ColumnStyle, Evidence
from shiensys.answers.card import card, fiction
from shiensys.answers.matching.asked import district_names, kind_names
from shiensys.answers.matching.columns import columns
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Kept, Match, Request
from shiensys.tables.programme.checks import RecordError
from shiensys.tables.programme.helping import MATCH_STATES
from shiensys.text import say

STEPS: Mapping[str, tuple[str, ...]] = {  # a match goes on one step at a time, and may end at any
    "proposed": ("agreed", "ended"),
    "agreed": ("running", "ended"),
    "running": ("ended",),
    "ended": (),
}
DAYS = ("began", "agreed", "running", "ended")  # in the order of the states
IN_FORCE = ("proposed", "agreed", "running")  # states of matches that haven't ended
COLUMNS = (
    "state_words", "name", "kind_name", "district_name", "persons", "began", "agreed", "running", "ended",
    "end_reason_words", "waiting_days", "warning_words", "note",
)  # fmt: skip
READING = ("name", "state_words", "kind_name", "district_name", "persons", "since", "warning_words", "note")
STYLES: Mapping[str, ColumnStyle] = {
    "persons": "persons",
    "waiting_days": "number",
    **dict.fromkeys((*DAYS, "since"), "date"),
}


def moved(match: Match, to: str, day: dt.date, note: str = "", *, reason: str = "") -> Match:
    """Give a match as it is after its next step. ``note``: added under what is noted; ``reason``: of END_REASONS.

    Raises RecordError: ``state`` for a step that doesn't follow, the step's own field for a day before the last one,
    ``end_reason`` where a match ends without one.
    """
    if to not in STEPS.get(match.state, ()):
        raise RecordError(
            "matching.error.step", "state", now=say(f"matching.state.{match.state}"), to=say(f"matching.state.{to}")
        )
    before = last_day(match)
    if day < before:
        raise RecordError("matching.error.day", to, day=before)
    if to == "ended" and not reason:
        raise RecordError("matching.error.end_reason", "end_reason")
    noted = "\n".join(part for part in (match.note, note.strip()) if part)
    gone_on = replace(match, state=to, note=noted, end_reason=reason if to == "ended" else "")
    if to == "agreed":
        return replace(gone_on, agreed=day)
    return replace(gone_on, running=day) if to == "running" else replace(gone_on, ended=day)


def last_day(match: Match) -> dt.date:
    """Give the day of a match's last step."""
    days = (match.began, match.agreed, match.running, match.ended)
    return max(day for day in days if day is not None)


def met(request: Request, match: Match) -> Request:
    """Give a request as met by a match that runs, from the day on which it began to.

    Raises RecordError where the match doesn't run or is another request's, or the request has ended already.
    """
    if match.request_id != request.id or match.state != "running" or match.running is None:
        raise RecordError("matching.error.not_running", "state")
    if request.state != "received":
        raise RecordError("matching.error.request_ended", "state", state=say(f"matching.request.{request.state}"))
    return replace(request, state="met", reason="", ended=max(match.running, request.received))


def followed(city: City, programme: Programme) -> Answer:
    """List all matches, those still going on first, then the newest step first.

    Columns of ``table``: ``match_id``, ``revision``, ``request_id``, ``resource_id``, ``name`` (of the provider),
    ``kind``, ``kind_name``, ``district`` (id), ``district_name``, ``persons``, ``state``, ``state_words``, the days
    ``began``, ``agreed``, ``running``, ``ended``, ``since`` (of the last step), ``waiting_days`` (since then, blank
    where it ended), ``end_reason``, ``end_reason_words``, ``warning_words`` (the provider is gone or closed, the
    request has ended otherwise or has several matches; blank for none), ``note``, ``next`` (states that may follow, by
    ';').
    """
    kept = programme.kept_of(Match)
    rows = [_row(city, programme, each) for each in kept]
    heads = (
        "match_id", "revision", "request_id", "resource_id", "kind", "district", "state", "since", "end_reason", "next",
    )  # fmt: skip
    table = pd.DataFrame(rows, columns=[*heads, *COLUMNS]).sort_values("since", ascending=False, kind="stable")
    table = table.sort_values("state", key=lambda states: states.eq("ended"), kind="stable", ignore_index=True)
    return Answer(
        card(city), say("matching.followed.title"), table, columns(COLUMNS, STYLES), sources(city, programme),
        headline=_headline(table), notes=fiction(city), reading=columns(READING, STYLES),
    )  # fmt: skip


def _row(city: City, programme: Programme, kept: Kept[Match]) -> dict[str, object]:
    """Write one match."""
    match = kept.record
    over = match.state == "ended"
    return {
        "match_id": match.id,
        "revision": kept.revision,
        "request_id": match.request_id,
        "resource_id": match.resource_id,
        "name": provider_name(city, match.resource_id),
        "kind": match.kind,
        "kind_name": kind_names().get(match.kind, match.kind),
        "district": match.district,
        "district_name": district_names(city).get(match.district, say("matching.gone_district")),
        "persons": match.persons,
        "state": match.state,
        "state_words": say(f"matching.state.{match.state}"),
        **{name: getattr(match, name) for name in DAYS},
        "since": last_day(match),
        "waiting_days": float("nan") if over else (city.today - last_day(match)).days,
        "end_reason": match.end_reason,
        "end_reason_words": say(f"matching.end.{match.end_reason}") if match.end_reason else "",
        "warning_words": "" if over else say("answers.reason_joint").join(_warnings(city, programme, match)),
        "note": match.note,
        "next": ";".join(STEPS[match.state]),
    }


def _warnings(city: City, programme: Programme, match: Match) -> list[str]:
    """Say what happened to the provider or the request meanwhile."""
    listed = places.registry(city)
    found = listed.loc[listed["resource_id"] == match.resource_id]
    told = []
    if found.empty:
        told.append(say("matching.warning.gone"))
    elif str(found["status"].iloc[0]) != "active":
        status = say(f"answers.status.{str(found['status'].iloc[0]).replace(' ', '_')}")
        told.append(say("matching.warning.closed", status=status))
    asked = programme.find(Request, match.request_id)
    if asked is not None and asked.record.state in ("refused", "withdrawn"):
        told.append(say("matching.warning.request_ended", state=say(f"matching.request.{asked.record.state}")))
    others = [each for each in programme.of(Match) if each.request_id and each.request_id == match.request_id]
    if sum(each.state != "ended" for each in others) > 1:
        told.append(say("matching.warning.several"))
    return told


def provider_name(city: City, resource_id: str) -> str:
    """Name a provider; one that was joined to another keeps its name, one that left the registry has its key."""
    listed = places.registry(city)
    found = listed.loc[listed["resource_id"] == resource_id, "name"]
    joined = city.edits.joined.get(resource_id)
    if joined is not None:
        return joined.name
    return str(found.iloc[0]) if len(found) else say("matching.gone", resource=resource_id)


def _headline(table: pd.DataFrame) -> tuple[str, ...]:
    """Count the matches by state, and those to be looked at."""
    if table.empty:
        return (say("matching.followed.none"),)
    counted = Counter(table["state"])
    parts = [
        say("matching.followed.state", state=say(f"matching.state.{state}"), n=counted[state])
        for state in MATCH_STATES
        if counted[state]
    ]
    warned = int(table["warning_words"].ne("").sum())
    more = (say("matching.followed.warned", n=warned),) if warned else ()
    return (say("matching.followed.headline", states=say("answers.reason_joint").join(parts)), *more)


def sources(city: City, programme: Programme) -> tuple[Evidence, ...]:
    """Say that the records of the city itself are the source."""
    del programme
    record = Evidence(
        say("matching.what.records"), say("matching.source.records"), city.today, say("matching.unit.requests")
    )
    return (record, *places.sources(city))
