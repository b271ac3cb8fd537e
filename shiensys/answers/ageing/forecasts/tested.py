"""How the forecast would have done on the city's own past: first of all that is said of it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shiensys.answers import evidence
from shiensys.answers.ageing.answer import FORECAST_KEYS, Tested
from shiensys.answers.ageing.forecasts.sureness import LONGEST, sureness
from shiensys.answers.answer import Column, Evidence
from shiensys.answers.card import card, fiction
from shiensys.city import City
from shiensys.measures.ageing.backtest import backtest, summary
from shiensys.measures.ageing.choosing import choose
from shiensys.measures.ageing.residents import residents
from shiensys.text import say, share

DAYS = 3  # two of them to learn from, the third to be foretold
SIZES = ("all", "small", "large")
RENAMED = {"group": "key", "median_abs": "half_within", "mean_abs": "mean_error"}
KEPT = (
    "years", "key", "key_words", "size", "size_words", "districts", "bases",
    "half_within", "mean_error", "bias", "no_change", "city_rates", "covered", "words",
)  # fmt: skip


def tested(city: City) -> Tested:
    """Try the forecast on the city's own past, from every day from which a later counted day can be foretold."""
    tests = _tests(city.population)
    table = _summed(tests)
    headline = (_first(city), *_compared(table), *_covered(tests)) if len(table) else (_too_few(city),)
    return Tested(
        city=card(city),
        title=say("forecast.title.tested"),
        table=table,
        columns=_columns(),
        evidence=(_source(city),) if len(table) else (),
        headline=headline,
        notes=(*fiction(city), *(_notes() if len(table) else ())),
        reading=tuple(column for column in _columns() if column.key in ("years", "key_words", "size_words", "words")),
    )


def _tests(population: pd.DataFrame | None) -> pd.DataFrame:
    """Try the forecast: rows of measures.ageing.backtest, none where none is possible."""
    return pd.DataFrame() if population is None or population.empty else backtest(population)


def _summed(tests: pd.DataFrame) -> pd.DataFrame:
    """Sum the tries up, one row a horizon, age group and size of district: the table of Tested."""
    if tests.empty:
        return pd.DataFrame({name: [] for name in KEPT})
    table = summary(tests).rename(columns=RENAMED)
    table = table[table["key"].isin(FORECAST_KEYS) & table["half_within"].notna()]
    order = [table["years"], table["key"].map(FORECAST_KEYS.index), table["size"].map(SIZES.index)]
    table = table.iloc[np.lexsort(order[::-1])].reset_index(drop=True)
    table = table.assign(
        key_words=[say(f"forecast.key.{key}") for key in table["key"]],
        size_words=[say(f"forecast.size.{size}") for size in table["size"]],
        words=[_words(*row) for row in table[["half_within", "mean_error", "covered"]].itertuples(index=False)],
    )
    return table[list(KEPT)]


def _compared(table: pd.DataFrame) -> tuple[str, ...]:
    """Set the mean error of 65+ at the longest horizon up to LONGEST years beside that of saying nothing changes."""
    older = table[(table["key"] == "older") & (table["size"] == "all") & (table["years"] <= LONGEST)]
    if older.empty:
        return ()
    row = older.sort_values("years").iloc[-1]
    errors = {name: share(row[name]) for name in ("mean_error", "no_change", "city_rates")}
    return (say("forecast.tested.compared", years=int(row["years"]), **errors),)


def _covered(tests: pd.DataFrame) -> tuple[str, ...]:
    """Say which share of all tries of 65+ was within its band; nothing where nobody was as old."""
    older = tests[(tests["group"] == "older") & (tests["actual"] > 0)]
    if older.empty:
        return ()
    held = older["actual"].between(older["low"], older["high"]).mean()
    return (say("forecast.tested.covered", share=share(held, 0)),)


def _words(half: float, mean: float, covered: float) -> str:
    """Say how one horizon, group and size did."""
    if covered != covered:
        return say("forecast.tested.words_bare", half=share(half), mean=share(mean))
    return say("forecast.tested.words", half=share(half), mean=share(mean), covered=share(covered, 0))


def _first(city: City) -> str:
    """Say how sure a forecast from the latest count is."""
    return (
        say("forecast.sureness.none")
        if city.population is None
        else sureness(choose(residents(city.population)).residents)
    )


def _too_few(city: City) -> str:
    """Say how many days are needed to try the forecast."""
    days = 0 if city.population is None else int(city.population["date"].nunique())
    return say("forecast.tested.too_few", n=days) if days < DAYS else say("forecast.tested.none")


def _source(city: City) -> Evidence:
    """Say on which counts the tries rest."""
    return Evidence(
        what=say("forecast.what.tested"),
        source=evidence.credit(city, "population"),
        date=evidence.day(city.population),
        unit=say("answers.unit.persons"),
        rule=say("forecast.rule.tested"),
    )


def _notes() -> tuple[str, ...]:
    """Say how the table is to be read."""
    return (say("forecast.note.tested_how"), say("forecast.note.tested_past"))


def _columns() -> tuple[Column, ...]:
    """Head the columns."""
    shares = ("half_within", "mean_error", "bias", "no_change", "city_rates", "covered")
    return (
        Column("years", say("forecast.column.years"), "number"),
        Column("key_words", say("forecast.column.key")),
        Column("size_words", say("forecast.column.size")),
        Column("districts", say("forecast.column.districts"), "number"),
        Column("bases", say("forecast.column.bases"), "number"),
        *(Column(name, say(f"forecast.column.{name}"), "share") for name in shares),
        Column("words", say("forecast.column.result")),
    )
