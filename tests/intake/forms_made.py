"""Forms of the needs survey filled in without a fault, after a code book, by chance or by a person as one may be."""

from functools import lru_cache

import numpy as np
import pandas as pd

from shiensys.intake.answers.quality_forms import NONE_OF, Forms
from shiensys.intake.sheets.sheet import Sheet
from shiensys.tables.codebook import CodeBook, Item, codebook

FIRST_ROW = 2  # below the headings
BMI = (16, 35)


def clean(book: CodeBook, n: int) -> pd.DataFrame:
    """Fill in ``n`` forms by chance, keeping to every rule of the form."""
    return _made(book.key, n).copy()


@lru_cache
def _made(key: str, n: int) -> pd.DataFrame:
    chance = np.random.default_rng(1)
    return numbered(pd.DataFrame([form(codebook(key).items, chance) for _ in range(n)]))


def numbered(answers: pd.DataFrame) -> pd.DataFrame:
    """Give answers respondents' numbers and rows in a file."""
    table = answers.astype({name: "Float64" if name == "bmi" else "Int8" for name in answers})
    table.insert(0, "respondent", [f"{place:04d}" for place in range(1, len(table) + 1)])
    return table.set_index(pd.RangeIndex(FIRST_ROW, FIRST_ROW + len(table)))


def form(items: tuple[Item, ...], chance: np.random.Generator) -> dict[str, object]:
    """Fill in one form."""
    row: dict[str, object] = {}
    for item in items:
        if item.branch and row.get(item.branch[0]) not in item.branch[1]:
            row |= dict.fromkeys(item.columns, pd.NA)
        elif item.answer == "boxes":
            row |= boxes(item, chance)
        elif item.key == "bmi":
            row[item.key] = round(chance.uniform(*BMI), 1)
        else:
            row[item.key] = int(chance.integers(item.least, item.most + 1))
    return row


def boxes(item: Item, chance: np.random.Generator) -> dict[str, int]:
    """Mark up to three boxes, or the one that denies all others."""
    names = [name for name in item.codes if name not in NONE_OF]
    none = [name for name in item.codes if name in NONE_OF]
    alone = bool(none) and chance.random() < 0.2
    marked = none if alone else list(chance.choice(names, chance.integers(1, 4), replace=False))
    return {f"{item.key}_{name}": int(name in marked) for name in item.codes}


def forms(table: pd.DataFrame, book: CodeBook, **limits: int) -> Forms:
    """Take answers as if they had been read from a file whose headings are the names of our columns."""
    sheet = Sheet("a.csv", "", 1, table.astype("str"), ())
    return Forms(table, book.items, sheet, {str(name): str(name) for name in table}, limits)
