"""What the trials need of the system."""

import os

import pytest

from faults import shim


@pytest.fixture
def compiler():
    """The go-between before a program's files; where it can't be made the trial is left out, but not unseen."""
    try:
        shim.library()
    except shim.NoCompilerError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
