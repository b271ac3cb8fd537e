"""A cage of the tests' own, which knows their jobs too."""

import pytest

from shiensys.intake.cage.cage import Cage
from shiensys.intake.cage.jobs import JOBS
from tests.intake.cage.hostile import JOBS as HOSTILE


@pytest.fixture(scope="session")
def cage():
    """A cage with one keeper for all these tests."""
    made = Cage({**JOBS, **HOSTILE})
    yield made
    made.maker.stop()
