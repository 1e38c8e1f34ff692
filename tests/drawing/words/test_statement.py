"""
What the statement says: every limitation in full, and the word for how far the dashboard complies.
"""

import re

import pytest

from drawing.words.statement import (
    LIMITATIONS,
    METHODS,
    Limitation,
    list_axe_exceptions,
    to_compliance,
)


@pytest.mark.parametrize("known", LIMITATIONS, ids=lambda known: known.what[:30])
def test_a_limitation_says_what_and_why_in_whole_sentences(known):
    assert known.what.endswith(".")
    assert known.why.endswith(".")
    assert not known.instead or known.instead.endswith(".")
    assert not known.criterion or re.fullmatch(r"[1-4]\.\d\.\d{1,2} \S.*", known.criterion)


def test_a_method_is_a_sentence():
    assert METHODS
    assert all(method.endswith(".") for method in METHODS)


def test_every_rule_that_may_be_broken_has_its_reason():
    assert list_axe_exceptions() == {
        known.axe_rule: known.why for known in LIMITATIONS if known.axe_rule
    }


def test_only_a_broken_criterion_makes_it_comply_partly():
    broken = Limitation("1.1.1 Niet-tekstuele content", "Iets.", "Daarom.")
    beside = Limitation("", "Iets.", "Daarom.", axe_rule="region")
    assert to_compliance(()) == to_compliance((beside,)) == "voldoet volledig"
    assert to_compliance((beside, broken)) == "voldoet gedeeltelijk"
