"""The job of reading a file: what is asked goes in as plain values and Parquet, what was found comes out so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_type_hints

import pandas as pd
from pandera.errors import SchemaError, SchemaErrors

from shiensys.intake.cage import letters
from shiensys.intake.cage.jobs import Result, Task
from shiensys.intake.cage.warming import warm as warm
from shiensys.intake.findings import Where, refuse
from shiensys.intake.look import Look
from shiensys.intake.packed import Packed, packed
from shiensys.intake.readers import reader
from shiensys.intake.request import Request
from shiensys.intake.sheets.headings import aliases
from shiensys.tables.frames import from_bytes, to_bytes

_NOT_SENT = ("path", "progress", "tell")  # the cage has its own


def asked(kind: str, request: Request) -> tuple[dict[str, object], dict[str, bytes]]:
    """Write a request as plain values and tables by name."""
    entries = {field.name: getattr(request, field.name) for field in fields(request) if field.name not in _NOT_SENT}
    tables = {name: to_bytes(entry) for name, entry in entries.items() if isinstance(entry, pd.DataFrame)}
    values = {name: letters.written(entry) for name, entry in entries.items() if name not in tables}
    return {"kind": kind, "request": values}, tables


def read(task: Task) -> Result:
    """Read and check the file; raises RefusedError."""
    kind = letters.read(str, task.arguments["kind"])
    try:
        checked = reader(kind).read(_request(task))
    except (SchemaError, SchemaErrors) as error:
        # the library's own words quote values; ours name the column only
        ours = str(getattr(error.schema, "name", None) or "")
        refuse("not_of_the_table", Where(task.path.name, column=aliases(kind).get(ours, (ours,))[0]))
    table = packed(checked, None)
    values = {field.name: letters.written(getattr(table, field.name)) for field in fields(table)}
    return Result(table.content, {name: value for name, value in values.items() if name not in ("content", "look")})


def _request(task: Task) -> Request:
    """Put the request together again."""
    written: Any = task.arguments["request"]
    hints = get_type_hints(Request)
    values: dict[str, Any] = {name: letters.read(hints[name], value) for name, value in written.items()}
    values |= {name: from_bytes(content) for name, content in task.tables.items()}
    return Request(path=task.path, progress=task.progress, tell=task.tell, **values)


def answered(values: object, content: bytes, look: Look | None) -> Packed:
    """Put together what came of a reading; raises LetterError where it can't have come from ``read``."""
    if not isinstance(values, Mapping) or not (content.startswith(b"PAR1") and content.endswith(b"PAR1")):
        raise letters.LetterError
    hints = get_type_hints(Packed)
    named = {name: letters.read(hints[name], value) for name, value in values.items() if name in hints}
    return Packed(**{**named, "content": content, "look": look})
