"""The least a Streamlit page with a filter can be: what the dashboard is held against.

It is run with Streamlit's default settings, outside this repository.
"""

import streamlit as st

chosen = st.selectbox("Month", [f"Month {number}" for number in range(1, 13)])
st.write(f"Chosen: {chosen}")
