"""
How far readers who labelled the same remarks on their own agree.

Cohen's kappa counts agreement above chance (J. Cohen, "A coefficient of
agreement for nominal scales", Educational and Psychological Measurement 20,
1960, 37-46). For themes F1 stands beside it: a theme that few remarks have
makes kappa leap, and F1 leaves out the many remarks on which both readers
agree that the theme is absent (G. Hripcsak and A. Rothschild, "Agreement, the
F-measure, and reliability in information retrieval", JAMIA 12, 2005, 296-298).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import pandas as pd

Themes = Sequence[tuple[str, ...]]


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """
    Measure how far two readers agree above what chance would give.

    Args:
        first: the labels of one reader, one per item.
        second: the labels of the other, of the same items in the same order.

    Returns:
        Kappa, from -1 to 1; 0 is what chance gives. NaN without items, and
        where both readers gave one and the same label throughout: chance alone
        would make them agree, so nothing was measured.

    Raises:
        ValueError: where one reader labelled more items than the other.

    >>> cohen_kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"])
    0.5
    """
    observed = _share_equal(first, second)
    count = len(first)
    first_counts, second_counts = Counter(first), Counter(second)
    # Exact in whole numbers: 1 - expected must be 0 where it is 0.
    expected = sum(first_counts[label] * second_counts[label] for label in first_counts)
    if expected == count * count:
        return math.nan
    expected_share = expected / (count * count)
    return (observed - expected_share) / (1 - expected_share)


def overlap_f1(first: Themes, second: Themes) -> float:
    """
    Measure how far two readers gave the same keys to the same items.

    Returns:
        F1, from 0 to 1: twice the keys that both gave, by all keys that either
        gave. Which of them is called the truth makes no difference. NaN where
        neither gave any key.
    """
    both = sum(len(set(ours) & set(theirs)) for ours, theirs in zip(first, second, strict=True))
    given = sum(len(set(keys)) for keys in (*first, *second))
    return 2 * both / given if given else math.nan


def sentiment_agreement(label_passes: pd.DataFrame) -> pd.DataFrame:
    """
    Compare the sentiments of every two readers.

    Args:
        label_passes: one row per remark and reader, with ``reader``,
            ``remark_id`` and ``sentiment``.

    Returns:
        One row per pair of readers: ``reader_a``, ``reader_b``,
        ``remark_count`` (remarks that both read), ``agreement_share`` (0 to 1)
        and ``kappa``. Empty with fewer than two readers.
    """
    rows = []
    for reader_a, reader_b, pair in _each_pair(label_passes):
        first, second = pair["sentiment_a"].tolist(), pair["sentiment_b"].tolist()
        rows.append({
            "reader_a": reader_a, "reader_b": reader_b, "remark_count": len(pair),
            "agreement_share": _share_equal(first, second), "kappa": cohen_kappa(first, second),
        })
    return pd.DataFrame(
        rows, columns=["reader_a", "reader_b", "remark_count", "agreement_share", "kappa"]
    )


def theme_agreement(label_passes: pd.DataFrame) -> pd.DataFrame:
    """
    Compare, theme by theme, to which remarks every two readers gave it.

    Args:
        label_passes: one row per remark and reader, with ``reader``,
            ``remark_id`` and ``themes`` (a tuple of keys).

    Returns:
        One row per theme that any reader gave, by key: ``theme``,
        ``remark_count`` (remarks to which at least one reader gave it),
        ``kappa`` and ``f1``: their mean over the pairs of readers, and
        ``lowest_kappa``. A pair of which neither used the theme is left out of
        the mean. Empty with fewer than two readers.
    """
    pairs = [pair for _, _, pair in _each_pair(label_passes)]
    rows = [
        _to_theme_row(theme, label_passes, pairs)
        for theme in sorted({key for keys in label_passes["themes"] for key in keys})
        if pairs
    ]
    return pd.DataFrame(rows, columns=["theme", "remark_count", "kappa", "lowest_kappa", "f1"])


def settled_agreement(label_passes: pd.DataFrame, remarks: pd.DataFrame) -> pd.DataFrame:
    """
    Compare every reader with the labels that stand in the dataset.

    Where the settled labels are what most readers gave, a reader's own vote
    counts in them: these figures tell which reader stood apart, not how good
    the labels are.

    Returns:
        One row per reader: ``reader``, ``remark_count``, ``agreement_share``
        and ``kappa`` of the sentiment, ``f1`` of all themes together.
    """
    settled = remarks[["remark_id", "sentiment", "themes"]]
    rows = []
    for reader, labels in label_passes.groupby("reader"):
        pair = labels.merge(settled, on="remark_id", suffixes=("_a", "_b"))
        first, second = pair["sentiment_a"].tolist(), pair["sentiment_b"].tolist()
        rows.append({
            "reader": reader, "remark_count": len(pair),
            "agreement_share": _share_equal(first, second), "kappa": cohen_kappa(first, second),
            "f1": overlap_f1(pair["themes_a"].tolist(), pair["themes_b"].tolist()),
        })
    return pd.DataFrame(
        rows, columns=["reader", "remark_count", "agreement_share", "kappa", "f1"]
    )


def count_disputed(label_passes: pd.DataFrame) -> pd.DataFrame:
    """
    Count the remarks on which the readers differed.

    Returns:
        One row per label: ``label`` (``sentiment``, ``themes`` in any order,
        ``main_theme``), ``remark_count`` and ``disputed_count``.
    """
    labels = pd.DataFrame({
        "remark_id": label_passes["remark_id"],
        "sentiment": label_passes["sentiment"],
        "themes": [";".join(sorted(keys)) for keys in label_passes["themes"]],
        "main_theme": [keys[0] for keys in label_passes["themes"]],
    })
    names = ["sentiment", "themes", "main_theme"]
    distinct = labels.groupby("remark_id")[names].nunique()
    return pd.DataFrame({
        "label": names,
        "remark_count": [len(distinct)] * len(names),
        "disputed_count": [int((distinct[name] > 1).sum()) for name in names],
    })


def _each_pair(label_passes: pd.DataFrame) -> Iterator[tuple[int, int, pd.DataFrame]]:
    readers = sorted(label_passes["reader"].unique())
    for reader_a, reader_b in combinations(readers, 2):
        ours = label_passes[label_passes["reader"] == reader_a]
        theirs = label_passes[label_passes["reader"] == reader_b]
        yield reader_a, reader_b, ours.merge(theirs, on="remark_id", suffixes=("_a", "_b"))


def _to_theme_row(
    theme: str, label_passes: pd.DataFrame, pairs: Iterable[pd.DataFrame]
) -> dict[str, object]:
    kappas, overlaps = [], []
    for pair in pairs:
        first = ["yes" if theme in keys else "no" for keys in pair["themes_a"]]
        second = ["yes" if theme in keys else "no" for keys in pair["themes_b"]]
        kappas.append(cohen_kappa(first, second))
        overlaps.append(overlap_f1(_only(theme, first), _only(theme, second)))
    has_theme = pd.Series([theme in keys for keys in label_passes["themes"]], dtype=bool)
    return {
        "theme": theme,
        "remark_count": int(label_passes["remark_id"][has_theme.to_numpy()].nunique()),
        "kappa": pd.Series(kappas, dtype=float).mean(),
        "lowest_kappa": pd.Series(kappas, dtype=float).min(),
        "f1": pd.Series(overlaps, dtype=float).mean(),
    }


def _only(theme: str, given: Iterable[str]) -> list[tuple[str, ...]]:
    return [(theme,) if answer == "yes" else () for answer in given]


def _share_equal(first: Sequence[str], second: Sequence[str]) -> float:
    if len(first) != len(second):
        raise ValueError(f"one reader gave {len(first)} labels, the other {len(second)}")
    if not first:
        return math.nan
    return sum(ours == theirs for ours, theirs in zip(first, second, strict=True)) / len(first)
