"""How many a place takes, in the words of lists."""

import math

import pytest

from shiensys.intake.roster.amounts import amount


@pytest.mark.parametrize(
    ("written", "persons"),
    [
        ("(1) 45名、(2) 20名", 65),
        ("（１）45名、（２）20名、（３）20名", 85),
        ("①10名 ②5名", 15),
        ("1単位:20名、2単位:15名", 35),
        ("午前10名、午後10名", 20),
        ("45名\n20名", 65),
        ("約20名", 20),
    ],
)
def test_groups_are_added_and_words_left_out_and_that_is_said(written, persons):
    assert amount(written) == (persons, False)


@pytest.mark.parametrize(("written", "persons"), [("23名", 23), ("１，２００人", 1200), ("10食", 10), ("0", 0)])
def test_a_plain_number_is_silently_read(written, persons):
    assert amount(written) == (persons, True)


@pytest.mark.parametrize("written", ["10〜15名", "応相談", "20人/回", "2階 30名", "-5"])
def test_what_is_no_number_isnt_guessed(written):
    value, plain = amount(written)
    assert math.isnan(value)
    assert not plain


@pytest.mark.parametrize("written", ["-", "なし", "定員なし", "不明", "－"])
def test_saying_that_there_is_none_is_no_fault(written):
    value, plain = amount(written)
    assert math.isnan(value)
    assert plain
