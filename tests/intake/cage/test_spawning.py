"""Cells started anew for every file, as on systems where a process can't divide itself: the same promises."""

import sys
import tempfile

import pytest

from shiensys.intake.cage import limits
from shiensys.intake.cage.cage import Cage
from shiensys.intake.cage.spawning import Spawning
from shiensys.intake.findings import RefusedError
from shiensys.intake.upload import Upload
from tests.intake.cage.hostile import JOBS

LARGE = Upload.of("large.bin", bytes(range(256)) * 40_000)
LIGHT = {name: JOBS[name] for name in ("echo", "end", "sleep", "attempt", "fill")}


@pytest.fixture
def cage(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield Cage(LIGHT, Spawning(LIGHT))
    assert [*tmp_path.iterdir()] == []
    monkeypatch.undo()
    tempfile.tempdir = None


def test_a_large_file_goes_in_and_comes_out(cage):
    assert cage.run("echo", LARGE, {}, {})[0].body == LARGE.content


@pytest.mark.parametrize(("how", "code"), [("by fault", "cage_crashed"), ("for want of memory", "cage_memory")])
def test_it_dies_alone(cage, how, code):
    with pytest.raises(RefusedError) as error:
        cage.run("end", LARGE, {"how": how}, {})
    assert [finding.code for finding in error.value.findings] == [code]


def test_one_that_says_nothing_is_not_waited_for(cage, monkeypatch):
    monkeypatch.setattr(limits, "QUIET_SECONDS", 5)
    with pytest.raises(RefusedError, match="時間がかかりすぎる"):
        cage.run("sleep", LARGE, {}, {})


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are no walls but the process itself")
def test_the_walls_stand_here_too(cage, tmp_path):
    (tmp_path / "secret").write_text("secret")
    attempt = {"what": "read", "at": str(tmp_path / "secret")}
    assert cage.run("attempt", LARGE, attempt, {})[0].body == b"PermissionError"
    (tmp_path / "secret").unlink()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory has no limit")
def test_memory_has_its_limit(cage):
    with pytest.raises(RefusedError, match="必要なメモリ"):
        cage.run("fill", LARGE, {}, {})


def test_where_no_process_can_be_started_there_is_a_sentence(cage, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(RefusedError, match="準備ができませんでした"):
        cage.run("echo", LARGE, {}, {})
