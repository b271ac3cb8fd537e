"""Pages over a small city made by hand, without a store."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from shiensys import answers
from shiensys.text import LANGUAGES, use_language
from shiensys.web import data
from tests import city_of

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def held(monkeypatch):
    """Let the pages see these cities and no others, and their programmes as the store has them or as given."""

    def hold(*cities, programmes=()):
        by_code = {city.record.code: city for city in cities}
        monkeypatch.setattr(data, "cities", lambda: [answers.card(city) for city in cities])
        monkeypatch.setattr(data, "current", by_code.__getitem__)
        for programme in programmes:
            monkeypatch.setattr(data, "programme", {programme.city: programme}.__getitem__)
        st.cache_resource.clear()

    yield hold
    use_language(LANGUAGES[0])


@pytest.fixture
def tables():
    """Everything that the needs page can use: 港 is short, 小川 has enough, 大富 has too few answers to be shown."""
    return {
        "districts": city_of.apart(city_of.districts(), "大富"),
        "population": city_of.population({"港": 1000, "小川": 1000, "和田": 1000, "大富": 1000}),
        "survey": city_of.survey({"港": (100, 40), "小川": (100, 1), "和田": (100, 4), "大富": (5, 1)}),
        "resources": city_of.registry(
            city_of.resource("港の買い物バス", "港", longitude=138.305, latitude=34.805),
            city_of.resource("小川の移動販売", "小川", capacity=400.0, users=0.0),
            city_of.resource("和田の買い物の会", "和田", capacity=44.0, users=4.0),
            city_of.resource("大富の会", "大富"),
        ),
        "completeness": city_of.complete(),
    }


@pytest.fixture
def opened():
    """Open a page of the app; gives the test's view of it."""

    def run(**address):
        app = AppTest.from_file(APP, default_timeout=300)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return run


@pytest.fixture
def html():
    """Give all that a page has written as HTML."""
    return lambda app: "\n".join(each.proto.body for each in app.get("html"))
