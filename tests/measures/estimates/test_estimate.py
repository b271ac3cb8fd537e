"""Shares of districts from released bins: what few answers may say, and what the city says of them."""

import numpy as np
import pandas as pd
import pytest

from shiensys.measures.estimates import estimate
from shiensys.measures.interval import wilson
from shiensys.measures.release import disclosure
from tests.measures import cities

NOTHING = ["share", "share_low", "share_high", "sd", "common"]


def row(n: float, low: float, high: float, state: str = "shown") -> dict[str, object]:
    return {"state": state, "n": n, "n_low": n - 2, "n_high": n + 2, "x_low": low, "x_high": high}


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), index=[f"d{number}" for number in range(len(rows))])


def exact(n: float, x: float) -> pd.DataFrame:
    return pd.DataFrame([{"state": "shown", "n": n, "n_low": n, "n_high": n, "x_low": x, "x_high": x}], index=["city"])


def test_a_direct_share_is_the_middle_of_its_bin_and_its_bounds_reach_from_end_to_end():
    found = estimate.direct(frame(row(100, 18, 23))).iloc[0]
    ends = wilson(pd.Series([0.18, 0.23]), pd.Series([100, 100]))
    assert found["share"] == pytest.approx(0.205)
    assert found["share_low"] == ends["low"].iloc[0] == pytest.approx(0.117, abs=5e-4)
    assert found["share_high"] == ends["high"].iloc[1] == pytest.approx(0.322, abs=5e-4)


def test_the_city_whose_count_is_known_has_the_share_of_a_printed_report():
    found = estimate.direct(exact(474, 55)).iloc[0]
    assert found["share"] == 55 / 474
    assert found["share_low"] == wilson(pd.Series([55 / 474]), pd.Series([474]))["low"].iloc[0]


def test_few_and_protected_cells_have_no_direct_share():
    nobody = row(np.nan, np.nan, np.nan, "protected")
    assert estimate.direct(frame(row(20, 0, 5, "few"), nobody)).isna().all(axis=None)


def test_a_bin_that_is_open_above_ends_at_everybody():
    found = estimate.direct(frame(row(30, 24, 32))).iloc[0]
    assert found["share"] == 27 / 30
    assert found["share_high"] == 1


def test_a_district_leans_on_the_city_the_more_the_fewer_its_answers():
    cells = frame(*[row(100, 18, 23)] * 20, row(200, 66, 71), row(50, 18, 23), row(20, 12, 17, "few"))
    found = estimate.shrunk(cells, exact(2270, 520)).table["share"]
    assert 0.17 < found["d0"] < 0.22
    drawn = [found["d20"] / 0.3425, found["d21"] / 0.41, found["d22"] / 0.725]
    assert 1 > drawn[0] > drawn[1] > drawn[2]
    assert found["d22"] > 0.23


def test_few_answers_are_said_in_whole_percent_and_protected_ones_not_at_all():
    nobody = row(np.nan, np.nan, np.nan, "protected")
    cells = frame(*[row(100, 18, 23)] * 4, row(20, 0, 5, "few"), nobody)
    found = estimate.shrunk(cells, exact(425, 82)).table
    few = found.loc["d4", ["share", "share_low", "share_high"]] * 100
    assert few.tolist() == pytest.approx(few.round().tolist())
    assert found.loc["d5"].isna().all()
    assert found.columns.tolist() == NOTHING


def test_where_no_bin_tells_anything_every_district_is_about_like_the_city_and_widely_so():
    """10 to 12 answers have one bin, 0 to 12: only the city's total is known."""
    cells = frame(*[{**row(10, 0, 12, "few"), "n_low": 10}] * 31)
    found = estimate.shrunk(cells, exact(341, 68))
    assert found.mean == pytest.approx(68 / 341, abs=0.02)
    assert found.table["share"].sub(0.2).abs().max() <= 0.01
    assert (found.table["share_high"] - found.table["share_low"]).min() > 0.3


