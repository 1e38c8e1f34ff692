"""
The contract of a data folder: which tables there are, and what each column holds.

A folder is a collection: some tables are shared by all meetings, the others stand in the
folder of each meeting. This is the only place that says so. The loader, the checks, the empty
folder of ``python -m loaders new``, ``datapackage.json`` and the test of
``data/README.md`` all read it from here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

LIST_SEPARATOR = ";"


class Kind(Enum):
    """
    Say how a cell is read.

    ``TEXT`` words for people; ``KEY`` one key; ``KEYS`` keys joined by ``;``;
    ``TEXTS`` words joined by ``;``; ``INTEGER`` a whole number of 1 or more.
    """

    TEXT = "text"
    KEY = "key"
    KEYS = "keys"
    TEXTS = "texts"
    INTEGER = "integer"

    @property
    def is_many(self) -> bool:
        """Tell whether a cell holds several values, typed as a tuple."""
        return self in (Kind.KEYS, Kind.TEXTS)


@dataclass(frozen=True)
class ColumnRule:
    """
    Describe one column of a table.

    Attributes:
        name: the word in the first line of the file.
        meaning: what a cell says, in one sentence for an editor.
        kind: how a cell is read.
        required: whether a cell may be empty.
        added: whether folders from before there was such a column may do without.
        codebook: the ``field`` of codebook.csv that lists the allowed keys.
        tables: the tables whose keys are allowed; a key may stand in any of them.
        max_keys: how many keys a cell may hold at the most.
        unique: whether two rows may share the value.
        in_report: whether the words must stand in the report, word for word.
    """

    name: str
    meaning: str
    kind: Kind = Kind.TEXT
    required: bool = True
    added: bool = False
    codebook: str = ""
    tables: tuple[str, ...] = ()
    max_keys: int | None = None
    unique: bool = False
    in_report: bool = False

    def values_of(self, cell: str) -> list[str]:
        """Give the values in a cell, without empty ones."""
        values = cell.split(LIST_SEPARATOR) if self.kind.is_many else [cell]
        return [value for value in values if value]


@dataclass(frozen=True)
class Table:
    """
    Describe one CSV file.

    Attributes:
        name: name of the file, without its ending.
        row: what a row is.
        columns: its columns, in order.
        key: the column that names a row; empty where none does.
        is_shared: whether all meetings share it; else each meeting has its own.
    """

    name: str
    row: str
    columns: tuple[ColumnRule, ...]
    key: str = ""
    is_shared: bool = False

    @property
    def file(self) -> str:
        """Give the file name, inside the collection or inside the folder of a meeting."""
        return f"{self.name}.csv"

    @property
    def column_names(self) -> tuple[str, ...]:
        """Give the column names in the order of the file."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> ColumnRule:
        """Give the column of that name; a KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.file} has no column {name!r}")


def to_number(cell: str) -> int:
    """
    Read a whole number of 1 or more; 0 where the cell holds none.

    >>> to_number("12"), to_number("0"), to_number("1e3"), to_number("٢")
    (12, 0, 0, 0)
    """
    # Nine digits are plenty for a line, and keep a mistyped cell out of a 64-bit column.
    return int(cell) if re.fullmatch(r"[1-9][0-9]{0,8}", cell) else 0


def _key(meaning: str) -> ColumnRule:
    return ColumnRule("key", meaning, Kind.KEY, unique=True)


REMARKS = Table(
    "remarks",
    "one remark: a run of whole sentences from the report, with its labels",
    (
        ColumnRule("remark_id", "Stable name of the remark; links use it, so it never changes.",
                   Kind.KEY, unique=True),
        ColumnRule("group", "Discussion group or plenary part in which it was said.",
                   Kind.KEY, tables=("groups",)),
        ColumnRule("section", "Heading in the report that it stands under, as printed.",
                   in_report=True),
        ColumnRule("question", "Moderator's question or sub-heading it answers, as printed.",
                   required=False, in_report=True),
        ColumnRule("text", "The words of the report, spelling mistakes and all.", in_report=True),
        ColumnRule("sentiment", "What it says about the plan or the policy.",
                   Kind.KEY, codebook="sentiment"),
        ColumnRule("label_basis", "Where the sentiment was read from.",
                   Kind.KEY, codebook="label_basis"),
        ColumnRule("themes", "What it is about; the main theme first.",
                   Kind.KEYS, codebook="theme", max_keys=3),
        ColumnRule("speaker", "Who said it, where the report itself says so.",
                   Kind.KEY, required=False, tables=("people", "organisations")),
        ColumnRule("organisations", "Every organisation, service or programme that it names.",
                   Kind.KEYS, required=False, tables=("organisations",)),
        ColumnRule("line_start", "First line of report.txt that holds words of it, counted from 1.",
                   Kind.INTEGER),
        ColumnRule("line_end", "Last line of report.txt that holds words of it.", Kind.INTEGER),
        ColumnRule("replies_to", "The remark that this one answers.",
                   Kind.KEY, required=False, tables=("remarks",)),
        ColumnRule("repeats", "The remark of an earlier meeting that this one says again, by its "
                   "name in links.", Kind.KEY, required=False, added=True),
    ),
    key="remark_id",
)

PASSAGES = Table(
    "passages",
    "one stretch of the report that is no remark: a heading, a question, a page number",
    (
        ColumnRule("line_start", "First line of report.txt, counted from 1.", Kind.INTEGER),
        ColumnRule("line_end", "Last line of report.txt.", Kind.INTEGER),
        ColumnRule("kind", "What it is, if not a remark.", Kind.KEY, codebook="passage"),
        ColumnRule("text", "The words of the report.", in_report=True),
    ),
)

GROUPS = Table(
    "groups",
    "one discussion group or plenary part of the meeting",
    (
        _key("Stable name of the group; links use it."),
        ColumnRule("label", "Name on the screen, in Dutch.", unique=True),
        ColumnRule("moderator", "Who led the talk.", Kind.KEY, required=False, tables=("people",)),
        ColumnRule("note_taker", "Who wrote the notes.", Kind.KEY, required=False,
                   tables=("people",)),
        ColumnRule("order", "Place in the report, from 1.", Kind.INTEGER, unique=True),
    ),
    key="key",
)

ATTENDANCE = Table(
    "attendance",
    "one person in the report's list of those present and excused",
    (
        ColumnRule("person", "Who.", Kind.KEY, tables=("people",), unique=True),
        ColumnRule("role", "Function as printed in the list.", required=False, in_report=True),
        ColumnRule("organisations", "For whom the person was there; the main one first.",
                   Kind.KEYS, required=False, tables=("organisations",)),
        ColumnRule("attendance", "Present or excused.", Kind.KEY, codebook="attendance"),
    ),
)

PEOPLE = Table(
    "people",
    "one person who was at a meeting, or was excused",
    (
        _key("Stable number of the person; without a name in it, so that links can go "
             "round when names are hidden."),
        ColumnRule("name", "Name as printed in the list."),
        ColumnRule("spellings", "Other ways the name is written.", Kind.TEXTS, required=False),
    ),
    key="key",
    is_shared=True,
)

ORGANISATIONS = Table(
    "organisations",
    "one organisation, service, body or named programme",
    (
        _key("Stable name of the organisation; links use it."),
        ColumnRule("name", "Name on the screen."),
        ColumnRule("spellings", "Abbreviations and other ways the name is written.",
                   Kind.TEXTS, required=False),
    ),
    key="key",
    is_shared=True,
)

CODEBOOK = Table(
    "codebook",
    "one key that a coded column may hold",
    (
        ColumnRule("field", "Which column the key belongs to.", Kind.KEY),
        ColumnRule("key", "The key in the data.", Kind.KEY),
        ColumnRule("label", "Word on the screen, in Dutch."),
        ColumnRule("definition", "When the key is used, in Dutch."),
        ColumnRule("order", "Place on the screen within its field, from 1.", Kind.INTEGER),
        ColumnRule("kind", "What a status means to the rules and the counts; empty elsewhere.",
                   Kind.KEY, required=False, added=True),
        ColumnRule("since", "The first meeting whose labels follow this definition.",
                   Kind.KEY, required=False, added=True),
        ColumnRule("until", "The last meeting whose labels use the key, where it was retired.",
                   Kind.KEY, required=False, added=True),
        ColumnRule("replaced_by", "The key that took its place, under the same field.",
                   Kind.KEY, required=False, added=True),
    ),
    is_shared=True,
)

ABBREVIATIONS = Table(
    "abbreviations",
    "one abbreviation with one thing that it stands for",
    (
        ColumnRule("abbreviation", "Short form."),
        ColumnRule("meaning", "What it stands for."),
        ColumnRule("source", "Whether the report explains it, or it is in general use.",
                   Kind.KEY, codebook="abbreviation_source"),
    ),
    is_shared=True,
)

SYNONYMS = Table(
    "synonyms",
    "one concept: words that mean the same to who searches the remarks",
    (
        _key("Stable name of the concept."),
        ColumnRule("words", "Words and phrases that mean the same, the usual one first; also "
                   "abbreviations, French and English.", Kind.TEXTS),
        ColumnRule("broader", "Wider concepts, of which this one is a part or a kind.",
                   Kind.KEYS, required=False, tables=("synonyms",)),
        ColumnRule("related", "Concepts that often belong together with it; said once, it goes "
                   "both ways.", Kind.KEYS, required=False, tables=("synonyms",)),
    ),
    key="key",
    is_shared=True,
)

LABEL_PASSES = Table(
    "label_passes",
    "the labels that one reader gave one remark, before the readers' differences were settled",
    (
        ColumnRule("reader", "Number of the reader; every reader worked without seeing the others.",
                   Kind.INTEGER),
        ColumnRule("remark_id", "The remark that was read.", Kind.KEY, tables=("remarks",)),
        ColumnRule("sentiment", "The reader's sentiment.", Kind.KEY, codebook="sentiment"),
        ColumnRule("themes", "The reader's themes; the main theme first.",
                   Kind.KEYS, codebook="theme", max_keys=3),
    ),
)

TABLES: Mapping[str, Table] = MappingProxyType({
    table.name: table
    for table in (
        REMARKS, PASSAGES, GROUPS, ATTENDANCE, LABEL_PASSES,
        PEOPLE, ORGANISATIONS, CODEBOOK, ABBREVIATIONS, SYNONYMS,
    )
})
SHARED_TABLES = tuple(table for table in TABLES.values() if table.is_shared)
MEETING_TABLES = tuple(table for table in TABLES.values() if not table.is_shared)

# What becomes of a remark: a city words its own statuses, each of one of these kinds, on which
# the rules, the counts and the colours go.
OPEN, NOTED, IN_PROGRESS, TAKEN_UP, NOT_TAKEN_UP = STATUS_KINDS = (
    "open", "noted", "in_progress", "taken_up", "not_taken_up",
)

ANSWERS = Table(
    "answers",
    "one version of one answer",
    (
        ColumnRule("answer_id", "Stable name of the answer.", Kind.KEY),
        ColumnRule("version", "Number of the version, from 1; the highest is the newest.",
                   Kind.INTEGER),
        ColumnRule("status", "What becomes of the remarks.", Kind.KEY, codebook="status"),
        ColumnRule("text", "The answer.", required=False),
        ColumnRule("reason", "Why it is not taken up.", required=False),
        ColumnRule("where_quote", "Where it is taken up: the words.", required=False),
        ColumnRule("where_link", "Where it is taken up: the address.", required=False),
        ColumnRule("owner", "The service that sees to it.", required=False),
        ColumnRule("due", "By when, as 2026-12-31.", required=False),
        ColumnRule("signature", "The service that answers, for readers.", required=False),
        ColumnRule("saved", "The change in journal.csv by which it was saved.", Kind.INTEGER),
        ColumnRule("published", "The change in journal.csv by which it was published.",
                   Kind.INTEGER, required=False),
    ),
)

ANSWER_REMARKS = Table(
    "answer_remarks",
    "one remark that one version of an answer is about",
    (
        ColumnRule("answer_id", "The answer.", Kind.KEY),
        ColumnRule("version", "Its version.", Kind.INTEGER),
        # No table to look it up in: a remark may be gone, and its answer waits for a second look.
        ColumnRule("remark_id", "The remark.", Kind.KEY),
        ColumnRule("words", "Fingerprint of the words that were answered."),
    ),
)

BOILERPLATES = Table(
    "boilerplates",
    "one text that answers of a kind may begin with",
    (
        ColumnRule("kind", "The kind of status that it is for.", Kind.KEY),
        ColumnRule("title", "Its name, for editors."),
        ColumnRule("text", "The words."),
    ),
)

JOURNAL = Table(
    "journal",
    "one change, which nothing changes afterwards",
    (
        ColumnRule("id", "Number of the change, in the order of time.", Kind.INTEGER, unique=True),
        ColumnRule("at", "When, in UTC."),
        ColumnRule("actor", "Who."),
        ColumnRule("table", "What kind of thing was changed.", Kind.KEY),
        ColumnRule("row_id", "Which one."),
        ColumnRule("version", "The version that came of it.", Kind.INTEGER),
        ColumnRule("before", "What stood there, as JSON."),
        ColumnRule("after", "What stands there since, as JSON."),
        ColumnRule("why", "What for.", required=False),
    ),
)

# No part of a data folder: what `python -m follow_up export` writes, with the same rules.
FOLLOW_UP_TABLES: Mapping[str, Table] = MappingProxyType({
    table.name: table for table in (JOURNAL, ANSWERS, ANSWER_REMARKS, BOILERPLATES)
})

CODEBOOK_FIELDS: tuple[str, ...] = tuple(dict.fromkeys(
    column.codebook for table in (*TABLES.values(), *FOLLOW_UP_TABLES.values())
    for column in table.columns if column.codebook
))

# Keys that the screens compare by name; the other keys are for the editor to choose.
NEEDED_KEYS = {"sentiment": ("positive", "missing")}

# The tables whose rows hold the words of the report, each word once.
QUOTING = ("remarks", "passages")

REPORT_FILE = "report.txt"
PACKAGE_FILE = "datapackage.json"
# Beside the report of a meeting, where there is a final plan.
PLAN_FILE = "plan.txt"
MEETINGS_DIR = "meetings"
SHARED_FILES = (*(table.file for table in SHARED_TABLES), PACKAGE_FILE)
MEETING_FILES = (*(table.file for table in MEETING_TABLES), REPORT_FILE, PACKAGE_FILE)
KEY_FORM = re.compile(r"[a-z0-9][a-z0-9_-]*")


def to_place(meeting: str) -> str:
    """
    Say where the files of a meeting stand in its collection.

    >>> to_place("brug-2031")
    'meetings/brug-2031/'
    """
    return f"{MEETINGS_DIR}/{meeting}/"
