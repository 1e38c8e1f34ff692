"""What keeps the store from being used, in words."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

LOCKED, FULL, READ_ONLY, NEWER, GONE, DAMAGED = (
    "locked", "full", "read-only", "newer", "gone", "damaged",
)
_ASK = "Verwittig wie het dashboard beheert."
# What happened, and what to do next: for the screen.
_MESSAGES = {
    LOCKED: "De opvolging is even bezet. Probeer het over een minuut opnieuw.",
    FULL: f"De schijf van de opvolging is vol: er kan niets bij. {_ASK}",
    READ_ONLY: f"De opvolging kan nu alleen gelezen worden, niet gewijzigd. {_ASK}",
    NEWER: f"De opvolging is van een nieuwere versie dan dit dashboard. {_ASK}",
    GONE: f"De opvolging is nu niet bereikbaar. Probeer het over een minuut opnieuw. {_ASK}",
    DAMAGED: f"De opvolging is beschadigd en kan niet gebruikt worden. {_ASK}",
}
# The low eight bits of what SQLite says (sqlite.org/rescode.html); 1: a table is not there.
_SQLITE = {5: LOCKED, 6: LOCKED, 13: FULL, 3: READ_ONLY, 8: READ_ONLY, 10: GONE, 14: GONE,
           1: DAMAGED, 11: DAMAGED, 26: DAMAGED}
# How the codes of PostgreSQL begin (its manual, appendix A); the longest that fits counts.
_POSTGRESQL = {"55P03": LOCKED, "57014": LOCKED, "40": LOCKED, "53300": LOCKED, "53": FULL,
               "25006": READ_ONLY, "42501": READ_ONLY, "08": GONE, "57P": GONE, "28": GONE,
               "3D": GONE, "XX": DAMAGED, "42P01": DAMAGED, "42703": DAMAGED}
_SYSTEM = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY, errno.EACCES: READ_ONLY,
           errno.EPERM: READ_ONLY}


class StoreError(Exception):
    """
    A store that can't be read or written now; what does without it goes on.

    Attributes:
        reason: one of the six of this module.
        message: what to tell on the screen, in Dutch.
        detail: what the database said, in English, for the log; no words of an answer.
    """

    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.message, self.detail = reason, _MESSAGES[reason], detail
        super().__init__(f"the store is {reason}: {detail}")


@contextmanager
def told() -> Iterator[None]:
    """Turn what a database or a disk says into a :class:`StoreError`, but not faults of ours."""
    try:
        yield
    except PoolTimeoutError as error:
        # More at once than there are connections.
        raise StoreError(LOCKED, str(error)) from error
    except (DBAPIError, sqlite3.Error, OSError) as error:
        found = _to_store_error(error)
        if found is None:
            raise
        raise found from error


def _to_store_error(error: DBAPIError | sqlite3.Error | OSError) -> StoreError | None:
    if isinstance(error, OSError):
        return StoreError(_SYSTEM.get(error.errno or 0, GONE), str(error))
    said: Any = getattr(error, "orig", error)
    reason = None
    if hasattr(said, "sqlite_errorcode"):
        reason = _SQLITE.get(said.sqlite_errorcode & 0xFF)
    elif hasattr(said, "sqlstate"):
        code = said.sqlstate or ""
        starts = [start for start in _POSTGRESQL if code.startswith(start)]
        if starts:
            reason = _POSTGRESQL[max(starts, key=len)]
        elif not code:
            # It never came to an answer.
            reason = GONE
    return StoreError(reason, str(said).strip()) if reason else None
