"""
How far the readers of the dataset agree: ``python -m benchmarks.agreement [folder]``.

Prints Markdown, computed from ``label_passes.csv`` and ``remarks.csv`` of a data
folder. data/README.md holds what it prints; a test compares the two.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis.agreement import (
    count_disputed,
    sentiment_agreement,
    settled_agreement,
    theme_agreement,
)
from benchmarks.figures import to_table
from loaders.dataset import DATA_DIR, Dataset, DatasetError, load_dataset

LABEL_NAMES = {
    "sentiment": "sentiment", "themes": "themes, in any order", "main_theme": "main theme",
}


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of one data folder; 1 where it can't be read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.agreement", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DATA_DIR)
    try:
        dataset = load_dataset(parser.parse_args(arguments).folder)
    except DatasetError as error:
        print(error)
        return 1
    print(to_markdown(dataset))
    return 0


def to_markdown(dataset: Dataset) -> str:
    """Write every figure of a dataset as Markdown tables, or say that there are none."""
    if dataset.label_passes["reader"].nunique() < 2:
        return "The labels were given by fewer than two readers; there is nothing to compare."
    return "\n\n".join([
        _disputed_table(dataset), _sentiment_table(dataset), _theme_table(dataset),
        _settled_table(dataset),
    ])


def _disputed_table(dataset: Dataset) -> str:
    return _to_table(
        ["label", "remarks", "readers differed on"],
        [
            [LABEL_NAMES[row.label], row.remark_count, row.disputed_count]
            for row in count_disputed(dataset.label_passes).itertuples()
        ],
    )


def _sentiment_table(dataset: Dataset) -> str:
    return _to_table(
        ["sentiment: readers", "remarks", "same label", "kappa"],
        [
            [
                f"{row.reader_a} and {row.reader_b}", row.remark_count, row.agreement_share,
                row.kappa,
            ]
            for row in sentiment_agreement(dataset.label_passes).itertuples()
        ],
    )


def _theme_table(dataset: Dataset) -> str:
    themes = dataset.codebook[dataset.codebook["field"] == "theme"]["key"].tolist()
    agreement = theme_agreement(dataset.label_passes)
    in_order = agreement.sort_values("theme", key=lambda keys: keys.map(themes.index))
    return _to_table(
        ["theme", "remarks", "kappa, mean", "kappa, lowest", "F1, mean"],
        [
            [f"`{row.theme}`", row.remark_count, row.kappa, row.lowest_kappa, row.f1]
            for row in in_order.itertuples()
        ]
        + [[
            "mean of the themes", "", agreement["kappa"].mean(), agreement["lowest_kappa"].mean(),
            agreement["f1"].mean(),
        ]],
    )


def _settled_table(dataset: Dataset) -> str:
    return _to_table(
        ["against the settled labels", "remarks", "same sentiment", "kappa", "themes, F1"],
        [
            [f"reader {row.reader}", row.remark_count, row.agreement_share, row.kappa, row.f1]
            for row in settled_agreement(dataset.label_passes, dataset.remarks).itertuples()
        ],
    )


def _to_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    return to_table(header, [[_to_cell(value) for value in row] for row in rows])


def _to_cell(value: object) -> str:
    if isinstance(value, float):
        return "–" if math.isnan(value) else f"{value:.3f}"
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
