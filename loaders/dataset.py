"""The dataset: every table of a data folder, typed, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from loaders.checks import find_problems, in_collection
from loaders.checks.meetings import to_order
from loaders.files import read_folder, to_fingerprint
from loaders.limits import Limits
from loaders.problems import DatasetError, Problem
from loaders.raw import RawColumn, RawFolder, RawTable
from loaders.schema import (
    ATTENDANCE,
    MEETING_TABLES,
    QUOTING,
    SHARED_TABLES,
    ColumnRule,
    Kind,
    Table,
)
from loaders.settings import DATA_DIR, read_limits

__all__ = ["DATA_DIR", "About", "Dataset", "DatasetError", "Problem", "load_dataset",
           "own_dataset"]


@dataclass(frozen=True)
class About:
    """
    What a meeting or a collection is about, as its datapackage.json tells it.

    Attributes:
        name: short name in small letters; file names start with it.
        title: title of the meeting or the collection, in Dutch.
        place: where it took place.
        label: short name of the meeting among others; empty where none is given.
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
    label: str = ""
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

    The tables of the meetings stand below each other, in the order of the meetings, with
    the key of each row's meeting in the column ``meeting``. A meeting without bare keys has
    its own key before those of its remarks and groups.

    Attributes:
        meetings: one row per meeting, by ``order``, which goes from 1: ``key``, ``title``,
            ``label`` (its short name), ``place`` and ``date``, which may be empty.
        remarks: one row per remark, in the order of the file. ``themes`` and
            ``organisations`` are tuples of keys; ``line_start`` and ``line_end``
            are lines of its report, from 1; ``char_start`` and ``char_end``
            are where it stands in that report, in characters.
        passages: one row per stretch of a report that is no remark, with the
            same four places.
        groups: one row per group or plenary part, by ``order`` within its meeting; with
            several meetings, ``label`` names the meeting too.
        attendance: one row per meeting and person present or excused; ``organisations`` is
            a tuple.
        people: one row per person; ``spellings`` is a tuple. ``role``, ``organisations`` and
            ``attendance`` are those of the last meeting where the person is listed.
        organisations: one row per organisation; ``spellings`` is a tuple.
        codebook: one row per key of a coded column, by field and ``order``.
        abbreviations: one row per abbreviation and meaning.
        synonyms: one row per concept; ``words``, ``broader`` and ``related`` are tuples.
        label_passes: one row per remark and reader; empty where the labels were
            given once only.
        reports: the report of each meeting, word for word.
        plans: the final plan, word for word, of each meeting that has one.
        abouts: title, place and source of each meeting.
        about: the same of the collection, or of the only meeting.
        fingerprint: names the state of the files; other files, another name.
        notes: what was read in a way that an editor needs to know.
    """

    meetings: pd.DataFrame
    remarks: pd.DataFrame
    passages: pd.DataFrame
    groups: pd.DataFrame
    attendance: pd.DataFrame
    people: pd.DataFrame
    organisations: pd.DataFrame
    codebook: pd.DataFrame
    abbreviations: pd.DataFrame
    synonyms: pd.DataFrame
    label_passes: pd.DataFrame
    reports: Mapping[str, str]
    abouts: Mapping[str, About]
    about: About
    plans: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str = field(default="", compare=False)
    notes: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def report(self) -> str:
        """Give the report of a dataset of one meeting; see :meth:`only`."""
        (report,) = self.reports.values()
        return report

    def only(self, meeting: str) -> Dataset:
        """Give the dataset of one meeting; what all share is there as a whole."""
        if len(self.meetings) == 1:
            return self
        own = {name: table[table["meeting"] == meeting].reset_index(drop=True)
               for name, table in vars(self).items()
               if isinstance(table, pd.DataFrame) and "meeting" in table}
        return replace(
            self, **own, meetings=self.meetings[self.meetings["key"] == meeting],
            reports={meeting: self.reports[meeting]},
            plans={key: plan for key, plan in self.plans.items() if key == meeting},
            abouts={meeting: self.abouts[meeting]}, about=self.abouts[meeting],
        )


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
        raise DatasetError(problems, in_collection(raw, "notes"))
    return to_dataset(raw, fingerprint)


@cache
def own_dataset() -> Dataset:
    """Give the project's own data, for who knows the remarks and nothing of what is around them."""
    return load_dataset()