@pytest.mark.parametrize(
    ("cells", "whole"),
    [
        pytest.param(frame(row(100, 18, 23)), exact(100, 20), id="one district"),
        pytest.param(frame(row(100, 18, 23), row(20, 0, 5, "few")), exact(120, 22), id="two districts"),
        pytest.param(frame(*[row(40, 0, 5)] * 31), exact(1240, 12), id="all bins alike"),
        pytest.param(frame(*[row(40, 36, 42)] * 31), exact(1240, 1240), id="everybody"),
        pytest.param(frame(*[row(40, 0, 5)] * 31), exact(1240, 0), id="nobody at all"),
        pytest.param(frame(row(100, 18, 23), row(100, 0, 5)), frame(row(200, 18, 23)), id="a city told in a bin"),
        pytest.param(
            frame(row(100, 18, 23)), frame(row(np.nan, np.nan, np.nan, "protected")), id="no word on the city"
        ),
        pytest.param(frame(row(100, 18, 23)), exact(100, 20).iloc[:0], id="no city"),
        pytest.param(frame(row(30_000, 6000, 6005), row(50_000, 9000, 9005)), exact(80_000, 15_005), id="big cells"),
        pytest.param(frame(row(100, 18, 23), row(900, 20, 860)), exact(1000, 200), id="a cell of which little is told"),
    ],
)
def test_any_city_gives_shares_within_their_bounds(cells, whole):
    found = estimate.shrunk(cells, whole)
    table = found.table
    assert table.index.equals(cells.index)
    assert table.notna().all(axis=None)
    assert (table["share_low"] >= 0).all()
    assert (table["share_high"] <= 1).all()
    assert (table["share_low"] <= table["share"]).all()
    assert (table["share"] <= table["share_high"]).all()
    assert 0 <= found.mean <= 1


@pytest.mark.parametrize("rows", [0, 3])
def test_where_everything_is_protected_nothing_is_said(rows):
    cells = frame(*[row(np.nan, np.nan, np.nan, "protected")] * rows).reindex(columns=list(row(1, 0, 0)))
    found = estimate.shrunk(cells, exact(20, 3))
    assert found.table.shape == (rows, 5)
    assert found.table.isna().all(axis=None)
    assert np.isnan(found.mean)


def test_large_cells_say_what_their_answers_say():
    cells = frame(row(30_000, 6000, 6005), row(50_000, 9000, 9005))
    found = estimate.shrunk(cells, exact(80_000, 15_005)).table
    assert found["share"].tolist() == pytest.approx([0.2, 0.18], abs=2e-3)
    assert (found["share_high"] - found["share_low"]).max() < 0.02


def test_the_order_of_districts_and_cells_of_nobody_change_nothing():
    cells = cities.released([40, 15, 80, 200, 31], [6, 2, 30, 33, 4])
    whole = exact(366, 75)
    found = estimate.shrunk(cells, whole).table
    turned = estimate.shrunk(cells.iloc[::-1], whole).table
    pd.testing.assert_frame_equal(found, turned.loc[found.index])


def test_a_higher_bin_never_has_a_lower_share():
    bins = [row(60, low, low + 5) for low in range(0, 54, 6)]
    found = estimate.shrunk(frame(*bins, *[row(60, 12, 17)] * 20), exact(1740, 530)).table.iloc[: len(bins)]
    for column in ("share", "share_low", "share_high"):
        assert found[column].is_monotonic_increasing


def test_with_neighbours_a_district_leans_on_those_beside_it():
    """Ten districts by the sea at some 35 %, ten in the hills at some 10 %, and one of few answers in the hills."""
    cells = frame(*[row(150, 48, 53)] * 10, *[row(150, 12, 17)] * 10, row(20, 0, 5, "few"))
    whole = exact(3020, 655)
    hills = [f"d{number}" for number in range(10, 20)]
    alone = estimate.shrunk(cells, whole).table
    beside = estimate.shrunk(cells, whole, neighbours={"d20": [*hills, "elsewhere"]}).table
    assert beside.loc["d20", "share"] < alone.loc["d20", "share"] - 0.02
    assert beside.loc["d0", "share"] == pytest.approx(alone.loc["d0", "share"], abs=0.02)


def test_neighbours_of_all_are_as_good_as_none_told():
    cells = cities.released([40, 15, 80, 200, 31], [6, 2, 30, 33, 4])
    everybody = {cell: cells.index.tolist() for cell in cells.index}
    found = estimate.shrunk(cells, exact(366, 75), neighbours=everybody).table
    pd.testing.assert_frame_equal(found, estimate.shrunk(cells, exact(366, 75)).table, atol=2e-3)


