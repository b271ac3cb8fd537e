"""A cage of the tests' own, which knows their jobs too."""

import tempfile

import pytest

from shiensys.intake.cage import cage as cages
from shiensys.intake.cage.cage import Cage
from shiensys.intake.cage.jobs import JOBS
from tests.intake.cage.hostile import JOBS as HOSTILE


@pytest.fixture(scope="session")
def cage():
    """A cage with one keeper for all these tests."""
    made = Cage({**JOBS, **HOSTILE})
    yield made
    made.maker.stop()


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """A folder for temporary files that nobody else uses."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield tmp_path
    monkeypatch.undo()
    tempfile.tempdir = None


@pytest.fixture
def own_cage(own_folder):
    """Let the door's cage be a new one, which lies in the test's own folder."""
    cages.own().maker.stop()
    cages.own.cache_clear()
    yield cages.own()
    cages.own().maker.stop()
    cages.own.cache_clear()
