"""The cities that the store holds, and whether demonstration cities are shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from shiensys.errors import UnknownCityError
from shiensys.store import audit, database, records, settings, sweeping
from shiensys.store.database import reading, transaction
from shiensys.store.schema import cities
from shiensys.store.versions import remove_all

DEMONSTRATION_PUT_AWAY = "demonstration_put_away"


@dataclass(frozen=True)
class CityRecord:
    """A city of the store. ``as_of``: the day that counts as today for a demonstration city."""

    code: str
    name: str
    fictional: bool
    as_of: dt.date | None = None


class MixedCityError(UnknownCityError):
    """A real city's file was to go into a demonstration city of the same code, or the other way round."""


def shown() -> tuple[CityRecord, ...]:
    """List the cities for screens: the real ones; demonstration cities only while there is no real one.

    So a fictional city never stands beside a real one.
    """
    known = everything()
    real = tuple(city for city in known if not city.fictional)
    return real or known


def everything() -> tuple[CityRecord, ...]:
    """List all cities, in the order in which they came."""
    columns = [cities.c[name] for name in CityRecord.__dataclass_fields__]
    with reading() as connection:
        rows = connection.execute(select(*columns).order_by(cities.c.position)).all()
    return tuple(CityRecord(**row._mapping) for row in rows)


def find(code: str) -> CityRecord:
    """Give one city; raises UnknownCityError."""
    for city in everything():
        if city.code == code:
            return city
    raise UnknownCityError("store.unknown_city", code=code)


def register(connection: Connection, city: CityRecord) -> None:
    """Write a city down, or its better name, inside a transaction that somebody else ends.

    Raises MixedCityError where the code is taken by a city of the other sort.
    """
    known = connection.execute(select(cities).where(cities.c.code == city.code)).one_or_none()
    if known is None:
        connection.execute(insert(cities).values(**vars(city)))
    elif known.fictional != city.fictional:
        raise MixedCityError("store.mixed_city", code=city.code, name=known.name)
    elif known.name == city.code:
        connection.execute(update(cities).where(cities.c.code == city.code).values(name=city.name))


def remove(code: str, *, who: str = "") -> None:
    """Take a city and all its versions out of the store; raises UnknownCityError."""
    find(code)
    with transaction() as connection:
        _remove(connection, code, who)
    database.sweep()


def _remove(connection: Connection, code: str, who: str) -> None:
    """Take one city out, inside a transaction that somebody else ends."""
    gone = remove_all(connection, code)
    records.remove_all(connection, code)
    sweeping.ask(connection)
    connection.execute(delete(cities).where(cities.c.code == code))
    audit.record_with(connection, "remove", who=who, city=code, versions=gone)


def put_demonstration_away(*, who: str = "") -> tuple[CityRecord, ...]:
    """Take the demonstration cities out for good: they aren't loaded again at the next start. Gives which."""
    gone = tuple(city for city in everything() if city.fictional)
    with transaction() as connection:
        for city in gone:
            _remove(connection, city.code, who)
        settings.put(connection, DEMONSTRATION_PUT_AWAY, True)
    database.sweep()
    return gone


def demonstration_put_away() -> bool:
    """Tell whether somebody put the demonstration cities away."""
    with reading() as connection:
        return bool(settings.get(connection, DEMONSTRATION_PUT_AWAY))


def bring_demonstration_back() -> None:
    """Let the demonstration cities be loaded again."""
    with transaction() as connection:
        settings.drop(connection, DEMONSTRATION_PUT_AWAY)
