"""What stands between a file's reader and the machine. Each wall that this system can't give is named."""

from __future__ import annotations

import os
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from pathlib import Path

import shiensys
from shiensys.intake.cage import kernel, landlock, limits, namespaces, seccomp

if sys.platform != "win32":
    import resource  # now: behind the walls it may not be found any more

_SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"),
    *("/usr/share/zoneinfo", "/etc/localtime", "/usr/share/proj", "/dev/urandom", "/dev/null"),
)


def readable() -> tuple[Path, ...]:
    """Name what a reader may open beside its file: Python, its packages, this package, and the tables beside it."""
    own = Path(shiensys.__file__).parent
    paths = sysconfig.get_paths()
    python = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    python += [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
    python += [str(Path(sys.base_prefix) / name) for name in ("lib", "DLLs")]
    return (*map(Path, dict.fromkeys(python)), own, own.parent / "data" / "reference", *map(Path, _SYSTEM))


def raise_all(folder: Path, read: tuple[Path, ...]) -> list[str]:
    """Raise every wall around this process, for good; gives the names of those that this system doesn't have.

    ``folder`` becomes the only place to write in; where there are namespaces it is memory of the process's own.
    """
    walls: dict[str, Callable[[], None]] = {
        "limits": _limit,
        "first to be killed": _offer_itself,
        "namespaces": lambda: namespaces.leave(folder, limits.WORKSPACE_BYTES),
        "no new privileges": lambda: kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1),
        "landlock": lambda: landlock.restrict(read=read, write=folder),
        "capabilities": kernel.give_up_capabilities,
        "seccomp": seccomp.restrict,
    }
    missing = [name for name, raise_it in walls.items() if not _stands(raise_it)]
    _work_in(folder)
    return missing


def _stands(raise_it: Callable[[], None]) -> bool:
    """Raise one wall; tell whether it stands."""
    try:
        raise_it()
    except (OSError, AttributeError, TypeError, ValueError):
        return False
    return True


def _limit() -> None:
    """Limit memory, time and files. Memory is counted as private and writable: an address space means nothing."""
    if sys.platform == "win32":
        raise OSError
    for what, most in (
        (resource.RLIMIT_DATA, limits.MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, limits.WORKSPACE_BYTES),
        (resource.RLIMIT_NOFILE, limits.OPEN_FILES),
        (resource.RLIMIT_CORE, 0),  # a core dump would hold the file
    ):
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS + 1))
    os.nice(5)  # pages come first


def _offer_itself() -> None:
    """Be the first that the kernel ends when the machine's memory runs out."""
    Path("/proc/self/oom_score_adj").write_text("1000")


def _work_in(folder: Path) -> None:
    """Have temporary files made in the folder."""
    for name in ("TMPDIR", "TEMP", "TMP", "CPL_TMPDIR", "SQLITE_TMPDIR"):
        os.environ[name] = str(folder)
    tempfile.tempdir = str(folder)
    os.chdir(folder)
