"""An empty store of its own for each test."""

import pytest

from shiensys.store import database


@pytest.fixture(autouse=True)
def empty_store(tmp_path, monkeypatch):
    monkeypatch.setenv(database.VARIABLE, f"sqlite:///{tmp_path / 'store' / 'test.sqlite3'}")
    yield
    database.engine(database.url()).dispose()
    database.engine.cache_clear()
