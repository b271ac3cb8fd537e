"""How the places of resources were found, in words."""

from __future__ import annotations

import pandas as pd

from shiensys.answers import evidence
from shiensys.answers.answer import Evidence
from shiensys.city import City
from shiensys.measures.addressing.geocoding import COARSE
from shiensys.text import say

BY_ADDRESS = ("block", "town")


def words(listed: pd.DataFrame) -> list[str]:
    """Say for each resource how its point was found (``point_from``, ``point_match``)."""
    pairs = zip(listed["point_from"], listed["point_match"], strict=True)
    return [say(f"roster.point.{way}", match="" if pd.isna(match) else match) for way, match in pairs]


def coarse(listed: pd.DataFrame) -> pd.Series:
    """Tell whose point stands for a whole town; True by row."""
    return listed["point_from"].isin(COARSE)


def sources(city: City) -> tuple[Evidence, ...]:
    """Credit the table of addresses where points came from it."""
    if city.resources is None or not city.resources["point_from"].isin(BY_ADDRESS).any():
        return ()
    credit = evidence.credit(city, "address-points")
    return (Evidence(say("roster.what.addresses"), credit, None, "", rule=say("roster.rule.addresses")),)
