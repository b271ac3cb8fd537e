"""What may be chosen in the cells of a template."""

from __future__ import annotations

from collections.abc import Sequence

from shiensys.intake.answers.survey_table_kinds import names
from shiensys.intake.sheets.words import first_words
from shiensys.intake.templates.columns import TemplateColumn
from shiensys.tables.categories import categories
from shiensys.tables.codebook import codebooks, in_force
from shiensys.tables.population import LEVELS
from shiensys.tables.resources import ALL_DISTRICTS

_AGES = tuple(f"{first}～{first + 4}歳" for first in range(65, 95, 5))
LISTS = (  # lists of cell_words.csv
    "answer", "status", "contact_public", "completeness", "source_kind", "basis", "by", "direction", "plan_unit",
)  # fmt: skip
# lists in which a cell may hold other words too, or several
_OPEN = frozenset(
    ("districts", "served", "kinds", "provider", "channel", "age_band", "table_part", "counted", "plan_unit")
)


def choices(column: TemplateColumn, districts: Sequence[str]) -> tuple[str, ...]:
    """Give what may be chosen in a column; nothing where anything may be written."""
    if column.choices == "codes":
        first, last = in_force().columns[column.column]
        return tuple(str(code) for code in range(first, last + 1))
    if column.choices in LISTS:
        return first_words(column.choices)
    return _lists(districts).get(column.choices, ())


def is_open(column: TemplateColumn) -> bool:
    """Tell a column in which more may be written than can be chosen."""
    return column.choices in _OPEN


def _lists(districts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Give the lists that aren't in the words of cells."""
    kinds = tuple(category.name_ja for category in categories())
    return {
        "districts": tuple(districts),
        "served": (*districts, ALL_DISTRICTS),
        "codebook": tuple(book.name for book in codebooks()),
        "kind": kinds,
        "kinds": kinds,
        "counted": names(),
        "table_part": (*_AGES, "95歳以上", "男", "女"),
        "sex": ("男", "女", "計"),
        "person_sex": ("男", "女"),
        "level": LEVELS,
        "age_band": (*_AGES, "95歳以上"),
        "provider": ("社協", "地区社協", "自治会・町内会", "老人クラブ", "NPO", "民間", "市"),
        "channel": ("総合事業", "一般介護予防", "任意事業", "市独自", "民間", "助け合い"),
    }
