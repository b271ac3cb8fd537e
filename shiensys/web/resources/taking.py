"""What may be taken along."""

from shiensys.city import City
from shiensys.programme import Programme


def files(city: City, programme: Programme) -> None:
    """Offer files."""
