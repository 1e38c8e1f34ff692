"""A remark as a value: one row of the remarks table."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analysis.hiding import Hide


@dataclass(frozen=True)
class Remark:
    """
    One row of the remarks table, for drawing.

    Attributes:
        repeats: the remark of an earlier meeting that this one says again; "" for none.
        status: what became of it; "" where no one asked the answers.
        is_verbatim: whether ``text`` is the report's own, word for word; not so
            where a name was left out of it.
    """

    remark_id: str
    group: str
    section: str
    question: str
    text: str
    sentiment: str
    label_basis: str
    themes: tuple[str, ...]
    speaker: str
    organisations: tuple[str, ...]
    line_start: int
    line_end: int
    replies_to: str
    repeats: str = ""
    meeting: str = ""
    status: str = ""
    is_verbatim: bool = True


def to_remarks(rows: pd.DataFrame, hide: Hide) -> list[Remark]:
    """
    Read the rows of a remarks table, in order.

    Args:
        rows: rows of ``Dataset.remarks``.
        hide: gives the words as they may be shown.
    """
    names = [name for name in Remark.__dataclass_fields__ if name in rows]
    values = rows[names].itertuples(index=False, name=None)
    return [_to_shown(Remark(**dict(zip(names, row, strict=True))), hide) for row in values]


def _to_shown(remark: Remark, hide: Hide) -> Remark:
    text = hide(remark.text)
    return replace(
        remark, section=hide(remark.section), question=hide(remark.question), text=text,
        is_verbatim=text == remark.text,
    )
