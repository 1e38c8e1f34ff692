"""
The proof that nothing is left out, held against a count of our own.
"""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.coverage import Coverage, count_coverage
from tests.drawing.html.test_report import make_report

PIECES = (
    ("part_heading", "Groep Noord"), ("", "\n▪ "), ("r1", "De bus\n  rijdt niet."),
    ("", "\n• "), ("r2", "Goed plan."), ("", " →"), ("r3", "Dat is zo."), ("", "\n"),
)


def count_words(text):
    """Count words the plain way: a bullet sign that stands by itself is no word."""
    count = 0
    for line in text.replace("→", " → ").split("\n"):
        for place, word in enumerate(line.split()):
            # A hyphen may stick to the first word of a line as its bullet.
            if place == 0 and word.startswith("-") and len(word) > 1:
                word = word[1:]
            count += word not in ("▪", "•", "→", "-", "–", "o")
    return count


def drop(table, place):
    return table.drop(index=table.index[place]).reset_index(drop=True)


def double(table, place):
    return pd.concat([table, table.iloc[[place]]], ignore_index=True)


def test_every_word_of_the_small_report_is_counted():
    assert count_coverage(make_report(*PIECES)) == Coverage(11, 9, 2, 0, 0)


def test_the_words_of_the_real_report_are_as_many_as_a_plain_count_finds(dataset):
    coverage = count_coverage(dataset)
    assert coverage.word_count == count_words(dataset.report)
    assert coverage.in_remarks == sum(count_words(text) for text in dataset.remarks["text"])
    assert coverage.in_passages == sum(count_words(text) for text in dataset.passages["text"])


def test_the_real_report_is_complete(dataset):
    coverage = count_coverage(dataset)
    assert (coverage.left_out, coverage.doubled) == (0, 0)
    assert coverage.is_complete
    assert coverage.word_count == coverage.in_remarks + coverage.in_passages


@pytest.mark.parametrize("place", [0, 31, 100, 247])
def test_a_remark_that_is_gone_leaves_its_words_out(dataset, place):
    coverage = count_coverage(replace(dataset, remarks=drop(dataset.remarks, place)))
    assert coverage.left_out == count_words(dataset.remarks["text"].iloc[place])
    assert coverage.doubled == 0
    assert not coverage.is_complete


@pytest.mark.parametrize("place", [0, 31, 100, 247])
def test_a_remark_that_stands_twice_is_counted_as_doubled(dataset, place):
    coverage = count_coverage(replace(dataset, remarks=double(dataset.remarks, place)))
    assert coverage.doubled == count_words(dataset.remarks["text"].iloc[place])
    assert coverage.left_out == 0
    assert not coverage.is_complete


def test_a_passage_that_is_gone_or_stands_twice_is_noticed_too(dataset):
    assert dataset.passages["text"].iloc[2] == (
        "Groep 1 (Moderator Thomas Maeseele - Verslaggever Peter Bruyland)")
    gone = count_coverage(replace(dataset, passages=drop(dataset.passages, 2)))
    twice = count_coverage(replace(dataset, passages=double(dataset.passages, 2)))
    assert (gone.left_out, gone.doubled) == (8, 0)
    assert (twice.left_out, twice.doubled) == (0, 8)


def test_a_word_in_a_remark_and_in_a_passage_is_doubled():
    report = make_report(("r1", "Een twee drie"), ("", "\n"))
    both = report.passages.reindex(range(1)).assign(char_start=4, char_end=8)
    coverage = count_coverage(replace(report, passages=both))
    assert coverage == Coverage(3, 3, 1, 0, 1)


def test_a_report_that_is_in_no_table_is_left_out_as_a_whole():
    assert count_coverage(make_report(("", "Niets dan woorden.\n"))) == Coverage(3, 0, 0, 3, 0)


def test_no_report_is_no_words_and_complete():
    coverage = count_coverage(make_report())
    assert coverage == Coverage(0, 0, 0, 0, 0)
    assert coverage.is_complete
