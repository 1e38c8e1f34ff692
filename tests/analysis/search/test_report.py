"""
The search on the report's own remarks: judged queries, and every word of it.
"""

import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis.search.dutch_words import tokenise
from analysis.search.index import RemarkIndex
from benchmarks.search_quality import judge_keywords, load_keyword_cases
from tests.analysis.search.small_texts import found
from tests.real_meeting import MEETING_DIR

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES_DIR = ROOT / "tests" / "analysis" / "examples"


@pytest.fixture(scope="module")
def remarks() -> pd.DataFrame:
    return pd.read_csv(MEETING_DIR / "remarks.csv", dtype="string", keep_default_na=False)


@pytest.fixture(scope="module")
def report_index(remarks) -> RemarkIndex:
    path = ROOT / "data" / "abbreviations.csv"
    return RemarkIndex(remarks, pd.read_csv(path, dtype="string", keep_default_na=False))


@pytest.mark.parametrize(
    "name",
    [
        "keywords_given_with_the_task.tsv",
        "keywords_judged_with_the_first_search.tsv",
        "keywords_kept_aside_while_tuning.tsv",
        "keywords_looked_at_while_tuning.tsv",
    ],
)
def test_the_judged_queries_find_what_they_must_and_little_else(name, remarks, report_index):
    texts = dict(zip(remarks["remark_id"], remarks["text"], strict=True))
    judged = judge_keywords(report_index, texts, load_keyword_cases(EXAMPLES_DIR / name))
    wrong = [(case.query, missed, extra) for case, _, missed, extra in judged if missed or extra]
    count = len(judged)
    assert sum(quality.f1 for _, quality, _, _ in judged) / count >= 0.97, wrong
    assert sum(quality.ndcg for _, quality, _, _ in judged) / count >= 0.93, wrong


@pytest.mark.parametrize(
    "name", ["keywords_given_with_the_task.tsv", "keywords_judged_with_the_first_search.tsv"]
)
def test_a_query_without_a_hit_finds_nothing_in_the_report(name, report_index):
    with (EXAMPLES_DIR / name).open(encoding="utf-8", newline="") as lines:
        queries = [
            row["query"]
            for row in csv.DictReader(lines, delimiter="\t")
            if row["expectation"] == "nothing may match"
        ]
    assert queries
    assert [query for query in queries if found(report_index, query)] == []


def test_every_word_of_the_report_finds_its_remark(remarks, report_index):
    for key, text in zip(remarks["remark_id"], remarks["text"], strict=True):
        words = [text[token.start : token.end] for token in tokenise(text)]
        for word in [word for word in words if word != "&"][:3]:
            assert key in found(report_index, f'"{word}"')
