"""
How a text is cut into words, and in which form they are compared.
"""

from analysis.search.dutch_words import fold, tokenise


def test_a_folded_word_has_no_case_accents_or_curly_apostrophe():
    assert fold("GEÏNTEGREERDE") == "geintegreerde"
    assert fold("thema’s") == "thema's"


def test_offsets_point_into_the_original_text_even_after_signs_that_fold_longer():
    text = "duur… ﬁnanciële hulp"
    assert [text[token.start : token.end] for token in tokenise(text)] == [
        "duur",
        "ﬁnanciële",
        "hulp",
    ]
