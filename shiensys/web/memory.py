"""What the process keeps for good, kept out of the way of what comes and goes."""

from __future__ import annotations

import gc

import streamlit as st


@st.cache_resource(show_spinner=False)
def settle() -> None:
    """Leave what is loaded by now out of the search for garbage; once a process.

    With pandas, geopandas and a city in memory each search took twice the time of the page's own work. Reference
    counting still frees what has no cycles; a cycle from before this moment stays until the server stops.
    """
    gc.collect()
    gc.freeze()
