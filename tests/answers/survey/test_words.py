"""Shares in plain words."""

from itertools import pairwise

import pytest

from shiensys.answers.survey.words import FRACTIONS, between, estimate, fraction, points
from shiensys.text import speaking


def test_every_fraction_is_said_for_itself():
    for some, of in FRACTIONS:
        said = fraction(some / of)
        assert said == ("半分ほど" if (some, of) == (1, 2) else f"{of}人に{some}人ほど")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (0, "ほとんどいない"),
        (0.007, "ほとんどいない"),
        (0.008, "100人に1人ほど"),
        (0.95, "10人に9人ほど"),
        (1, "ほとんどの人"),
    ],
)
def test_the_ends_of_the_scale(part, said):
    assert fraction(part) == said


def test_a_larger_share_is_never_said_as_a_smaller_fraction():
    said = [fraction(n / 1000) for n in range(1001)]
    assert len(list(dict.fromkeys(said))) == sum(a != b for a, b in pairwise(said)) + 1


def test_an_interval_is_rounded_outwards():
    assert between(0.131, 0.281) == "13〜29%"
    assert between(0.13, 0.29) == "13〜29%"
    assert between(0, 0.001) == "0〜1%"


def test_the_sentence_that_stands_beside_every_rate():
    assert estimate(0.2, 0.133, 0.289, 100) == "5人に1人ほど(回答100人)。13〜29%の間と考えられます"
    with speaking("en"):
        assert estimate(0.2, 0.133, 0.289, 100) == "about 1 in 5 (100 answers); somewhere within 13–29%"


def test_a_difference_has_no_sign_the_words_tell_it():
    assert points(-0.05, -0.012) == points(0.012, 0.05) == "1〜5ポイント"
    assert points(0.021, 0.024) == "2ポイント"
