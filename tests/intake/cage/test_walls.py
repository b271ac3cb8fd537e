"""What a cell can't do. Each attempt is made in a real cell; where this system lacks a wall its test says so."""

import os
import socket
import sys
from ast import literal_eval
from collections import Counter

import pytest

from shiensys.intake.cage import landlock
from shiensys.intake.upload import Upload

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")
FILE = Upload.of("a.csv", b"x")


def _has_landlock() -> bool:
    try:
        return landlock.version() > 0
    except OSError:
        return False


files_walled = pytest.mark.skipif(not _has_landlock(), reason="this kernel has no Landlock")


@pytest.fixture
def tried(cage):
    def tries(what, at=""):
        return cage.run("attempt", FILE, {"what": what, "at": str(at)}, {})[0].body.decode()

    return tries


@files_walled
@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/1/environ", "/proc/self/environ", "/etc/shadow", "/dev/mem"])
def test_it_reads_no_file_of_the_machine(tried, path):
    assert tried("read", path) in ("PermissionError", "FileNotFoundError")


@files_walled
def test_it_reads_neither_the_store_nor_what_somebody_else_uploads(tried, tmp_path):
    for name in ("store.sqlite3", "other.csv"):
        (tmp_path / name).write_text("secret")
        assert tried("read", tmp_path / name) == "PermissionError"
    assert tried("list", tmp_path) == "PermissionError"


@files_walled
def test_it_writes_and_removes_nothing_outside_its_workspace(tried, tmp_path):
    kept = tmp_path / "kept"
    kept.write_text("kept")
    assert tried("write", tmp_path / "new") == "PermissionError"
    assert tried("write", kept) == "PermissionError"
    assert tried("remove", kept) == "PermissionError"
    assert kept.read_text() == "kept"
    assert not (tmp_path / "new").exists()


def test_it_works_in_its_workspace(tried):
    assert tried("write", "here") == "1"


def test_it_reaches_no_network(tried):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        assert tried("connect", server.getsockname()[1]) == "PermissionError"
        with pytest.raises(TimeoutError):
            server.accept()
    assert tried("unix socket") == "PermissionError"


def test_it_runs_no_program_and_makes_no_process(tried):
    assert tried("run", "/bin/true") == "PermissionError"
    assert tried("fork") == "PermissionError"


def test_it_may_make_threads(tried):
    assert tried("thread") == "a thread"


def test_it_touches_no_other_process(tried):
    assert tried("kill", os.getpid()) == "PermissionError"
    assert tried("ptrace", os.getpid()) == "PermissionError"


def test_its_limits_are_those_that_are_documented(tried):
    assert literal_eval(tried("limits")) == {
        "RLIMIT_DATA": (2 << 30, 2 << 30),
        "RLIMIT_CPU": (20, 21),
        "RLIMIT_FSIZE": (2 << 30, 2 << 30),
        "RLIMIT_CORE": (0, 0),
        "RLIMIT_NOFILE": (256, 256),
    }


def test_it_can_neither_raise_its_limits_nor_become_somebody_else(tried):
    assert tried("raise limit") in ("PermissionError", "ValueError")
    assert tried("become root") == "PermissionError"


def test_it_knows_nothing_of_the_server(tried, monkeypatch):
    assert "SHIENSYS" not in tried("environment")
    assert "TOKEN" not in tried("environment").upper()


def test_it_inherits_no_open_file_but_its_line(tried):
    kinds = Counter(literal_eval(tried("open files")))
    assert kinds["socket"] == 1
    assert kinds["file to write"] == 1  # what takes its last words
    assert kinds["device"] == 0
    assert set(kinds) <= {"socket", "file to write", "nothing", "file to read"}


def test_every_wall_stands_here(cage, caplog):
    """On the kernels that this is developed on all walls stand; a system that lacks one logs it."""
    if not _has_landlock():
        pytest.skip("this kernel has no Landlock")
    cage.run("echo", FILE, {}, {})
    assert "landlock" not in caplog.text
