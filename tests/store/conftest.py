"""Every test of the store runs on SQLite and on a real PostgreSQL."""

import pytest

from shiensys.store import cities, database
from shiensys.store.database import transaction
from tests.store import postgres
from tests.store.loads import YAIZU

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server; gives its address as the owner."""
    with postgres.server() as address:
        yield address


@pytest.fixture(params=BOTH)
def kind_of_database(request):
    """Each kind of database in turn."""
    return request.param


@pytest.fixture
def new_address(kind_of_database, request, tmp_path):
    """Give addresses of empty databases, of which nobody has opened any."""

    def another(name: str = "test", *, ready: bool = False) -> str:
        if kind_of_database == "sqlite":
            return f"sqlite:///{tmp_path / 'store' / name}.sqlite3"
        return postgres.text(postgres.fresh(request.getfixturevalue("postgresql"), ready=ready))

    return another


def forget() -> None:
    """Close the database of the setting, as if the process ended."""
    if database.engine.cache_info().currsize:
        database.engine(database.url()).dispose()
    database.engine.cache_clear()


@pytest.fixture
def use(monkeypatch):
    """Work with the database of an address from now on."""

    def go(address: str) -> None:
        forget()
        monkeypatch.setenv(database.VARIABLE, address)

    yield go
    forget()


@pytest.fixture
def empty_store(new_address, use):
    """An empty store of the test's own."""
    use(new_address(ready=True))


@pytest.fixture
def city(empty_store):
    """A store with one city."""
    with transaction() as connection:
        cities.register(connection, YAIZU)
