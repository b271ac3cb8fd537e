"""A system that lacks walls: it is said once, the others stand, and files still vanish."""

import logging
import os
import signal
import socket
import sys
import tempfile
from pathlib import Path

import pytest

from shiensys.intake.cage import conversation
from shiensys.intake.cage.cage import Cage
from shiensys.intake.findings import RefusedError
from shiensys.intake.upload import Upload

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are no walls to lack")
FILE = Upload.of("名簿.csv", b"secret")
JOBS = {name: f"tests.intake.cage.poorer:{name}" for name in ("attempt", "echo", "keep", "sleep")}


@pytest.fixture
def cage(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(conversation, "_warned", set())
    made = Cage(JOBS)
    yield made
    made.maker.stop()
    assert [*tmp_path.iterdir()] == []
    monkeypatch.undo()
    tempfile.tempdir = None


def test_what_is_missing_is_logged_once(cage, caplog):
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            assert cage.run("echo", FILE, {}, {})[0].body == b"secret"
    assert caplog.messages == ["uploaded files are read without: landlock, namespaces (see docs/security.md)"]


def test_the_other_walls_stand(cage):
    with socket.create_server(("127.0.0.1", 0)) as server:
        where = {"what": "connect", "at": str(server.getsockname()[1])}
        assert cage.run("attempt", FILE, where, {})[0].body == b"PermissionError"
    assert cage.run("attempt", FILE, {"what": "run", "at": "/bin/true"}, {})[0].body == b"PermissionError"


def test_a_killed_cell_leaves_no_file(cage, tmp_path):
    lying: list[list[str]] = []

    def progress(_share, what):
        if what.isdecimal():
            lying.append([path.name for path in tmp_path.rglob("*") if path.is_file()])
            os.kill(int(what), signal.SIGKILL)

    with pytest.raises(RefusedError):
        cage.run("keep", FILE, {}, {}, progress)
    assert lying == [["名簿.csv"]]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_a_killed_server_left_is_swept_when_the_next_begins(cage, tmp_path):
    left = tmp_path / "shiensys-cage-old" / "1" / "file"
    left.mkdir(parents=True)
    (left / "名簿.csv").write_bytes(b"secret")
    (tmp_path / "shiensys-cage-link").symlink_to(Path.cwd())
    os.utime(tmp_path / "shiensys-cage-old", (0, 0))
    cage.run("echo", FILE, {}, {})
    assert not (tmp_path / "shiensys-cage-old").exists()
    assert Path.cwd().exists()
    (tmp_path / "shiensys-cage-link").unlink()
