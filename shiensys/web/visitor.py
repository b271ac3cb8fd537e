"""Who uses the pages, and what they may do."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from shiensys.text import say

COORDINATORS = "SHIENSYS_COORDINATORS"  # who may load: e-mail addresses and @domains, with commas between
POLICY = "SHIENSYS_POLICY"  # who may see exact counts; written alike
MEMBERS = "SHIENSYS_MEMBERS"  # who may write in councils' meetings; written alike
OPEN_PAGES = ("needs", "overview", "survey", "ageing", "resources", "council", "people")  # nothing but what is public
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


@dataclass(frozen=True)
class Visitor:
    """``name``: as records keep it. ``may_load``: a coordinator. ``may_discuss``: a council's member, or a coordinator.

    ``may_see_personal``: how many answers came, went or changed, never an answer. ``may_see_inside``: exact counts of
    few answers, each look written down.
    """

    name: str
    may_load: bool = False
    may_discuss: bool = False
    may_see_personal: bool = False
    may_see_inside: bool = False


def visitor() -> Visitor:
    """Tell who looks at the page.

    With sign-in their e-mail address says what they may do. Without, whoever sits at the machine itself may do all,
    and everybody else may look at maps.
    """
    told = st.user.to_dict()
    if "is_logged_in" in told:
        return signed_in(told, *(os.environ.get(name, "") for name in (COORDINATORS, POLICY, MEMBERS)))
    here = _no_broken_secrets() and at_the_machine(str(st.get_option("server.address") or ""), st.context.headers)
    return Visitor(
        _account() if here else "", may_load=here, may_discuss=here, may_see_personal=here, may_see_inside=here
    )


def signed_in(told: Mapping[str, object], coordinators: str, policy: str = "", members: str = "") -> Visitor:
    """Read who signed in; an address that the provider calls unverified gives no rights.

    >>> signed_in({"is_logged_in": True, "email": "a@city.example"}, "@city.example").may_load
    True
    """
    name = str(told.get("email") or "") if told.get("is_logged_in") is True else ""
    known = told.get("email_verified", True) is True
    right = known and is_listed(name, coordinators)
    return Visitor(
        name,
        may_load=right,
        may_discuss=right or (known and is_listed(name, members)),
        may_see_personal=right,
        may_see_inside=known and is_listed(name, policy),
    )


def is_listed(address: str, people: str) -> bool:
    """Tell whether an e-mail address is among some people: addresses and @domains, with commas between.

    >>> is_listed("A@city.example", "a@city.example"), is_listed("a@x.city.example", "@city.example")
    (True, False)
    """
    name, at, domain = address.strip().lower().rpartition("@")
    allowed = {entry.strip().lower() for entry in people.split(",")}
    return bool(name and at and domain) and bool(allowed & {f"{name}@{domain}", f"@{domain}"})


def at_the_machine(listens_on: str, headers: Mapping[str, str]) -> bool:
    """Tell whether the browser runs where the server does: nobody else is let in, nothing was passed on.

    A server before this one hands visitors on from the machine itself; the headers that it adds give it away, as
    does a name in the address line that isn't this machine's own.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    host = urlsplit(f"//{lower.get('host', 'localhost')}").hostname
    return listens_on in _LOOPBACK and host in _LOOPBACK and not any(name in lower for name in _FORWARDED)


def pages(names: Sequence[str]) -> tuple[str, ...]:
    """Give the pages that the visitor may open."""
    return tuple(names) if visitor().may_load else tuple(name for name in names if name in OPEN_PAGES)


def sign() -> None:
    """Offer signing in, or out with the name that one is signed in by; nothing where the city has no sign-in."""
    told = st.user.to_dict()
    if "is_logged_in" not in told:
        return
    if told["is_logged_in"]:
        st.button(say("visitor.out"), on_click=st.logout, help=visitor().name, key="sign-out")
    else:
        st.button(say("visitor.in"), on_click=st.login, key="sign-in")


def _account() -> str:
    """Name the account under which the server runs."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name, or a system that knows none
        return say("visitor.here")


def _no_broken_secrets() -> bool:
    """Tell that no sign-in was meant: a settings file that can't be read must not open every door."""
    written = any(Path(file).exists() for file in st.get_option("secrets.files"))
    return not written or bool(st.secrets.load_if_toml_exists())
