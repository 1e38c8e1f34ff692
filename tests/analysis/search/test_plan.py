"""
What a whole query asks for: groups to be met, and what is excluded.
"""

import pytest

from analysis.search.ladder import Abbreviations
from analysis.search.text_index import TextIndex

INDEX = TextIndex(
    ["out of the box", "kind en gezin", "ouders"], Abbreviations([("K&G", "kind en gezin")])
)


@pytest.mark.parametrize(("query", "groups", "excluded"), [
    ("ouders gezin", [["ouders"], ["gezin"]], []),
    ("ouders OF gezin -kind", [["ouders", "gezin"]], ["kind"]),
    ("ouders of gezin", [["ouders", "gezin"]], []),
    ("out of the", [["out"], ["of"], ["the"]], []),
    ("ouders en box", [["ouders"], ["box"]], []),
    ("kind en gezin", [["kind en gezin"]], []),
    ("", [], []),
])
def test_words_become_groups(query, groups, excluded):
    plan = INDEX.plan(query)
    assert [[term.text for term in group] for group in plan.groups] == groups
    assert [term.text for term in plan.excluded] == excluded
