"""
The dataset: every table of a data folder, typed, checked and frozen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.files import RawFolder, RawRow, read_folder, to_fingerprint
from loaders.problems import DatasetError, Problem
from loaders.report import ReportWords
from loaders.schema import LIST_SEPARATOR, TABLES, Column, Kind, Table
from loaders.validation import find_problems

__all__ = ["DATA_DIR", "About", "Dataset", "DatasetError", "Problem", "load_dataset"]

DATA_DIR = Path(__file__).resolve().parent.parent / "data"


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
        label_passes: one row per remark and reader; empty where the labels were
            given once only.
        report: the report, word for word.
        about: title, place and source of the meeting.
        fingerprint: names the state of the files; other files, another name.
    """

    remarks: pd.DataFrame
    passages: pd.DataFrame
    groups: pd.DataFrame
    people: pd.DataFrame
    organisations: pd.DataFrame
    codebook: pd.DataFrame
    abbreviations: pd.DataFrame
    label_passes: pd.DataFrame
    report: str
    about: About
    fingerprint: str = field(default="", compare=False)


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
    raw = read_folder(folder)
    problems = find_problems(raw)
    if problems:
        raise DatasetError(problems)
    return to_dataset(raw, fingerprint)


def to_dataset(raw: RawFolder, fingerprint: str = "") -> Dataset:
    """
    Type the cells of a folder in which no check found a problem.
    """
    report = raw.report or ""
    tables = {name: _to_table(table, raw.tables[name]) for name, table in TABLES.items()}
    report_words = ReportWords.of(report)
    for name in ("remarks", "passages"):
        tables[name] = _with_places(tables[name], report_words)
    tables["groups"] = tables["groups"].sort_values("order", ignore_index=True)
    tables["codebook"] = tables["codebook"].sort_values(
        ["field", "order"], ignore_index=True, kind="stable"
    )
    return Dataset(
        **tables, report=report, about=_to_about(raw.package or {}), fingerprint=fingerprint
    )


def _to_table(table: Table, rows: list[RawRow]) -> pd.DataFrame:
    return pd.DataFrame({
        column.name: pd.Series(
            [_to_value(column, row.cells[column.name]) for row in rows], dtype=_dtype(column)
        )
        for column in table.columns
    })


def _to_value(column: Column, cell: str) -> str | int | tuple[str, ...]:
    if column.kind is Kind.INTEGER:
        return int(cell)
    if column.kind.is_many:
        return tuple(cell.split(LIST_SEPARATOR)) if cell else ()
    return cell


def _dtype(column: Column) -> str:
    if column.kind is Kind.INTEGER:
        return "int64"
    return "object" if column.kind.is_many else "str"


def _with_places(rows: pd.DataFrame, report_words: ReportWords) -> pd.DataFrame:
    places = [
        report_words.claim(text, start, end)
        for text, start, end in zip(rows["text"], rows["line_start"], rows["line_end"], strict=True)
    ]
    # check_quotations has made sure that every one of them was found.
    starts_and_ends = [place or (0, 0) for place in places]
    return rows.assign(
        char_start=pd.Series([start for start, _ in starts_and_ends], dtype="int64"),
        char_end=pd.Series([end for _, end in starts_and_ends], dtype="int64"),
    )


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
