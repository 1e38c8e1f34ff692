"""
How well the two searches find what a reader means: ``python -m benchmarks.search_quality``.

Reads the judged queries of tests/analysis/examples/ and prints, per file and
per type of query, precision, recall, F1 and nDCG@10 for the remarks, and how
often the right name stands first for people and organisations.

In the keyword files a row is one query with one sentence it must or may find;
a remark counts by the sentences it holds. "May be found" is neither rewarded
nor punished. In the name files a row is one query with the name that must
stand first, or nothing for a name that must not be accepted.

The staff files hold queries as a civil servant types them, with the remarks that
are relevant, judged by reading (1 to 3; 3 where no grade is given), or none. They
judge both tiers of the search as a screen lists them: what is found, then what is
related. What each file was used for stands in its name.
"""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.search.index import RemarkIndex
from analysis.search.names import NameIndex
from loaders.dataset import load_dataset

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES_DIR = ROOT / "tests" / "analysis" / "examples"
DATA_DIR = ROOT / "data"
# Below this a query is named.
_POOR = 0.5


@dataclass(frozen=True)
class KeywordCase:
    """One judged query: the sentences it must find and those it may find."""

    kind: str
    query: str
    must: tuple[str, ...]
    may: tuple[str, ...]


@dataclass(frozen=True)
class NameCase:
    """One judged name query; ``expected`` is empty for an outsider."""

    kind: str
    query: str
    expected: str


@dataclass(frozen=True)
class StaffCase:
    """One judged query as a civil servant types it: per relevant remark its grade, 1 to 3."""

    kind: str
    query: str
    grades: Mapping[str, int]


@dataclass(frozen=True)
class StaffQuality:
    """The figures of one query over both tiers; the shares run from 0 to 1."""

    recall: float
    ndcg: float
    found_count: int
    related_count: int


@dataclass(frozen=True)
class Quality:
    """The figures of one query, each from 0 to 1."""

    precision: float
    recall: float
    f1: float
    ndcg: float


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def load_keyword_cases(path: Path) -> list[KeywordCase]:
    """Load the judged keyword queries of one file, in file order."""
    sentences: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(
        lambda: {"must be found": [], "may be found": [], "nothing may match": []}
    )
    for row in _rows(path):
        sentences[row["type"], row["query"]][row["expectation"]].append(row["sentence"] or "")
    return [
        KeywordCase(kind, query, tuple(found["must be found"]), tuple(found["may be found"]))
        for (kind, query), found in sentences.items()
    ]


def load_name_cases(path: Path) -> list[NameCase]:
    """Load the judged name queries of one file, in file order."""
    return [NameCase(row["type"], row["query"], row["expected_first"] or "") for row in _rows(path)]


def load_staff_cases(path: Path) -> list[StaffCase]:
    """Load the judged queries of civil servants of one file, in file order."""
    return [
        StaffCase(row["type"], row["query"], {
            key: int(grade or 3)
            for key, _, grade in (part.partition("=") for part in (row["relevant"] or "").split())
        })
        for row in _rows(path)
    ]


