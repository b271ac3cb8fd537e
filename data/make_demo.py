"""Make up the demonstration cities: ``python data/make_demo.py`` writes data/tokushima and data/shunan anew.

The same bytes come out every time. ``--to FOLDER`` writes elsewhere; ``--report`` prints what the maps will show.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from demo_maker.build import build
from demo_maker.plan import CITIES
from demo_maker.report import report


def main() -> None:
    """Write all cities."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=Path(__file__).parent, help="folder for the cities' folders")
    parser.add_argument("--report", action="store_true", help="print verdicts, need and free places by kind")
    arguments = parser.parse_args()
    for city in CITIES:
        built = build(city, arguments.to / city.slug)
        if arguments.report:
            print(f"{city.slug}: {report(built)}\n")


if __name__ == "__main__":
    main()
