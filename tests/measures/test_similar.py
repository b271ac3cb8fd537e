"""Which districts are alike."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiensys.measures.similar import apart, features, nearest

PEOPLE = pd.DataFrame(
    {
        "residents": [4000.0, 4000.0, 8000.0, 1000.0],
        "older": [1000.0, 1200.0, 2000.0, 600.0],
        "old": [500.0, 600.0, 1000.0, 420.0],
        "alone": [200.0, 240.0, 400.0, 240.0],
    },
    index=["a", "b", "c", "d"],
)


def test_districts_are_described_by_size_and_age():
    told = features(PEOPLE)
    assert told.loc["a"].tolist() == [1000, 0.25, 0.5, 0.2]
    assert told.loc["d"].tolist() == [600, 0.6, 0.7, 0.4]


def test_what_is_not_known_of_all_districts_is_left_out():
    assert list(features(PEOPLE.drop(columns="alone"))) == ["older", "older_share", "old_share"]
    assert list(features(PEOPLE.assign(old=[1.0, None, 2.0, 3.0]))) == ["older", "older_share", "alone_share"]


def test_the_distance_is_worked_out_by_hand():
    two = pd.DataFrame({"old_share": [0.5, 0.6, 0.7]}, index=["a", "b", "c"])
    # the standard deviation of 0.5, 0.6, 0.7 is 0.1 × √(2/3)
    assert apart(two, "a")["old_share"].tolist() == pytest.approx([1.2247, 2.4495], abs=1e-4)
    assert nearest(two, "a", two.index)["distance"].tolist() == pytest.approx([1.2247, 2.4495], abs=1e-4)


def test_size_is_compared_by_ratio():
    told = pd.DataFrame({"older": [200.0, 400.0, 800.0]}, index=["a", "b", "c"])
    far = apart(told, "b")["older"]
    assert far["a"] == pytest.approx(far["c"])


def test_the_nearest_come_first_with_what_they_have_in_common():
    found = nearest(features(PEOPLE), "a", PEOPLE.index, most=2)
    assert found.index.tolist() == ["b", "c"]
    assert found.loc["b", "reasons"] == "old_share;alone_share"  # equal in both


def test_only_those_named_are_compared():
    assert nearest(features(PEOPLE), "a", pd.Index(["d"])).index.tolist() == ["d"]


def test_where_nothing_is_known_nobody_is_alike():
    assert nearest(pd.DataFrame(index=["a", "b"]), "a", pd.Index(["b"])).empty
    equal = pd.DataFrame({"older": [100.0, 100.0]}, index=["a", "b"])
    assert nearest(equal, "a", pd.Index(["b"])).empty


@given(st.permutations(list(PEOPLE.index)))
def test_the_order_of_rows_changes_nothing(order):
    shuffled = nearest(features(PEOPLE.loc[order]), "a", pd.Index(order))
    pd.testing.assert_frame_equal(shuffled, nearest(features(PEOPLE), "a", PEOPLE.index))
