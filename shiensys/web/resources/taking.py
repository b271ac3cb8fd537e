"""What may be taken along: the list that was found, and the public registry in three layouts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from shiensys.answers import registry
from shiensys.answers.answer import Answer
from shiensys.answers.registry import Wanted
from shiensys.answers.registry.opendata import opendata
from shiensys.answers.registry.own import own
from shiensys.answers.registry.public import public
from shiensys.city import City
from shiensys.intake import templates
from shiensys.show import export, hsds
from shiensys.show import opendata as written
from shiensys.text import say
from shiensys.web import download, markup
from shiensys.web.evidence import WORKBOOK
from shiensys.web.visitor import visitor

CSV, ZIP = "text/csv", "application/zip"


def files(city: City, wanted: Wanted) -> None:
    """Offer the files; each is made when somebody asks for it. Contacts that aren't public only for coordinators."""
    internal = visitor().may_load
    with st.expander(say("resources.take"), key="resources-take"):
        st.html(markup.block("p", say("resources.take.list"), "hint"))
        with st.container(horizontal=True, key="resources-take-list"):
            _offer(city, "csv", partial(_list, city, wanted, internal, export.csv_bytes), CSV)
            _offer(city, "xlsx", partial(_list, city, wanted, internal, export.xlsx_bytes), WORKBOOK)
        st.html(markup.block("p", say("resources.take.public"), "hint"))
        with st.container(horizontal=True, key="resources-take-public"):
            _offer(city, "opendata", partial(_opendata, city), CSV)
            _offer(city, "hsds", partial(_hsds, city), ZIP)
        st.html(markup.block("p", say("resources.take.own" if internal else "resources.take.own_public"), "hint"))
        _offer(city, "template", partial(_template, city, internal), WORKBOOK)


def _offer(city: City, what: str, made: Callable[[], bytes], mime: str) -> None:
    """Offer one file."""
    name = say(f"resources.take.{what}.file", city=city.record.name, code=city.record.code)
    label = say(f"resources.take.{what}")
    download.button(label, made, name, what=label, city=city.record.code, mime=mime, key=f"resources-take-{what}")


def _list(city: City, wanted: Wanted, internal: bool, write: Callable[[Answer], bytes]) -> bytes:
    """Write all that was found, however many pages it has."""
    return write(registry.whole(city, wanted, internal=internal))


def _opendata(city: City) -> bytes:
    """Write the public registry in the standard's columns."""
    return written.csv_bytes(opendata(city))


def _hsds(city: City) -> bytes:
    """Write the public registry as a package for other systems."""
    return hsds.package(public(city))


def _template(city: City, internal: bool) -> bytes:
    """Write the registry in the columns in which it can be loaded again."""
    answer = own(city, internal=internal)
    names = tuple(map(str, city.districts["name"]))
    return templates.template("resources", names, table=answer.table, notes=answer.notes)
