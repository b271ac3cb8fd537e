"""The registry in the columns of the product's own template, so that a city can take it along and bring it back."""

from __future__ import annotations

import pandas as pd

from shiensys.answers import places
from shiensys.answers.answer import Answer, Column
from shiensys.answers.card import card, fiction
from shiensys.answers.registry.entries import entries
from shiensys.answers.registry.typed import COLUMNS, heading
from shiensys.city import City
from shiensys.tables.resources import PAGE, Resources
from shiensys.text import say

STATED = ("stated", "hand")  # points that the template holds; others are found again from the address


def own(city: City, *, internal: bool = False) -> Answer:
    """Give all entries, closed ones too: ``table`` has the columns of tables.resources.Resources, codes as they are.

    ``internal``: contacts that aren't public stand in it too. ``resource_id``: the lists' own keys where they differ
    from each other; what was added in the page keeps its id, by which it is known when the file is brought back.
    """
    listed = entries(city)
    public = listed["contact_public"].fillna(False).astype(bool)
    stated = listed["point_from"].isin(STATED)
    ids = _keys(listed)
    table = listed.reindex(columns=list(Resources.to_schema().columns)).assign(
        resource_id=ids,
        longitude=listed["longitude"].astype(float).where(stated),
        latitude=listed["latitude"].astype(float).where(stated),
        contact=listed["contact"].where(public | internal),
    )
    columns = tuple(Column(key, heading(key)) for key in COLUMNS)
    notes = (*fiction(city), *(() if internal else (say("exchange.own.public"),)))
    title = say("exchange.own.title", name=city.record.name)
    return Answer(card(city), title, table.reset_index(drop=True), columns, places.sources(city), notes=notes)


def _keys(listed: pd.DataFrame) -> pd.Series:
    """Give the key by which each entry is known when the file comes back."""
    if "own_id" not in listed:
        return pd.Series(listed["resource_id"])
    own = listed["own_id"].mask(listed["part"].eq(PAGE), listed["resource_id"])
    return pd.Series(own if own.is_unique else listed["resource_id"])
