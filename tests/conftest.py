"""What holds for every test."""

import pytest
from hypothesis import HealthCheck, settings

from shiensys.store import database

pytest_plugins = ["tests.demonstrated", "tests.browser.fixtures"]

# a shared machine is slow at times: how long examples take, or take to be made, says nothing of the code
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")

# What takes longest is begun first, so that no worker is left with it alone at the end; a folder or the start of a file
LONGEST = ("tests/browser/", "tests/real/test_yaizu", "tests/faults/test_short", "tests/web/", "tests/real/")


def pytest_collection_modifyitems(items):
    """Order files by how long they take; within a file nothing changes."""
    items.sort(
        key=lambda item: next((at for at, name in enumerate(LONGEST) if item.nodeid.startswith(name)), len(LONGEST))
    )


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
