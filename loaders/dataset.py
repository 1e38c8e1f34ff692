"""The dataset: every table of a data folder, typed, checked and frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from loaders.checks import find_problems
from loaders.files import read_folder, to_fingerprint
from loaders.limits import Limits
from loaders.problems import DatasetError, Problem
from loaders.raw import RawColumn, RawFolder, RawTable
from loaders.schema import QUOTING, TABLES, Kind
from loaders.settings import DATA_DIR, read_limits

__all__ = ["DATA_DIR", "About", "Dataset", "DatasetError", "Problem", "load_dataset",
           "own_dataset"]


@dataclass(frozen=True)
class About:
    """
    What the dataset is about, as datapackage.json tells it.

    Attributes:
        name: short name in small letters; file names start with it.
        title: title of the meeting, in Dutch.
        place: where it took place.
        description: one or two sentences in Dutch.
        version: version of the dataset.
        date: date of the meeting; empty where the report gives none.
        licence: title of the licence; empty where the report gives none.
        sources: where the words come from, one title each.
        labelling: who gave the labels, and how, in Dutch; empty where not told.
        caveats: what a reader of the figures must know of this meeting, a
            sentence in Dutch each.
    """

    name: str
    title: str
    place: str
    description: str = ""
    version: str = ""
    date: str = ""
    licence: str = ""
    sources: tuple[str, ...] = ()
    labelling: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """
    Every table of one data folder. Text that is not there is "", never missing.

    Attributes:
        remarks: one row per remark, in the order of the file. ``themes`` and
            ``organisations`` are tuples of keys; ``line_start`` and ``line_end``
            are lines of the report, from 1; ``char_start`` and ``char_end``
            are where it stands in ``report``, in characters.
        passages: one row per stretch of the report that is no remark, with the
            same four places.
        groups: one row per group or plenary part, by ``order``.
        people: one row per person present or excused; ``organisations`` and
            ``spellings`` are tuples.
        organisations: one row per organisation; ``spellings`` is a tuple.
        codebook: one row per key of a coded column, by field and ``order``.
        abbreviations: one row per abbreviation and meaning.
        synonyms: one row per concept; ``words``, ``broader`` and ``related`` are tuples.
        label_passes: one row per remark and reader; empty where the labels were
            given once only.
        report: the report, word for word.
        about: title, place and source of the meeting.
        fingerprint: names the state of the files; other files, another name.
        notes: what was read in a way that an editor needs to know.
    """

    remarks: pd.DataFrame
    passages: pd.DataFrame
    groups: pd.DataFrame
    people: pd.DataFrame
    organisations: pd.DataFrame
    codebook: pd.DataFrame
    abbreviations: pd.DataFrame
    synonyms: pd.DataFrame
    label_passes: pd.DataFrame
    report: str
    about: About
    fingerprint: str = field(default="", compare=False)
    notes: tuple[Problem, ...] = field(default=(), compare=False)


def load_dataset(data_dir: str | Path = DATA_DIR) -> Dataset:
    """
    Read a data folder.

    Args:
        data_dir: the folder; the project's own ``data/`` unless told otherwise.

    Returns:
        The dataset. Its tables may be empty, but have all their columns.

    Raises:
        DatasetError: with every problem of the folder, where there is any.
    """
    folder = Path(data_dir)
    # Taken before reading: a file that changes meanwhile is read again next time.
    fingerprint = to_fingerprint(folder)
    raw = read_folder(folder, Limits(read_limits()))
    problems = find_problems(raw)
    if problems:
        raise DatasetError(problems, raw.notes)
    return to_dataset(raw, fingerprint)


@cache
def own_dataset() -> Dataset:
    """Give the project's own data, for who knows the remarks and nothing of what is around them."""
    return load_dataset()


def to_dataset(raw: RawFolder, fingerprint: str = "") -> Dataset:
    """Type the cells of a folder in which no check found a problem."""
    tables = {name: _to_frame(raw.tables[name]) for name in TABLES}
    for name in QUOTING:
        places = np.array(raw.quotations.places.get(name, []), dtype="int64").reshape(-1, 2)
        tables[name] = tables[name].assign(char_start=places[:, 0], char_end=places[:, 1])
    tables["groups"] = tables["groups"].sort_values("order", ignore_index=True)
    tables["codebook"] = tables["codebook"].sort_values(
        ["field", "order"], ignore_index=True, kind="stable"
    )
    return Dataset(
        **tables, report=raw.report or "", about=_to_about(raw.package or {}),
        fingerprint=fingerprint, notes=tuple(raw.notes),
    )


def _to_frame(raw: RawTable) -> pd.DataFrame:
    return pd.DataFrame({name: _to_series(raw.column(name)) for name in raw.table.column_names})


def _to_series(column: RawColumn) -> pd.Series:
    if column.rule.kind is Kind.INTEGER:
        return pd.Series(list(map(int, column.cells)), dtype="int64")
    if column.rule.kind.is_many:
        values = {cell: tuple(column.rule.values_of(cell)) for cell in set(column.cells)}
        return pd.Series([values[cell] for cell in column.cells], dtype="object")
    return pd.Series(column.cells, dtype="str")


def _to_about(package: dict[str, Any]) -> About:
    licences = [entry for entry in package.get("licenses", []) if isinstance(entry, dict)]
    return About(
        name=package["name"],
        title=package["title"],
        place=package["place"],
        description=str(package.get("description", "")),
        version=str(package.get("version", "")),
        date=str(package.get("date", "")),
        licence=", ".join(str(entry.get("title") or entry.get("name", "")) for entry in licences),
        sources=tuple(source["title"] for source in package["sources"]),
        labelling=str(package.get("labelling", "")),
        caveats=tuple(package.get("caveats", [])),
    )
