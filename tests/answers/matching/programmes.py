"""Records of a small programme, for the tests of matching."""

import datetime as dt

from shiensys.programme import Programme
from shiensys.tables.programme import Kept, Match, Record, Request

AT = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)


def request(name: str, **values) -> Request:
    """Somebody in 港 (d0) asked for help with shopping."""
    usual = {"received": dt.date(2026, 9, 1), "district": "d0", "kind": "shopping"}
    return Request(id=name, **(usual | values))


def match(name: str = "m1", **values) -> Match:
    """Shopping in 港, proposed to R1."""
    usual = {"district": "d0", "kind": "shopping", "resource_id": "R1", "began": dt.date(2026, 9, 2)}
    return Match(id=name, **(usual | values))


def programme(*records: Record) -> Programme:
    """Keep records of requests and matches."""
    kinds = {"requests": Request, "matches": Match}
    kept = {
        name: tuple(Kept(each, 1, AT, "係") for each in records if type(each) is kind) for name, kind in kinds.items()
    }
    return Programme("22212", len(records), kept)


NOTHING = programme()
