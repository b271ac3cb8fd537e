"""Where the outlook on need comes from, and what must be said beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from shiensys.answers.ageing.forecasts.notes import sources
from shiensys.answers.ageing.needs.growing import Growing
from shiensys.answers.answer import Evidence
from shiensys.answers.card import fiction
from shiensys.answers.estimate import respondents
from shiensys.answers.evidence import credit, of_survey
from shiensys.answers.release import Answered
from shiensys.city import City
from shiensys.measures.ageing.need import Rates
from shiensys.tables.categories import Category
from shiensys.text import say


def evidence(city: City, ground: Growing, found: Answered | None) -> tuple[Evidence, ...]:
    """Say where need of today and the residents to come are from."""
    unit = say("outlook.unit")
    n = float("nan") if found is None else float(respondents(found) or "nan")
    told = (of_survey(city, say("outlook.what.need"), n, unit, say("outlook.rule.need")),)
    forecast = sources(city, ground.made)[1:]  # what is counted is in it
    care = credit(city, "certified") if len(ground.speaks_for) else ""
    return (*told, *(replace(each, source=_joined(each.source, care)) for each in forecast))


def _joined(*names: str) -> str:
    """Write sources in one line."""
    return say("answers.joint").join(filter(None, names))


def notes(city: City, ground: Growing, kinds: Sequence[tuple[Category, Rates]], table: pd.DataFrame) -> tuple[str, ...]:
    """Give what must be printed beside the outlook: fiction first, then what it takes for granted, then the kinds'."""
    told = [say("outlook.note.ages"), _care(city, ground), say("outlook.note.band")]
    asked = {str(kind) for kind in table.loc[table["need"].notna(), "kind"].unique()}
    flat = [each.name for each, rates in kinds if rates.flat and each.kind in asked]
    joined = [each.name for each, rates in kinds if rates.joined and each.kind in asked]
    told += [say("outlook.note.flat", kinds=_listed(flat))] if flat else []
    told += [say("outlook.note.joined", kinds=_listed(joined))] if joined else []
    told += [ground.made.why] if ground.made.why else []
    without = table.loc[table["state"] == "no_forecast", "name"].drop_duplicates()
    told += [say("outlook.note.no_forecast", names=_listed(without))] if len(without) else []
    told += [] if city.asked.without_care else [say("answers.note.all_older")]
    told += [say("outlook.note.caveat", kind=each.name, caveat=each.caveat) for each, _ in kinds]
    return (*fiction(city), *told, say("answers.note.unasked"))


def _care(city: City, ground: Growing) -> str:
    """Say how those in care were taken off: by age, or in all alike."""
    if len(ground.speaks_for):
        return say("outlook.note.care_by_age")
    return say("outlook.note.care" if city.asked.without_care else "outlook.note.care_unknown")


def _listed(names: Sequence[str] | pd.Series) -> str:
    """Write names in one line."""
    return say("answers.reason_joint").join(map(str, names))
