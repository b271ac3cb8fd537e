"""Contacts marked internal are sent to coordinators alone: in no page, sheet, map or file of anybody else."""

import io
import zipfile

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from shiensys import answers
from shiensys.answers import organising
from shiensys.answers.registry.opendata import opendata
from shiensys.answers.registry.own import own
from shiensys.answers.registry.public import public
from shiensys.programme import Programme
from shiensys.show import export, hsds
from shiensys.show import opendata as standard
from shiensys.store import cities, database, records
from shiensys.tables.programme import Body, Contact
from shiensys.text import LANGUAGES, use_language
from shiensys.web import data, visitor
from tests import city_of
from tests.web.conftest import APP

CODE = city_of.RECORD.code
LISTED, OFFICE, OPEN = "090-1111-2222", "090-3333-4444", "088-555-6666"
VIEWS = (
    {"page": "支え合い資源"},
    {"page": "支え合い資源", "place": "PLACE"},
    {"page": "体制", "who": "連絡先"},
    {"page": "どこで手が足りないか", "district": "港"},
    {"page": "話し合い"},
    {"page": "台帳の点検"},
)
PEOPLE = {"lead@city.example": True, "guest@city.example": False}


@pytest.fixture
def city(empty_store, monkeypatch):
    """A city with an internal contact in its registry, one among its offices, and one for everybody in both."""
    monkeypatch.setenv(visitor.COORDINATORS, "lead@city.example")
    with database.transaction() as connection:
        cities.register(connection, city_of.RECORD)
    registry = city_of.registry(
        city_of.resource("港の会", "港", contact=LISTED, contact_public=False, longitude=138.305, latitude=34.805),
        city_of.resource("小川の会", "小川", contact=OPEN, contact_public=True),
    )
    office = {"body_id": "care", "source": "市"}
    inside = [Contact(id="in", phone=OFFICE, public=False, **office), Contact(id="out", phone=OPEN, **office)]
    records.add_all(CODE, [Body(id="care", name="包括", kind="support_center"), *inside], who="市")
    made = city_of.city(districts=city_of.districts(), resources=registry)
    monkeypatch.setattr(data, "cities", lambda: [answers.card(made)])
    monkeypatch.setattr(data, "current", lambda _code: made)
    st.cache_resource.clear()
    yield made
    use_language(LANGUAGES[0])


def sent(city, who, views):
    """Open views as somebody; gives all that the browser is sent."""
    place = str(city.resources["resource_id"].iloc[0])
    found = []
    for view in views:
        app = AppTest.from_file(APP, default_timeout=120)
        app.user = {"is_logged_in": True, "email": who}
        for name, value in view.items():
            app.query_params[name] = place if value == "PLACE" else value
        app.run()
        assert not app.exception, view
        found += [str(node.proto) for node in app.main if getattr(node, "proto", None) is not None]
    return "\n".join(found)


@pytest.mark.parametrize(("who", "may"), PEOPLE.items())
def test_pages_tell_internal_contacts_to_coordinators_alone(city, who, may):
    found = sent(city, who, VIEWS[1:3] if may else VIEWS)  # that coordinators see them shows that the search finds
    assert OPEN in found
    assert [number in found for number in (LISTED, OFFICE)] == [may, may]


def test_files_for_others_hold_no_internal_contact(city):
    programme = Programme(CODE, 1, records.everything(CODE)[1])
    files = (
        export.csv_bytes(organising.contacts(city, programme)),
        standard.csv_bytes(opendata(city)),
        hsds.package(public(city)),
        export.csv_bytes(own(city, internal=False)),
    )
    for each in files:
        assert not any(number.encode() in unpacked for number in (LISTED, OFFICE) for unpacked in opened(each))
    assert any(OPEN.encode() in unpacked for each in files for unpacked in opened(each))


def opened(file):
    """Give a file, and what is in it where it is a package."""
    if file[:2] != b"PK":
        return [file]
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return [package.read(name) for name in package.namelist()]
