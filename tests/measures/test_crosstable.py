"""Counts by cell out of a contractor's cross-table."""

import pandas as pd
import pytest

from shiensys.measures.crosstable import counts

COLUMNS = ["kind", "basis", "by", "cell", "stratum", "n", "count"]
ROWS = [
    ("falls", "indicator", "district", None, "d1", 120, 40.0),
    ("falls", "indicator", "district", None, "d2", 80, 20.0),
    ("falls", "indicator", "district", None, "area:南", 200, 60.0),
    ("falls", "indicator", "district", None, None, 7, 3.0),
    ("falls", "indicator", "age", "75-79", None, 90, 30.0),
    ("falls", "indicator", "age", "85-", None, 50, 25.0),
    ("falls", "indicator", "sex", "male", None, 95, 28.0),
    ("oral", "indicator", "district", None, "d1", 100, 25.0),
    ("oral", "indicator", "city", None, None, 250, 65.0),
    ("transport", "in_trouble", "district", None, "d1", 110, 22.0),
    ("transport", "unsolved", "district", None, "d1", 110, 11.0),
    ("homebound", "indicator", "district", None, "area:南", 60, 12.0),
]
TABLE = pd.DataFrame(ROWS, columns=COLUMNS).astype({"n": "Int32", "cell": "str", "stratum": "str"})


def told(key: str, by: str) -> dict[str, list[float]]:
    found = counts(TABLE, key, by)
    assert list(found.columns) == ["n", "x"]
    return {str(cell): row.tolist() for cell, row in found.iterrows()}


@pytest.mark.parametrize(
    ("key", "by", "cells"),
    [
        ("falls", "district", {"area:南": [200, 60], "d1": [120, 40], "d2": [80, 20]}),
        ("falls", "age", {"75-79": [90, 30], "85-": [50, 25]}),
        ("falls", "sex", {"male": [95, 28]}),
        ("falls", "city", {"city": [200, 60]}),  # d1 + d2; 圏域 would count the same people again
        ("oral", "city", {"city": [250, 65]}),  # a row of its own: those who didn't say their district too
        ("oral", "age", {}),
        ("homebound", "city", {"city": [60, 12]}),
        ("depression", "district", {}),
        ("depression", "city", {}),
    ],
)
def test_each_way_of_dividing_has_its_own_rows(key, by, cells):
    assert told(key, by) == cells


def test_the_best_basis_of_a_kind_counts_and_its_troubles_are_indicators_too():
    assert told("transport", "district") == told("unsolved_transport", "district") == {"d1": [110, 11]}
    assert told("trouble_transport", "district") == {"d1": [110, 22]}
    assert told("unsolved_shopping", "district") == {}


def test_a_kind_without_troubles_of_its_own_isnt_taken_for_one():
    talk = TABLE.assign(kind="talk", basis="in_trouble")
    assert counts(talk, "trouble_talk", "district").empty
    assert len(counts(talk, "talk", "district"))


def test_several_towns_of_one_district_are_added_up():
    both = TABLE.iloc[:2].assign(stratum="d1")
    assert counts(both, "falls", "district").loc["d1"].tolist() == [200, 60]


def test_a_table_from_before_knows_districts_only():
    old = TABLE.iloc[:2].drop(columns=["by", "cell"])
    assert counts(old, "falls", "district")["n"].tolist() == [120, 80]
    assert counts(old, "falls", "city").loc["city"].tolist() == [200, 60]
    assert counts(old, "falls", "age").empty
