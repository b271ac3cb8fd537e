"""Small districts are put together with a neighbour."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from shiensys.measures.release.disclosure import groups

ROW = {"港": {"小川": 3.0}, "小川": {"港": 3.0, "和田": 1.0}, "和田": {"小川": 1.0, "大富": 2.0}, "大富": {"和田": 2.0}}
AREAS = pd.Series({"港": "東", "小川": "東", "和田": "西", "大富": "西"})


def grouped(borders=ROW, areas=AREAS, before=None, **answers):
    return groups(pd.Series(answers, dtype=float), borders, areas, before=before).to_dict()


def test_large_districts_stay_alone():
    assert grouped(港=40, 小川=10, 和田=30, 大富=20) == {"港": "港", "小川": "小川", "和田": "和田", "大富": "大富"}


def test_a_small_one_goes_to_its_neighbour_and_takes_its_name():
    assert grouped(港=40, 小川=6, 和田=30, 大富=20) == {"港": "港", "小川": "港", "和田": "和田", "大富": "大富"}


def test_its_own_area_comes_before_a_longer_border():
    longer = {**ROW, "小川": {"港": 3.0, "和田": 9.0}}
    assert grouped(longer, 港=40, 小川=6, 和田=30, 大富=20)["小川"] == "港"


def test_without_a_neighbour_in_its_area_it_goes_to_any():
    alone = pd.Series({"港": "東", "小川": "北", "和田": "西", "大富": "西"})
    assert grouped(areas=alone, 港=40, 小川=6, 和田=30, 大富=20)["小川"] == "港"


def test_two_small_ones_may_be_enough_together():
    assert grouped(港=5, 小川=6, 和田=30, 大富=20) == {"港": "小川", "小川": "小川", "和田": "和田", "大富": "大富"}


def test_without_polygons_it_goes_to_the_smallest_of_its_area():
    areas = pd.Series({"港": "東", "小川": "東", "和田": "東", "大富": "西"})
    assert grouped({}, areas, 港=40, 小川=6, 和田=30, 大富=20)["小川"] == "和田"


def test_more_than_three_are_never_put_together():
    found = grouped(港=2, 小川=2, 和田=2, 大富=2)
    assert all(name != name for name in found.values())  # NaN: protected


def test_an_island_without_neighbours_stays_protected():
    found = grouped({**ROW, "島": {}}, pd.Series({**AREAS, "島": "東"}), 港=40, 小川=12, 和田=30, 大富=20, 島=4)
    assert found["島"] != found["島"]
    assert found["港"] == "港"


def test_what_was_together_stays_together():
    """If the group fell apart, its parts now would tell what the small one had before."""
    before = pd.Series({"港": "港", "小川": "港", "和田": "和田", "大富": "大富"})
    assert grouped(before=before, 港=40, 小川=30, 和田=30, 大富=20)["小川"] == "港"
    assert grouped(港=40, 小川=30, 和田=30, 大富=20)["小川"] == "小川"


@settings(max_examples=25)
@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.permutations(list(AREAS.index)))
def test_groups_are_large_enough_and_don_t_hang_on_the_order(sizes, order):
    answers = pd.Series(dict(zip(AREAS.index, map(float, sizes), strict=True)))
    found = groups(answers, ROW, AREAS)
    assert groups(answers.loc[order], ROW, AREAS).to_dict().items() >= found.dropna().to_dict().items()
    told = answers.groupby(found).sum()
    assert (told >= 10).all()
    assert answers[answers >= 10].index.isin(found.dropna().index).all()  # none is lost through the others
    assert found.dropna().value_counts().le(3).all()
