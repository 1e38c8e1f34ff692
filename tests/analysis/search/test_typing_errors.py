"""
Which differences between two words are typing errors.
"""

import pytest

from analysis.search.typing_errors import is_slip


@pytest.mark.parametrize(("word", "other", "expected"), [
    ("netwrek", "netwerk", True),
    ("wonningen", "woningen", True),
    ("hulverlening", "hulpverlening", True),
    ("beleed", "beleid", True),
    ("sport", "soort", False),
    ("plant", "plan", False),
    ("schulden", "schudden", False),
    ("schoenen", "schepen", False),
])
def test_a_slip_is_told_from_another_word(word, other, expected):
    assert is_slip(word, other) is is_slip(other, word) is expected
