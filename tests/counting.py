"""
The remarks of a selection, counted the slow and plain way: one remark, one question at a time.

Nothing here comes from analysis/, but the class Selection that says what is asked.
"""

import re
from dataclasses import replace
from functools import cache

import pytest

from analysis.selection import Selection
from loaders.dataset import DATA_DIR
from loaders.settings import ROOT

EXAMPLE = ROOT / "examples" / "zilverbeke"
# What holds of any data is held against one meeting and against two.
ON_BOTH = pytest.mark.parametrize("dataset", [DATA_DIR, EXAMPLE], indirect=True, scope="session",
                                  ids=["one meeting", "two meetings"])

FACET_COLUMNS = {
    "groups": "group", "sentiments": "sentiment", "themes": "themes",
    "speakers": "speaker", "organisations": "organisations",
    "statuses": "status", "owners": "owner", "meetings": "meeting",
}
# Their keys are rows of the codebook, under this name.
CODED = {"themes": "theme", "sentiments": "sentiment", "statuses": "status"}
# Words that stand in the report on their own; what else a search finds is for test_text_search.
PLAIN_WORDS = ("armoede", "wonen", "kinderen", "niet", "mensen", "plan")


_read = {}


def list_remarks(dataset):
    """Give the remarks as plain dicts, in the order of the table; read once per dataset."""
    # The dataset is kept beside them, so that no other one gets its number.
    if id(dataset) not in _read:
        _read[id(dataset)] = dataset, dataset.remarks.to_dict("records")
    return _read[id(dataset)][1]


def is_selected(remark, selection):
    """Judge one remark."""
    return all(
        (
            not selection.groups or remark["group"] in selection.groups,
            not selection.sentiments or remark["sentiment"] in selection.sentiments,
            not selection.meetings or remark["meeting"] in selection.meetings,
            not selection.statuses or remark.get("status") in selection.statuses,
            not selection.owners or remark.get("owner") in selection.owners,
            not selection.speakers or remark["speaker"] in selection.speakers,
            not selection.organisations
            or any(key in selection.organisations for key in remark["organisations"]),
            _has_themes(remark, selection),
            _has_words(remark["text"], selection.query),
        )
    )


def selected(dataset, selection):
    """Give the remarks of a selection as plain dicts."""
    return [remark for remark in list_remarks(dataset) if is_selected(remark, selection)]


def list_options(dataset, facet):
    """Give every key that could be chosen in a facet."""
    if facet == "groups":
        return list(dataset.groups["key"])
    if facet in CODED:
        rows = dataset.codebook.to_dict("records")
        return [row["key"] for row in rows if row["field"] == CODED[facet]]
    used = set()
    for remark in list_remarks(dataset):
        # That of the services is there only where answers were read.
        cell = remark.get(FACET_COLUMNS[facet], "")
        used.update(cell if isinstance(cell, tuple) else {cell})
    return sorted(used - {""})


def make_selection(dataset, random, with_query=True):
    """Draw a selection; most give some remarks, some give none."""
    chosen = {}
    # Of the answers only where there are any.
    for facet in FACET_COLUMNS:
        if FACET_COLUMNS[facet] not in dataset.remarks:
            continue
        if random.random() < (0.35 if facet in ("groups", "themes", "sentiments") else 0.1):
            options = list_options(dataset, facet)
            chosen[facet] = tuple(random.sample(options, random.randint(1, min(4, len(options)))))
    query = ""
    if with_query and random.random() < 0.25:
        query = " ".join(random.sample(PLAIN_WORDS, random.choice((1, 1, 2))))
    selection = Selection(
        **chosen, query=query, is_exact=True,
        is_main_theme_only=random.random() < 0.3, is_every_theme=random.random() < 0.2,
    )
    return selection if query else replace(selection, is_exact=random.random() < 0.5)


def _has_themes(remark, selection):
    if not selection.themes:
        return True
    carried = remark["themes"][:1] if selection.is_main_theme_only else remark["themes"]
    together = all if selection.is_every_theme else any
    return together(theme in carried for theme in selection.themes)


def _has_words(text, query):
    return all(word in _words(text) for word in query.split())


@cache
def _words(text):
    return set(re.findall(r"\w+", text.casefold()))
