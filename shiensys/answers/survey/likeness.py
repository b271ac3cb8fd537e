"""The districts that are most like one, and why, in words."""

from __future__ import annotations

import pandas as pd

from shiensys.city import City
from shiensys.measures import people, similar
from shiensys.text import persons, say, share

OLD = 75  # years


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
    counts = {
        "residents": people.known_ages(city.population),
        "older": people.aged(city.population, from_age=people.OLDER),
        "old": people.aged(city.population, from_age=OLD),
    }
    table = pd.DataFrame({name: people.latest(each) for name, each in counts.items()})
    if city.households is not None:
        table = table.assign(
            alone=people.at_latest(city.households).groupby("district_id")["single_65"].sum(min_count=1)
        )
    return similar.features(table.reindex(city.districts["district_id"]))


def _reasons(described: pd.DataFrame, district: str, other: str, codes: str) -> str:
    """Say in what two districts are alike, with both figures."""
    told = [
        say(
            "survey.answer.alike",
            what=say(f"survey.answer.feature.{code}"),
            one=_figure(code, described.loc[district, code]),
            other=_figure(code, described.loc[other, code]),
        )
        for code in codes.split(";")
        if code
    ]
    return say("answers.reason_joint").join(told) if told else say("survey.answer.alike_overall")


def _figure(code: str, value: object) -> str:
    """Write a feature's figure."""
    return persons(float(str(value))) if code == "older" else share(float(str(value)), 0)
