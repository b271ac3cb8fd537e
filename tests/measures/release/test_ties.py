"""What follows where the answers to several questions hang together."""

import numpy as np
import pandas as pd

from shiensys.measures.release.disclosure import Beside, jointly
from shiensys.measures.release.release_audit import known, told, weak
from shiensys.measures.release.ties import AnyOf, Pair


def district(x_low, x_high, n=60):
    """One district of 58 to 62, of whom so many say yes."""
    row = {"n": n, "n_low": n - 2, "n_high": n + 2, "x_low": x_low, "x_high": x_high}
    return told(pd.DataFrame([row], index=["d0"], dtype=float))


def cells(n, x):
    return pd.DataFrame({"n": n, "x": x}, index=[f"d{place}" for place in range(len(n))], dtype=float)


def test_any_of_two_with_six_at_least_leaves_one_to_each():
    """0 to 5 can't solve shopping, 0 to 5 the hospital: with 6 to 11 in any of both, each has one."""
    apart = [{"district": district(0, 5)}, {"district": district(0, 5)}, {"district": district(6, 11)}]
    ties = [Pair(0, 2), Pair(1, 2), AnyOf((0, 1), 2)]
    shopping, hospital, either = (parts["district"].true for parts in known(apart, ties))
    assert (shopping.low[0], shopping.high[0]) == (hospital.low[0], hospital.high[0]) == (1, 5)
    assert (either.low[0], either.high[0]) == (6, 10)
    assert weak(apart, ties)["district"][0]
    assert not weak(apart, ties[:2])["district"][0]


def test_nobody_is_counted_more_often_than_once_for_each_question():
    """6 to 11 and 12 to 17, and 24 to 29 in any of both: hardly anybody is in both, 4 at the most."""
    apart = [{"district": district(6, 11)}, {"district": district(12, 17)}, {"district": district(24, 29)}]
    marks = weak(apart, [AnyOf((0, 1), 2)])["district"]
    assert marks.tolist() == [True, False]


def test_any_of_several_is_told_so_widely_that_each_keeps_its_own_range():
    n = [60, 70, 80]
    shopping, hospital, either = cells(n, [3, 20, 30]), cells(n, [4, 14, 20]), cells(n, [7, 31, 45])
    beside = [Beside({"district": shopping}, (210, 53)), Beside({"district": hospital}, (210, 38))]
    released, row = jointly({"district": either}, (210, 83), beside=beside, any_of=True)
    unaware, _ = jointly({"district": either}, (210, 83), beside=beside)
    assert unaware["district"].loc["d0", ["x_low", "x_high"]].tolist() == [6, 11]
    assert released["district"].loc["d0", ["x_low", "x_high"]].tolist() == [0, 17]
    assert row["x_high"].iloc[0] - row["x_low"].iloc[0] >= 5


def test_what_is_worked_out_leaves_the_questions_as_they_were():
    apart = [{"district": district(0, 5)}, {"district": district(0, 5)}, {"district": district(6, 11)}]
    known(apart, [AnyOf((0, 1), 2)])
    assert np.array_equal(apart[0]["district"].true.low, [0, 0])
