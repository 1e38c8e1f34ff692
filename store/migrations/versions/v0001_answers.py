"""
The first tables: answers in all their versions, drafts, boilerplates, and the journal of it all.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("at", "actor", "table", "row_id"),
        sa.Column("version", sa.Integer, nullable=False),
        *_texts("before", "after", "why"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "answers",
        sa.Column("answer_id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        *_texts("status", "text", "reason", "where_quote", "where_link", "owner", "due",
                "signature"),
        sa.Column("saved", sa.Integer, nullable=False),
        sa.Column("published", sa.Integer, nullable=False),
    )
    op.create_table(
        "answer_remarks",
        sa.Column("answer_id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("remark_id", sa.Text, primary_key=True),
        *_texts("words"),
        sa.ForeignKeyConstraint(
            ["answer_id", "version"], ["answers.answer_id", "answers.version"]
        ),
    )
    op.create_index("answer_remarks_by_remark", "answer_remarks", ["remark_id"])
    op.create_table(
        "drafts",
        sa.Column("actor", sa.Text, primary_key=True),
        sa.Column("place", sa.Text, primary_key=True),
        *_texts("at", "content"),
    )
    op.create_table(
        "boilerplates",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, primary_key=True),
        *_texts("text"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
