"""docs/methods.md §2 and §14 say what the program does: constants and examples worked again."""

import re
from pathlib import Path

import pandas as pd
import pytest

from bench import usefulness
from shiensys.measures.estimates import bins, bounds, estimate, prior, shrinkage, standard
from shiensys.measures.interval import wilson
from tests.measures.estimates.test_estimate import exact, frame, row

DOCUMENT = Path(__file__).parents[3] / "docs" / "methods.md"


def section(number: int) -> str:
    return DOCUMENT.read_text(encoding="utf-8").split(f"## §{number} ")[1].split("\n## §")[0]


def example(number: int) -> str:
    return section(number).split("\n例")[-1].replace("\n", "")


def percent(values: pd.Series, digits: int = 1) -> str:
    share, low, high = (f"{values[name] * 100:.{digits}f}" for name in ("share", "share_low", "share_high"))
    return f"{share}%({low}〜{high}%)"


@pytest.mark.parametrize(
    "phrase",
    [
        f"*s* は {prior.SPREADS[0]:g}〜{prior.SPREADS[-1]:g} の {len(prior.SPREADS)}通り",
        f"{bins.SHARPEST:,}人を超える答え",
        f"ほかの答えを {shrinkage.ELSEWHERE:g} として",
        f"外に残す確率 = {bounds.LEFT_OUT:g} + {bounds.OWN:g} × *b*³ + ⅓ × max(*u* − {bounds.SURE:g}, 0)",
        f"(0.5 + {bounds.LEAN:g} × *a* × min",
        f"(1−*μ*)*K* が {shrinkage.FLATTEST:g} に満たない",
        f"1/3〜{standard.LARGEST:g} に収め",
        f"31地区、格子の1点につき {usefulness.SURVEYS}回",
    ],
)
def test_constants_stand_with_their_true_values(phrase):
    assert phrase in section(14)


def test_thirds_are_thirds():
    assert bounds.UNSURE == standard.SMALLEST == 1 / 3
    assert shrinkage.SPREAD_POWER == 2  # all variances alike likely
    assert "どの分散 *s*² も、はじめは同じくらいありそう" in section(14)


def test_section_2_gives_the_middle_of_a_bin_and_bounds_from_end_to_end():
    told = estimate.direct(frame(row(100, 18, 23))).iloc[0]
    known = wilson(pd.Series([0.2]), pd.Series([100])).iloc[0]
    assert f"*p* = {told['share']:.1%}、幅は {told['share_low'] * 100:.1f}〜{told['share_high']:.1%}" in example(2)
    assert f"*p* = 20%、幅は {known['low'] * 100:.1f}〜{known['high']:.1%}" in example(2)


def test_section_14_gives_a_city_of_12_districts():
    cells = frame(*[row(100, 12, 17)] * 5, *[row(100, 18, 23)] * 5, row(100, 30, 35), row(20, 0, 5, "few"))
    direct = estimate.direct(cells).loc["d10"]
    found = estimate.shrunk(cells, exact(1120, 220)).table
    assert f"*A* の集計値は {percent(direct)}、推計は {percent(found.loc['d10'])}" in example(14)
    assert f"推計は {percent(found.loc['d11'], 0)}" in example(14)


def test_section_14_gives_a_district_weighted_to_its_residents():
    n, residents = pd.DataFrame([[50.0, 30.0, 20.0]]), pd.DataFrame([[600, 300, 100]])
    crude = pd.DataFrame({"share": [0.19], "share_low": [0.13], "share_high": [0.28]})
    found = standard.adjusted(crude, n, residents, pd.Series([0.1, 0.2, 0.4]))
    assert f"地区の割合 19% は {found['share'].iloc[0]:.0%} になります" in example(14)


def test_section_14_puts_two_districts_together():
    cells = pd.DataFrame({"share": [0.2, 0.1], "share_low": [0.16, 0.07], "share_high": [0.24, 0.14]})
    found = estimate.combined(cells, pd.Series([1000, 3000]), pd.Series(["city", "city"])).loc["city"]
    assert f"あわせて {percent(found)}" in example(14)


def test_section_14_compares_two_surveys():
    new = pd.DataFrame({"share": [0.3], "share_low": [0.22], "share_high": [0.4]})
    old = pd.DataFrame({"share": [0.2], "share_low": [0.13], "share_high": [0.29]})
    found = standard.difference(new, old).iloc[0] * 100
    low = f"{found['low']:.1f}".replace("-", "−")
    assert f"差は {found['difference']:+.1f} ポイント({low}〜{found['high']:+.1f})" in example(14)


def told() -> pd.DataFrame:
    """Read the table of figures out of the document, errors in points and parts in percent."""
    rows = re.findall(r"^\| (\d+)% \| (\d+)% \| (\d+) \| (.+) \|$", section(14), re.MULTILINE)
    figures = pd.DataFrame([[float(cell.strip(" %")) for cell in row[3].split("|")] for row in rows])
    figures.columns = pd.Index(["ours", "published", "raw", "covered", "plugged_in"])
    return figures.set_axis([usefulness.Point(int(p) / 100, int(sd) / 100, int(n)) for p, sd, n, _ in rows], axis=0)


def test_the_figures_told_are_of_the_whole_grid_and_meet_what_is_said_of_them():
    figures = told()
    assert figures.index.tolist() == list(usefulness.grid())
    assert (figures["ours"] < figures["published"]).all()
    alike = [point for point in figures.index if point.spread == 0.02]
    missed = [point for point in alike if figures["ours"][point] > 0.75 * figures["published"][point]]
    assert missed == [usefulness.Point(0.05, 0.02, 200)]
    assert figures["covered"].between(93, 98).all()
