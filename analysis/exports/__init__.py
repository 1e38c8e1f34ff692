"""
What leaves the dashboard as a file: tables in, bytes out. No Streamlit, no disk.
"""
