"""
Which forms are one word, and which are not.
"""

import pytest

from analysis.search.dutch_stems import stem


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("ouder", "ouders"),
        ("actie", "acties"),
        ("huis", "huizen"),
        ("kind", "kinderen"),
        ("sociaal", "sociale"),
        ("proactief", "proactieve"),
        ("hefboom", "hefbomen"),
        ("stad", "steden"),
        ("groot", "grote"),
        ("dag", "dagen"),
    ],
)
def test_forms_of_one_word_share_a_stem(word, other):
    assert stem(word) == stem(other)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("begeleiding", "beleid"),
        ("gezin", "zin"),
        ("over", "overheid"),
        ("wet", "weten"),
        ("met", "meten"),
        ("proces", "procedure"),
    ],
)
def test_different_words_keep_different_stems(word, other):
    assert stem(word) != stem(other)
