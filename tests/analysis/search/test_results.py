"""
Matches read as a list, best first.
"""

import pytest

from tests.analysis.search.small_texts import TEXTS


def test_matches_read_as_a_list(index):
    matches = index.find("MIA")
    assert len(matches) == 2
    assert [match.remark_id for match in matches[:1]] == [matches[0].remark_id]
    assert [matches[-1].remark_id, matches[-2].remark_id] == matches.remark_ids[::-1]
    assert bool(index.find("tramlijn")) is False
    with pytest.raises(IndexError):
        matches[2]


def test_matches_give_their_rows_and_scores_as_arrays_best_first(index):
    matches = index.find("ouders OF steden")
    assert matches.rows.tolist() == [0, 8, 1]
    assert [list(TEXTS)[row] for row in matches.rows] == matches.remark_ids == ["a", "i", "b"]
    assert matches.scores.round().tolist() == [100, 100, 60]
    assert not matches.rows.flags.writeable
    assert index.find("tramlijn").rows.size == 0


def test_the_match_of_one_remark_is_found_by_its_key(index):
    matches = index.find("MIA")
    assert matches.of("e") == matches[matches.remark_ids.index("e")]
    assert matches.of("e").remark_id == "e"
    assert matches.of("a") is None
    assert matches.of("no such remark") is None
