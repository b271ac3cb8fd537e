"""The map in the page: ground laid once, paint passed on top, a click given back as a unit."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

import folium
import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from shiensys.show.maps import Ground, safe_json
from shiensys.text import say
from shiensys.web import choose, leaflet

KEY = "map"
HEIGHT = 560  # pixels, before the page's style sheet fits it to the screen
BASE_MAP = {  # 国土地理院タイル 淡色地図, https://maps.gsi.go.jp/development/ichiran.html
    "gsi": "https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png"
}


class _Base(folium.Map):
    """A folium map that asks the app itself for its files, and no other host."""

    def render(self, **_kwargs: object) -> str:
        """Write nothing into a page: st_folium takes the script alone, and folium would read names as templates."""
        return ""


class _Ground(MacroElement):
    """The part of a map's script that lays the ground."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "shiensys.lay({{ this._parent.get_name() }}, {{ this.settings }});{% endmacro %}"
    )

    def __init__(self, settings: str) -> None:
        super().__init__()
        self.settings = settings


class _Paint(MacroElement):
    """What changes: st_folium takes the last one off and puts this on, and leaves the map itself alone."""

    _template = Template(
        "{% macro script(this, kwargs) %}shiensys.paint({{ this.painted }});"
        "var {{ this.get_name() }} = shiensys.pins({{ this.places }});{% endmacro %}"
    )

    def __init__(self, painted: str, places: str) -> None:
        super().__init__()
        self._name = "FeatureGroup"  # the name by which st_folium finds it again
        self.painted = painted
        self.places = places

    def render(self, **_kwargs: object) -> str:
        """Write nothing into a page, for the same reason."""
        return ""


def show(ground: Ground, paint: dict[str, object], pins: list[dict[str, object]], *, chosen: str | None) -> None:
    """Draw the map; a click on a unit chooses it before the page runs again.

    The same ``ground`` keeps the map in place whatever ``paint``, ``pins`` and ``chosen`` say.
    """
    st_folium(
        base(ground),
        key=KEY,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=[_Paint(safe_json({**paint, "chosen": chosen}), safe_json(pins))],
        on_change=lambda: choose.choose_district(clicked(st.session_state.get(KEY))),
    )


def still(
    ground: Ground,
    paint: dict[str, object],
    pins: list[dict[str, object]],
    *,
    key: str,
    chosen: str | None = None,
    on_wall: bool = False,
) -> None:
    """Draw a map that is only looked at: a click opens words and asks nothing of the page.

    ``chosen``: a unit. ``on_wall``: without buttons, which would cover a small map in large type.
    """
    st_folium(
        base(ground, still=on_wall),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=[_Paint(safe_json({**paint, "chosen": chosen}), safe_json(pins))],
    )


def place(ground: Ground, pins: list[dict[str, object]], *, key: str, on_click: Callable[[float, float], None]) -> None:
    """Draw a map on which a click says where something stands: ``on_click`` is told longitude and latitude."""

    def told() -> None:
        point = pointed(st.session_state.get(key))
        if point is not None:
            on_click(*point)

    st_folium(
        base(ground, placing=True),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_clicked"],
        feature_group_to_add=[_Paint(safe_json({"units": {}, "classes": {}, "chosen": None}), safe_json(pins))],
        on_change=told,
    )


def choose_place(
    ground: Ground,
    places: str,
    *,
    chosen: str | None,
    counts: Mapping[str, str],
    key: str,
    on_place: Callable[[str], None],
    on_unit: Callable[[str], None],
    on_point: Callable[[float, float], None] | None = None,
    point: tuple[float, float] | None = None,
) -> None:
    """Draw places to choose from: ``on_place`` is told the id of one that was clicked.

    ``places``: JSON by ``safe_json``, each with its ``id``. ``counts``: how many places a unit stands for, in words by
    id, where they are too many to be drawn; a click on such a unit is told to ``on_unit``. With ``on_point`` a click
    says where something stands instead; ``point``: where that is so far. Both longitude, latitude.
    """

    def told() -> None:
        answer = st.session_state.get(key)
        if on_point is not None:
            if (at := set_at(answer)) is not None:
                on_point(*at)
        elif (place := clicked(answer, "place")) is not None:
            on_place(place)
        elif (unit := clicked(answer)) is not None:
            on_unit(unit)

    painted: dict[str, object] = {"units": {}, "classes": {}, "chosen": None, "place": chosen, "counts": counts}
    painted |= {"setting": on_point is not None, "point": point}
    st_folium(
        base(ground, picking=True),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=[_Paint(safe_json(painted), places)],
        on_change=told,
    )


def pointed(answer: dict[str, Any] | None) -> tuple[float, float] | None:
    """Read where a click was: longitude and latitude, degrees.

    >>> pointed({"last_clicked": {"lat": 34.07, "lng": 134.55}})
    (134.55, 34.07)
    """
    point = (answer or {}).get("last_clicked")
    return (float(point["lng"]), float(point["lat"])) if point else None


def set_at(answer: dict[str, Any] | None) -> tuple[float, float] | None:
    """Read where a click says that something stands: longitude and latitude, degrees.

    >>> set_at({"last_active_drawing": {"properties": {"point": [134.55, 34.07], "click": 1}}})
    (134.55, 34.07)
    """
    drawing = (answer or {}).get("last_active_drawing") or {}
    point = drawing.get("properties", {}).get("point")
    return (float(point[0]), float(point[1])) if point else None


def clicked(answer: dict[str, Any] | None, what: str = "unit_id") -> str | None:
    """Read a unit's id, or a place's, from what the map answered.

    >>> clicked({"last_active_drawing": {"properties": {"unit_id": "05", "click": 1}}})
    '05'
    """
    drawing = (answer or {}).get("last_active_drawing") or {}
    found = drawing.get("properties", {}).get(what)
    return str(found) if found is not None else None


def base(ground: Ground, *, placing: bool = False, picking: bool = False, still: bool = False) -> folium.Map:
    """Put together the part that never changes. A new object each time: a kept one loses its clicks."""
    west, south, east, north = ground.bounds
    base = _Base(
        location=((south + north) / 2, (west + east) / 2),
        tiles=None,
        zoom_control=False,
        attribution_control=False,
    )
    files = leaflet.serve()
    base.default_js = [(name, files[f"{name}.js"]) for name in ("leaflet", "dots", "map")]
    base.default_css = [("leaflet", files["leaflet.css"]), ("map", files["map.css"])]
    _Ground(_settings(ground, placing=placing, picking=picking, still=still)).add_to(base)
    return base


def _settings(ground: Ground, **clicks: bool) -> str:
    """Write what the ground is laid with."""
    url = BASE_MAP.get(os.environ.get("SHIENSYS_BASE_MAP", ""))
    west, south, east, north = ground.bounds
    settings = {
        "bounds": [[south, west], [north, east]],
        **clicks,
        "words": {"zoom_in": say("web.map.zoom_in"), "zoom_out": say("web.map.zoom_out")},
        "tiles": {"url": url, "credit": say("web.map.credit")} if url else None,
    }
    return safe_json(settings)[:-1] + f',"geojson":{ground.geojson}}}'
