"""The real cities' files: where they are, and what happens when they aren't there."""

import os
from pathlib import Path

import pytest

VARIABLE = "SHIENSYS_REAL_DATA"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real files. Unset: skip and say so. Set but missing or empty: fail."""
    named = os.environ.get(VARIABLE)
    if not named:
        pytest.skip(f"{VARIABLE} is not set: the real cities' files are not tested")
    folder = Path(named)
    if not folder.is_dir() or not any(folder.iterdir()):
        pytest.fail(f"{VARIABLE} is set, but {folder} is missing or empty")
    return folder
