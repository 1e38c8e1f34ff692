"""
How fast the search of the remarks is: ``python -m benchmarks.search``.

Prints for 1,000, 10,000 and 100,000 synthetic remarks the time to build the
index, the memory it takes, and the median and 95th percentile of a query,
beside three plainer ways to search: a folded substring, rapidfuzz over every
remark, and SQLite FTS5. The remarks are made of the sentences of the report in
which words are replaced by made-up compounds, drawn so that a few are common
and most are rare, as in any growing text. The same seed gives the same remarks.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import random
import re
import sqlite3
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz, process

from analysis.search.dutch_words import fold
from analysis.search.index import RemarkIndex

DATA_DIR = Path(__file__).resolve().parent.parent / "data"
REMARKS = "meetings/armoedebeleidsplan/remarks.csv"
SIZES = (1_000, 10_000, 100_000)
SEED = 20260101
# A new word every so many words, as large Dutch texts have.
NEW_WORDS_PER_REMARK = 0.6
# Of every kind of query one, from one rare word to words that stand in most remarks.
QUERIES = (
    "armoede", "draagvlak", "kinderen", "organisatie", "wonen", "rechten -grondrechten",
    "hulpverlenning", "nulmetting", "MIA", "mensen in armoede", "geestelijke gezondheidszorg",
    "participatie moeheid", "case manager", "casemanager", '"out of the box"', "geintegreerde",
    'dialoog -"mensen in armoede"', "Canada OR Groningen", "sociale woningen", "tramlijn",
    "kwalificatie werkgever", "OCMW", "K&G", "beleid", "werk", "drempel", "gezin", "onderwijs",
    "proactief outreachend", "vervoersarmoede", "e-loket", "kinderopvnag", "stad OF gemeente",
)  # fmt: skip


def _load_table(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA_DIR / name, dtype="string", keep_default_na=False)


def synthetic_remarks(sentences: Sequence[str], count: int) -> Iterator[str]:
    """
    Yield remarks of one to three real sentences with some words made new.

    New words are two long words of the report in one; word number n is drawn
    with a chance of 1/n (Zipf), so the vocabulary keeps growing slowly.
    """
    chance = random.Random(SEED)  # noqa: S311
    known = sorted({word for text in sentences for word in re.findall(r"[a-zë]{5,9}", text)})
    new_count = max(1, int(count * NEW_WORDS_PER_REMARK))
    new_words = [chance.choice(known) + chance.choice(known) for _ in range(new_count)]
    weights = list(itertools.accumulate(1 / rank for rank in range(1, new_count + 1)))
    for _ in range(count):
        words = " ".join(chance.choices(sentences, k=chance.choice((1, 1, 2, 3)))).split()
        fresh = iter(chance.choices(new_words, cum_weights=weights, k=len(words)))
        yield " ".join(
            next(fresh) if len(word) > 5 and chance.random() < 0.25 else word for word in words
        )


def timings(search: Callable[[str], object], repeats: int) -> tuple[float, float]:
    """Return the median and 95th percentile of one query, in milliseconds."""
    taken = []
    for _ in range(repeats):
        for query in QUERIES:
            start = time.perf_counter()
            search(query)
            taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def _page_search(index: RemarkIndex) -> Callable[[str], object]:
    """
    Search as a page does: all matches, the marks of the first twenty.

    The index remembers its answers: a space more asks the same, and is not remembered.
    """
    spaces = itertools.count()
    return lambda query: [
        match.marks for match in index.find(query + " " * next(spaces))[:20]
    ]


def _substring_search(texts: Sequence[str]) -> Callable[[str], object]:
    folded = [" ".join(map(fold, text.split())) for text in texts]
    return lambda query: [row for row, text in enumerate(folded) if fold(query) in text]


def _fuzzy_search(texts: Sequence[str]) -> Callable[[str], object]:
    folded = [" ".join(map(fold, text.split())) for text in texts]
    return lambda query: process.extract(
        fold(query), folded, scorer=fuzz.partial_ratio, score_cutoff=90, limit=None
    )


def _full_text_search(texts: Sequence[str]) -> Callable[[str], object]:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE remarks USING fts5(text)")
    database.executemany("INSERT INTO remarks VALUES (?)", [(text,) for text in texts])
    statement = "SELECT rowid FROM remarks WHERE remarks MATCH ? ORDER BY rank"

    def search(query: str) -> object:
        words = " ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        return database.execute(statement, (words,)).fetchall()

    return search


def _show(name: str, build: float, memory: str, times: tuple[float, float]) -> None:
    print(f"    {name:<26}{build:>9.2f}{memory:>12}{times[0]:>11.2f}{times[1]:>11.2f}", flush=True)


def _measure_index(
    remarks: pd.DataFrame, abbreviations: pd.DataFrame
) -> tuple[float, str, tuple[float, float]]:
    start = time.perf_counter()
    index = RemarkIndex(remarks, abbreviations)
    index.prepare()
    build = time.perf_counter() - start
    times = timings(_page_search(index), repeats=5)
    del index
    gc.collect()
    # Built a second time: counting memory slows building down.
    tracemalloc.start()
    index = RemarkIndex(remarks, abbreviations)
    index.prepare()
    megabytes = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    del index
    return build, f"{megabytes:.0f}", times


def _measure(count: int, sentences: Sequence[str], abbreviations: pd.DataFrame) -> None:
    texts = list(synthetic_remarks(sentences, count))
    remarks = pd.DataFrame({"remark_id": [f"s{row}" for row in range(count)], "text": texts})
    heads = f"{'':<26}{'build s':>9}{'memory MB':>12}{'median ms':>11}{'p95 ms':>11}"
    print(f"{count:,} remarks\n    {heads}")
    _show("RemarkIndex", *_measure_index(remarks, abbreviations))
    others = (
        ("folded substring", _substring_search),
        ("rapidfuzz partial_ratio", _fuzzy_search),
        ("SQLite FTS5", _full_text_search),
    )
    for name, make in others:
        start = time.perf_counter()
        search = make(texts)
        build = time.perf_counter() - start
        _show(name, build, "", timings(search, repeats=1 if count > 10_000 else 3))


def main(arguments: list[str] | None = None) -> None:
    """Print the figures for every size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    report = _load_table(REMARKS)["text"].tolist()
    sentences = [piece for text in report for piece in re.split(r"(?<=[.!?])\s+", text) if piece]
    abbreviations = _load_table("abbreviations.csv")
    for count in parser.parse_args(arguments).sizes:
        _measure(count, sentences, abbreviations)


if __name__ == "__main__":
    main()
