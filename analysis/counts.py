"""Counts of remarks: plain tables with named columns, one question each."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.dataset import Dataset

# Fewer remarks than this and a share says little; the screens warn.
SMALL_COUNT = 10


def list_keys(codebook: pd.DataFrame, field: str) -> list[str]:
    """Give the keys of one codebook field, in the order of the screen."""
    return codebook.loc[codebook["field"] == field, "key"].tolist()


def count_themes(
    theme_rows: pd.DataFrame, themes: Sequence[str], sentiments: Sequence[str]
) -> pd.DataFrame:
    """
    Count the remarks per theme and sentiment, and the voices behind them.

    Args:
        theme_rows: one row per remark and theme, of
            :func:`analysis.selection.to_theme_rows`.
        themes: every theme, in the order wanted.
        sentiments: every sentiment, in the order wanted.

    Returns:
        One row per theme, those without remarks too: ``theme``, a column per
        sentiment, ``remark_count``, ``group_count`` and ``voice_count``. A
        remark counts once for each of its themes, so the rows may add up to
        more than the remarks.
    """
    counts = _count_cells(theme_rows, "theme", themes, "sentiment", sentiments)
    table = pd.DataFrame({"theme": list(themes)})
    for place, sentiment in enumerate(sentiments):
        table[sentiment] = counts[:, place]
    table["remark_count"] = counts.sum(axis=1)
    for name, column in (("group_count", "group"), ("voice_count", "voice")):
        per_key = _count_cells(
            theme_rows, "theme", themes, column, theme_rows[column].cat.categories
        )
        table[name] = (per_key > 0).sum(axis=1)
    return table


def count_groups_by_theme(
    theme_rows: pd.DataFrame, groups: Sequence[str], themes: Sequence[str]
) -> pd.DataFrame:
    """Count the remarks per theme (rows) and group (columns), zeros included."""
    cells = _count_cells(theme_rows, "theme", themes, "group", groups)
    return pd.DataFrame(
        cells, index=pd.Index(list(themes), name="theme"),
        columns=pd.Index(list(groups), name="group"),
    )


def find_lone_themes(groups_by_theme: pd.DataFrame) -> pd.DataFrame:
    """
    Find the themes that only one group raised.

    Returns:
        One row per such theme, in the order given: ``theme``, ``group`` and
        ``remark_count``.
    """
    is_lone = (groups_by_theme > 0).sum(axis=1) == 1
    lone = groups_by_theme[is_lone]
    return pd.DataFrame({
        "theme": lone.index.to_numpy(),
        "group": lone.idxmax(axis=1).to_numpy() if len(lone) else np.array([], dtype=object),
        "remark_count": lone.max(axis=1).to_numpy(),
    })


def count_theme_pairs(theme_rows: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """
    Count the remarks that carry two themes together.

    Args:
        theme_rows: one row per remark and theme; every theme of a remark.
        themes: every theme, in the order wanted.

    Returns:
        A symmetric table of themes by themes; on the diagonal the remarks of
        the theme itself.
    """
    numbers = {theme: number for number, theme in enumerate(themes)}
    codes = theme_rows["theme"].astype(object).map(numbers).to_numpy(dtype=np.int64)
    rows = theme_rows["row"].to_numpy()
    pairs = pd.DataFrame({"row": rows, "code": codes})
    both = pairs.merge(pairs, on="row")
    size = len(themes)
    cells = np.bincount(both["code_x"] * size + both["code_y"], minlength=size * size)
    return pd.DataFrame(cells.reshape(size, size), index=list(themes), columns=list(themes))


def without_diagonal(pairs: pd.DataFrame) -> pd.DataFrame:
    """Give a table of pairs with zeros where a theme meets itself."""
    return pairs.where(~np.eye(len(pairs), dtype=bool), 0)


def list_paired(pairs: pd.DataFrame) -> list[str]:
    """Give the themes that stand beside another theme at least once, in order."""
    apart = without_diagonal(pairs)
    return apart.index[apart.sum(axis=1) > 0].tolist()


def find_strongest_pairs(pairs: pd.DataFrame, most: int) -> pd.DataFrame:
    """
    Find the two themes that go together most often.

    Returns:
        Up to ``most`` rows, the largest first: ``theme``, ``other_theme`` and
        ``remark_count``; equal ones in the order of the table. Pairs without
        remarks are left out, and no pair stands there twice.
    """
    upper = pairs.where(np.triu(np.ones(pairs.shape, dtype=bool), k=1), 0)
    cells = [
        (one, other, int(upper.at[one, other]))
        for one in upper.index for other in upper.columns if upper.at[one, other]
    ]
    cells.sort(key=lambda cell: -cell[2])
    return pd.DataFrame(cells[:most], columns=["theme", "other_theme", "remark_count"])


def count_sentiments(remarks: pd.DataFrame, sentiments: Sequence[str]) -> pd.DataFrame:
    """
    Count the remarks per sentiment.

    Returns:
        One row per sentiment, in the order given: ``sentiment``,
        ``remark_count`` and ``remark_share`` (0 to 1; 0 where there are none).
    """
    counts = remarks["sentiment"].value_counts().reindex(list(sentiments), fill_value=0)
    total = int(counts.sum())
    return pd.DataFrame({
        "sentiment": list(sentiments),
        "remark_count": counts.to_numpy(),
        "remark_share": counts.to_numpy() / total if total else np.zeros(len(counts)),
    })


def count_examples(remarks: pd.DataFrame, field: str, keys: Sequence[str]) -> pd.DataFrame:
    """
    Count the remarks of each label, and choose one that shows what it is for.

    The example is the shortest one that still says something (40 characters or
    more), among those whose only theme it is where there are such.

    Args:
        remarks: the remarks.
        field: ``sentiment`` or ``theme``.
        keys: every key of the field, in the order wanted.

    Returns:
        One row per key: ``key``, ``remark_count`` and ``example`` ("" without
        remarks).
    """
    rows = []
    for key in keys:
        carries = (
            remarks["sentiment"] == key if field == "sentiment"
            else pd.Series([key in keys for keys in remarks["themes"]], index=remarks.index,
                           dtype=bool)
        )
        rows.append((key, int(carries.sum()), _choose_example(remarks[carries])))
    return pd.DataFrame(rows, columns=["key", "remark_count", "example"])


def _choose_example(remarks: pd.DataFrame) -> str:
    if remarks.empty:
        return ""
    length = remarks["text"].str.len()
    rank = pd.DataFrame({
        "is_short": length < 40, "has_more_themes": remarks["themes"].map(len) > 1,
        "length": length, "text": remarks["text"],
    })
    return str(rank.sort_values(["is_short", "has_more_themes", "length"])["text"].iloc[0])


def count_voices(
    remarks: pd.DataFrame, organisations: Collection[str]
) -> tuple[int, int, int, int]:
    """
    Count the parts of the meeting that remarks come from, and whom the report names.

    Returns:
        Parts, people and organisations, of whom a speaker is either, and meetings.
    """
    speakers = set(remarks["speaker"]) - {""}
    spoke_for_many = len(speakers.intersection(organisations))
    people = len(speakers) - spoke_for_many
    return remarks["group"].nunique(), people, spoke_for_many, remarks["meeting"].nunique()


def sort_remarks(
    remarks: pd.DataFrame, sort: str, dataset: Dataset, scores: dict[str, float] | None = None
) -> pd.DataFrame:
    """
    Order remarks for the screen; remarks that are equal stay in report order.

    Args:
        remarks: remarks in the order of the report.
        sort: ``report``, ``theme`` (main theme, in codebook order),
            ``sentiment`` (in codebook order) or ``relevance`` (best first).
        dataset: whose codebook gives the orders.
        scores: relevance by remark id, for ``relevance``.

    Raises:
        ValueError: for any other ``sort``.
    """
    if sort == "report":
        return remarks
    if sort == "relevance":
        rank = -remarks["remark_id"].map(scores or {}).fillna(0.0).to_numpy(dtype=float)
    elif sort in ("theme", "sentiment"):
        order = {key: place for place, key in enumerate(list_keys(dataset.codebook, sort))}
        keys = [cell[0] for cell in remarks["themes"]] if sort == "theme" else remarks["sentiment"]
        rank = np.array([order[key] for key in keys], dtype=float)
    else:
        raise ValueError(f"no such order: {sort!r}")
    return remarks.iloc[np.argsort(rank, kind="stable")]


def _count_cells(
    rows: pd.DataFrame, row_column: str, row_keys: Sequence[str], column: str,
    column_keys: Sequence[str],
) -> npt.NDArray[np.int64]:
    # pandas.crosstab does the same in twenty times the time, at every click.
    across, down = _to_places(rows[column], column_keys), _to_places(rows[row_column], row_keys)
    is_known = (across >= 0) & (down >= 0)
    width = len(column_keys)
    cells = np.bincount(
        down[is_known] * width + across[is_known], minlength=len(row_keys) * width
    )
    return cells.reshape(len(row_keys), width)


def _to_places(column: pd.Series, keys: Sequence[str]) -> npt.NDArray[np.int64]:
    place_of = {key: place for place, key in enumerate(keys)}
    categories = [place_of.get(key, -1) for key in column.cat.categories]
    return np.array([*categories, -1], dtype=np.int64)[column.cat.codes.to_numpy()]
