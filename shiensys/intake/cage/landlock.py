"""Landlock: no file but those named can be opened, no port be reached, no other process be sent a signal.

The numbers are those of linux/landlock.h, the same on every kind of processor.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from shiensys.intake.cage import kernel

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # system calls
_ASK_VERSION = 1
_PATH_BENEATH = 1
_WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE = 1 << 1, 1 << 2, 1 << 3, 1 << 14
_OF_FILES = _WRITE_FILE | _READ_FILE | _TRUNCATE
_ALL_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}  # what can be forbidden
_DEVICES = 1 << 15  # ioctl of devices
_EXECUTE = 1 << 0
_NET_BIND_CONNECT = 0b11  # from version 4
_SCOPES = 0b11  # abstract sockets and signals, from version 6


class _Rules(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """Give the version that this kernel knows; raises OSError where it knows none."""
    return kernel.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))


def restrict(*, read: Iterable[Path], write: Path) -> None:
    """Leave this process only what may be read, and one folder to write in; nothing may be run. Raises OSError.

    Needs no_new_privs. Files that are open stay open.
    """
    known = version()
    every = max(mask for since, mask in _ALL_BY_VERSION.items() if since <= known)
    rules = _Rules(every, _NET_BIND_CONNECT if known >= 4 else 0, _SCOPES if known >= 6 else 0)
    size = 24 if known >= 6 else 16 if known >= 4 else 8
    ruleset = kernel.syscall(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0))
    try:
        for path in read:
            with suppress(OSError):  # what this user can't open anyway, or isn't there
                _allow(ruleset, path, _READ_FILE | _READ_DIR)
        _allow(ruleset, write, every & ~_EXECUTE & ~_DEVICES)
        kernel.syscall(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, access: int) -> None:
    """Allow something of a folder and all below it, or of a file."""
    parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        is_folder = stat.S_ISDIR(os.fstat(parent).st_mode)
        rule = _Beneath(access if is_folder else access & _OF_FILES, parent)
        kernel.syscall(_ADD, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0))
    finally:
        os.close(parent)
