"""Measure all figures, or those that are named, and print them beside their peers and aims."""

from __future__ import annotations

import argparse
import importlib
import os

from bench.browser import NoBrowserError
from bench.row import HEADINGS, Row

FIGURES = (  # those that take minutes last
    "rerun", "click", "wire", "points", "registry", "matching", "backtest", "cohorts", "forecast", "usefulness",
    "upload", "scoring", "survey", "attack", "meeting",
)  # fmt: skip


def main() -> None:
    """Print one table. What isn't met is said; it is no error, for a busy machine alone can cause it."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=f"one of {', '.join(FIGURES)}; all, if none")
    named = parser.parse_args().figures
    if unknown := set(named) - set(FIGURES):
        parser.error(f"no such figure: {', '.join(sorted(unknown))}")
    found: list[Row] = []
    for figure in named or FIGURES:
        print(f"measuring {figure} …", flush=True)
        try:
            found.extend(importlib.import_module(f"bench.{figure}").rows())
        except NoBrowserError as error:
            found.append(Row(figure, f"not measured: {error}"))
    print(table(found))
    one, five, _ = os.getloadavg()
    print(f"{os.cpu_count()} cores, load {one:.1f} (1 min) and {five:.1f} (5 min) at the end")


def table(rows: list[Row]) -> str:
    """Write rows under their headings, each column as wide as its widest cell."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


if __name__ == "__main__":
    main()
