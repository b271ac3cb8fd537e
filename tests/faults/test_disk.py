"""What a power cut leaves, worked out by hand; and what the go-between before a program's files does."""

import errno
import json
import random

from faults import disk, shim
from faults.disk import Disk, Operation


def after(*operations: tuple[str, int, bytes]) -> Disk:
    """A disk with one file to which something was done."""
    there = Disk()
    for kind, offset, content in operations:
        there.do(Operation(kind, offset, "f", content))
    return there


def images(there: Disk) -> list[dict[str, bytes]]:
    return [there.image(way, random.Random(1)) for way in disk.WAYS]


def test_what_was_synced_is_there_in_every_image():
    there = after((disk.CREATED, 0, b""), (disk.WRITTEN, 0, b"saved"), (disk.SYNCED, 0, b""))
    assert images(there) == [{"f": b"saved"}] * 4


def test_what_was_not_synced_may_be_lost_or_there():
    there = after((disk.WRITTEN, 0, b"saved"), (disk.SYNCED, 0, b""), (disk.WRITTEN, 3, b"ing"))
    nothing, _, _, everything = images(there)
    assert (nothing, everything) == ({"f": b"saved"}, {"f": b"saving"})


def test_a_file_that_was_never_synced_may_not_be_there_at_all():
    nothing, _, _, everything = images(after((disk.CREATED, 0, b""), (disk.WRITTEN, 2, b"ab")))
    assert (nothing, everything) == ({}, {"f": b"\0\0ab"})


def test_sectors_are_written_whole_or_not_at_all():
    there = after((disk.WRITTEN, 0, b"a" * 32_768), (disk.SYNCED, 0, b""), (disk.WRITTEN, 0, b"b" * 32_768))
    (torn,) = there.image(disk.WAYS[2], random.Random(1)).values()
    sectors = {torn[start : start + 512] for start in range(0, 32_768, 512)}
    assert sectors == {b"a" * 512, b"b" * 512}


def test_a_file_that_was_cut_removed_or_renamed_is_so():
    there = after((disk.WRITTEN, 0, b"saved"), (disk.CUT, 2, b""), (disk.SYNCED, 0, b""), (disk.RENAMED, 0, b"g"))
    assert images(there)[0] == {"g": b"sa"}
    there.do(Operation(disk.REMOVED, 0, "g", b""))
    assert images(there)[3] == {}


PROGRAM = """
import json, os, sys
from pathlib import Path
from faults.shim import Shim
folder = Path(sys.argv[1])
between = Shim(folder / "counts", folder / "log")
file = os.open(folder / "counts" / "f", os.O_CREAT | os.O_RDWR)
os.write(file, b"0123")
os.fsync(file)
between.mark(7)
said = []
def tried(work):
    try:
        said.append(work())
    except OSError as error:
        said.append(-error.errno)
between.fail(2, 5, lasting=False)
for _ in range(3):
    tried(lambda: os.write(file, b"x"))
between.leave(3)
for _ in range(2):
    tried(lambda: os.write(file, b"01234"))
tried(lambda: os.pwrite(file, b"over", 0))
between.leave(-1)
tried(lambda: os.write(file, b"01234"))
Path(folder, "elsewhere").write_text("not counted")
print(json.dumps(said))
"""


def test_the_go_between_notes_fails_and_fills(compiler, tmp_path):
    (tmp_path / "counts").mkdir()
    assert json.loads(shim.run(["-c", PROGRAM, str(tmp_path)])) == [1, -errno.EIO, 1, 3, -errno.ENOSPC, 4, 5]
    log = [(one.kind, one.offset, one.content) for one in disk.read(tmp_path / "log")]
    assert log == [
        (disk.CREATED, 0, b""), (disk.WRITTEN, 0, b"0123"), (disk.SYNCED, 0, b""), (disk.MARKED, 7, b""),
        (disk.WRITTEN, 4, b"x"), (disk.WRITTEN, 5, b"x"), (disk.WRITTEN, 6, b"012"), (disk.WRITTEN, 0, b"over"),
        (disk.WRITTEN, 9, b"01234"),
    ]  # fmt: skip
