"""The least page that Streamlit can run again: one sentence and one choice."""

import streamlit as st

st.segmented_control("Colour", ["order", "area"], default="order", required=True, key="by")
st.write("Hello")
