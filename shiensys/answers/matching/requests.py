"""What was asked for and what became of it, by kind, district and month, beside what the survey says of need."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from shiensys.answers import evidence
from shiensys.answers.answer import Answer, ColumnStyle, Evidence
from shiensys.answers.balance import of_answers
from shiensys.answers.card import card, fiction
from shiensys.answers.matching import counting
from shiensys.answers.matching.asked import kind_names
from shiensys.answers.matching.columns import columns
from shiensys.answers.matching.counting import COUNTS, REFUSALS
from shiensys.answers.matching.following import sources
from shiensys.answers.protect import ROUNDED_TO
from shiensys.answers.release import answered
from shiensys.answers.words import between
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.categories import category
from shiensys.tables.programme import Request
from shiensys.tables.programme.helping import REQUEST_STATES
from shiensys.text import say

STYLES: Mapping[str, ColumnStyle] = dict.fromkeys((*COUNTS, *REFUSALS), "number")
KEYS = ("kind", "district", "month")
WORDS = {"kind": "kind_name", "district": "district_name", "month": "month_words"}
MONTHS = 12  # requests of so many months stand beside the survey's need


@dataclass(frozen=True)
class Requests(Answer):
    """Counts of requests. ``table``: by kind, district and month in which they came in.

    Columns: ``kind``, ``district``, ``month`` (YYYY-MM) with ``kind_name``, ``district_name``, ``month_words``;
    ``all``, then one of each REQUEST_STATES (``received``: still open), and ``refused_<reason>``. ``by_kind``,
    ``by_district``, ``by_month``: the same counts by one of them; by kind also ``persons`` (asked for in the last
    MONTHS months), ``need``, ``need_low``, ``need_high``, ``need_words`` (the survey's, in the kind's unit) and
    ``beside_words``. ``by_reason``: ``reason``, ``reason_words``, ``refused``. ``exact``: counts are as they are; else
    they are those of ``settled`` alone, rounded down to whole tens, and below ten blank; rows with nothing to tell are
    left out. ``total``: of all requests, alike.
    """

    by_kind: pd.DataFrame = field(kw_only=True)
    by_district: pd.DataFrame = field(kw_only=True)
    by_month: pd.DataFrame = field(kw_only=True)
    by_reason: pd.DataFrame = field(kw_only=True)
    exact: bool = field(kw_only=True)
    total: float = field(kw_only=True)


Needs = Mapping[str, Mapping[str, float]]  # by kind of support: columns of measures.need.persons


def needs(city: City, kinds: Collection[str] | None = None) -> Needs:
    """Give the survey's need of each kind in the whole city: it takes a while, and no request changes it.

    ``kinds``: those that are wanted, None: all.
    """
    found = answered(city)
    wanted = [kind for kind in kind_names() if kinds is None or kind in kinds]
    return {kind: of_answers(city, kind, "district", found).everywhere for kind in wanted}


def requests(city: City, programme: Programme, *, exact: bool, needed: Needs | None = None) -> Requests:
    """Count the requests. ``exact``: for coordinators; everybody else gets tens. ``needed``: as needs gives them."""
    asked = programme.of(Request)
    rows = counting.of(asked) if exact else counting.settled(counting.of(asked), city.today)
    by = {key: counting.told(city, counting.counted(rows, (key,)), exact=exact) for key in KEYS}
    table = counting.told(city, counting.counted(rows, KEYS), exact=exact)
    by_kind = _beside(city, rows, by["kind"], needs(city, set(rows["kind"])) if needed is None else needed, exact=exact)
    reasons = counting.by_reason(rows, exact=exact)
    total = counting.protected(pd.Series([float(len(rows))]), exact=exact).iloc[0]
    return Requests(
        city=card(city),
        title=say("matching.requests.title"),
        table=table,
        columns=columns((*WORDS.values(), *COUNTS, *REFUSALS), STYLES),
        reading=columns((*WORDS.values(), *COUNTS), STYLES),
        evidence=(*sources(city, programme)[:1], *_survey(city, by_kind)),
        headline=_headline(rows, total, reasons, exact=exact) if asked else (say("matching.requests.none"),),
        notes=(
            *fiction(city),
            *(() if exact else (say("matching.note.tens", n=ROUNDED_TO),)),
            say("matching.note.asked"),
        ),
        by_kind=by_kind,
        by_district=by["district"],
        by_month=by["month"],
        by_reason=reasons,
        exact=exact,
        total=float(total),
    )


def _beside(city: City, rows: pd.DataFrame, by_kind: pd.DataFrame, needed: Needs, *, exact: bool) -> pd.DataFrame:
    """Set the survey's need of each kind beside the persons asked for in the last months."""
    end = city.today if exact else city.today.replace(day=1)  # day by day, a single one would drop out
    since = (pd.Timestamp(end) - pd.DateOffset(months=MONTHS)).date()
    recent = rows[rows["day"] > since].groupby("kind")["persons"].sum().astype(float)
    asked = counting.protected(recent.reindex(by_kind["kind"]).fillna(0.0), exact=exact).to_numpy()
    told_of = [needed.get(kind, {}) for kind in by_kind["kind"]]
    table = by_kind.assign(
        persons=asked,
        **{name: [float(each.get(name, np.nan)) for each in told_of] for name in ("need", "need_low", "need_high")},
    )
    words = [_need_words(str(row["kind"]), row) for row in table.to_dict("records")]
    told = [_beside_words(word, row["persons"]) for word, row in zip(words, table.to_dict("records"), strict=True)]
    return table.assign(need_words=words, beside_words=told)


