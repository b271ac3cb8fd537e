"""Tables put into the store by hand, as a load would."""

from shiensys.store import cities, versions
from shiensys.store.database import transaction
from shiensys.store.versions import Load
from shiensys.tables.frames import to_bytes
from tests import city_of


def store(kind, table, *, part="", file="表.csv", who="lead@city.example", record=city_of.RECORD, **said):
    """Store a table and make it current; gives the number of the version."""
    content = to_bytes(table)
    load = Load(
        city=record.code, kind=kind, part=part, content=content, rows=len(table), file_name=file, file=content,
        request={}, who=who, **said,
    )  # fmt: skip
    with transaction() as connection:
        cities.register(connection, record)
        return versions.save_with(connection, load).version_id


def survey(answers, *, first=1001):
    """Answers on shopping with a number each, as a file would have them."""
    table = city_of.survey(answers)
    return table.assign(respondent=[str(first + n) for n in range(len(table))])
