"""The journal: what changed, in the same transaction as the change."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert

from store.tables import journal


def to_now() -> str:
    """Give the moment, in UTC, as text that sorts."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def to_json(value: Mapping[str, Any]) -> str:
    r"""
    Write values on one line, as readable as can be, without a sign that no one sees.

    >>> print(to_json({"text": "één\x85 twee"}))
    {"text": "één\u0085 twee"}
    """
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def log(
    connection: Connection, actor: str, table: str, row_id: str, *, version: int = 1,
    before: Mapping[str, Any], after: Mapping[str, Any], why: str = "",
) -> int:
    """Write one change into the journal, and give its number."""
    return connection.execute(insert(journal).values(
        at=to_now(), actor=actor, table=table, row_id=row_id, version=version,
        before=to_json(before), after=to_json(after), why=why,
    ).returning(journal.c.id)).scalar_one()
