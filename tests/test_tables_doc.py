"""docs/tables.md lists the columns of every table as the program declares them.

After a change of tables: ``python -m tests.test_tables_doc`` writes it anew.
"""

import datetime as dt
import inspect
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from pathlib import Path

import pandera.pandas as pa
import pytest

from shiensys.intake.readers import KINDS
from shiensys.tables.programme import KINDS as RECORDS
from shiensys.tables.programme import Record
from shiensys.tables.programme.record import NEEDED, OF, OPTIONS
from shiensys.tables.survey import PERSONS, SOLUTIONS, TROUBLES, WISHES

DOCUMENT = Path(__file__).parents[1] / "docs" / "tables.md"
TYPES = {"str": "text", "float64": "number", "boolean": "yes or no", "datetime64": "date", "geometry": "polygon"}
BEGINNING = """# Tables

What the store holds of each kind of file (`python -m shiensys load KIND …`), as Parquet, and as GeoParquet where there
are polygons. Headings under which files may bring these columns: `data/reference/headings/<kind>.csv`.
"""
PROGRAMME = """
## Records of the programme

What people enter on the pages, one row a record, in tables of their own. Beside these columns each row has `city`,
`revision` (from 1), `changed_at`, `changed_by` and `removed`; the table `record_changes` keeps every change with who
and when."""
RECORD_TYPES = {
    str: "text", int: "whole number", bool: "yes or no", dt.date: "date", dt.datetime: "moment", tuple: "list",
    Mapping: "cells",
}  # fmt: skip
BOXES = f"""
Beside these, whole numbers from the form's lists of troubles and of wished-for support. A column that is missing wasn't
asked:

- `trouble_<t>`: 1 in trouble, 0 not, blank not answered
- `solved_<t>`: how it is solved, {SOLUTIONS[0]} to {SOLUTIONS[-1]}; {SOLUTIONS[-1]} can't solve it, in trouble
- `wish_<w>`: 1 wished for, 0 not, blank not answered
- `listens_<p>`, `listened_<p>`, `nurses_<p>`, `nursed_<p>`: 1 listens to the respondent, is listened to, nurses, is
  nursed; 0 not, blank not answered
- `own_<key>`: what the city asked beside the form (kind `codebook`)

`<t>`: {", ".join(TROUBLES)}.

`<w>`: {", ".join(WISHES)}.

`<p>`: {", ".join(PERSONS)}.
"""


def type_of(column: pa.Column) -> str:
    written = str(column.dtype)
    return next((word for start, word in TYPES.items() if written.startswith(start)), "whole number")


def allowed(column: pa.Column) -> str:
    """Give the values that alone may stand in a column."""
    lists = [check.statistics["allowed_values"] for check in column.checks if check.name == "isin"]
    return "".join(f" (one of: {', '.join(map(str, values))})" for values in lists)


def row(name: str, column: pa.Column) -> str:
    blank = "may be blank" if column.nullable else ""
    facts = column.metadata or {}
    cells = (
        f"`{name}`",
        type_of(column),
        facts.get("unit", ""),
        column.description or "",
        blank,
        facts.get("source", ""),
    )
    return f"| {' | '.join(cells)} |"


def table(kind: str, model: type[pa.DataFrameModel]) -> str:
    meaning = inspect.getdoc(model)
    columns = model.to_schema().columns
    lines = [row(name, column) for name, column in columns.items()]
    head = ["| Column | Type | Unit | Meaning | Blank | Source |", "| --- | --- | --- | --- | --- | --- |"]
    first = str(meaning).split("\n\n", 1)[0].replace("\n", " ").replace("``", "`")
    boxes = [BOXES] if kind == "survey" else []
    return "\n".join([f"\n## {kind}\n", f"{first}\n", *head, *lines, *boxes])


def record_type(told: object) -> str:
    """Name the type of a record's field; what may be None may be blank."""
    options = typing.get_args(told) if isinstance(told, types.UnionType) else (told,)
    kind = next(each for each in options if each is not type(None))
    return RECORD_TYPES[typing.get_origin(kind) or kind]


def record_row(kind: type[Record], told: Field[object]) -> str:
    hint = typing.get_type_hints(kind)[told.name]
    blank = "" if told.metadata.get(NEEDED) or (told.default is MISSING and not told.metadata) else "may be blank"
    codes = [f"`{code}`" for code in told.metadata.get(OPTIONS, ()) if code]
    links = [f"id of `{told.metadata[OF]}`"] if OF in told.metadata else []
    return f"| `{told.name}` | {record_type(hint)} | {', '.join([*links, *codes])} | {blank} |"


def record_table(name: str, kind: type[Record]) -> str:
    first = str(inspect.getdoc(kind)).split("\n\n", 1)[0].replace("\n", " ").replace("``", "`")
    head = ["| Column | Type | Values | Blank |", "| --- | --- | --- | --- |"]
    return "\n".join([f"\n### {name}\n", f"{first}\n", *head, *(record_row(kind, each) for each in fields(kind))])


def document() -> str:
    tables = [table(reader.kind, reader.model) for reader in KINDS.values()]
    kept = [record_table(name, kind) for name, kind in RECORDS.items()]
    return "\n".join([BEGINNING.rstrip("\n"), *tables, PROGRAMME, *kept]).rstrip("\n") + "\n"


def test_the_document_lists_the_tables_as_they_are():
    assert DOCUMENT.read_text(encoding="utf-8") == document()


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_says_what_it_means(kind):
    for name, column in KINDS[kind].model.to_schema().columns.items():
        assert column.description, name


def test_nothing_that_leads_to_a_person_has_a_column_in_the_survey():
    columns = set(KINDS["survey"].model.to_schema().columns)
    assert not columns & {"name", "telephone", "phone", "address", "birth_date", "contact"}


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
