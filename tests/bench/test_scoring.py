"""Answers judged and counted as its peers do, on few; what it costs is no test: ``make bench`` shows it."""

from bench import answers, scoring


def test_a_file_is_counted_as_polars_counts_it():
    """Other counts than the peer's are an error; each way tells what its whole process took."""
    ours, peer = scoring.from_file(answered=60_000, districts=500, rounds=1)
    assert all(one.cpu > 0 and one.memory > 20 for one in (*ours, *peer))


def test_a_table_is_counted_as_groupby_apply_counts_it_and_sooner():
    assert scoring.in_memory(answered=20_000, districts=50).middle < 0.5


def test_some_of_the_answers_are_blank_and_some_verdicts_open():
    table = answers.in_memory(answers=5_000, districts=10)
    found = scoring.counted(table)["n"].sum()
    assert (found < 5_000).all()
    assert (found > 4_500).all()
