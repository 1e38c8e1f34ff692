import pytest

from exports.safe_text import to_formula_safe, to_safe_text


def test_only_what_xml_cannot_hold_is_dropped():
    kept = "tab\tregel\neind\r é\u00a0\u200f\u202e\u2066 👩🏽‍🦽"
    assert to_safe_text(kept) == kept
    assert to_safe_text("a\x00\x08\x0b\x0c\x0e\x1f\ud800\udfff\ufffe\uffffb") == "ab"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_cell_that_a_spreadsheet_would_run_starts_with_an_apostrophe(text):
    assert to_formula_safe(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=1", "1-2", "'=1", " =1"])
def test_any_other_cell_stays_as_it_is(text):
    assert to_formula_safe(text) == text
