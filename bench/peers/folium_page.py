"""The page that streamlit-folium's documentation shows: polygons on a map, coloured by a column, names on hover."""

from pathlib import Path

import folium
import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

POLYGONS = Path(__file__).parents[2] / "data" / "shunan" / "districts.geojson"


@st.cache_resource
def polygons() -> gpd.GeoDataFrame:
    return gpd.read_file(POLYGONS)


table = polygons()
by = st.segmented_control("Colour", ["order", "area"], default="order", required=True, key="by")
dark = set(table.index[table["順番"] > 15] if by == "order" else table.index[table["圏域"] == table["圏域"].iloc[0]])
west, south, east, north = table.total_bounds
page = folium.Map(location=((south + north) / 2, (west + east) / 2), zoom_start=11)
folium.GeoJson(
    table,
    style_function=lambda unit: {"fillColor": "#0b5394" if int(unit["id"]) in dark else "#ffffff", "weight": 1},
    tooltip=folium.GeoJsonTooltip(fields=["地区名"]),
).add_to(page)
clicked = st_folium(page, use_container_width=True, key="map")
st.write((clicked["last_active_drawing"] or {}).get("properties"))
