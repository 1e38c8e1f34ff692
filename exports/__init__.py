"""Exports: the files that leave the dashboard. No Streamlit."""
