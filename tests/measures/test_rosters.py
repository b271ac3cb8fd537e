"""What a roster lacks, worked out by hand for a few entries."""

import datetime as dt

import pandas as pd

from shiensys.measures import rosters
from tests.city_of import registry, resource

TODAY = dt.date(2026, 10, 31)


def listed(*rows, part="registry"):
    table = registry(*rows).assign(part=part, located=pd.Series([None] * len(rows), dtype="str"))
    stated = table["longitude"].notna()
    return table.assign(point_from=pd.Series("none", index=table.index, dtype="str").mask(stated, "stated"))


def test_published_places_are_no_entries_and_closed_ones_are_asked_no_more():
    halls = listed(resource("公民館", kinds=None, longitude=134.5, latitude=34.0), part="halls")
    own = listed(
        resource("買い物の会"),
        resource("事務所", kinds=None),
        resource("昔の会", status="defunct"),
        resource("町の公民館", kinds=None, place_type="公民館"),
    )
    bare = listed(resource("サロン", kinds=None), part="names")
    found = rosters.entries(pd.concat([halls, own, bare], ignore_index=True))
    assert found["name"].tolist() == ["買い物の会", "事務所", "サロン"]


def test_blanks_are_counted_by_column():
    table = listed(
        resource("甲", capacity=None, schedule="毎週", contact="0", longitude=134.5, latitude=34.0),
        resource("乙", users=None),
    )
    blanks = rosters.blank(table)
    assert blanks.sum().to_dict() == {
        "kinds": 0, "place": 1, "schedule": 1, "capacity": 1, "users": 1, "times_month": 0, "contact": 1,
        "assured_date": 0,
    }  # fmt: skip


def test_what_nobody_confirmed_for_a_year_is_asked_again():
    days = ["2025-10-30", "2025-10-31", None]
    table = listed(*(resource(str(day), assured_date=pd.Timestamp(day)) for day in days))
    assert rosters.unconfirmed(table, TODAY).tolist() == [True, False, True]
    assert rosters.to_ask(table, TODAY).tolist() == [
        "place;schedule;contact;assured_date", "place;schedule;contact", "place;schedule;contact;assured_date",
    ]  # fmt: skip


def test_an_entry_is_at_home_where_it_stands_or_in_the_one_district_it_serves():
    table = listed(resource("甲"), resource("乙"), resource("丙"))
    table = table.assign(located=pd.Series(["d0", None, None], dtype="str"))
    served = pd.DataFrame(
        {"resource_id": ["甲", "乙", "丙", "丙"], "district_id": ["d3", "d1", "d1", "d2"]}, dtype="str"
    )
    assert rosters.homes(table, served).fillna("").tolist() == ["d0", "d1", ""]
