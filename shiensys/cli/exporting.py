"""The registry as a file that others can read: by an international standard, by the national one, or to bring back."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from shiensys import gathering
from shiensys.answers.registry.opendata import opendata
from shiensys.answers.registry.own import own
from shiensys.answers.registry.public import public
from shiensys.city import City
from shiensys.cli.blank import written
from shiensys.intake import templates
from shiensys.show import hsds
from shiensys.show import opendata as standard
from shiensys.text import say


def export(said: argparse.Namespace) -> int:
    """Write the registry to a file that isn't there yet; internal contacts only into the template, and when asked."""
    city = gathering.current(said.city)
    written(said.out, WHAT[said.what](city, said))
    print(say("exchange.cli.done", file=said.out.name, name=city.record.name))
    return 0


def _hsds(city: City, said: argparse.Namespace) -> bytes:
    """Write the package of the public registry."""
    return hsds.package(public(city), licence=said.licence)


def _opendata(city: City, _said: argparse.Namespace) -> bytes:
    """Write the public registry in the standard's columns."""
    return standard.csv_bytes(opendata(city))


def _template(city: City, said: argparse.Namespace) -> bytes:
    """Write the whole registry into the template."""
    told = own(city, internal=said.internal)
    names = tuple(city.districts["name"])
    return templates.template("resources", names, table=told.table, notes=(told.title, *told.notes))


WHAT: dict[str, Callable[[City, argparse.Namespace], bytes]] = {
    "hsds": _hsds,
    "opendata": _opendata,
    "template": _template,
}
