"""The visitor's own file back, with the cells marked that something was found in. Made in the cage, never stored."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from shiensys.intake.cage import door
from shiensys.intake.cage.marking import asked
from shiensys.intake.findings import Finding
from shiensys.intake.upload import Upload
from shiensys.text import say
from shiensys.web import download
from shiensys.web.upload import sitting
from shiensys.web.upload.sitting import Outcome

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_CELLS = ("districts",)  # boundaries have no cells to colour


def offer(outcome: Outcome) -> None:
    """Offer the marked file where there is something to mark."""
    upload = sitting.now().upload
    if upload is None or not outcome.findings or outcome.look is None or outcome.target.kind in NO_CELLS:
        return
    download.button(
        say("upload.marked"),
        partial(made, upload, outcome.findings),
        say("upload.marked_file", stem=upload.name.rpartition(".")[0] or upload.name),
        what=say("upload.marked_what", kind=say(f"common.kind.{outcome.target.kind}")),
        city=outcome.target.code,
        mime=XLSX,
        key="upload-marked",
    )


def made(upload: Upload, findings: Collection[Finding]) -> bytes:
    """Make the marked file; raises RefusedError where the cage can't."""
    return door.run("mark", upload, asked(findings))
