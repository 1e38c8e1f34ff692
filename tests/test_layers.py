"""
The house has layers: each imports only from those before it in the list.

    data -> loaders -> analysis -> widgets -> pages -> dashboard.py
"""

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ["loaders", "analysis", "widgets", "pages", "dashboard"]
DRAWING_LAYERS = {"widgets", "pages", "dashboard"}
# These may import anything, and nothing imports them.
OUTSIDE = {"benchmarks", "tests", "tools"}
# Names that say nothing of what is inside: everything ends up in them.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "core"}
OPENING_CALLS = {
    "open", "read_text", "read_bytes", "read_csv", "read_excel", "read_json", "read_table",
    "load_workbook", "loadtxt", "genfromtxt",
}
# The one file that is opened outside the loaders, dashboard.toml, is no file of data/.
# The session reads dashboard.toml, the server our own look.css; neither is data.
MAY_OPEN = {"widgets.session", "widgets.server"}


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
        for check in (check_import, check_opening, check_markup):
            found += [
                Violation(module, node.lineno, message) for message in check(module, node)
            ]
    if EMPTY_NAMES & set(module.split(".")):
        found.append(Violation(module, 1, "has a name that says nothing"))
    return found


def to_layer(module):
    return module.split(".")[0]


def imported_modules(module, node):
    """Give the full names that an import statement asks for."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = module.split(".")[: -node.level] if node.level else []
        return [".".join([*base, *(node.module or "").split(".")])]
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
        elif target in LAYERS and LAYERS.index(target) > LAYERS.index(layer):
            yield f"imports {imported} of a later layer"
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
    assert {to_layer(to_module(path)) for path in own_sources()} >= {"loaders", "analysis"}


@pytest.mark.parametrize(
    ("module", "source", "line", "message"),
    [
        ("loaders.files", "import analysis.counts", 1, "imports analysis.counts of a later layer"),
        ("loaders.files", "\nfrom analysis import counts", 2, "imports analysis of a later layer"),
        ("analysis.counts", "from widgets.frame import x", 1, "imports widgets.frame of a later"),
        ("analysis.counts", "def f():\n    import pages.remarks", 2, "imports pages.remarks of a"),
        ("analysis.exports.excel", "from dashboard import app", 1, "imports dashboard of a later"),
        ("widgets.cards", "import dashboard", 1, "imports dashboard of a later layer"),
        ("analysis.charts", "import streamlit as st", 1, "imports streamlit, which only"),
        ("loaders.files", "from streamlit.testing.v1 import AppTest", 1, "imports streamlit"),
        ("analysis.counts", "from ..widgets import frame", 1, "imports widgets of a later layer"),
        ("analysis.counts", "import_module('widgets.frame')", 1, "imports widgets.frame of a"),
        ("pages.themes", "from pages.remarks import x", 1, "a page imports no other page"),
        ("analysis.counts", "from tests.x import y", 1, "imports tests.x, which stands outside"),
        ("widgets.frame", "import benchmarks.agreement", 1, "which stands outside the house"),
        ("analysis.counts", "x = open('data/x.csv')", 1, "calls open(); only loaders"),
        ("analysis.counts", "x = 1\nx = path.read_text()", 2, "calls read_text(); only loaders"),
        ("pages.remarks", "pd.read_csv('data/remarks.csv')", 1, "calls read_csv(); only loaders"),
        ("widgets.cards", "with path.open() as f: pass", 1, "calls open(); only loaders"),
        ("pages.remarks", "st.markdown(x, unsafe_allow_html=True)", 1, "uses unsafe_allow_html"),
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
        ("widgets.frame", "import streamlit as st\nfrom analysis.counts import x"),
        ("pages.remarks", "from widgets.frame import x\nfrom loaders.dataset import y"),
        ("dashboard", "import streamlit as st\nfrom widgets import session"),
        ("loaders.files", "text = path.read_text(encoding='utf-8')"),
        ("widgets.cards", "st.html(x)\nopened = True"),
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
    }
    assert names & EMPTY_NAMES == set()


def test_only_one_module_caches_what_it_loads():
    # A frame in a cache of its own goes stale, or is shared between visitors.
    caching = [
        to_module(path) for path in own_sources()
        if "st.cache_" in path.read_text(encoding="utf-8")
    ]
    assert set(caching) <= {"widgets.session"}
