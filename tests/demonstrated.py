"""The demonstration cities, loaded once for a whole run of the tests; whoever writes to their store takes a copy."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from shiensys import gathering
from shiensys.__main__ import main
from shiensys.city import City
from shiensys.store import cities, database
from shiensys.text import language, use_language

ROOT = Path(__file__).parents[1]


@contextmanager
def store_of(file: Path) -> Iterator[None]:
    """Work with a store in this file; at the end it is closed, so that it can be copied."""
    before = language()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(database.VARIABLE, f"sqlite:///{file}")
        try:
            yield
        finally:
            use_language(before)
            database.engine(database.url()).dispose()
            database.engine.cache_clear()


def fill(file: Path, *loads: Sequence[str]) -> None:
    """Carry out command lines on a store, without a process for each, which imports longer than it works."""
    if loads:
        with store_of(file):
            for words in loads:
                assert main(words) == 0, words


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the store of the demonstration cities, that nobody may write to: copy it (``shutil.copy``) to do so.

    The first worker that asks loads them, as the command that people type; the others wait for it.
    """
    mine = tmp_path_factory.getbasetemp()
    shared = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine
    made = shared / "demonstration" / "demo.sqlite3"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            made.parent.mkdir()
            half = made.with_name("half.sqlite3")
            environment = os.environ | {database.VARIABLE: f"sqlite:///{half}"}
            subprocess.run([sys.executable, "-m", "shiensys", "demo"], cwd=ROOT, env=environment, check=True)
            half.rename(made)
    return made


@pytest.fixture(scope="session")
def demonstration_cities(demonstration: Path) -> dict[str, City]:
    """Both cities by code, gathered, for tests that read alone; their store is closed again."""
    with store_of(demonstration):
        return {card.code: gathering.current(card.code) for card in cities.everything()}
