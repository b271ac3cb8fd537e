"""The demonstration cities, loaded once for all that looks at them."""

import pytest

from shiensys.city import City


@pytest.fixture(scope="session")
def cities(demonstration_cities: dict[str, City]) -> dict[str, City]:
    """Both cities by code."""
    return demonstration_cities
