"""The districts that are most like one, and why, in words."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from shiensys.answers.people import OLD
from shiensys.city import City
from shiensys.measures import extent, people, similar
from shiensys.text import number, persons, say, share

COUNTS = ("residents", "older", "old", "alone", "square_km")  # that add up over districts


def alike(city: City, district: str, among: pd.Index) -> dict[str, str]:
    """Name the districts most like one, each with the reasons in words; none where no residents are known."""
    described = described_by(city)
    found = similar.nearest(described, district, among)
    return {
        str(other): _reasons(described, district, str(other), str(codes)) for other, codes in found["reasons"].items()
    }


def described_by(city: City) -> pd.DataFrame:
    """Describe the districts by what is known of all of them; see measures.similar.features."""
    if city.population is None or city.districts.empty:
        return pd.DataFrame(index=city.districts["district_id"])
    return similar.features(known_of(city))


def known_of(city: City) -> pd.DataFrame:
    """Count by district_id what likeness is told by, at each district's latest day: COUNTS and ``change`` a year."""
    if city.population is None:
        return pd.DataFrame(index=city.districts["district_id"])
    residents = people.known_ages(city.population)
    counts = {
        "residents": residents,
        "older": people.aged(city.population, from_age=people.OLDER),
        "old": people.aged(city.population, from_age=OLD),
    }
    table = pd.DataFrame({name: people.latest(each) for name, each in counts.items()})
    table = table.assign(change=similar.yearly_change(residents))
    if city.households is not None:
        alone = people.at_latest(city.households).groupby("district_id")["single_65"]
        table = table.assign(alone=alone.sum(min_count=1, skipna=False))
    if isinstance(city.districts, gpd.GeoDataFrame):
        table = table.assign(square_km=extent.square_km(city.districts))
    return table.reindex(city.districts["district_id"])


def _reasons(described: pd.DataFrame, district: str, other: str, codes: str) -> str:
    """Say in what two districts are alike, with both figures."""
    told = [
        say(
            "survey.answer.alike",
            what=say(f"survey.answer.feature.{code}"),
            one=figure(code, described.loc[district, code]),
            other=figure(code, described.loc[other, code]),
        )
        for code in codes.split(";")
        if code
    ]
    return say("answers.reason_joint").join(told) if told else say("survey.answer.alike_overall")


def figure(code: str, value: object) -> str:
    """Write a feature's figure.

    >>> figure("density", 1234.4), figure("change", -0.0123), figure("old_share", 0.5)
    ('1,234人/km²', '年に−1.2%', '50%')
    """
    known = float(str(value))
    if code == "older":
        return persons(known)
    if code == "density":
        return say("survey.answer.figure.density", n=number(known))
    if code == "change":
        sign = "−" if known < 0 else "+"
        return say("survey.answer.figure.change", share=sign + share(abs(known)))
    return share(known, 0)
