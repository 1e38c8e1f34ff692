"""
Extracts to write: of random selections, of hostile words, and with names hidden.
"""

import random
import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import streamlit  # noqa: F401 - as in the running dashboard: Plotly's default template is its own

from analysis.facets import RemarkFacets, select_remarks
from analysis.selection import Selection
from drawing.words.labels import Labels
from exports.extract import Extract

SITE = "https://opmerkingen.example"
MADE_ON = date(2026, 11, 23)

# What stands in a remark, and what must stand in a file: only what XML cannot hold may go.
HOSTILE = [
    ('=HYPERLINK("http://x","y")', '=HYPERLINK("http://x","y")'),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("</script></style><img src=x onerror=alert(1)>",
     "</script></style><img src=x onerror=alert(1)>"),
    ("@SUM(1)", "@SUM(1)"),
    ("+1", "+1"),
    ("-1", "-1"),
    ("a\x00b\x01c\x0bd\x1fe\uffff", "abcde"),
    ("\u202egekeerd\u202c en \u200fשלום\u200e", "\u202egekeerd\u202c en \u200fשלום\u200e"),
    ("w" * 5000, "w" * 5000),
    ("👩🏽‍🦽 en 🏠", "👩🏽‍🦽 en 🏠"),
    ("&lt;b&gt; & &amp; ]]>", "&lt;b&gt; & &amp; ]]>"),
    ('"; drop \'--', '"; drop \'--'),
    ("{{7*7}} ${7*7} %s %%", "{{7*7}} ${7*7} %s %%"),
    ("_x0041_", "_x0041_"),
    ("http://example.com/niet-klikbaar", "http://example.com/niet-klikbaar"),
    ("0012,50", "0012,50"),
]


def make_extract(dataset, selection=None, *, hides_names=False, link=f"{SITE}/opmerkingen"):
    selection = selection or Selection()
    return Extract(
        dataset, Labels(dataset, hides_names), select_remarks(dataset, selection), selection,
        link, f"{SITE}/opmerkingen", MADE_ON,
    )


def pick_selections(facets, how_many=20):
    """Give random selections that hold remarks."""
    chance, picked = random.Random(20261123), []  # the same ones every time
    while len(picked) < how_many:
        selection = Selection(
            query=chance.choice(["", "", "", "armoede", "wonen", "ocmw"]),
            is_main_theme_only=chance.random() < 0.3,
        )
        for facet, most in (("groups", 3), ("sentiments", 3), ("themes", 5)):
            if chance.random() < 0.6:
                options = facets.options(facet)
                selection = selection.with_keys(
                    facet, chance.sample(options, chance.randint(1, most))
                )
        if facets.mask(selection).any():
            picked.append(selection)
    return picked


def read_parts(file):
    """Give all the text of a zipped Office file, part by part, as it stands there."""
    with zipfile.ZipFile(BytesIO(file)) as parts:
        return "\n".join(
            parts.read(name).decode() for name in parts.namelist()
            if name.endswith((".xml", ".rels"))
        )


@pytest.fixture(params=range(20), scope="session")
def extract(request, dataset, facets):
    """One of twenty random selections, in another order than that of the report."""
    selection = pick_selections(facets)[request.param]
    made = make_extract(dataset, selection)
    return replace(made, remarks=made.remarks.sample(frac=1, random_state=request.param))


@pytest.fixture(scope="session")
def everything(dataset):
    return make_extract(dataset)


@pytest.fixture(scope="session")
def hostile(dataset):
    """As many remarks as there are hostile texts; a label and a heading are hostile too."""
    remarks = dataset.remarks.head(len(HOSTILE)).assign(
        text=[text for text, _ in HOSTILE], question="=1+1", section="<b>Kop</b>",
    )
    groups = dataset.groups.assign(label="=cmd|' /C calc'!A0")
    return make_extract(replace(dataset, remarks=remarks, groups=groups))


@pytest.fixture(scope="session")
def hostile_words():
    """What the files must hold of the hostile texts, in order."""
    return [words for _, words in HOSTILE]


@pytest.fixture(scope="session")
def hidden(dataset):
    """
    All remarks, found by words that hold a name, with names hidden.

    An editor's own words hold a name here too: a label, and a definition.
    """
    dataset = replace(
        dataset, groups=dataset.groups.assign(label="Tafel van Wim Van Lancker"),
        codebook=dataset.codebook.assign(definition="Wat Wim Van Lancker zei."),
    )
    made = make_extract(
        dataset, Selection(speakers=tuple(RemarkFacets(dataset).options("speakers"))),
        hides_names=True,
    )
    return replace(
        made, remarks=dataset.remarks, selection=replace(made.selection, query="Wim Van Lancker"),
        link=f"{SITE}/opmerkingen?zoek=Wim+Van+Lancker",
    )


@pytest.fixture(scope="session")
def find_names(dataset):
    """Give a function that lists the personal names in a text."""
    names = {
        written for name, spellings in
        zip(dataset.people["name"], dataset.people["spellings"], strict=True)
        for written in (name, *spellings)
    }
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")
    return lambda text: pattern.findall(text)
