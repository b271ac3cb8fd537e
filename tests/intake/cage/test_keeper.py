"""The keeper itself: it comes back when it is killed, goes when the server goes, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from shiensys.intake.cage import forking, workspace
from shiensys.intake.cage.cage import Cage
from shiensys.intake.findings import RefusedError
from shiensys.intake.upload import Upload
from tests.becoming import becomes
from tests.intake.cage.hostile import JOBS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a keeper")
FILE = Upload.of("a.csv", b"x")
LIGHT = {name: JOBS[name] for name in ("echo", "sleep", "keep")}


@pytest.fixture
def cage(own_folder):
    made = Cage(LIGHT)
    yield made
    made.maker.stop()
    assert [*own_folder.iterdir()] == []


def keeper_of(cage) -> int:
    return cage.maker._process.pid


def test_a_killed_keeper_is_followed_by_a_new_one(cage):
    assert cage.run("echo", FILE, {}, {})[0].body == b"x"
    first = keeper_of(cage)
    os.kill(first, signal.SIGKILL)
    assert cage.run("echo", FILE, {}, {})[0].body == b"x"
    assert keeper_of(cage) != first
    cells = [folder for folder in Path(tempfile.gettempdir()).iterdir() if folder.name.startswith("shiensys-cage-")]
    for folder in cells:  # the killed one's: swept by the next keeper once it is old enough
        os.utime(folder, (0, 0))
    workspace.sweep()
    assert len([*Path(tempfile.gettempdir()).iterdir()]) == 1  # the living keeper's stays, however old


def test_a_file_whose_keeper_was_killed_is_read_again(cage):
    begun: list[int] = []

    def progress(_share, what):
        if what.isdecimal():
            begun.append(int(what))
            os.kill(keeper_of(cage), signal.SIGKILL)

    with pytest.raises(RefusedError):  # the second time its keeper is killed too
        cage.run("keep", FILE, {}, {}, progress)
    assert len(begun) == 2
    assert becomes(lambda: [pid for pid in begun if Path(f"/proc/{pid}/cwd").exists()], []) == []
    for folder in Path(tempfile.gettempdir()).iterdir():
        os.utime(folder, (0, 0))
    workspace.sweep()


def test_nothing_of_a_file_lies_on_the_disk_while_it_is_read(cage, own_folder):
    seen: list[list[Path]] = []

    def progress(_share, what):
        if what == "asleep":
            seen.append([path for path in own_folder.rglob("*") if path.is_file()])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cage.run("sleep", FILE, {}, {}, progress)
    assert seen == [[]]
    assert [path for path in own_folder.rglob("*") if path.is_file()] == []


def test_it_goes_when_the_server_is_killed(own_folder):
    script = (
        "import sys, time\n"
        "from shiensys.intake.cage.cage import Cage\n"
        "from shiensys.intake.upload import Upload\n"
        f"cage = Cage({LIGHT!r})\n"
        "cage.run('echo', Upload.of('a.csv', b'x'), {}, {})\n"
        "print(cage.maker._process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    root = Path(__file__).parents[3]
    with subprocess.Popen([sys.executable, "-c", script], cwd=root, stdout=subprocess.PIPE, text=True) as server:
        keeper = int(server.stdout.readline())
        server.kill()
    assert becomes(lambda: ([*own_folder.iterdir()], Path(f"/proc/{keeper}/cwd").exists()), ([], False)) == ([], False)


def test_where_no_process_can_be_started_there_is_a_sentence(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(RefusedError, match="準備ができませんでした"):
        Cage(LIGHT, forking.Keeping(LIGHT)).run("echo", FILE, {}, {})


def test_it_starts_from_anywhere(cage, monkeypatch, tmp_path):
    monkeypatch.chdir("/")
    assert cage.run("echo", FILE, {}, {})[0].body == b"x"
