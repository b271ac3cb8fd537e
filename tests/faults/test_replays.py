"""What once broke a reader is read again through the cage: a table or sentences come out, and nothing else."""

import pytest

from faults.fuzzing import replays


@pytest.mark.parametrize("folder", list(replays.kept()), ids=lambda folder: folder.name)
def test_it_ends_in_a_sentence(folder):
    kind, upload = replays.read(folder)
    assert "cage_crashed" not in replays.outcome(kind, upload).split()