def to_dataset(raw: RawFolder, fingerprint: str = "") -> Dataset:
    """Type the cells of a collection in which no check found a problem."""
    meetings = {key: raw.meetings[key] for key in to_order(raw)}
    abouts = {key: _to_about(meeting.package or {}) for key, meeting in meetings.items()}
    tables = {table.name: _to_frame(raw.tables[table.name]) for table in SHARED_TABLES}
    for table in MEETING_TABLES:
        frames = [_to_meeting_frame(table, meeting) for meeting in meetings.values()]
        tables[table.name] = pd.concat(frames, ignore_index=True)
    tables["codebook"] = tables["codebook"].sort_values(
        ["field", "order"], ignore_index=True, kind="stable"
    )
    tables["people"] = join_attendance(tables["people"], tables["attendance"])
    if len(meetings) > 1:
        tables["groups"] = _name_meetings(tables["groups"], abouts)
    (about, *others) = abouts.values()
    return Dataset(
        **tables, meetings=to_meetings(abouts),
        reports={key: meeting.report or "" for key, meeting in meetings.items()},
        plans={key: meeting.plan for key, meeting in meetings.items() if meeting.plan.strip()},
        abouts=abouts, about=_to_whole(raw.package or {}, abouts) if others else about,
        fingerprint=fingerprint, notes=tuple(in_collection(raw, "notes")),
    )


def to_meetings(abouts: Mapping[str, About]) -> pd.DataFrame:
    """Give the table of meetings: one row each, in this order."""
    rows = [(key, about.title, about.label or about.title, about.place, about.date)
            for key, about in abouts.items()]
    meetings = pd.DataFrame(rows, columns=["key", "title", "label", "place", "date"], dtype="str")
    return meetings.assign(order=range(1, len(rows) + 1))


def join_attendance(people: pd.DataFrame, attendance: pd.DataFrame) -> pd.DataFrame:
    """Add to each person what the list of the last meeting where they stand says of them."""
    last = attendance.drop_duplicates("person", keep="last").set_index("person")
    of_person = last.reindex(people["key"])
    for column in ATTENDANCE.columns[1:]:
        empty: object = () if column.kind.is_many else ""
        cells = [cell if isinstance(cell, str | tuple) else empty
                 for cell in of_person[column.name]]
        dtype: Any = "object" if column.kind.is_many else "str"
        people = people.assign(**{column.name: pd.Series(cells, people.index, dtype)})
    return people


def _to_meeting_frame(table: Table, meeting: RawFolder) -> pd.DataFrame:
    frame = _to_frame(meeting.tables[table.name])
    if table.name in QUOTING:
        found = meeting.quotations.places.get(table.name, [])
        places = np.array(found, dtype="int64").reshape(-1, 2)
        frame = frame.assign(char_start=places[:, 0], char_end=places[:, 1])
    if table.name == "groups":
        frame = frame.sort_values("order")
    if meeting.prefix:
        for column in table.columns:
            if _is_own_key(table, column):
                cells = frame[column.name]
                frame[column.name] = cells.where(cells == "", meeting.prefix + cells)
    return frame.assign(meeting=pd.Series(meeting.key, frame.index, "str"))


def _is_own_key(table: Table, column: ColumnRule) -> bool:
    """Tell whether a column holds keys of the meeting itself, which others may have too."""
    own = {other.name for other in MEETING_TABLES}
    return column.name == table.key or (bool(column.tables) and own.issuperset(column.tables))


def _name_meetings(groups: pd.DataFrame, abouts: Mapping[str, About]) -> pd.DataFrame:
    # "Groep 1" is said at every meeting.
    labels = [f"{label} ({abouts[meeting].label or abouts[meeting].title})"
              for label, meeting in zip(groups["label"], groups["meeting"], strict=True)]
    return groups.assign(label=pd.Series(labels, groups.index, "str"))


def _to_frame(raw: RawTable) -> pd.DataFrame:
    return pd.DataFrame({name: _to_series(raw.column(name)) for name in raw.table.column_names})


def _to_series(column: RawColumn) -> pd.Series:
    if column.rule.kind is Kind.INTEGER:
        return pd.Series(list(map(int, column.cells)), dtype="int64")
    if column.rule.kind.is_many:
        values = {cell: tuple(column.rule.values_of(cell)) for cell in set(column.cells)}
        return pd.Series([values[cell] for cell in column.cells], dtype="object")
    return pd.Series(column.cells, dtype="str")


def _to_whole(package: dict[str, Any], abouts: Mapping[str, About]) -> About:
    """Tell what a collection is about: what its package says, and where its words come from."""
    about = _to_about(package)
    sources = tuple(dict.fromkeys(
        f"{source} ({one.label or one.title})" for one in abouts.values() for source in one.sources
    ))
    return replace(about, sources=about.sources or sources)


def _to_about(package: dict[str, Any]) -> About:
    licences = [entry for entry in package.get("licenses", []) if isinstance(entry, dict)]
    return About(
        name=package["name"],
        title=package["title"],
        place=package["place"],
        label=str(package.get("label", "")),
        description=str(package.get("description", "")),
        version=str(package.get("version", "")),
        date=str(package.get("date", "")),
        licence=", ".join(str(entry.get("title") or entry.get("name", "")) for entry in licences),
        sources=tuple(source["title"] for source in package.get("sources", [])),
        labelling=str(package.get("labelling", "")),
        caveats=tuple(package.get("caveats", [])),
    )