@cache  # every query asks for the same few hundred texts
def _bare(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def remarks_holding(sentence: str, texts: Mapping[str, str]) -> set[str]:
    """
    Return the keys of the remarks that hold the sentence, or a part of it.

    Args:
        sentence: as in the report. It may run over several remarks: a remark
            ends where the report turns to another point, a sentence at a stop.
        texts: the words of every remark by its key.
    """
    wanted = f" {_bare(sentence)} "
    return {
        key
        for key, text in texts.items()
        if wanted in f" {_bare(text)} " or any(piece in wanted for piece in _sentences(text))
    }


@cache
def _sentences(text: str) -> list[str]:
    """Return the sentences of a remark that are long enough to be told apart."""
    pieces = (f" {_bare(piece)} " for piece in re.split(r"[.!?…]\s+", text))
    return [piece for piece in pieces if len(piece) > 16]


def judged_remarks(
    case: KeywordCase, found: Collection[str], texts: Mapping[str, str]
) -> tuple[set[str], set[str]]:
    """
    Return the remarks a query must find and those it may find.

    Of a sentence that runs over several remarks one remark is enough, so the
    others may be found.
    """
    must: set[str] = set()
    may: set[str] = set()
    for sentence in case.must:
        holding = remarks_holding(sentence, texts)
        must |= (holding & set(found)) or set(sorted(holding)[:1])
        may |= holding
    for sentence in case.may:
        may |= remarks_holding(sentence, texts)
    return must, may - must


def ndcg(found: Sequence[str], must: Collection[str], may: Collection[str], depth: int) -> float:
    """
    Return the discounted gain of the first results, as a share of the best possible.

    >>> ndcg(["a", "x"], {"a"}, set(), 10), round(ndcg(["x", "a"], {"a"}, set(), 10), 2)
    (1.0, 0.63)
    """
    judged = [key for key in found if key not in may][:depth]
    gain = sum(1 / math.log2(place + 2) for place, key in enumerate(judged) if key in must)
    best = sum(1 / math.log2(place + 2) for place in range(min(depth, len(must))))
    return gain / best if best else float(not judged)


def judge(found: Sequence[str], must: Collection[str], may: Collection[str]) -> Quality:
    """
    Compare what was found, best first, with what must and may be found.

    >>> judge(["a", "b"], {"a"}, set())
    Quality(precision=0.5, recall=1.0, f1=0.6666666666666666, ndcg=1.0)
    """
    right = sum(key in must for key in found)
    wrong = sum(key not in must and key not in may for key in found)
    if not must:
        value = float(wrong == 0)
        return Quality(value, value, value, value)
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / len(must)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Quality(precision, recall, f1, ndcg(found, must, may, 10))


def judge_keywords(
    index: RemarkIndex, texts: Mapping[str, str], cases: Iterable[KeywordCase]
) -> list[tuple[KeywordCase, Quality, set[str], set[str]]]:
    """Return per case its figures, the remarks missed and the remarks wrongly found."""
    judged = []
    for case in cases:
        found = [match.remark_id for match in index.find(case.query)]
        must, may = judged_remarks(case, found, texts)
        quality = judge(found, must, may)
        judged.append((case, quality, must - set(found), set(found) - must - may))
    return judged


def judge_graded(found: Sequence[str], grades: Mapping[str, int]) -> tuple[float, float]:
    """
    Return recall@10 and nDCG@10 of a list, best first; the gain of a grade is 2^grade - 1.

    >>> judge_graded(["x", "a"], {"a": 3}), judge_graded(["b", "a"], {"a": 1, "b": 3})
    ((1.0, 0.6309297535714575), (1.0, 1.0))
    """
    first = found[:10]
    best = sorted(grades.values(), reverse=True)[:10]
    gains = [[2 ** grade - 1 for grade in graded] for graded in (
        [grades.get(key, 0) for key in first], best)]
    real, ideal = (
        sum(gain / math.log2(place + 2) for place, gain in enumerate(row)) for row in gains)
    return sum(key in grades for key in first) / len(best), real / ideal


def judge_staff(
    index: RemarkIndex, cases: Iterable[StaffCase]
) -> list[tuple[StaffCase, StaffQuality]]:
    """
    Return per case the figures of both tiers, as a screen lists them.

    A query without an answer has recall and nDCG 1 where its first tier is empty, else 0.
    """
    judged = []
    for case in cases:
        result = index.search(case.query)
        counts = len(result.matches), len(result.related)
        listed = [*result.matches.remark_ids, *result.related.remark_ids]
        shares = judge_graded(listed, case.grades) if case.grades else (float(not counts[0]),) * 2
        judged.append((case, StaffQuality(*shares, *counts)))
    return judged


def judge_names(index: NameIndex, cases: Iterable[NameCase]) -> list[tuple[NameCase, bool, str]]:
    """Return per case whether it went right, and what stood first with its score."""
    judged = []
    for case in cases:
        first = next(iter(index.find(case.query)), None)
        shown = f"{first.name} {first.score:.0f}" if first else ""
        judged.append((case, (first.name if first else "") == case.expected, shown))
    return judged


def _show_keywords(path: Path, index: RemarkIndex, texts: Mapping[str, str]) -> None:
    judged = judge_keywords(index, texts, load_keyword_cases(path))
    per_kind: dict[str, list[Quality]] = defaultdict(list)
    for case, quality, missed, wrong in judged:
        per_kind[case.kind].append(quality)
        per_kind["ALL"].append(quality)
        if missed or wrong:
            print(f"    {case.kind}: {case.query!r} missed {sorted(missed)} wrong {sorted(wrong)}")
    heads = f"{'type':<14}{'queries':>8}{'precision':>11}{'recall':>8}{'F1':>8}{'nDCG@10':>8}"
    print(f"{path.name}\n    {heads}")
    for kind, qualities in per_kind.items():
        means = pd.DataFrame(qualities).mean()
        print(
            f"    {kind:<14}{len(qualities):>8}{means['precision']:>11.3f}{means['recall']:>8.3f}"
            f"{means['f1']:>8.3f}{means['ndcg']:>8.3f}"
        )


def _show_staff(path: Path, index: RemarkIndex) -> None:
    judged = judge_staff(index, load_staff_cases(path))
    answered = [(case, quality) for case, quality in judged if case.grades]
    per_kind: dict[str, list[StaffQuality]] = defaultdict(list)
    for case, quality in answered:
        per_kind[case.kind].append(quality)
        per_kind["ALL"].append(quality)
        if quality.recall < _POOR or quality.ndcg < _POOR:
            print(f"    {case.kind}: {case.query!r} recall@10 {quality.recall:.2f} "
                  f"nDCG@10 {quality.ndcg:.2f}")
    print(f"{path.name}\n    {'type':<14}{'queries':>8}{'recall@10':>11}{'nDCG@10':>9}")
    for kind, qualities in per_kind.items():
        means = pd.DataFrame(qualities).mean()
        print(f"    {kind:<14}{len(qualities):>8}{means['recall']:>11.3f}{means['ndcg']:>9.3f}")
    empty = [case.query for case, q in answered if not q.found_count + q.related_count]
    wrong = [case.query for case, q in judged if not case.grades and q.found_count]
    print(f"    shows nothing: {empty}; no answer, yet a first tier: {wrong}")


def _show_names(path: Path, index: NameIndex) -> None:
    judged = judge_names(index, load_name_cases(path))
    for case, is_right, shown in judged:
        if not is_right:
            print(f"    {case.kind}: {case.query!r} should give {case.expected!r}, gives {shown!r}")
    insiders = [is_right for case, is_right, _ in judged if case.expected]
    outsiders = [is_right for case, is_right, _ in judged if not case.expected]
    print(
        f"{path.name}\n    right first {sum(insiders)} of {len(insiders)}, "
        f"outsiders refused {sum(outsiders)} of {len(outsiders)}"
    )


def _load_table(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA_DIR / name, dtype="string", keep_default_na=False)


def _with_tuples(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    parts = {c: [tuple(filter(None, cell.split(";"))) for cell in table[c]] for c in columns}
    return table.assign(**parts)


def load_name_tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Load the people and the organisations with their spellings as tuples."""
    people = _with_tuples(_load_table("people.csv"), "spellings")
    return people, _with_tuples(_load_table("organisations.csv"), "spellings")


def main() -> None:
    """Print the figures of every file of judged queries."""
    dataset = load_dataset()
    remarks = dataset.remarks
    texts = dict(zip(remarks["remark_id"], remarks["text"], strict=True))
    index = RemarkIndex(remarks, dataset.abbreviations, dataset)
    for path in sorted(EXAMPLES_DIR.glob("keywords_*.tsv")):
        _show_keywords(path, index, texts)
    for path in sorted(EXAMPLES_DIR.glob("staff_*.tsv")):
        _show_staff(path, index)
    names = NameIndex(*load_name_tables())
    for path in sorted(EXAMPLES_DIR.glob("names_*.tsv")):
        _show_names(path, names)


if __name__ == "__main__":
    main()