@pytest.mark.parametrize("share", [0.05, 0.2])
def test_bounds_hold_for_districts_of_10_to_300_answers(share):
    """31 districts, 40 surveys, true shares that differ by 4 points: after all rounding, and for the city too."""
    rng = np.random.default_rng(4)
    held, city = [], []
    for _ in range(40):
        true, n, x = cities.drawn(rng, share, 0.04, rng.integers(10, 301, 31))
        cells, whole = disclosure.jointly({"district": pd.DataFrame({"n": n, "x": x})}, (n.sum(), x.sum()))
        found = estimate.shrunk(cells["district"], whole).table
        held.append(((found["share_low"] <= true) & (true <= found["share_high"])).mean())
        unit = pd.Series("city", index=found.index)
        total = estimate.combined(found, pd.Series(1000.0, index=found.index), unit).loc["city"]
        city.append(total["share_low"] <= true.mean() <= total["share_high"])
    assert 0.93 <= np.mean(held) <= 0.985
    assert np.mean(city) >= 0.9


def test_districts_of_a_nation_fit_into_memory():
    rng = np.random.default_rng(5)
    n = rng.integers(10, 300, 20_000).astype(float)
    cells = disclosure.released(pd.DataFrame({"n": n, "x": rng.binomial(n.astype(int), 0.2).astype(float)}))
    found = estimate.shrunk(cells, exact(n.sum(), round(n.sum() * 0.2)))
    assert found.table.notna().all(axis=None)
    assert found.mean == pytest.approx(0.2, abs=0.01)


def test_cells_are_put_together_by_the_persons_they_stand_for():
    """(1000 × 20 % + 3000 × 10 %) ÷ 4000 = 12.5 %; down √((¼ × 4)² + (¾ × 3)²) = 2.46 points."""
    cells = pd.DataFrame(
        {"share": [0.2, 0.1, np.nan], "share_low": [0.16, 0.07, np.nan], "share_high": [0.24, 0.14, np.nan]},
        index=["a", "b", "c"],
    )
    persons = pd.Series({"c": 500.0, "b": 3000.0, "a": 1000.0})
    unit = pd.Series({"a": "east", "b": "east", "c": "west"})
    found = estimate.combined(cells, persons, unit)
    assert found.loc["east"].tolist() == pytest.approx([0.125, 0.125 - 0.02462, 0.125 + 0.03162], abs=1e-5)
    assert found.loc["west"].isna().all()


def test_bounds_of_a_sum_do_not_lean_as_those_of_its_cells_do():
    """Four cells whose upper bound is near: 1.96 × 2 points ÷ √4 on each side; alone, a cell keeps its own."""
    each = {"share": 0.2, "share_low": 0.15, "share_high": 0.22, "sd": 0.02, "common": 0.0}
    unit, persons = pd.Series(["a"] * 4 + ["b"]), pd.Series(100.0, index=range(5))
    found = estimate.combined(pd.DataFrame([each] * 5), persons, unit)
    assert found.loc["a", ["share_low", "share_high"]].tolist() == pytest.approx([0.175, 0.2 + 0.0196], abs=1e-4)
    assert found.loc["b", ["share_low", "share_high"]].tolist() == pytest.approx([0.15, 0.22])


def test_what_hardly_anybody_has_stays_small_and_its_bounds_open():
    """4 of 1,240, each of 31 districts told as 0 to 5 of 40, the city only as 0 to 5 too."""
    found = estimate.shrunk(frame(*[row(40, 0, 5)] * 31), frame(row(1240, 0, 5)))
    assert found.table["share"].iloc[0] < 0.01
    assert 0.008 < found.table["share_high"].iloc[0] < 0.05


def test_what_is_unknown_of_all_cells_alike_does_not_grow_less_by_adding_them_up():
    each = {"share": 0.2, "share_low": 0.16, "share_high": 0.24, "sd": 0.02}
    unit, persons = pd.Series("city", index=range(16)), pd.Series(100.0, index=range(16))
    apart = estimate.combined(pd.DataFrame([{**each, "common": 0.0}] * 16), persons, unit).loc["city"]
    alike = estimate.combined(pd.DataFrame([{**each, "common": 0.02}] * 16), persons, unit).loc["city"]
    assert apart["share_high"] == pytest.approx(0.21)
    assert alike["share_high"] == pytest.approx(0.24)
