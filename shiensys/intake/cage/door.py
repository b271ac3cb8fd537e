"""The way into the cage: a file and what is said about it go in, a packed table or findings come out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pandera.errors import SchemaError, SchemaErrors

from shiensys.intake.findings import RefusedError, Where, refuse
from shiensys.intake.headings import aliases
from shiensys.intake.look import Look
from shiensys.intake.packed import Packed, packed
from shiensys.intake.readers import reader
from shiensys.intake.request import Request
from shiensys.intake.upload import Upload


def read(kind: str, upload: Upload, request: Request) -> Packed:
    """Read and check a file. ``request.path`` says nothing: the file is ``upload``.

    Raises RefusedError, which carries the look where there was one; UnknownKindError.
    """
    seen: list[Look] = []
    wanted = reader(kind)
    with TemporaryDirectory() as workspace:
        folder = Path(workspace) / (upload.folder or "_")
        folder.mkdir()
        for name, content in {upload.name: upload.content, **upload.beside}.items():
            (folder / name).write_bytes(content)
        try:
            checked = wanted.read(replace(request, path=folder / upload.name, tell=seen.append))
        except RefusedError as error:
            raise RefusedError(error.findings, seen[-1] if seen else None) from None
        except (SchemaError, SchemaErrors) as error:
            # the library's own words quote values; ours name the column only
            ours = str(getattr(error.schema, "name", None) or "")
            refuse("not_of_the_table", Where(upload.name, column=aliases(kind).get(ours, (ours,))[0]))
        return packed(checked, seen[-1] if seen else None)
