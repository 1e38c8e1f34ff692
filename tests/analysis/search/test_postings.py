"""
In which remark every word stands, and in which order.
"""

from analysis.search.postings import read_texts

VOCABULARY, POSTINGS = read_texts(
    ["recht op wonen", "wonen op recht", "op", "", "hulp- en dienstverlening", "verlening"]
)


def phrase(*words):
    return [(VOCABULARY.number(word),) for word in words]


def test_a_word_is_counted_once_per_remark_and_listed_once_per_occurrence():
    assert POSTINGS.rows([VOCABULARY.number("op")]).tolist() == [0, 1, 2]
    assert POSTINGS.remark_count(VOCABULARY.number("wonen")) == 2
    assert POSTINGS.sizes.tolist() == [3, 3, 1, 0, 3, 1]


def test_a_phrase_keeps_its_order_and_never_runs_into_the_next_remark():
    assert POSTINGS.phrase_rows(phrase("recht", "op")).tolist() == [0]
    assert POSTINGS.phrase_rows(phrase("wonen", "wonen")).tolist() == []
    assert POSTINGS.phrase_rows(phrase("recht", "op", "op")).tolist() == []


def test_a_word_that_is_only_suggested_stands_in_its_remark_but_in_no_phrase():
    suggested = VOCABULARY.suggested_number("hulpverlening")
    assert POSTINGS.rows([suggested]).tolist() == [4]
    assert POSTINGS.phrase_rows([(suggested,), (VOCABULARY.number("en"),)]).tolist() == []
