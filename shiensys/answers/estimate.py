"""Need by unit, for any verdict on the respondents: the one way from what is released to persons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from shiensys.answers import links
from shiensys.answers import release as released
from shiensys.answers.answer import Basis, Level
from shiensys.answers.protect import whole
from shiensys.answers.release import Answered, Release, Tied, Verdict
from shiensys.answers.units import WHOLE, total, unit_of, units
from shiensys.answers.whereabouts import WIDE, Breakdown
from shiensys.city import City
from shiensys.measures import need, trouble
from shiensys.measures.need import Sizes
from shiensys.tables.categories import Category
from shiensys.text import say

DRAWN: tuple[Breakdown, ...] = ("district",)  # need is told by district and what is made of districts
ONE_EACH = Sizes()  # persons are counted


@dataclass(frozen=True)
class Estimate:
    """What is known of one question. ``release``: None where the survey doesn't ask it."""

    basis: Basis
    release: Release | None
    sizes: Sizes = ONE_EACH


def surveyed(city: City) -> bool:
    """Tell whether the city has a survey, as answers or as a contractor's tables."""
    return city.survey is not None or city.survey_table is not None


def estimated(city: City, chosen: Category, found: Answered | None, drawn: Collection[Breakdown] = DRAWN) -> Estimate:
    """Estimate the share in need of a kind: from the answers if they ask for it, else from contractor's tables.

    ``found``: from release.answered, None where the city holds no answers. ``drawn``: the breakdowns wanted; what is
    released of one doesn't hang on whether another is wanted too.
    """
    if found is not None:
        asked = trouble.question(found.rows["city"], chosen)
        if asked.basis != "none":
            told = of_verdict(found, lambda rows: trouble.verdict(rows, asked), links.of_kind(found, chosen), drawn)
            return Estimate(asked.basis, told, _sizes(found, chosen, asked))
    return _of_table(city, chosen, drawn)


def of_verdict(
    found: Answered, verdict_of: Verdict, tied: tuple[Tied, ...] = (), drawn: Collection[Breakdown] = DRAWN
) -> Release:
    """Release one question with the estimates by district. ``tied``: from answers.links."""
    return released.of_answers(found, verdict_of, estimated=drawn, direct=False, tied=tied)


def _of_table(city: City, chosen: Category, drawn: Collection[Breakdown]) -> Estimate:
    """Estimate from the newest contractor's table. It doesn't tell who lives with whom."""
    for each in city.rounds:
        if each.table is not None:
            basis = trouble.table_basis(each.table, chosen.kind)
            if basis == "none":
                break
            before = links.keys_before(chosen.kind)
            told = released.of_table(city, each, chosen.kind, estimated=drawn, tied=before)
            return Estimate(basis, told, need.average_sizes() if chosen.household_weighted else ONE_EACH)
    return Estimate("none", None)


def _sizes(found: Answered, chosen: Category, asked: trouble.Question) -> Sizes:
    """Work out households a person; who lives alone is a household."""
    if not chosen.household_weighted:
        return ONE_EACH
    rows = found.rows["city"]
    whose = need.sizes(rows, trouble.verdict(rows, asked))
    return Sizes(1.0, whose.everybody) if trouble.ALONE_WITHOUT_LISTENER in asked.items else whose


def by_unit(city: City, known: Estimate, level: Level) -> pd.DataFrame:
    """Bring an estimate to units, every unit of the level present; columns of measures.need.persons.

    Also ``together``: the districts that a merged group gives one estimate for, by name, blank where it is one alone.
    """
    wanted = pd.Index(units(city, level)["unit_id"])
    residents = total(city.asked.persons, unit_of(city, level)).reindex(wanted)
    shares = _shares(city, known.release, level, wanted)
    return need.persons(shares, residents, known.sizes).assign(together=_together(city, known.release, level, wanted))


def _shares(city: City, told: Release | None, level: Level, wanted: pd.Index) -> pd.DataFrame:
    """Give the shares by unit, blank and ``protected`` where nothing is released."""
    cells = None if told is None else told.cells.get("district")
    if told is None or cells is None:
        blank = dict.fromkeys(("share", "share_low", "share_high"), float("nan"))
        return pd.DataFrame({"n": 0.0, "state": "protected", **blank}, index=wanted)
    if level == "district":
        return need.by_district(cells, told.groups.reindex(wanted))
    shares = need.by_unit(cells, parts(city, told, level), wanted)
    return shares.assign(n=float(told.whole["n"].iloc[0])) if level == "city" and told.whole is not None else shares


def parts(city: City, told: Release, level: Level) -> pd.DataFrame:
    """List whom each cell speaks for: ``cell``, ``unit_id``, ``residents``, one row a district and one a 圏域.

    Answers known by 圏域 only speak for its districts that have no estimate of their own.
    """
    of = unit_of(city, level)
    ids = pd.Index(city.districts["district_id"])
    area = pd.Series(city.districts["area"].array, index=ids)
    parts = pd.DataFrame({"cell": told.groups, "unit_id": of, "residents": city.asked.persons}).reindex(ids)
    own = parts["cell"].isin(told.cells["district"].dropna(subset="share").index)
    areas = area.dropna().unique()
    left = parts["residents"].mask(own, 0.0).groupby(area).sum(min_count=1, skipna=False).reindex(areas)
    wide = pd.DataFrame(
        {
            "cell": [WIDE + area for area in areas],
            "unit_id": areas if level == "area" else WHOLE,
            "residents": left.where(left > 0).to_numpy(),
        }
    )
    return pd.concat([parts, wide], ignore_index=True).dropna(subset=["cell", "unit_id"])


def _together(city: City, told: Release | None, level: Level, wanted: pd.Index) -> pd.Series:
    """Name the districts that are put together, by unit."""
    if told is None or level != "district":
        return pd.Series("", index=wanted, dtype="str")
    names = dict(zip(city.districts["district_id"], city.districts["name"], strict=True))
    members: dict[str, list[str]] = {}
    for unit_id, group in told.groups.dropna().items():
        members.setdefault(group, []).append(names[unit_id])
    joined = {group: say("answers.joint").join(each) for group, each in members.items() if len(each) > 1}
    return pd.Series([joined.get(group, "") for group in told.groups.reindex(wanted)], index=wanted, dtype="str")


def respondents(found: Answered | None) -> int | None:
    """Count all who answered, as it is released; None where these are too few, or there are none."""
    if found is None:
        return None
    told = released.of_answers(
        found, lambda rows: pd.Series(True, index=rows.index, dtype="boolean"), estimated=(), direct=False
    )
    n = float("nan") if told.whole is None else told.whole["n"].iloc[0]
    return int(n) if n > 0 else None


def everywhere(city: City, known: Estimate) -> pd.Series:
    """Give the whole city's row of by_unit, amounts whole."""
    return whole(by_unit(city, known, "city"), ["need", "need_low", "need_high"]).iloc[0]
