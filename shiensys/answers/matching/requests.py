"""What was asked for and what became of it, by kind, district and month, beside what the survey says of need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from shiensys.answers import evidence
from shiensys.answers.answer import Answer, ColumnStyle, Evidence
from shiensys.answers.balance import of_answers
from shiensys.answers.card import card, fiction
from shiensys.answers.matching.asked import district_names, kind_names
from shiensys.answers.matching.columns import columns
from shiensys.answers.matching.following import sources
from shiensys.answers.protect import ROUNDED_TO, rounded_total
from shiensys.answers.release import answered
from shiensys.answers.words import between
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.categories import categories, category
from shiensys.tables.programme import Request
from shiensys.tables.programme.helping import REASONS, REQUEST_STATES
from shiensys.text import say

COUNTS = ("all", *REQUEST_STATES)  # requests: all that came in, and those by their state
REFUSALS = tuple(f"refused_{reason}" for reason in REASONS)
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
    rows = _rows(asked) if exact else settled(_rows(asked), city.today)
    by = {key: _told(city, _counted(rows, (key,)), exact=exact) for key in KEYS}
    table = _told(city, _counted(rows, KEYS), exact=exact)
    by_kind = _beside(city, rows, by["kind"], needs(city, set(rows["kind"])) if needed is None else needed, exact=exact)
    reasons = _by_reason(rows, exact=exact)
    total = _protected(pd.Series([float(len(rows))]), exact=exact).iloc[0]
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


def _rows(told: Sequence[Request]) -> pd.DataFrame:
    """Put requests into a table, one row each."""
    names = ["kind", "district", "month", "day", "persons", "state", "reason"]
    rows = [
        (each.kind, each.district, f"{each.received:%Y-%m}", each.received, each.persons, each.state, each.reason)
        for each in told
    ]
    return pd.DataFrame(rows, columns=names)


def settled(rows: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Keep the requests up to a month that is over, with ROUNDED_TO or more that came in since the last such month.

    So what everybody may see never changes by fewer, and no request shows by what its day or its count adds.
    """
    told, waiting = "", 0
    by_month = rows.loc[rows["month"] < f"{today:%Y-%m}", "month"].value_counts().sort_index()
    for month, n in by_month.items():
        waiting += int(n)
        if waiting >= ROUNDED_TO:
            told, waiting = str(month), 0
    return rows[rows["month"] <= told]


def _counted(rows: pd.DataFrame, keys: tuple[str, ...]) -> pd.DataFrame:
    """Count by keys: COUNTS and REFUSALS."""
    flags = {"all": pd.Series(1.0, index=rows.index)}
    flags |= {state: rows["state"].eq(state).astype(float) for state in REQUEST_STATES}
    refused = rows["state"].eq("refused")
    flags |= {f"refused_{each}": (refused & rows["reason"].eq(each)).astype(float) for each in REASONS}
    marks = pd.DataFrame({**{key: rows[key] for key in keys}, **flags})
    return marks.groupby(list(keys), as_index=False)[[*COUNTS, *REFUSALS]].sum()


def _protected(counts: pd.Series, *, exact: bool) -> pd.Series:
    """Give counts as they may be told: exact, or whole tens, blank below ten.

    Whole tens of everything, totals too: no difference of two of them tells a count below ten.
    """
    if exact:
        return counts
    tens = counts.map(rounded_total).astype(float)
    return tens.where(tens >= ROUNDED_TO)


def _told(city: City, counted: pd.DataFrame, *, exact: bool) -> pd.DataFrame:
    """Protect counts and name their rows, in the city's order and the newest month first."""
    numbers = {name: _protected(counted[name], exact=exact) for name in (*COUNTS, *REFUSALS)}
    table = counted.assign(**numbers)
    if not exact:
        table = table[table["all"].notna()]
    if "kind" in table:
        table = table.assign(kind_name=table["kind"].map(kind_names()).fillna(table["kind"]))
    if "district" in table:
        gone = say("matching.gone_district")
        table = table.assign(district_name=table["district"].map(district_names(city)).fillna(gone))
    if "month" in table:
        table = table.assign(month_words=[month_words(month) for month in table["month"]])
    return _sorted(city, table)


def _sorted(city: City, table: pd.DataFrame) -> pd.DataFrame:
    """Order by month, newest first, then kind and district as the city orders them."""
    orders: dict[str, list[str]] = {
        "kind": [one.kind for one in categories()],
        "district": list(city.districts["district_id"]),
    }
    for key in ("district", "kind"):
        if key in table:
            place = {each: number for number, each in enumerate(orders[key])}
            by_place = table[key].map(place).fillna(len(place))
            table = table.iloc[np.argsort(by_place.to_numpy(), kind="stable")]
    if "month" in table:
        table = table.sort_values("month", ascending=False, kind="stable")
    return table.reset_index(drop=True)


def month_words(month: str) -> str:
    """Write a month.

    >>> month_words("2026-04")
    '2026年4月'
    """
    year, _, number = month.partition("-")
    return say("matching.month", year=year, month=str(int(number)))


def _beside(city: City, rows: pd.DataFrame, by_kind: pd.DataFrame, needed: Needs, *, exact: bool) -> pd.DataFrame:
    """Set the survey's need of each kind beside the persons asked for in the last months."""
    end = city.today if exact else city.today.replace(day=1)  # day by day, a single one would drop out
    since = (pd.Timestamp(end) - pd.DateOffset(months=MONTHS)).date()
    recent = rows[rows["day"] > since].groupby("kind")["persons"].sum().astype(float)
    asked = _protected(recent.reindex(by_kind["kind"]).fillna(0.0), exact=exact).to_numpy()
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


def _by_reason(rows: pd.DataFrame, *, exact: bool) -> pd.DataFrame:
    """Count refusals by reason, most first."""
    refused = rows[rows["state"].eq("refused")]["reason"].value_counts()
    counts = _protected(refused.reindex(list(REASONS)).fillna(0.0).astype(float), exact=exact)
    table = pd.DataFrame({"reason": counts.index, "refused": counts.to_numpy()})
    table = table.assign(reason_words=[say(f"matching.reason.{each}") for each in table["reason"]])
    return table[table["refused"] > 0].sort_values("refused", ascending=False, kind="stable", ignore_index=True)


def _headline(rows: pd.DataFrame, total: float, reasons: pd.DataFrame, *, exact: bool) -> tuple[str, ...]:
    """Say how many came in, what became of them, and why most were refused."""
    if np.isnan(total):
        return (say("matching.requests.few", n=ROUNDED_TO),)
    first, last = (min(rows["day"]), max(rows["day"])) if exact else map(month_words, _ends(rows["month"]))
    told = [say("matching.requests.all" if exact else "matching.requests.tens", n=int(total), first=first, last=last)]
    counts = _protected(rows["state"].value_counts().astype(float), exact=exact).dropna()
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
