"""What holds for every test."""

import pytest
from hypothesis import settings

from shiensys.store import database

pytest_plugins = ["tests.browser.fixtures"]

# a shared machine is slow at times: an example's time says nothing of the code
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")


@pytest.fixture(autouse=True, scope="session")
def not_the_users_store(tmp_path_factory):
    """No test ever touches the data of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(database.VARIABLE, f"sqlite:///{tmp_path_factory.mktemp('store') / 'unused.sqlite3'}")
        yield


@pytest.fixture
def empty_store(tmp_path, monkeypatch):
    """An empty store of the test's own."""
    monkeypatch.setenv(database.VARIABLE, f"sqlite:///{tmp_path / 'store' / 'test.sqlite3'}")
    yield
    database.engine(database.url()).dispose()
    database.engine.cache_clear()
