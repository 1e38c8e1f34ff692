"""Texts that answers of one kind begin with (sjablonen)."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, delete, func, insert, select

from follow_up.answer import MOST_SIGNS, AnswerError
from loaders.schema import STATUS_KINDS
from store.engine import Store
from store.journal import log
from store.tables import boilerplates, journal


def save_boilerplate(store: Store, kind: str, title: str, text: str, actor: str) -> None:
    """
    Keep a text under a title, in the place of the one of that title; an empty text removes it.

    Raises:
        AnswerError: where the kind is none, the title is empty, or the text too long.
    """
    if kind not in STATUS_KINDS or not title.strip() or len(title) + len(text) > MOST_SIGNS:
        raise AnswerError(("title", "Geef het sjabloon een titel, en een niet te lange tekst."))
    is_it = (boilerplates.c.kind == kind, boilerplates.c.title == title)
    with store.write() as connection:
        before = connection.execute(select(boilerplates.c.text).where(*is_it)).scalar() or ""
        if before == text:
            return
        connection.execute(delete(boilerplates).where(*is_it))
        if text:
            connection.execute(insert(boilerplates).values(kind=kind, title=title, text=text))
        _log(connection, actor, f"{kind}/{title}", before, text)


def list_boilerplates(store: Store) -> pd.DataFrame:
    """
    List the texts, by kind and title.

    Returns:
        ``kind``, ``title`` and ``text``.
    """
    wanted = select(boilerplates).order_by(boilerplates.c.kind, boilerplates.c.title)
    with store.read() as connection:
        rows = connection.execute(wanted).mappings().all()
    return pd.DataFrame([{**row} for row in rows], columns=boilerplates.c.keys())


def _log(connection: Connection, actor: str, row_id: str, before: str, after: str) -> None:
    earlier = select(func.count()).where(
        journal.c.table == "boilerplates", journal.c.row_id == row_id
    )
    log(
        connection, actor, "boilerplates", row_id,
        version=connection.execute(earlier).scalar_one() + 1,
        before={"text": before}, after={"text": after},
    )
