"""Where files lie while they are read: a folder of one keeper, gone with it, swept by the next one if need be."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = "shiensys-cage-"
_NEWBORN = 60  # seconds in which a folder may not have its lock yet


@contextmanager
def home() -> Iterator[Path]:
    """Give a private folder that vanishes afterwards, once those of killed processes are swept away."""
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=_NAME)).resolve()
    lock = _locked(folder)
    try:
        yield folder
    finally:
        remove(folder)
        if lock is not None:
            os.close(lock)


def sweep() -> None:
    """Remove what processes that were killed left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_NAME}*"):
        if not _is_left_behind(folder):
            continue
        lock = _locked(folder)
        if lock is not None:
            remove(folder)
            os.close(lock)


def remove(folder: Path) -> None:
    """Remove a folder with all in it, as far as that can be done."""
    shutil.rmtree(folder, ignore_errors=True)


def _is_left_behind(folder: Path) -> bool:
    """Tell whether a folder is ours and old enough to have its lock."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return ours and folder.is_dir() and not folder.is_symlink() and time.time() - found.st_mtime > _NEWBORN


def _locked(folder: Path) -> int | None:
    """Lock a folder for as long as this process lives; None where another holds it, or folders can't be locked."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        opened = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        return None
    return opened
