"""Drawing: how answers look, in words, HTML and charts. No disk, no Streamlit."""
