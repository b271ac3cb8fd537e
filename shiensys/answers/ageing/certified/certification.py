"""What share of those 65+ is certified for care, and what it would be if all districts had the same ages."""

from __future__ import annotations

import pandas as pd

from shiensys.answers import evidence
from shiensys.answers.ageing.answer import Certification
from shiensys.answers.ageing.certified.certified_before import before
from shiensys.answers.ageing.certified.together import clusters, grouped, left_out, together
from shiensys.answers.ageing.counts.trend import made_up
from shiensys.answers.answer import Column, Evidence, Level
from shiensys.answers.card import card, fiction
from shiensys.answers.units import unit_of, units
from shiensys.city import City
from shiensys.measures.ageing import certification as measure
from shiensys.measures.ageing.certification import Counts, Method
from shiensys.text import date, persons, say, share

FAR_DAYS = 183  # days between the two tables from which a warning is due
FIGURES = ["persons", "certified", "crude", *measure.FIGURES]
SHOWN = ["unit_id", "name", "order", "state", "together", *FIGURES, "words"]


def certification(city: City, level: Level = "district") -> Certification:
    """Show the share certified, as it is and with ages evened out.

    A district with fewer than ten certified persons is told together with a neighbour, or not at all; every figure is a
    sum of such groups, so that none can be taken apart.
    """
    listed = units(city, level)[["unit_id", "name", "order"]]
    if city.certified is None or city.certified.empty or city.population is None or city.population.empty:
        return _answer(city, level, _nothing(listed), None, "none")
    counts = measure.counts(city.certified, city.population, pd.Index(city.districts["district_id"]))
    of = grouped(city, counts.certified.sum(axis=1).reindex(counts.known))
    found = clusters(city, of, level)
    how = measure.method(measure.summed(counts.certified, clusters(city, of, level)))
    rates = _rates(counts, found, how)
    of_unit = unit_of(city, level).reindex(found.index)
    home = dict(zip(of_unit, found, strict=True))
    table = listed.assign(cluster=listed["unit_id"].map(home)).join(rates, on="cluster")
    joined = together(city, found, level)
    without = left_out(city, found, level) if level != "district" else {}
    table = table.assign(
        state=[_state(city, counts, str(unit), unit in home, level) for unit in table["unit_id"]],
        together=[joined.get(str(unit), "") for unit in table["unit_id"]],
        without=[without.get(str(unit), "") for unit in table["unit_id"]],
    )
    table = table.assign(words=[_words(row) for row in table.to_dict("records")])
    return _answer(city, level, table[SHOWN], counts, how)


def _rates(counts: Counts, found: pd.Series, how: Method) -> pd.DataFrame:
    """Work the rates out by cluster, from whole persons."""
    n, x = measure.summed(counts.persons, found), measure.summed(counts.certified, found)
    table = pd.DataFrame({"persons": n.sum(axis=1), "certified": x.sum(axis=1)})
    crude = (table["certified"] / table["persons"].where(table["persons"] > 0)).round(measure.DECIMALS + 1)
    return table.assign(crude=crude).join(measure.adjusted(n, x, how))


def _state(city: City, counts: Counts, unit: str, told: bool, level: Level) -> str:
    """Say whether a unit's figures are shown, protected or not known."""
    if told:
        return "shown"
    of = unit_of(city, level)
    return "protected" if of.index[of == unit].isin(counts.known).any() else "unknown"


def _words(row: dict[object, object]) -> str:
    """Write a unit's figures, or why there are none."""
    if row["state"] != "shown":
        return say(f"ageing.certified.{row['state']}")
    if str(row["crude"]) == "nan":
        return say("ageing.certified.unknown")
    told = say("ageing.certified.crude", certified=persons(_f(row["certified"])), crude=share(_f(row["crude"])))
    if str(row["adjusted"]) != "nan":
        low, middle, high = (share(_f(row[name])) for name in ("adjusted_low", "adjusted", "adjusted_high"))
        told = say("ageing.certified.both", crude=told, adjusted=middle, low=low, high=high)
    if row["together"]:
        told = say("ageing.certified.together", words=told, names=row["together"])
    return say("ageing.certified.without", words=told, names=row["without"]) if row["without"] else told


def _nothing(listed: pd.DataFrame) -> pd.DataFrame:
    """Give a table that knows nothing."""
    blank = listed.assign(**dict.fromkeys(FIGURES, float("nan")))
    return blank.assign(state="unknown", together="", words=say("ageing.certified.unknown"))[SHOWN]


def _answer(city: City, level: Level, table: pd.DataFrame, counts: Counts | None, how: Method) -> Certification:
    """Put source, date and caveats beside the table."""
    return Certification(
        city=card(city),
        title=say("ageing.title.certification"),
        table=table,
        columns=_columns(level),
        evidence=() if counts is None else (_source(city, counts, how),),
        headline=(_headline(city, counts), *(before(city, counts) if counts else ())),
        notes=tuple(note for note in (*fiction(city), *_notes(city, counts, how)) if note),
        level=level,
    )


def _headline(city: City, counts: Counts | None) -> str:
    """Say the city's figure, or what is missing."""
    if counts is None:
        missing = "certified" if city.certified is None or city.certified.empty else "population"
        return say(f"ageing.headline.no_{missing}")
    of = grouped(city, counts.certified.sum(axis=1).reindex(counts.known))
    found = clusters(city, of, "city")
    if found.empty:
        return say("ageing.certified.unknown")
    whole = _rates(counts, found, "none").iloc[0]
    told = say("ageing.certified.crude", certified=persons(whole["certified"]), crude=share(whole["crude"]))
    return say("ageing.headline.city", words=told, day=counts.day.date())


def _notes(city: City, counts: Counts | None, how: Method) -> tuple[str, ...]:
    """Say what must be known beside the figures."""
    if counts is None:
        return ()
    apart = abs((counts.day - counts.people_day).days)
    days = {"day": counts.day.date(), "people_day": counts.people_day.date()}
    return (
        say("ageing.note.days_far" if apart > FAR_DAYS else "ageing.note.days", **days),
        say(f"ageing.note.adjusted.{how}"),
        "" if how == "none" else say("ageing.note.adjusted"),
        say("ageing.note.together"),
        made_up(city),
    )


def _source(city: City, counts: Counts, how: Method) -> Evidence:
    """Say where the figures come from."""
    return Evidence(
        what=say("ageing.what.certified"),
        source=evidence.credit(city, "certified", "population"),
        date=counts.day.date(),
        unit=say("answers.unit.persons"),
        over=say("ageing.over.people", day=date(counts.people_day.date())),
        rule=say(f"ageing.rule.adjusted.{how}"),
    )


def _columns(level: Level) -> tuple[Column, ...]:
    """Head the columns."""
    return (
        Column("name", say(f"answers.column.{level}")),
        Column("together", say("ageing.column.together")),
        Column("persons", say("ageing.counted.older"), "persons"),
        Column("certified", say("ageing.column.certified"), "persons"),
        Column("crude", say("ageing.column.crude"), "share"),
        *(Column(name, say(f"ageing.column.{name}"), "share") for name in measure.FIGURES),
        Column("words", say("ageing.column.words")),
    )


def _f(value: object) -> float:
    """Read a cell as a number."""
    return float(str(value))
