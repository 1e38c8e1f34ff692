"""
The house has floors: each module imports only from those before its own in the list.

    data -> loaders -> analysis -> store -> follow_up -> drawing -> exports -> widgets -> pages
    -> dashboard.py
"""

import ast
import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ["loaders", "analysis", "store", "follow_up", "drawing", "exports", "widgets", "pages",
          "dashboard"]
# From the ground up, the rooms within a layer too. A module stands on the floor of the
# longest name it begins with; on one floor, modules may know each other.
FLOORS = [
    "loaders",
    "analysis.search",
    "analysis",
    # Above what answers questions about remarks, so that nothing of that knows a database.
    "store",
    "follow_up",
    "drawing.palette",
    "drawing.words",
    "drawing.html",
    "drawing",
    "exports",
    # A command: it writes what exports make, and nothing imports it.
    "follow_up.__main__",
    "widgets.shell",
    "widgets",
    "widgets.screens",
    "widgets.shell.frame",
    "pages",
    "dashboard",
]
DRAWING_LAYERS = {"widgets", "pages", "dashboard"}
# What is drawn and taken along comes from follow_up, as tables; only a session opens a store.
DATABASES = {"sqlalchemy", "alembic", "psycopg", "sqlite3"}
DATABASE_LAYERS = {"store", "follow_up"}
OPENS_STORE = {*DATABASE_LAYERS, "widgets", "dashboard"}
ROOMS = {"loaders", "loaders.checks", "analysis", "analysis.search", "store", "store.migrations",
         "store.migrations.versions", "follow_up", "drawing", "drawing.words", "drawing.html",
         "exports", "exports.word", "exports.powerpoint", "widgets", "widgets.shell",
         "widgets.screens", "pages"}
# These may import anything, and nothing imports them.
OUTSIDE = {"benchmarks", "tests", "tools"}
# Names that say nothing of what is inside: everything ends up in them.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "core"}
OPENING_CALLS = {
    "open", "read_text", "read_bytes", "read_csv", "read_excel", "read_json", "read_table",
    "load_workbook", "loadtxt", "genfromtxt",
}
# Two modules read our own .js, .css and font; none of it is data.
MAY_OPEN = {"drawing.beside", "drawing.lettering"}
# Words become markup in one module, and markup reaches the screen in one. The labels of
# Plotly have markup of their own, of which a page is never made.
MAKES_MARKUP, DRAWS_MARKUP = "drawing.html.tags", "widgets.shell.live"
MAY_ESCAPE = {MAKES_MARKUP, "drawing.lettering"}
# Signs of JavaScript, and of a rule of CSS: words and braces that no Python string needs.
SCRIPT = re.compile(
    r"[\w)]\s*=>|\b(?:addEventListener|querySelector)\b|\b(?:document|window)\.\w|\bfunction\s*\w*\("
)
STYLE = re.compile(r"[\w\])*\"']\s*\{\s*[\w-]+\s*:[^{}]*\}")


class Violation(NamedTuple):
    """
    One broken rule: the module, the line, and what is wrong.
    """

    module: str
    line: int
    message: str


def find_violations(module, source):
    """Give every broken rule of one Python source; its module name is dotted from the root."""
    tree = ast.parse(source)
    found = []
    for node in ast.walk(tree):
        for check in (check_import, check_opening, check_markup, check_language):
            found += [
                Violation(module, node.lineno, message) for message in check(module, node)
            ]
    if EMPTY_NAMES & set(module.split(".")):
        found.append(Violation(module, 1, "has a name that says nothing"))
    return found


def to_layer(module):
    return module.split(".")[0]


def to_floor(module):
    """Give the number of the floor that a module stands on, from the ground; None outside."""
    rooms = [floor for floor in FLOORS if f"{module}.".startswith(f"{floor}.")]
    return FLOORS.index(max(rooms, key=len)) if rooms else None


