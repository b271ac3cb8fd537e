"""A colour means the same in every year, a hatch says that nothing can be said, stripes that a band is wide."""

import dataclasses
import itertools

import pytest

from shiensys.show import colours
from shiensys.show.ageing import maps
from tests.show.ageing import seen


def test_a_colour_means_the_same_in_every_year():
    legends = [[(each.fill, each.words) for each in maps.trend_classes(seen.trend(), day)] for day in seen.DAYS]
    known = [[entry for entry in legend if entry[0] != colours.UNKNOWN] for legend in legends]
    assert known[0] == known[1] == known[2]
    # 21, 25, 28, 33 and 52 %: fifths of them lie at 24.2, 26.8, 30 and 36.8 %
    assert [words for _, words in known[0]] == ["37%以上", "30%〜37%未満", "27%〜30%未満", "24%〜27%未満", "24%未満"]


def test_a_district_without_a_figure_is_hatched_and_says_why():
    painted = maps.paint_trend(seen.trend(), seen.DAYS[1])
    of_class = {unit: painted["classes"][each["class"]]["pattern"] for unit, each in painted["units"].items()}
    assert of_class == {"a": "plain", "b": "hatch", "c": "hatch"}
    assert painted["units"]["a"]["lines"] == ["東町", "25%(250人)"]
    assert painted["units"]["b"]["lines"] == ["西町", "わかりません"]
    assert painted["units"]["c"]["lines"] == ["山手", "境界が変わったため"]


def test_the_hover_text_of_what_is_expected_has_the_band_and_the_mark():
    painted = maps.paint_expected(seen.expected(), "older", seen.STEPS[1])["units"]
    assert painted["a"]["lines"] == ["東町", "300人(290〜310人)"]
    assert painted["b"]["lines"] == ["西町", "500人(380〜620人)", "施設"]


def test_a_wide_band_is_striped_from_a_fifth_on_and_the_legend_says_what_stripes_mean():
    # 西町 2030: (620 - 380) / 2 = 120 of 500 is 24 %; 東町: 10 of 300
    by_unit = {unit: each.pattern for each in maps.expected_classes(seen.expected(), "older", seen.STEPS[1])
               for unit in each.unit_ids}  # fmt: skip
    assert by_unit["a"] == "plain"
    assert by_unit["b"] == "few"
    words = [each.legend for each in maps.legend_expected(seen.expected(), "older", seen.STEPS[1])]
    assert "斜めの線は、見通しの幅が大きい(1地区)" in words
    assert not any("斜めの線" in each.legend for each in maps.legend_expected(seen.expected(), "older", seen.STEPS[0]))


def test_need_that_is_protected_is_told_to_nobody_and_looks_unlike_what_is_not_known():
    painted = maps.paint_outlook(seen.outlook(), "shopping", seen.STEPS[2])
    assert painted["classes"][painted["units"]["b"]["class"]]["pattern"] == "cross"
    assert painted["classes"][painted["units"]["a"]["class"]]["fill"] in colours.NEED


def test_areas_are_counted_as_areas():
    found = dataclasses.replace(seen.trend(), level="area")
    assert maps.legend_trend(found, seen.DAYS[0])[-1].legend.endswith("(1圏域)")


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("light", "dark"), list(itertools.pairwise(colours.AGES)))
def test_steps_of_the_scale_stay_apart_on_grey_paper(light, dark):
    assert (_luminance(light) + 0.05) / (_luminance(dark) + 0.05) >= 1.3
