"""The remarks of one dataset, indexed for filters, counts and search."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.counts import (
    count_groups_by_theme,
    count_theme_pairs,
    count_themes,
    find_lone_themes,
    list_paired,
)
from analysis.facet import FACETS, Facet
from analysis.search.index import RemarkIndex
from analysis.search.results import Match, Matches
from analysis.selection import Selection
from loaders.dataset import Dataset

Mask = npt.NDArray[np.bool_]
MOST_ELSEWHERE = 4
# One word in common says nothing.
_LEAST_ALIKE = 2


@dataclass(frozen=True)
class Loosening:
    """One way to find more: without this filter the selection has that many remarks."""

    field: str
    remark_count: int


class _FacetIndex:
    """The keys of one facet as numbers, one entry per remark and key."""

    def __init__(self, cells: Sequence[tuple[str, ...]], options: Sequence[str]) -> None:
        numbers = {key: number for number, key in enumerate(options)}
        pairs = [
            (row, numbers[key], place)
            for row, keys in enumerate(cells)
            for place, key in enumerate(keys)
            if key in numbers
        ]
        table = np.array(pairs, dtype=np.int64).reshape(-1, 3)
        self.options = tuple(options)
        self._numbers = numbers
        self.rows, self.codes, places = table[:, 0], table[:, 1], table[:, 2]
        self.is_main = places == 0
        self._row_count = len(cells)

    def mask(self, keys: Sequence[str], main_only: bool) -> Mask:
        wanted = [self._numbers[key] for key in keys if key in self._numbers]
        hits = np.isin(self.codes, wanted)
        if main_only:
            hits &= self.is_main
        mask = np.zeros(self._row_count, dtype=np.bool_)
        mask[self.rows[hits]] = True
        return mask

    def count(self, mask: Mask, main_only: bool) -> dict[str, int]:
        counted = mask[self.rows]
        if main_only:
            counted = counted & self.is_main
        counts = np.bincount(self.codes[counted], minlength=len(self.options))
        return dict(zip(self.options, counts.tolist(), strict=True))


class RemarkFacets:
    """
    The remarks of one dataset, indexed for filters, counts and search.

    Built once per dataset and shared: nothing in it changes after that, and
    the frames it hands out are copies on write.
    """

    def __init__(self, dataset: Dataset) -> None:
        """
        Index a dataset.

        Args:
            dataset: any dataset; an empty one gives empty answers.
        """
        self.dataset = dataset
        self.index = RemarkIndex(dataset.remarks, dataset.abbreviations, dataset)
        self._facets = {
            facet.name: _FacetIndex(facet.to_cells(dataset.remarks), facet.to_options(dataset))
            for facet in FACETS
        }
        remark_ids = dataset.remarks["remark_id"].tolist()
        self._row_of = {remark_id: row for row, remark_id in enumerate(remark_ids)}
        # A selection is asked for by several parts of one screen, and by many
        # sessions alike; a mask of 100,000 remarks takes 100 kB.
        self._mask = lru_cache(maxsize=64)(self._compute_mask)
        self._elsewhere = lru_cache(maxsize=256)(self._find_elsewhere)
        self.theme_rows = to_theme_rows(dataset.remarks)

    def with_column(self, column: str, keys: Sequence[str]) -> RemarkFacets:
        """Give the same remarks with a key more each, and the facet on that column."""
        remarks = self.dataset.remarks.assign(**{column: pd.Series(keys, dtype="str").array})
        other = copy(self)
        other.dataset = replace(self.dataset, remarks=remarks)
        other._facets = self._facets | {
            facet.name: _FacetIndex(facet.to_cells(remarks), facet.to_options(other.dataset))
            for facet in FACETS if facet.column == column
        }
        other._mask = lru_cache(maxsize=64)(other._compute_mask)
        return other

    @cached_property
    def asked(self) -> tuple[Facet, ...]:
        """Give the facets that there is something to choose of."""
        return tuple(facet for facet in FACETS if facet.is_asked(self.dataset.remarks))

    def options(self, facet: str) -> tuple[str, ...]:
        """Give every key that a facet offers, in the order of the screen."""
        return self._facets[facet].options

    def mask(self, selection: Selection) -> Mask:
        """Tell for each remark, in the order of the dataset, whether it is selected."""
        return self._mask(selection)

    def select(self, selection: Selection) -> pd.DataFrame:
        """Give the selected remarks, in the order of the dataset."""
        return self.dataset.remarks[self.mask(selection)]

    def select_theme_rows(self, selection: Selection) -> pd.DataFrame:
        """
        Give one row per selected remark and theme, as :func:`to_theme_rows` has them.

        With ``is_main_theme_only`` one row per remark: that of its main theme.
        """
        mask = self.mask(selection)[self.theme_rows["row"].to_numpy()]
        if selection.is_main_theme_only:
            mask = mask & self.theme_rows["is_main"].to_numpy()
        return self.theme_rows[mask]

    def count_themes(self, selection: Selection) -> pd.DataFrame:
        """Count the selected remarks per theme; rows of :func:`analysis.counts.count_themes`."""
        return count_themes(
            self.select_theme_rows(selection), self.options("themes"), self.options("sentiments")
        )

    def count_groups_by_theme(self, selection: Selection) -> pd.DataFrame:
        """Count the selected remarks per theme (rows) and group of their meetings (columns)."""
        rows, groups = self.select_theme_rows(selection), self.dataset.groups
        shown = groups["key"][groups["meeting"].isin(selection.meetings or self.dataset.reports)]
        return count_groups_by_theme(rows, shown.tolist(), self.options("themes"))

    def count_pairs(self, selection: Selection) -> pd.DataFrame:
        """
        Count how many selected remarks carry two themes together.

        Returns:
            Rows and columns of :func:`analysis.counts.count_theme_pairs`, of
            the themes that stand beside another one at all.
        """
        rows = self.theme_rows[self.mask(selection)[self.theme_rows["row"].to_numpy()]]
        pairs = count_theme_pairs(rows, self.options("themes"))
        paired = list_paired(pairs)
        return pairs.loc[paired, paired]

    def find_only_here(self, selection: Selection) -> pd.DataFrame | None:
        """
        Find the themes that only one group of its meeting raised, as the labels have it.

        Returns:
            Rows of :func:`analysis.counts.find_lone_themes`, meeting by meeting; None of
            a part of a meeting, which would say "only here" of what was said elsewhere.
        """
        kept = selection.with_keys("meetings", ())
        if kept.is_narrowed or selection.is_main_theme_only:
            return None
        counts = self.count_groups_by_theme(selection)
        groups = self.dataset.groups
        lone = [
            find_lone_themes(counts[keys])
            for meeting in selection.meetings or self.dataset.reports
            if len(keys := [key for key in groups["key"][groups["meeting"] == meeting]
                            if counts[key].any()]) > 1
        ]
        return pd.concat(lone, ignore_index=True) if lone else None

    def count_options(self, selection: Selection) -> dict[str, dict[str, int]]:
        """
        Count for every option how many remarks it would give.

        Returns:
            Per facet, per key, the number of remarks under all *other* filters:
            the choice within a facet does not empty its own options. Keys with
            none are there too, with 0.
        """
        return {
            name: facet.count(
                self.mask(self._without_own_choice(selection, name)),
                main_only=name == "themes" and selection.is_main_theme_only,
            )
            for name, facet in self._facets.items()
        }

    def find_loosenings(self, selection: Selection) -> list[Loosening]:
        """
        Say for every active filter how many remarks there are without it.

        Returns:
            Those that give any remark, the most first.
        """
        without = {name: selection.with_keys(name, ()) for name, _ in selection.chosen}
        if selection.query.strip():
            without["query"] = replace(selection, query="")
        counts = [
            Loosening(name, int(self.mask(wider).sum())) for name, wider in without.items()
        ]
        return sorted(
            (way for way in counts if way.remark_count), key=lambda way: -way.remark_count
        )

    def find(self, selection: Selection) -> Matches:
        """Give what the query of a selection finds, whatever its filters, best first."""
        find = self.index.find_with_related if selection.has_related else self.index.find
        return find(selection.query, selection.is_exact)

    def find_related(self, selection: Selection, most: int) -> tuple[int, list[Match]]:
        """Give how many remarks under the filters are related to the query only, and the best."""
        if selection.has_related:
            return 0, []
        related = self.index.search(selection.query, selection.is_exact).related
        fits = self.mask(replace(selection, query=""))
        places = np.flatnonzero(fits[related.rows])
        return len(places), [related[place] for place in places[:most].tolist()]

    def find_elsewhere(self, remark_id: str) -> Sequence[Match]:
        """
        Suggest remarks of other groups that say much the same, the nearest in words first.

        Each shares a theme with it, and has something on two things that it speaks of. They
        are suggestions of a program: nothing counts them.
        """
        return self._elsewhere(remark_id)

    def _find_elsewhere(self, remark_id: str) -> Sequence[Match]:
        row, remarks = self._row_of[remark_id], self.dataset.remarks
        themes = set(remarks["themes"].iloc[row])
        is_near = (remarks["group"] == remarks["group"].iloc[row]).to_numpy()
        leave_out = is_near | np.array([themes.isdisjoint(keys) for keys in remarks["themes"]])
        alike = self.index.find_alike(row, leave_out)
        found = (match for match in alike if match.why.found >= _LEAST_ALIKE)
        return tuple(islice(found, MOST_ELSEWHERE))

    def find_places(self, remark_ids: Sequence[str]) -> list[int]:
        """Give the row of each remark in the dataset; a KeyError for an unknown one."""
        return [self._row_of[remark_id] for remark_id in remark_ids]

    def _without_own_choice(self, selection: Selection, facet: str) -> Selection:
        # Where every theme must be there, one more theme narrows instead of widening.
        if facet == "themes" and selection.is_every_theme:
            return selection
        return selection.with_keys(facet, ())

    def _compute_mask(self, selection: Selection) -> Mask:
        mask = np.ones(len(self.dataset.remarks), dtype=np.bool_)
        for name, keys in selection.chosen:
            is_theme = name == "themes"
            every = [(key,) for key in keys] if is_theme and selection.is_every_theme else [keys]
            for alternatives in every:
                main_only = is_theme and selection.is_main_theme_only
                mask &= self._facets[name].mask(alternatives, main_only)
        if selection.query.strip():
            found = np.zeros(len(mask), dtype=np.bool_)
            found[self.find(selection).rows] = True
            mask &= found
        mask.setflags(write=False)
        return mask


def select_remarks(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """
    Give the remarks of a dataset that a selection asks for.

    For one question; who asks more builds :class:`RemarkFacets` once.

    Args:
        dataset: where the remarks are.
        selection: what to keep; unknown keys match nothing.

    Returns:
        The same columns, fewer rows, in the order of the dataset.
    """
    return RemarkFacets(dataset).select(selection)


def to_voices(remarks: pd.DataFrame) -> npt.NDArray[np.object_]:
    """Say whose each remark is: the speaker's, or the group's where the report names none."""
    speaker = remarks["speaker"].to_numpy(dtype=object)
    return np.where(speaker == "", remarks["group"].to_numpy(dtype=object), speaker)


def to_theme_rows(remarks: pd.DataFrame) -> pd.DataFrame:
    """
    Give one row per remark and theme, from which every theme count is made.

    Returns:
        ``row`` (place of the remark in ``remarks``, from 0), ``theme``,
        ``is_main``, ``sentiment``, ``group``, and ``voice`` (:func:`to_voices`).
    """
    themes = remarks["themes"].tolist()
    rows = np.repeat(np.arange(len(remarks)), [len(keys) for keys in themes])
    group, voice = remarks["group"].to_numpy(dtype=object), to_voices(remarks)
    return pd.DataFrame({
        "row": rows,
        "theme": pd.Categorical([key for keys in themes for key in keys]),
        "is_main": [place == 0 for keys in themes for place in range(len(keys))],
        "sentiment": pd.Categorical(remarks["sentiment"].to_numpy(dtype=object)[rows]),
        "group": pd.Categorical(group[rows]),
        "voice": pd.Categorical(voice[rows]),
    })
