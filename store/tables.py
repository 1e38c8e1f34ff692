"""The tables of the store, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Dialect,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

# A sign that Unicode sets aside for programs: stands for the one that PostgreSQL can't hold.
_NUL, _STAND_IN = "\x00", "\U0010fffe"


class Words(TypeDecorator[str]):
    """Text as it was typed or pasted, control signs and all."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> str | None:
        """Give what a database can hold; half a sign, which is no text, becomes a question mark."""
        if value is None:
            return None
        return value.replace(_NUL, _STAND_IN).encode("utf-8", "replace").decode("utf-8")

    def process_result_value(self, value: str | None, _: Dialect) -> str | None:
        """Give the words back."""
        return value and value.replace(_STAND_IN, _NUL)


class Json(Words):
    """Words that :func:`store.journal.to_json` wrote."""

    cache_ok = True


# The newest step in migrations/versions.
VERSION = "0001"

metadata = MetaData()

journal = Table(
    "journal", metadata,
    Column("id", Integer, primary_key=True),
    # In UTC, as text that sorts: the two databases then hold the same.
    Column("at", Text, nullable=False),
    Column("actor", Words, nullable=False),
    Column("table", Text, nullable=False),
    Column("row_id", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("before", Json, nullable=False),
    Column("after", Json, nullable=False),
    Column("why", Words, nullable=False),
    # A number that was given is never given again, whatever becomes of the row.
    sqlite_autoincrement=True,
)

# Every version stays: the newest is what editors see, the newest published one what readers see.
answers = Table(
    "answers", metadata,
    Column("answer_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("status", Text, nullable=False),
    *(Column(name, Words, nullable=False) for name in (
        "text", "reason", "where_quote", "where_link", "owner", "due", "signature",
    )),
    # Numbers of the journal; not published yet: 0.
    Column("saved", Integer, nullable=False),
    Column("published", Integer, nullable=False),
)

answer_remarks = Table(
    "answer_remarks", metadata,
    Column("answer_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("remark_id", Text, primary_key=True),
    Column("words", Text, nullable=False),
    ForeignKeyConstraint(["answer_id", "version"], ["answers.answer_id", "answers.version"]),
    Index("answer_remarks_by_remark", "remark_id"),
)

# Typing that is not saved yet: of its writer alone, and no part of the journal.
drafts = Table(
    "drafts", metadata,
    Column("actor", Words, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("content", Json, nullable=False),
)

boilerplates = Table(
    "boilerplates", metadata,
    Column("kind", Text, primary_key=True),
    Column("title", Words, primary_key=True),
    Column("text", Words, nullable=False),
)
