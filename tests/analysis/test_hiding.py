"""
Personal names are left out of words, however they are written; everything else stays.
"""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.hiding import hide_nothing, to_hide

PEOPLE = pd.DataFrame({
    "name": ["Zoë Van den Bésien", "Hans Claes", "Łucja d’Hondt"],
    "spellings": [("Z. Besien", "Zoë"), (), ()],
})


@pytest.fixture(scope="module")
def hide():
    return to_hide(PEOPLE)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Zoë Van den Bésien sprak", "[naam] sprak"),
        ("ZOË VAN DEN BÉSIEN", "[naam]"),
        ("zoe van den besien", "[naam]"),
        ("Van den Bésien, Zoë en Claes Hans", "[naam] en [naam]"),
        ("Zoe\u0308 Van den Be\u0301sien zei", "[naam] zei"),
        ("Zoë\nVan  den\u00a0Bésien", "[naam]"),
        ("Claes' plan, Claes’ plan en Claes's plan", "[naam] plan, [naam] plan en [naam] plan"),
        ("Van den Bésiens voorstel", "[naam] voorstel"),
        ("d'Hondt (D’HONDT)", "[naam] ([naam])"),
        ("Zoë, Z. Besien: ja", "[naam], [naam]: ja"),
        ("“Claes”", "“[naam]”"),
    ],
)
def test_a_name_is_left_out_however_it_is_written(hide, words, shown):
    assert hide(words) == shown


@pytest.mark.parametrize(
    "words", ["een kans voor Hans", "Claessens", "declaes", "Besienstraat", "Ça va? ’t Ĳzer", ""]
)
def test_what_only_looks_like_a_name_stays(hide, words):
    assert hide(words) == words


@given(st.text())
def test_words_without_a_name_stay_as_they_are(words):
    assert to_hide(PEOPLE.iloc[:0])(words) == words == hide_nothing(words)


@given(st.text(max_size=20), st.text(max_size=20))
def test_what_stands_round_a_name_stays(before, after):
    hide = to_hide(PEOPLE.iloc[[1]])
    assert hide(f"{before} Claes {after}") == f"{hide(before)} [naam] {hide(after)}"
