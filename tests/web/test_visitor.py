"""Who may do what: the machine's own user, those who signed in, everybody else."""

import getpass

import pytest
from streamlit.testing.v1 import AppTest

from shiensys.web import visitor

PAGES = ("needs", "overview", "upload", "roster", "records")
LOCAL = {"Host": "localhost:8501"}


def ask():
    import streamlit as st

    from shiensys.web import visitor

    who = visitor.visitor()
    st.text(f"{who.name}|{who.may_load}|{who.may_see_personal}")
    st.text(who.may_see_inside)
    st.text(",".join(visitor.pages(("needs", "overview", "upload", "roster", "records"))))
    visitor.sign()


@pytest.fixture
def asked(monkeypatch):
    monkeypatch.setenv(visitor.COORDINATORS, "lead@city.example, @care.example")
    monkeypatch.setenv(visitor.POLICY, "policy@city.example")

    def run(**user):
        app = AppTest.from_function(ask, default_timeout=300)
        app.user = user
        app.run()
        assert not app.exception
        return app

    return run


def test_at_the_machine_itself_one_may_do_all_under_the_name_of_ones_account(asked):
    app = asked()
    assert app.text[0].value == f"{getpass.getuser()}|True|True"
    assert app.text[2].value == ",".join(PAGES)
    assert not app.button


@pytest.mark.parametrize("address", ["lead@city.example", "LEAD@CITY.EXAMPLE", "anybody@care.example"])
def test_a_coordinator_may_load_and_see_differences(asked, address):
    app = asked(is_logged_in=True, email=address)
    assert app.text[0].value == f"{address}|True|True"
    assert app.text[2].value == ",".join(PAGES)
    assert app.button(key="sign-out")


@pytest.mark.parametrize(
    "told",
    [
        {"is_logged_in": True, "email": "somebody@city.example"},
        {"is_logged_in": True, "email": "lead@city.example.evil.example"},
        {"is_logged_in": True, "email": "lead@care.example@evil.example"},
        {"is_logged_in": True, "email": "lead@city.example", "email_verified": False},
        {"is_logged_in": True, "email": "@care.example"},
        {"is_logged_in": True},
        {"is_logged_in": False, "email": "lead@city.example"},
        {"is_logged_in": False},
    ],
)
def test_everybody_else_sees_maps_alone(asked, told):
    app = asked(**told)
    assert app.text[0].value.endswith("|False|False")
    assert app.text[2].value == "needs,overview"


def test_exact_counts_are_for_those_named_and_for_the_machine_itself(asked):
    assert asked().text[1].value == "True"
    app = asked(is_logged_in=True, email="policy@city.example")
    assert app.text[0].value == "policy@city.example|False|False"
    assert app.text[1].value == "True"


@pytest.mark.parametrize(
    "told",
    [
        {"is_logged_in": True, "email": "lead@city.example"},
        {"is_logged_in": True, "email": "policy@city.example", "email_verified": False},
        {"is_logged_in": False, "email": "policy@city.example"},
    ],
)
def test_whoever_may_load_may_not_see_exact_counts_for_that(asked, told):
    assert asked(**told).text[1].value == "False"


def test_who_has_not_signed_in_is_offered_to(asked):
    assert asked(is_logged_in=False).button(key="sign-in")


@pytest.mark.parametrize("setting", ["", " ", ",", "@"])
def test_an_empty_setting_lets_nobody_load(setting):
    assert not visitor.is_listed("lead@city.example", setting)
    assert not visitor.is_listed("", setting)


@pytest.mark.parametrize(
    ("listens_on", "headers"),
    [
        ("", LOCAL),
        ("0.0.0.0", LOCAL),
        ("192.168.1.5", LOCAL),
        ("127.0.0.1", {"Host": "shien.city.example"}),
        ("127.0.0.1", LOCAL | {"X-Forwarded-For": "192.168.1.9"}),
        ("127.0.0.1", LOCAL | {"x-real-ip": "192.168.1.9"}),
    ],
)
def test_a_server_that_others_reach_gives_no_rights_without_sign_in(listens_on, headers):
    assert not visitor.at_the_machine(listens_on, headers)


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_the_machine_itself_is_known_by_its_own_names(host):
    assert visitor.at_the_machine("127.0.0.1", {"Host": host})


def test_settings_that_cannot_be_read_open_no_door(asked, tmp_path, monkeypatch):
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth", encoding="utf-8")
    monkeypatch.setattr("streamlit.get_option", lambda name: [str(broken)] if name == "secrets.files" else "127.0.0.1")
    monkeypatch.setattr("streamlit.secrets.load_if_toml_exists", lambda: False)
    assert asked().text[2].value == "needs,overview"
