"""Leaflet and the map's own script, served by the app itself: no page asks another host for anything."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import resources
from pathlib import Path

from streamlit.components.v1 import declare_component

_ASSETS = Path(__file__).parent / "assets"


@lru_cache
def serve() -> dict[str, str]:
    """Let the app serve the files a map needs, and give their addresses as seen from a component's frame.

    A component folder is the one place from which Streamlit hands out files of an installed package. The addresses
    carry the files' hash, so a browser never keeps an old one.
    """
    package = resources.files("js_lib_leaflet") / "static" / "js_lib_leaflet"
    leaflet = declare_component("leaflet", path=str(package))
    own = declare_component("map", path=str(_ASSETS))
    return {
        "leaflet.js": _address(leaflet.name, Path(str(package)) / "leaflet.js"),
        "leaflet.css": _address(leaflet.name, Path(str(package)) / "leaflet.css"),
        "map.js": _address(own.name, _ASSETS / "map.js"),
        "dots.js": _address(own.name, _ASSETS / "dots.js"),
        "map.css": _address(own.name, _ASSETS / "map.css"),
    }


def _address(component: str, file: Path) -> str:
    """Give the address of one file, relative to the frame of another component."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    return f"../{component}/{file.name}?{digest}"
