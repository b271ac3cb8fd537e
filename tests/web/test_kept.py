"""What is kept is made once, for everybody, and the longest unasked goes first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from shiensys.web.kept import Shelf


def test_a_value_is_made_once_and_another_version_is_made_anew():
    shelf, made = Shelf(entries=4), []
    for version in ("v1", "v1", "v2", "v1"):
        assert shelf.get(("paint", version), lambda version=version: made.append(version) or version) == version
    assert made == ["v1", "v2"]


def test_nothing_is_a_value_too():
    shelf, made = Shelf(entries=4), []
    assert [shelf.get(("ground",), lambda: made.append(1)) for _ in range(3)] == [None, None, None]
    assert made == [1]


def test_the_longest_unasked_goes_first():
    shelf, made = Shelf(entries=2), []
    for name in ("a", "b", "a", "c", "a", "b"):
        shelf.get((name,), lambda name=name: made.append(name))
    assert made == ["a", "b", "c", "b"]


def test_many_at_once_wait_for_one_who_makes_it():
    shelf, made, together = Shelf(entries=2), [], Barrier(4)

    def look(_):
        together.wait()
        return shelf.get(("overview",), lambda: made.append(1) or "said")

    with ThreadPoolExecutor(4) as readers:
        assert list(readers.map(look, range(4))) == ["said"] * 4
    assert made == [1]


def test_an_error_is_raised_and_not_kept():
    shelf = Shelf(entries=2)
    with pytest.raises(ZeroDivisionError):
        shelf.get(("share",), lambda: 1 / 0)
    assert shelf.get(("share",), lambda: 0.5) == 0.5


def test_one_value_may_rest_on_another():
    shelf = Shelf(entries=2)
    assert shelf.get(("markers",), lambda: shelf.get(("pins",), lambda: 3) + 1) == 4
