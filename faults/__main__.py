"""Try all faults, or those that are named, and print what was found beside what was aimed at."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time

from faults.row import Row, table

FAULTS = (
    "kill", "server", "power", "unwritable", "full", "restart", "opening", "races", "again", "undo", "drills", "fuzz",
    "speed",
)  # fmt: skip


def main() -> int:
    """Print one table; gives 1 where an aim isn't met, for nothing here is a matter of luck."""
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("faults", nargs="*", metavar="FAULT", help=f"one of {', '.join(FAULTS)}; all, if none")
    parser.add_argument("--trials", type=int, help="how many of each; as many as the aim asks for, if not given")
    parser.add_argument("--short", action="store_true", help="as few as the tests make")
    asked = parser.parse_args()
    if unknown := set(asked.faults) - set(FAULTS):
        parser.error(f"no such fault: {', '.join(sorted(unknown))}")
    found: list[Row] = []
    for fault in asked.faults or FAULTS:
        found.extend(_tried(fault, asked.trials, short=asked.short))
    print(table(found))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[1]:.1f} (5 min) at the end")
    return 0 if all(row.met for row in found) else 1


def _tried(fault: str, trials: int | None, *, short: bool) -> list[Row]:
    """Try one fault and say how long it took."""
    module = importlib.import_module(f"faults.{fault}")
    wanted = trials or (module.SHORT if short else module.FULL)
    print(f"{fault} …", end=" ", flush=True)
    before = time.monotonic()
    rows: list[Row] = list(module.rows(wanted))
    print(f"{time.monotonic() - before:.0f} s", flush=True)
    return rows


if __name__ == "__main__":
    sys.exit(main())
