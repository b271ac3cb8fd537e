"""A file leaves only once it stands in the records who took it."""

import pytest
from streamlit.testing.v1 import AppTest

from shiensys.errors import ShiensysError
from shiensys.store import audit
from shiensys.text import say
from shiensys.web import download
from tests import city_of


def hand_out(data):
    return download.handed_out(data, who="lead@city.example", city="22212", what="買い物の手助け", tongue="ja")


def test_who_takes_a_file_is_written_down_with_what_it_is(empty_store):
    assert hand_out(b"a,b") == b"a,b"
    (entry,) = audit.entries("22212")
    assert (entry.who, entry.action, entry.details) == ("lead@city.example", "download", {"what": "買い物の手助け"})


def test_a_file_is_made_in_the_language_of_the_page(empty_store):
    made = download.handed_out(lambda: say("common.persons", n=3).encode(), who="", city="", what="", tongue="en")
    assert made != say("common.persons", n=3).encode()


def test_a_file_that_cannot_be_made_is_not_said_to_have_been_taken(empty_store):
    def fails():
        raise ShiensysError("store.unavailable", problem="")

    with pytest.raises(ShiensysError):
        hand_out(fails)
    assert audit.entries() == ()


def test_without_records_no_file_leaves(empty_store, monkeypatch):
    def fails(*_told, **_values):
        raise ShiensysError("store.unavailable", problem="")

    monkeypatch.setattr(audit, "record", fails)
    with pytest.raises(ShiensysError):
        hand_out(b"a,b")


def test_every_page_offers_its_table_by_this_button(held, tables, opened, monkeypatch):
    offered = []
    monkeypatch.setattr(download, "button", lambda _label, _data, name, **told: offered.append((name, told["city"])))
    held(city_of.city(**tables))
    opened()
    opened(page="いま、このまちは")
    assert {city for _, city in offered} == {"22212"}
    assert any(name.endswith(".csv") for name, _ in offered)


def test_a_click_runs_no_part_of_the_page_again():
    def page():
        from shiensys.web import download

        download.button("a", b"b", "c.csv", what="d", key="e")

    app = AppTest.from_function(page, default_timeout=300).run()
    assert not app.exception
    assert app.download_button(key="e").proto.ignore_rerun
