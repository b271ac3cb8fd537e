"""Matching scores as the loop beside it does; how long both take is no test: ``make bench`` shows it."""

import numpy as np

from bench import matching as bench
from shiensys.measures import matching


def test_made_needs_find_some_providers_and_not_all():
    needs, providers, beside = bench.made(30, 200)
    found = matching.scores(needs, providers, beside)
    assert 0.001 < found.possible.mean() < 0.5
    assert np.array_equal(found.score, bench.slowly(needs, providers, beside), equal_nan=True)
