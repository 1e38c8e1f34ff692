"""The comparison: what stands side by side, and how what was said of it divides."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.counts import count_sentiments
from analysis.facets import RemarkFacets
from analysis.selection import Selection
from analysis.view import View

USUALLY_COMPARED = 3


def find_compared(facets: RemarkFacets, view: View) -> list[str]:
    """
    Give the keys that stand side by side, from left to right.

    Returns:
        Those that the reader chose, filled up with those with most remarks in
        the selection where fewer than two are chosen.
    """
    chosen = [key for key in view.compared if key in facets.options(view.compare_facet)]
    if len(chosen) > 1:
        return chosen
    counts = facets.count_options(view.selection.with_keys(view.compare_facet, ()))
    largest = sorted(counts[view.compare_facet].items(), key=lambda item: -item[1])
    others = [key for key, _ in largest if key not in chosen]
    return [*chosen, *others][:USUALLY_COMPARED]


def compare_sentiments(
    facets: RemarkFacets, selection: Selection, facet: str, keys: Sequence[str],
    sentiments: Sequence[str],
) -> pd.DataFrame:
    """
    Count the sentiments of what stands side by side.

    Args:
        facets: the remarks.
        selection: which of them; what it says of ``facet`` does not count.
        facet: what is compared.
        keys: its keys, from left to right; at least one.
        sentiments: every sentiment, in the order wanted.

    Returns:
        One row per key and sentiment: ``key`` and the columns of
        :func:`analysis.counts.count_sentiments`.
    """
    return pd.concat([
        count_sentiments(facets.select(selection.with_keys(facet, (key,))), sentiments)
        .assign(key=key)
        for key in keys
    ], ignore_index=True)