def _need_words(kind: str, row: dict[object, object]) -> str:
    """Write the survey's need of a kind; blank where it can't be said."""
    low, high = float(str(row["need_low"])), float(str(row["need_high"]))
    return "" if np.isnan(low) else between(low, high, category(kind).unit)


def _beside_words(need: str, persons: float) -> str:
    """Say both together; blank where there is no need to set beside."""
    if not need:
        return say("matching.requests.no_need")
    if np.isnan(persons):
        return say("matching.requests.beside_few", need=need, n=ROUNDED_TO)
    return say("matching.requests.beside", need=need, months=MONTHS, n=int(persons))


def _headline(rows: pd.DataFrame, total: float, reasons: pd.DataFrame, *, exact: bool) -> tuple[str, ...]:
    """Say how many came in, what became of them, and why most were refused."""
    if np.isnan(total):
        return (say("matching.requests.few", n=ROUNDED_TO),)
    first, last = (min(rows["day"]), max(rows["day"])) if exact else map(counting.month_words, _ends(rows["month"]))
    told = [say("matching.requests.all" if exact else "matching.requests.tens", n=int(total), first=first, last=last)]
    counts = counting.protected(rows["state"].value_counts().astype(float), exact=exact).dropna()
    parts = [
        say("matching.requests.state", state=say(f"matching.request.{state}"), n=int(counts[state]))
        for state in REQUEST_STATES
        if state in counts
    ]
    told.append(say("matching.requests.states", states=say("answers.reason_joint").join(parts)) if parts else "")
    if len(reasons):
        first = reasons.iloc[0]
        told.append(say("matching.requests.refused", reason=first["reason_words"], n=int(first["refused"])))
    return tuple(filter(None, told))


def _ends(months: pd.Series) -> tuple[str, str]:
    """Give the first and the last month."""
    return str(months.min()), str(months.max())


def _survey(city: City, by_kind: pd.DataFrame) -> tuple[Evidence, ...]:
    """Say where the need beside comes from."""
    if by_kind.empty or not by_kind["need"].notna().any():
        return ()
    rule = say("matching.rule.beside")
    return (evidence.of_survey(city, say("matching.what.need"), 0, say("answers.unit.persons"), rule),)
