"""Typing that is not saved yet: kept for its writer alone, and offered back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert, select

from follow_up.answer import Answer
from store.engine import Store
from store.journal import to_json, to_now
from store.tables import drafts


@dataclass(frozen=True)
class Draft:
    """
    What was typed last on one form.

    Attributes:
        answer: the fields, whatever rules they break.
        expected_version: the version that the form started from.
        seen: the revision that the form was drawn from.
        at: when it was kept, in UTC.
    """

    answer: Answer
    expected_version: int | None
    seen: int | None
    at: str


def save_draft(
    store: Store, actor: str, answer: Answer, expected_version: int | None = None,
    seen: int | None = None,
) -> None:
    """Keep what someone is typing, in the place of what was kept of the same form before."""
    content = to_json({
        "answer": asdict(answer), "expected_version": expected_version, "seen": seen,
    })
    with store.write() as connection:
        drop_draft(connection, actor, answer)
        connection.execute(insert(drafts).values(
            actor=actor, place=_to_place(answer), at=to_now(), content=content
        ))


def find_draft(
    store: Store, actor: str, answer_id: str | None = None, remark_ids: tuple[str, ...] = ()
) -> Draft | None:
    """Find what someone typed on the form of an answer, or of a new answer to these remarks."""
    place = _to_place(Answer(answer_id, remark_ids, ""))
    wanted = select(drafts).where(drafts.c.actor == actor, drafts.c.place == place)
    with store.read() as connection:
        row = connection.execute(wanted).first()
    return _to_draft(row.content, row.at) if row else None


def list_drafts(store: Store, actor: str) -> list[Draft]:
    """List all that someone typed and did not save, the last first."""
    wanted = select(drafts).where(drafts.c.actor == actor).order_by(drafts.c.at.desc())
    with store.read() as connection:
        return [_to_draft(row.content, row.at) for row in connection.execute(wanted)]


def throw_away_draft(store: Store, actor: str, answer: Answer) -> None:
    """Forget what someone typed on the form of an answer."""
    with store.write() as connection:
        drop_draft(connection, actor, answer)


def drop_draft(connection: Connection, actor: str, answer: Answer) -> None:
    """Forget what was kept of a form: it was saved, or thrown away."""
    connection.execute(delete(drafts).where(
        drafts.c.actor == actor, drafts.c.place == _to_place(answer)
    ))


def _to_draft(content: str, at: str) -> Draft:
    kept = json.loads(content)
    answer = Answer(**{**kept["answer"], "remark_ids": tuple(kept["answer"]["remark_ids"])})
    return Draft(answer, kept["expected_version"], kept["seen"], at)


def _to_place(answer: Answer) -> str:
    """Name a form: the answer that it changes, or the remarks of a new one, however many."""
    if answer.answer_id:
        return answer.answer_id
    return hashlib.sha256(";".join(sorted(answer.remark_ids)).encode()).hexdigest()
