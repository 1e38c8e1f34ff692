"""
The script of every run: what stands round each page.

Ask who reads, ask for the data, read the view, draw the filters and the line above the page,
run the page, and put the view in the link.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    # Tests and tools may start this script directly, without dashboard.py.
    sys.path.insert(0, str(ROOT))

from analysis.comparison import with_columns  # noqa: E402
from analysis.link import HIDES_NAMES  # noqa: E402
from analysis.pages import PAGES, to_origin, to_paths  # noqa: E402
from drawing.html.tags import code  # noqa: E402
from drawing.palette import to_css_variables, to_paper_css  # noqa: E402
from widgets.filters import (  # noqa: E402
    ask_filters,
    show_brand,
    show_filter_line,
    show_pages_beside,
)
from widgets.screens.answering import offer_answering  # noqa: E402
from widgets.screens.take_along import offer_files  # noqa: E402
from widgets.shell.context import Context, put_context  # noqa: E402
from widgets.shell.live import draw, mend_streamlit  # noqa: E402
from widgets.shell.notices import show_data_problems, show_notices, show_store_problem  # noqa: E402
from widgets.shell.session import load_shared  # noqa: E402
from widgets.shell.sign_in import is_locked, offer_sign_out, show_sign_in  # noqa: E402
from widgets.shell.state import change_view, read_view, take_wanted_page, write_link  # noqa: E402

locked = is_locked()
st.set_page_config(
    page_title="Aanmelden" if locked else "Opmerkingen",
    # Streamlit serves the icon as a file, and files are for who is signed in.
    page_icon=None if locked else str(ROOT / "static" / "icon.png"),
    layout="wide", initial_sidebar_state=330,
)
mend_streamlit()
is_dark = st.context.theme.type == "dark"
draw(code("style", f":root{{{to_css_variables(is_dark)}}}{to_paper_css()}"))

if locked:
    show_sign_in()
    st.stop()

loaded = load_shared()
if loaded.shared is None:
    show_data_problems(loaded.problems, has_older_data=False,
                       hides_names=HIDES_NAMES in st.query_params)
    st.stop()

pages = {
    page.name: st.Page(
        ROOT / "pages" / f"{page.name}.py", title=page.title,
        url_path=page.path, default=page.is_default,
        visibility="hidden" if page.is_quiet else "visible",
    )
    for page in PAGES
}
current = st.navigation(list(pages.values()), position="top")
page = next(page for page in PAGES if pages[page.name] == current)
paths = to_paths(PAGES, st.get_option("server.baseUrlPath"))
wanted = take_wanted_page(page.name, paths)
if wanted != page.name:
    # Without the empty parameters this would carry the old link along.
    st.switch_page(pages[wanted], query_params={})

shared = loaded.shared
view = read_view(shared.dataset, shared.told.revision)
if view.compared:
    # Of a link from before the filters chose the columns; on other pages they mean nothing.
    view = with_columns(shared.facets, view) if page.is_comparison else replace(view, compared=())
    change_view(view)
context = Context(
    shared, view, shared.facets.select(view.selection), is_dark,
    paths, to_origin(st.context.url),
)
put_context(context)
# Before the page is drawn: a click may cut that short.
write_link(shared.dataset, page.name, paths)
st.set_page_config(page_title=f"{current.title} · {context.labels.about.title}")

if page.fills_screen:
    # A slide fills the screen, and carries its own filter line.
    current.run()
else:
    with st.sidebar:
        show_brand(context)
        ask_filters(context, has_query=not page.asks_query)
        offer_files(context, page)
        offer_answering(context, page)
        show_pages_beside(context, page)
        offer_sign_out()
    show_data_problems(loaded.problems, has_older_data=True, hides_names=view.hides_names)
    show_store_problem(loaded.store_problem)
    show_notices(context.labels)
    show_filter_line(context, page)
    current.run()
