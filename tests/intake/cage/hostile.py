"""Jobs that do in a cell what nobody would ask for: only tests know them."""

import ctypes
import fcntl
import os
import signal
import socket
import stat
import subprocess
import threading
import time
from pathlib import Path

from python_calamine import CalamineWorkbook

from shiensys.intake.cage import wire
from shiensys.intake.cage.jobs import Result, Task

HERE = "tests.intake.cage.hostile"
NAMES = (
    "attempt",
    "fill",
    "fill_workspace",
    "spin",
    "sleep",
    "end",
    "stumble",
    "babble",
    "echo",
    "keep",
    "talk_on",
    "calamine",
)
JOBS = {name: f"{HERE}:{name}" for name in NAMES}


def attempt(task: Task) -> Result:
    """Try something that mustn't work; gives the name of what stopped it, or what came of it."""
    try:
        return Result(str(_ATTEMPTS[str(task.arguments["what"])](str(task.arguments.get("at", "")))).encode())
    except BaseException as error:
        return Result(type(error).__name__.encode())


def _connect(at: str) -> object:
    with socket.socket() as attempted:
        return attempted.connect(("127.0.0.1", int(at)))


def _fork(_at: str) -> object:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    return os.waitpid(pid, 0)


def _write(at: str) -> object:
    return Path(at).write_text("x")


def _thread(_at: str) -> object:
    done = []
    thread = threading.Thread(target=lambda: done.append("a thread"))
    thread.start()
    thread.join()
    return done[0]


def _ptrace(at: str) -> object:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(16, int(at), None, None) < 0:  # PTRACE_ATTACH
        raise OSError(ctypes.get_errno(), "ptrace")
    return "attached"


def _raise_limit(_at: str) -> object:
    import resource

    return resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _limits(_at: str) -> object:
    import resource

    names = ("RLIMIT_DATA", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_NOFILE")
    return {name: resource.getrlimit(getattr(resource, name)) for name in names}


_ATTEMPTS = {
    "read": lambda at: Path(at).read_text(),
    "list": lambda at: [*Path(at).iterdir()],
    "write": _write,
    "remove": lambda at: Path(at).unlink(),
    "connect": _connect,
    "unix socket": lambda _at: socket.socket(socket.AF_UNIX),
    "run": lambda at: subprocess.run([at], check=True),
    "fork": _fork,
    "thread": _thread,
    "kill": lambda at: os.kill(int(at), 0),
    "ptrace": _ptrace,
    "raise limit": _raise_limit,
    "limits": _limits,
    "become root": lambda _at: os.setuid(0) or os.setgroups([0]),
    "environment": lambda _at: sorted(os.environ),
    "open files": lambda _at: [_kind_of(fd) for fd in range(256) if _is_open(fd)],
    "workspace": lambda _at: Path.cwd(),
}


def _kind_of(fd: int) -> str:
    """Say what an open file is."""
    mode = os.fstat(fd).st_mode
    if stat.S_ISSOCK(mode):
        return "socket"
    if stat.S_ISCHR(mode):
        return "nothing" if os.fstat(fd).st_rdev == Path(os.devnull).stat().st_rdev else "device"
    writable = fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE != os.O_RDONLY
    return "file to write" if writable else "file to read"


def _is_open(fd: int) -> bool:
    try:
        os.fstat(fd)
    except OSError:
        return False
    return True


def fill(_task: Task) -> Result:
    """Take memory until there is none."""
    kept = []
    while True:
        kept.append(bytes(64 << 20))


def fill_workspace(task: Task) -> Result:
    """Write until the workspace is full."""
    for number in range(8):
        with (task.path.parent / str(number)).open("wb") as sink:
            os.posix_fallocate(sink.fileno(), 0, 1 << 30)
    return Result(b"all of it")


def spin(_task: Task) -> Result:
    """Never come back."""
    while True:
        pass


def sleep(task: Task) -> Result:
    """Say nothing for long, with something left lying in the workspace."""
    (task.path.parent / "left").write_text("secret")
    task.progress(0.5, "asleep")
    time.sleep(300)
    return Result(b"")


def end(task: Task) -> Result:
    """End as it is asked to."""
    how = task.arguments["how"]
    if how == "by fault":
        ctypes.string_at(0)
    if how == "by abort":
        os.abort()
    if how == "for want of memory":
        os.write(2, b"memory allocation of 99999999999 bytes failed")
        os.abort()
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(0)


def stumble(task: Task) -> Result:
    """Fail as a library does, with a cell's contents in its words."""
    raise KeyError(f"電話 0834-00-0000 {task.path.read_text()}")


def babble(task: Task) -> Result:
    """Say to the server what no reader says."""
    for fd in range(3, 64):
        if _is_open(fd):
            what = task.arguments["what"]
            if what == "noise":
                os.write(fd, b"\xff" * 4096)
            elif what == "long":
                os.write(fd, (2**32 - 1).to_bytes(4, "big") + (2**63).to_bytes(8, "big"))
            else:
                wire.send(fd, task.arguments["head"])
            os._exit(0)
    raise AssertionError


def talk_on(task: Task) -> Result:
    """Never stop telling how far it is."""
    while True:
        task.progress(1.0, "…")


def echo(task: Task) -> Result:
    """Give the file back."""
    return Result(task.path.read_bytes(), {"beside": sorted(path.name for path in task.path.parent.iterdir())})


def keep(task: Task) -> Result:
    """Say which process it is, and wait."""
    task.progress(0.5, str(os.getpid()))
    time.sleep(300)
    return Result(b"")


def calamine(task: Task) -> Result:
    """Open a workbook as the library does, without any check of ours before."""
    book = CalamineWorkbook.from_path(str(task.path))
    return Result(str(len(book.get_sheet_by_index(0).to_python())).encode())
