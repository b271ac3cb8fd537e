"""Calls to the Linux kernel that Python has no name for."""

from __future__ import annotations

import ctypes
import os
from functools import lru_cache

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38


@lru_cache
def libc() -> ctypes.CDLL:
    """Give the C library of this process."""
    return ctypes.CDLL(None, use_errno=True)


def call(name: str, *values: object) -> int:
    """Call a function of the C library; raises OSError where it says that it failed."""
    result = int(getattr(libc(), name)(*values))
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def syscall(number: int, *values: object) -> int:
    """Call the kernel by number; raises OSError."""
    return call("syscall", ctypes.c_long(number), *values)


def prctl(option: int, *values: int) -> None:
    """Set something about this process; raises OSError."""
    call("prctl", option, *(ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]))


def give_up_capabilities() -> None:
    """Give up all that root may do, for good; raises OSError."""
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    none = (ctypes.c_uint32 * 6)()
    call("capset", ctypes.byref(head), ctypes.byref(none))
