"""A city's tables put together."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from shiensys.city import City, Edits
from shiensys.gathering import placing
from shiensys.gathering.edits import UNTOUCHED, Overlay, laid_over
from shiensys.gathering.joining import joined
from shiensys.gathering.placing import AMOUNTS
from shiensys.gathering.points import with_districts, with_points
from shiensys.gathering.rounds import RETURNS, SURVEY, TABLE, States, rounds
from shiensys.gathering.stacking import Parts, last, latest, named, newest_by_date, of_survey, stacked, stacked_once
from shiensys.gathering.state import state
from shiensys.measures import placement
from shiensys.measures.borders import borders
from shiensys.measures.listing import listed
from shiensys.measures.merging import merged
from shiensys.store.cities import CityRecord
from shiensys.store.versions import Version
from shiensys.tables.former import as_today
from shiensys.tables.names import Unmatched
from shiensys.text import today

ADDRESSES = "address-points"


class Registry(NamedTuple):
    """The resources of a city with their districts, and what the page changed of them."""

    resources: pd.DataFrame | None
    served: placement.Placed | None
    edits: Edits

    @property
    def unplaced(self) -> dict[str, tuple[Unmatched, ...]]:
        """The names in the lists that are no district, by table; none where there is none."""
        return {"resources": self.served.unmatched} if self.served and self.served.unmatched else {}


def gathered(
    record: CityRecord, loaded: tuple[Version, ...], parts: Parts, states: States | None = None,
    *, page: Overlay = UNTOUCHED,
) -> City:  # fmt: skip
    """Put the tables of a city together. ``states``: each survey as it was published; ``page``: edits of it."""
    parts = {kind: tuple(as_today(kind, table) for table in tables) for kind, tables in parts.items()}
    states = {part: tuple(as_today(SURVEY, table) for table in shown) for part, shown in (states or {}).items()}
    dated = {kind: newest_by_date(parts.get(kind, ())) for kind in AMOUNTS}
    surveys = {kind: latest(parts.get(kind, ())) for kind in (SURVEY, TABLE)}
    all_returns = stacked(parts, RETURNS)
    returns = of_survey(all_returns, surveys[SURVEY])
    crosswalk = stacked(parts, "crosswalk")
    loaded_polygons, described = (last(parts.get(kind, ())) for kind in ("districts", "district-list"))
    polygons = None if loaded_polygons is None else merged(loaded_polygons, crosswalk)
    districts = listed(polygons, described, named([*dated.values(), *surveys.values()], crosswalk))
    tables = [(str(table["survey"].iloc[0]), table) for table in parts.get(TABLE, ()) if len(table)]
    shown = {str(table["survey"].iloc[0]): (table,) for table in parts.get(SURVEY, ()) if len(table)}
    placed = placing.placed({**dated, **surveys, RETURNS: returns}, districts, crosswalk)
    registry = _registry(record, parts, page, districts)
    return City(
        record=record,
        version=state(loaded, page.number),
        today=record.as_of or today(),
        districts=districts,
        borders=borders(districts),
        merged=polygons is not loaded_polygons,
        asked=placing.asked(placed.tables["population"], placed.tables["certified"], districts),
        loaded=loaded,
        crosswalk=crosswalk,
        population=placed.tables["population"],
        households=placed.tables["households"],
        certified=placed.tables["certified"],
        survey=placed.tables["survey"],
        survey_table=placed.tables["survey-table"],
        returns=placed.tables["returns"],
        rounds=rounds(states or shown, tables, all_returns, districts, crosswalk),
        codebook=stacked(parts, "codebook"),
        resources=registry.resources,
        served=None if registry.served is None else registry.served.table,
        completeness=_completeness(parts, districts),
        forecasts=stacked_once(parts, "city-forecast"),
        cohort_rates=stacked_once(parts, "cohort-rates"),
        series=stacked_once(parts, "series"),
        targets=stacked_once(parts, "targets"),
        unplaced={**placed.unplaced, **registry.unplaced},
        short=placed.short,
        edits=registry.edits,
    )


def _registry(record: CityRecord, parts: Parts, page: Overlay, districts: pd.DataFrame) -> Registry:
    """Put the lists of resources together with what the page says of them, and find where they stand and serve."""
    whole, edits = laid_over(stacked(parts, "resources"), page.edits)
    if whole is not None and page.pairs:
        whole, gone = joined(whole, page.pairs)
        edits = replace(edits, joined=gone)
    by_hand = last(parts.get("hand-points", ()))
    resources = with_districts(with_points(whole, stacked(parts, ADDRESSES), by_hand, record.name), districts)
    return Registry(resources, None if resources is None else placement.service_areas(resources, districts), edits)


def _completeness(parts: Parts, districts: pd.DataFrame) -> pd.DataFrame | None:
    """Give the marks of the registry by district and kind."""
    marks = stacked(parts, "completeness")
    return None if marks is None else placement.by_district(marks, districts)
