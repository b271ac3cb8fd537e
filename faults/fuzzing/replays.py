"""Inputs that once broke a reader, kept as files: they are read again by the tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from faults.fuzzing import judging
from faults.fuzzing.inputs import Input, files_of
from shiensys.intake.cage import door
from shiensys.intake.findings import RefusedError
from shiensys.intake.upload import Upload

FOLDER = Path(__file__).parents[2] / "tests" / "faults" / "replays"
FOUND = Path("faults-found")  # where a run writes what it finds; a person moves it beside the others


def write(one: Input, folder: Path) -> Path:
    """Keep an input as a folder named for its kind of file and its hash; gives the folder."""
    kept = folder / f"{one.kind}.{hashlib.sha256(one.upload.all_bytes).hexdigest()[:8]}"
    kept.mkdir(parents=True, exist_ok=True)
    for name, content in files_of(one.upload).items():
        (kept / name).write_bytes(content)
    return kept


def kept() -> Iterator[Path]:
    """Give the folders of all inputs that are kept."""
    yield from sorted(path for path in FOLDER.iterdir() if path.is_dir())


def read(folder: Path) -> tuple[str, Upload]:
    """Give the kind and the file of a kept input."""
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    return folder.name.partition(".")[0], Upload.of_several(files)


def outcome(kind: str, upload: Upload) -> str:
    """Read a file through the real cage; gives ``packed`` or the codes of its findings. Other errors go through."""
    try:
        door.read(kind, upload, judging.request(kind))
    except RefusedError as error:
        return " ".join(finding.code for finding in error.findings)
    return judging.PACKED


def ends_in_a_sentence(one: Input) -> bool:
    """Tell whether the real cage gives a table or a refusal, whatever the file does to its reader."""
    try:
        outcome(one.kind, one.upload)
    except Exception:  # just this must not be
        return False
    return True
