"""
The places to mark: inside the text, sorted, apart, whatever is asked of whatever text.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.search.small_texts import TEXTS, make_index

ODD_QUERIES = [
    "", " ", "-", "--", "OF", "OR OF OR", "OF ouders OF", '"', '""', '"""', '"ouders" "', "(",
    ")", "*", "[a-", "c++", "\\", "?", "ouders)", "e-loket", "GENT OF OCMW", "😀", "👨‍👩‍👧 ouders",
    "приют", "住居", "سكن", "ﬁ", "ß", "½", "²", "ouders\x00", "\n\t", "&", "K&G&", "-&", "-\"x",
    "a" * 10_000, "ouders " * 2_000, "-" * 10_000, '"' * 10_000, "&" * 500, "'s", "’n", "_", "̈",
]  # fmt: skip
WORDS = st.sampled_from(
    ["ouders", "MIA", "kind en gezin", "hulpverlening", "OF", "OR", "-", '"', "“", "of", "en", "&"]
)
QUERIES = st.one_of(
    st.text(max_size=60), st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=8).map(" ".join)
)


def test_no_score_is_a_hair_above_a_hundred():
    index = make_index({"0": "", "1": "0", "2": "0:1"})
    assert [match.score for match in index.find("0\r1")] == [100.0]


def check_marks(index, query: str, texts: dict[str, str]) -> None:
    for match in index.find(query):
        text, pieces, last = texts[match.remark_id], [], 0
        assert 0 <= match.score <= 100
        assert match.marks
        for start, end, reason in match.marks:
            assert last <= start < end <= len(text)
            assert reason in {"exact", "inflection", "abbreviation", "compound", "typo"}
            pieces += [text[last:start], "<mark>", text[start:end], "</mark>"]
            last = end
        pieces.append(text[last:])
        assert "".join(pieces).replace("<mark>", "").replace("</mark>", "") == text


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_no_odd_query_raises(index, query):
    check_marks(index, query, TEXTS)
    index.search(query, exact=True)


@given(query=QUERIES)
def test_no_query_raises_and_marks_are_whole_sorted_and_apart(query):
    check_marks(SHARED_INDEX, query, TEXTS)


@given(texts=st.lists(st.text(max_size=60), max_size=4), query=st.text(max_size=12))
def test_no_text_raises_and_marks_lie_inside_it(texts, query):
    by_key = {str(row): text for row, text in enumerate(texts)}
    check_marks(make_index(by_key), query, by_key)


SHARED_INDEX = make_index()
