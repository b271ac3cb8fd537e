"""One rerun of the needs page, beside a page as streamlit-folium's documentation shows it and beside an empty page.

What is counted is the CPU time of the whole server process, from a reader's message to the last answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count

from bench.ratio import Cost, Ratio, in_turns
from bench.row import Row, compared
from bench.server import APP, PEERS, Server, demonstration, served
from bench.session import Session, opened

RERUNS = 20  # of each page in a round
CITY = "city=周南市"
AIM = 0.6
WRITTEN = "{:.0f} ms CPU"


def rows() -> Iterator[Row]:
    """Let readers change one choice on each page, in turns; then let one click on our map."""
    with ExitStack() as stack:
        store = stack.enter_context(demonstration())
        needs = stack.enter_context(served(APP, **store))
        folium = stack.enter_context(served(PEERS / "folium_page.py"))
        hello = stack.enter_context(served(PEERS / "hello_page.py"))
        reader, *others = (
            stack.enter_context(opened(server.port, query))
            for server, query in ((needs, CITY), (folium, ""), (hello, ""))
        )
        costs = [_cost(needs, _choices(reader)), _cost(needs, _clicks(reader))]
        costs += [_cost(server, _choices(other)) for server, other in zip((folium, hello), others, strict=True)]
        ours, click, stock, empty = in_turns(*costs)
    yield compared("rerun of the needs page, beside st_folium's stock page", Ratio(ours, stock), WRITTEN, aim=AIM)
    yield compared("the same, beside an empty page", Ratio(ours, empty), WRITTEN)
    yield compared("click on a district, beside st_folium's stock page", Ratio(click, stock), WRITTEN)
    yield compared("st_folium's stock page, beside an empty page", Ratio(stock, empty), WRITTEN)


def _cost(server: Server, act: Callable[[], None]) -> Cost:
    """Give the cost of one act: CPU milliseconds of the server, over ``RERUNS`` of them."""

    def cost() -> float:
        before = server.cpu
        for _ in range(RERUNS):
            act()
        return (server.cpu - before) / RERUNS * 1000

    return cost


def _choices(session: Session) -> Callable[[], None]:
    """Give the act of choosing now one, now the other way to count."""
    widget = session.widget("-by")
    options = [option.content for option in session.elements[widget].options]
    turn = count(1)
    return lambda: session.change(widget, string_array_value=[options[next(turn) % len(options)]])


def _clicks(session: Session) -> Callable[[], None]:
    """Give the act of clicking on one district after the other."""
    element = session.component()
    units = re.findall(r'"unit_id":"([^"]+)"', json.loads(session.elements[element].json_args)["script"])
    turn = count(1)

    def click() -> None:
        number = next(turn)
        drawing = {"properties": {"unit_id": units[number % len(units)], "click": number}}
        session.change(element, json_value=json.dumps({"last_active_drawing": drawing}))

    return click
