"""The comparison: what stands side by side, and what each of these says of the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.counts import count_sentiments
from analysis.facets import Mask, RemarkFacets
from analysis.selection import Selection
from analysis.view import View

USUALLY_COMPARED = 3


@dataclass(frozen=True)
class Column:
    """
    One of those that stand side by side.

    Attributes:
        keys: of the facet that is compared; more than one where it is all but the one chosen.
        mask: for each remark of the dataset, whether it stands here.
        is_rest: whether it is all but the one chosen.
        is_selectable: whether a filter on ``keys`` gives just these remarks.
    """

    keys: tuple[str, ...]
    mask: Mask
    is_rest: bool = False
    is_selectable: bool = True


@dataclass(frozen=True)
class Comparison:
    """
    What stands side by side.

    Attributes:
        facet: what is compared.
        chosen: the keys that the reader filters on.
        columns: from left to right.
        selection: the filters that give what the columns hold together.
    """

    facet: str
    chosen: tuple[str, ...]
    columns: tuple[Column, ...]
    selection: Selection

    @property
    def across(self) -> str:
        """Give the facet by which what they say is laid side by side."""
        return "groups" if self.facet == "themes" else "themes"


def to_comparison(facets: RemarkFacets, view: View) -> Comparison:
    """
    Set side by side what the filters of a view choose of its facet.

    Where they choose one, it stands beside all the rest; where none, those with
    most remarks in the selection stand side by side.
    """
    facet = _find_facet(facets, view)
    whole = view.selection.with_keys(facet, ())
    chosen: tuple[str, ...] = getattr(view.selection, facet)
    keys = chosen or _find_largest(facets, whole, facet)[:USUALLY_COMPARED]
    columns = [
        Column((key,), facets.mask(whole.with_keys(facet, (key,)))) for key in keys
    ]
    if len(chosen) == 1:
        columns.append(_to_rest(facets, whole, facet, columns[0]))
        keys = ()
    return Comparison(facet, chosen, tuple(columns), whole.with_keys(facet, keys))


def with_columns(facets: RemarkFacets, view: View) -> View:
    """
    Give the view of an old link, which named its columns apart, with these as its filters.

    One that it named alone stood beside those with most remarks.
    """
    facet = _find_facet(facets, view)
    whole = view.selection.with_keys(facet, ())
    named = [key for key in view.compared if key in facets.options(facet)]
    if len(named) == 1:
        others = [key for key in _find_largest(facets, whole, facet) if key not in named]
        named = [*named, *others][:USUALLY_COMPARED]
    selection = whole.with_keys(facet, named) if named else view.selection
    return replace(view, selection=selection, compared=())


def compare_sentiments(
    facets: RemarkFacets, comparison: Comparison, sentiments: Sequence[str]
) -> list[pd.DataFrame]:
    """Give per column the rows of :func:`analysis.counts.count_sentiments`."""
    remarks = facets.dataset.remarks
    return [count_sentiments(remarks[column.mask], sentiments) for column in comparison.columns]


def lay_side_by_side(
    facets: RemarkFacets, comparison: Comparison
) -> dict[str, tuple[list[int], ...]]:
    """
    Lay side by side what the columns say of each theme; of themes, what each group says of them.

    Returns:
        Per key of ``comparison.across``, in the order of the screen, the places of
        the remarks in each column. A remark with more themes stands at each of them,
        unless only the main theme counts. Keys that no column speaks of are left out.
    """
    rows = facets.theme_rows
    by = comparison.across.removesuffix("s")
    if by == "group" or comparison.selection.is_main_theme_only:
        rows = rows[rows["is_main"]]
    columns = []
    for column in comparison.columns:
        found = rows[column.mask[rows["row"].to_numpy()]]
        columns.append({
            str(key): places.tolist()
            for key, places in found.groupby(by, observed=True)["row"]
        })
    return {
        key: tuple(column.get(key, []) for column in columns)
        for key in facets.options(comparison.across) if any(key in column for column in columns)
    }


def _find_facet(facets: RemarkFacets, view: View) -> str:
    asked = [facet.name for facet in facets.asked if facet.plural]
    return view.compare_facet if view.compare_facet in asked else asked[0]


def _find_largest(facets: RemarkFacets, selection: Selection, facet: str) -> tuple[str, ...]:
    counts = facets.count_options(selection)[facet]
    return tuple(sorted(counts, key=lambda key: -counts[key]))


def _to_rest(facets: RemarkFacets, whole: Selection, facet: str, chosen: Column) -> Column:
    # A remark may carry the theme that is chosen and another one: no filter leaves it out.
    keys = tuple(key for key in facets.options(facet) if key not in chosen.keys)
    mask = facets.mask(whole) & ~chosen.mask
    is_selectable = np.array_equal(mask, facets.mask(whole.with_keys(facet, keys)))
    return Column(keys, mask, is_rest=True, is_selectable=is_selectable)
