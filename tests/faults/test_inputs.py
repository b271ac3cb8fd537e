"""The inputs of the fuzzing: always the same, of every container, and for the most part still files."""

import time
from collections import Counter

from faults.fuzzing import inputs, replays, seeds
from faults.fuzzing.inputs import made


def test_a_number_always_gives_the_same_file(monkeypatch):
    before = [made(number) for number in range(40)]
    later = time.gmtime(time.time() + 3600)
    monkeypatch.setattr(time, "localtime", lambda *_: later)  # by which an archive dates its members
    assert [made(number).upload.sha256 for number in range(40)] == [each.upload.sha256 for each in before]
    assert [made(number) for number in range(40)] == before


def test_every_container_and_kind_comes_up():
    some = [made(number) for number in range(800)]
    assert {one.container for one in some} == set(inputs.SHARES)
    assert {one.kind for one in some} == {table.kind for table in seeds.tables()} | {seeds.BOUNDARIES}


def test_what_it_starts_from_is_opened(tmp_path):
    """Unless the bare parsers open the files that nothing was changed in, their share says nothing."""
    whole = [inputs.unchanged(container) for container in inputs.SHARES]
    assert [inputs.opened(one) for one in whole] == [True] * len(whole)


def test_most_inputs_differ_from_each_other():
    hashes = Counter(made(number).upload.sha256 for number in range(300))
    assert len(hashes) > 280


def test_a_replay_is_read_back_as_it_was(tmp_path):
    one = next(made(number) for number in range(99) if made(number).container == "shapefile")
    assert replays.read(replays.write(one, tmp_path)) == (one.kind, one.upload)
