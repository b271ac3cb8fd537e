"""What must stand beside a forecast: what it rests on, what its range means, and whom it leaves out."""

from __future__ import annotations

from collections.abc import Iterable

from shiensys.answers import evidence
from shiensys.answers.ageing.forecasts.made import Made, Rates
from shiensys.answers.answer import Evidence
from shiensys.answers.card import fiction
from shiensys.city import City
from shiensys.measures.ageing.forecast import Forecast
from shiensys.text import say, share

MARKS = ("institution", "boundary", "short")
NAMED = 5  # names written out


def method(found: Forecast) -> str:
    """Say in words how the forecast is made, and on which years it rests."""
    return say(
        f"forecast.method.{found.method}",
        first=found.first_day.date(),
        base=found.base.date(),
        n=found.periods,
    )


def sources(city: City, made: Made) -> tuple[Evidence, ...]:
    """Say where the counts and the expected figures come from."""
    if made.forecast is None or made.base is None:
        return ()
    day = made.base.date()
    kinds = ["population"]
    kinds += ["city-forecast"] if made.official.used == "used" else []
    kinds += ["cohort-rates"] if made.rates.rows is not None else []
    expected = Evidence(
        what=say("forecast.what.expected"),
        source=evidence.credit(city, *kinds),
        date=day,
        unit=say("answers.unit.persons"),
        over=say("forecast.over"),
        rule=method(made.forecast),
    )
    counted = Evidence(
        what=say("answers.what.population"),
        source=evidence.credit(city, "population"),
        date=day,
        unit=say("answers.unit.persons"),
        rule=say("forecast.rule.counted"),
    )
    return (counted, expected)


def notes(city: City, made: Made, sureness: str) -> tuple[str, ...]:
    """Give all that must stand beside the figures: fiction first, then how sure they are."""
    if made.forecast is None:
        return (*fiction(city), made.why)
    told = [
        sureness,
        method(made.forecast),
        *caveats(city, made),
        say("forecast.note.births"),
        say("forecast.note.rounding"),
        say("forecast.note.city_as_one") if made.city is not None else "",
    ]
    return (*fiction(city), *(note for note in told if note))


def caveats(city: City, made: Made) -> tuple[str, ...]:
    """Give what the figures of districts can't do without: base, range, official total, who is marked or left out."""
    if made.forecast is None:
        return (made.why,)
    found = made.forecast
    told = [
        _base(made),
        say("forecast.note.band"),
        "" if found.spread.own else say("forecast.note.spread_reference"),
        _official(made),
        *_rates(made.rates),
        say("forecast.note.between") if found.between else "",
        say("forecast.note.evened") if found.evened else "",
        *_marked(city, found),
        *_left_out(city, found),
    ]
    return tuple(note for note in told if note)


def mark_words(found: Forecast) -> dict[str, str]:
    """Say of each marked district what is the matter with it."""
    return {district: say(f"forecast.mark.{mark}") for district, mark in found.marked.items()}


def absent(city: City, made: Made) -> dict[str, str]:
    """Say why a district has no forecast, by district_id."""
    ids = city.districts["district_id"]
    if made.forecast is None:
        return dict.fromkeys(ids, made.why)
    left_out = made.forecast.left_out
    known = set(made.forecast.residents.districts)
    told = {each: say(f"forecast.absent.{code}") for each, code in left_out.items()}
    return told | {each: say("forecast.absent.nobody") for each in ids if each not in known and each not in left_out}


def _base(made: Made) -> str:
    """Say which counted day is the base where another was asked for."""
    if made.base is None or made.asked is None or made.asked == made.base.date():
        return ""
    return say("forecast.note.base", asked=made.asked, base=made.base.date())


def _official(made: Made) -> str:
    """Say what became of the official forecast of the whole city."""
    official = made.official
    if official.used != "contradicts":
        return say(f"forecast.note.official.{official.used}", source=official.source)
    return say(
        "forecast.note.official.contradicts",
        source=official.source,
        off=share(abs(official.stated / official.counted - 1)),
        counted=round(official.counted),
        stated=round(official.stated),
    )


def _rates(rates: Rates) -> list[str]:
    """Say whose rates were used, or why they weren't."""
    told = [say("forecast.note.rates", source=rates.source)] if rates.rows is not None else []
    if not rates.fit:
        told.append(say("forecast.note.rates_unfit", source=rates.source))
    if rates.unmatched:
        told.append(say("forecast.note.rates_unmatched", names=_some(rates.unmatched)))
    return told


def _marked(city: City, found: Forecast) -> list[str]:
    """Name the districts whose past isn't like that of others."""
    return [
        say(f"forecast.note.{mark}", names=_names(city, ids))
        for mark in MARKS
        if (ids := [each for each, why in found.marked.items() if why == mark])
    ]


def _left_out(city: City, found: Forecast) -> list[str]:
    """Name the districts without forecast, and say what to do."""
    if not found.left_out:
        return []
    return [say("forecast.note.left_out", n=len(found.left_out), names=_names(city, found.left_out))]


def _names(city: City, ids: Iterable[str]) -> str:
    """Write the names of districts in the city's own order."""
    wanted = set(ids)
    return _some(tuple(city.districts.loc[city.districts["district_id"].isin(wanted), "name"]))


def _some(names: tuple[str, ...]) -> str:
    """Write the first of some names, and how many more there are."""
    told = say("answers.reason_joint").join(names[:NAMED])
    return told if len(names) <= NAMED else say("forecast.and_more", names=told, n=len(names) - NAMED)
