"""The demonstration cities, loaded once for all that looks at them."""

import pytest

from shiensys import demonstration, gathering
from shiensys.city import City
from shiensys.intake.request import silent
from shiensys.store import database


@pytest.fixture(scope="session")
def cities(tmp_path_factory: pytest.TempPathFactory) -> dict[str, City]:
    """Both cities by code; their store is closed again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(database.VARIABLE, f"sqlite:///{tmp_path_factory.mktemp('store') / 'demo.sqlite3'}")
        found = {record.code: gathering.current(record.code) for record in demonstration.load_all(silent)}
        database.engine(database.url()).dispose()
        database.engine.cache_clear()
    return found
