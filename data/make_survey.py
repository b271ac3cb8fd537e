"""Make up one large survey file: ``python data/make_survey.py answers.csv --respondents 8000 --seed 1``."""

from __future__ import annotations

import argparse
from pathlib import Path

from demo_maker.files import ENCODING
from demo_maker.full import full_survey


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="file to write")
    parser.add_argument("--respondents", type=int, default=8000, help="how many people answer")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes up other people")
    told = parser.parse_args()
    answers = full_survey(n=told.respondents, seed=told.seed)
    answers.to_csv(told.file, index=False, encoding=ENCODING, lineterminator="\n")


if __name__ == "__main__":
    main()
