"""Namespaces: a world of the process's own without network, and a folder in memory that vanishes with it."""

from __future__ import annotations

import os
from pathlib import Path

from shiensys.intake.cage import kernel

_NEW_FILES, _NEW_IPC, _NEW_USER, _NEW_NET = 0x00020000, 0x08000000, 0x10000000, 0x40000000
_NO_SUID, _NO_DEVICES, _NO_RUNNING = 2, 4, 8


def leave(folder: Path, size: int) -> None:
    """Leave the network and the other mounts, and lay memory of at most ``size`` bytes over ``folder``.

    Raises OSError where the system doesn't let it, for instance inside a container.
    """
    user, group = os.getuid(), os.getgid()
    kernel.call("unshare", _NEW_USER | _NEW_FILES | _NEW_IPC | _NEW_NET)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    flags = _NO_SUID | _NO_DEVICES | _NO_RUNNING
    options = f"size={size},mode=0700".encode()
    kernel.call("mount", b"shiensys", os.fsencode(folder), b"tmpfs", flags, options)
