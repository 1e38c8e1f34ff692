"""Analysis: questions and answers about tables. No disk, no Streamlit."""
