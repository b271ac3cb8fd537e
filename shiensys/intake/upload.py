"""A file as somebody brought it: its bytes in memory under a name that can do no harm."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shiensys.intake.findings import Where, refuse

LONGEST_NAME = 80  # characters; a file system takes 255 bytes, and a kanji has three
_NEITHER_SHOWN_NOR_SAFE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Upload:
    """A file with what lay beside it.

    ``name``: safe to show and to write a file under. ``beside``: the other files of a shapefile by name, and names
    alone (no bytes) of what tells an edition. ``folder``: name of the folder it lay in, blank where none is known.
    """

    name: str
    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)
    folder: str = ""

    @classmethod
    def of(cls, name: str, content: bytes) -> Upload:
        """Take a file that came alone, under a name that somebody else chose."""
        return cls(safe_name(name), content)

    @classmethod
    def of_several(cls, files: Mapping[str, bytes]) -> Upload:
        """Take files that belong together: the ``.shp`` is the file, the others lie beside it.

        Refuses ``several_files`` where there is more than one and none is a shapefile.
        """
        named = {safe_name(name): content for name, content in files.items()}
        main = [name for name in named if name.lower().endswith(".shp")] or [*named]
        if len(main) != 1:
            refuse("several_files", Where(main[0]), n=len(main))
        return cls(main[0], named[main[0]], {name: named[name] for name in named if name != main[0]})

    @classmethod
    def from_path(cls, path: Path) -> Upload:
        """Take a file of this machine. Refuses ``no_such_file``."""
        if not path.is_file():
            refuse("no_such_file", Where(safe_name(path.name)))
        beside = {safe_name(other.name): content for other, content in _beside(path)}
        return cls(safe_name(path.name), path.read_bytes(), beside, safe_name(path.absolute().parent.name))

    @property
    def all_bytes(self) -> bytes:
        """Give what the file is known by when it comes again: a shapefile is all its parts."""
        return self.content + b"".join(self.beside[name] for name in sorted(self.beside))

    @property
    def sha256(self) -> str:
        """Give the hash that the file is known by."""
        return hashlib.sha256(self.all_bytes).hexdigest()

    @property
    def size(self) -> int:
        """Give the bytes of all parts."""
        return len(self.content) + sum(map(len, self.beside.values()))


def _beside(path: Path) -> list[tuple[Path, bytes]]:
    """Find the parts of a shapefile, and the metadata that tells an official product's edition by its name."""
    notes = [(other, b"") for other in path.parent.glob("KS-META-*.xml")]
    if path.suffix.lower() != ".shp":
        return notes
    parts = [other for other in path.parent.iterdir() if other.stem.lower() == path.stem.lower() and other != path]
    return [*notes, *((part, part.read_bytes()) for part in parts if part.is_file())]


def safe_name(name: str) -> str:
    """Give a file's name without folders, control and direction signs, and not too long; its ending stays.

    >>> safe_name("../../etc/pass\\x00wd"), safe_name("C:\\\\調査\\\\r7.xlsx"), safe_name("..")
    ('passwd', 'r7.xlsx', '_')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = _NEITHER_SHOWN_NOR_SAFE.sub("", last).strip() or "_"
    if not plain.strip("."):
        return "_"
    stem, dot, ending = plain.rpartition(".")
    if len(plain) <= LONGEST_NAME:
        return plain
    return (
        f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < 10 else plain[:LONGEST_NAME]
    )