def imported_modules(module, node):
    """Give the full names that an import statement asks for."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = module.split(".")[: -node.level] if node.level else []
        module = ".".join([*base, *filter(None, [node.module])])
        # "from widgets import shell" asks for a room, "from widgets.chart import x" for a name.
        return [f"{module}.{alias.name}" if module in ROOMS else module for alias in node.names]
    # importlib.import_module("pages.x") would be a way round this test.
    if isinstance(node, ast.Call) and called_name(node) in {"import_module", "__import__"}:
        return [
            argument.value for argument in node.args[:1] if isinstance(argument, ast.Constant)
        ]
    return []


def check_import(module, node):
    layer = to_layer(module)
    for imported in imported_modules(module, node):
        target = to_layer(imported)
        if target in OUTSIDE:
            yield f"imports {imported}, which stands outside the house"
        elif target == "streamlit" and layer not in DRAWING_LAYERS:
            yield f"imports streamlit, which only {sorted(DRAWING_LAYERS)} may"
        elif target in DATABASES and layer not in DATABASE_LAYERS:
            yield f"imports {target}, which only {sorted(DATABASE_LAYERS)} may"
        elif target == "store" and layer not in OPENS_STORE:
            yield f"imports {imported}, which only {sorted(OPENS_STORE)} may"
        elif (to_floor(imported) or 0) > to_floor(module):
            yield f"imports {imported} of a later floor"
        elif target == layer == "pages":
            yield f"imports {imported}: a page imports no other page"


def check_opening(module, node):
    if to_layer(module) == "loaders" or module in MAY_OPEN:
        return
    if isinstance(node, ast.Call) and called_name(node) in OPENING_CALLS:
        yield f"calls {called_name(node)}(); only loaders open a file of data/"


def check_markup(module, node):
    if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
        yield f"{module} uses unsafe_allow_html; a remark could run as a script"
    if "html" in imported_modules(module, node) and module not in MAY_ESCAPE:
        yield f"escapes by hand; {MAKES_MARKUP} does, where words meet markup"
    if not isinstance(node, ast.Call):
        return
    is_written_out = all(isinstance(value, ast.Constant) for value in node.args)
    if called_name(node) == "Markup" and module != MAKES_MARKUP and not is_written_out:
        yield f"calls what is no constant Markup; only {MAKES_MARKUP} may"
    if ast.unparse(node.func) == "st.html" and module != DRAWS_MARKUP:
        yield f"calls st.html(); draw() of {DRAWS_MARKUP} takes markup only"


def check_language(module, node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        for language, sign in (("JavaScript", SCRIPT), ("CSS", STYLE)):
            if sign.search(node.value):
                yield f"{module} holds {language}, which belongs in a file of its own"


def called_name(call):
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def to_module(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def own_sources():
    folders = [ROOT / layer for layer in LAYERS]
    inside = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return inside + [path for path in [ROOT / "dashboard.py"] if path.exists()]


@pytest.mark.parametrize("path", own_sources(), ids=to_module)
def test_a_module_keeps_to_its_layer(path):
    assert find_violations(to_module(path), path.read_text(encoding="utf-8")) == []


def test_the_layers_are_all_there():
    assert {to_layer(to_module(path)) for path in own_sources()} == set(LAYERS)


def test_no_room_is_empty_and_none_is_unknown():
    rooms = {".".join(path.parent.relative_to(ROOT).parts) for path in own_sources()}
    assert rooms - {""} == ROOMS


@pytest.mark.parametrize(
    ("module", "source", "line", "message"),
    [
        ("loaders.files", "import analysis.counts", 1, "imports analysis.counts of a later floor"),
        ("loaders.files", "\nfrom analysis import counts", 2, "of a later floor"),
        ("analysis.counts", "from widgets.chart import x", 1, "imports widgets.chart of a later"),
        ("analysis.counts", "def f():\n    import pages.remarks", 2, "imports pages.remarks of a"),
        ("exports.excel", "from dashboard import app", 1, "imports dashboard of a later"),
        ("analysis.search.index", "from analysis.view import View", 1, "of a later floor"),
        ("drawing.words.labels", "from drawing.html import tags", 1, "imports drawing.html.tags"),
        ("drawing.charts", "from exports.excel import x", 1, "imports exports.excel of a later"),
        ("widgets.chart", "from widgets.screens.stage import x", 1, "of a later floor"),
        ("widgets.screens.stage", "import widgets.shell.frame", 1, "of a later floor"),
        ("widgets.cards", "import dashboard", 1, "imports dashboard of a later floor"),
        ("drawing.charts", "import streamlit as st", 1, "imports streamlit, which only"),
        ("loaders.files", "from streamlit.testing.v1 import AppTest", 1, "imports streamlit"),
        ("analysis.counts", "from ..widgets import frame", 1, "of a later floor"),
        ("analysis.counts", "from store.engine import Store", 1, "store.engine, which only"),
        ("analysis.facet", "import follow_up.answers", 1, "follow_up.answers of a later floor"),
        ("store.engine", "from follow_up.answers import x", 1, "of a later floor"),
        ("follow_up.answers", "from drawing.words.labels import x", 1, "of a later floor"),
        ("follow_up.answers", "from exports.site import to_site", 1, "of a later floor"),
        ("exports.word.x", "from store.tables import answers", 1, "store.tables, which only"),
        ("widgets.session", "import sqlalchemy as sa", 1, "imports sqlalchemy, which only"),
        ("loaders.files", "import sqlite3", 1, "imports sqlite3, which only"),
        ("analysis.counts", "import_module('widgets.chart')", 1, "imports widgets.chart of a"),
        ("pages.themes", "from pages.remarks import x", 1, "a page imports no other page"),
        ("analysis.counts", "from tests.x import y", 1, "imports tests.x, which stands outside"),
        ("widgets.shell.frame", "import benchmarks.agreement", 1, "which stands outside the house"),
        ("analysis.counts", "x = open('data/x.csv')", 1, "calls open(); only loaders"),
        ("analysis.counts", "x = 1\nx = path.read_text()", 2, "calls read_text(); only loaders"),
        ("pages.remarks", "pd.read_csv('data/remarks.csv')", 1, "calls read_csv(); only loaders"),
        ("widgets.cards", "with path.open() as f: pass", 1, "calls open(); only loaders"),
        ("pages.remarks", "st.markdown(x, unsafe_allow_html=True)", 1, "uses unsafe_allow_html"),
        ("widgets.cards", "st.html(x)", 1, "calls st.html(); draw()"),
        ("widgets.cards", "from html import escape", 1, "escapes by hand"),
        ("exports.html_file", "import html", 1, "escapes by hand"),
        ("widgets.cards", "Markup(f'<b>{x}</b>')", 1, "calls what is no constant Markup"),
        ("drawing.html.remarks", "markupsafe.Markup('<b>' + x)", 1, "no constant Markup"),
        ("exports.html_file", "Markup(x)", 1, "calls what is no constant Markup"),
        ("widgets.cards", "x = 'document.body.append(y)'", 1, "holds JavaScript"),
        ("widgets.cards", "x = f'const {y} = (z) => z;'", 1, "holds JavaScript"),
        ("exports.page", "x = 'form.addEventListener(y)'", 1, "holds JavaScript"),
        ("widgets.cards", "x = 'html { font-size: 2rem; }'", 1, "holds CSS"),
        ("widgets.cards", "x = '<style>.a,[b]{color:red}</style>'", 1, "holds CSS"),
        ("widgets.server", "x = Path('look.css').read_text()", 1, "calls read_text(); only"),
        ("analysis.utils", "x = 1", 1, "has a name that says nothing"),
        ("widgets.common.cards", "x = 1", 1, "has a name that says nothing"),
    ],
)
def test_a_broken_rule_is_found(module, source, line, message):
    (found,) = find_violations(module, source)
    assert (found.module, found.line) == (module, line)
    assert message in found.message


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("analysis.counts", "from loaders.dataset import Dataset\nimport pandas as pd"),
        ("analysis.view", "from analysis.selection import Selection"),
        ("analysis.view", "from .selection import Selection"),
        ("follow_up.answers", "from sqlalchemy import select\nfrom store.engine import Store"),
        ("drawing.html.remarks", "from follow_up.answer import Answer"),
        ("follow_up.__main__", "from exports.site import to_site"),
        ("widgets.session", "from store.engine import open_store"),
        ("widgets.shell.frame", "import streamlit as st\nfrom analysis.counts import x"),
        ("pages.remarks", "from widgets.shell.frame import x\nfrom loaders.dataset import y"),
        ("dashboard", "import streamlit as st\nfrom widgets import session"),
        ("loaders.files", "text = path.read_text(encoding='utf-8')"),
        ("widgets.shell.live", "st.html(x)\nopened = True"),
        ("widgets.cards", "from markupsafe import Markup\nMarkup('<b>{}</b>').format(x)"),
        ("drawing.lettering", "from html import escape"),
        ("drawing.beside", "x = Path('look.css').read_text()"),
        ("exports.word.x", "x = 'Write a document. A window.'\ny = {'a': 'b { c'}"),
    ],
)
def test_what_keeps_to_the_rules_is_let_through(module, source):
    assert find_violations(module, source) == []


def test_the_project_has_no_module_whose_name_says_nothing():
    names = {
        path.stem
        for folder in [*LAYERS, *OUTSIDE]
        for path in (ROOT / folder).rglob("*")
        if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__")
        # What npm installs is not ours.
        if "node_modules" not in path.parts
    }
    assert names & EMPTY_NAMES == set()


def test_nothing_is_cached_where_a_visitor_can_throw_it_away():
    # A message of Streamlit's own empties every st.cache_*, also while the folder is half written.
    # A frame in a cache of its own goes stale, too, or is shared between visitors.
    caching = [
        to_module(path) for path in own_sources()
        if "st.cache_" in path.read_text(encoding="utf-8")
    ]
    assert caching == []
