"""
HTML from words: the element, and the words of a remark with what was found in them marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from drawing.words.labels import REASON_LABELS

Mark = tuple[int, int, str]


def tag(name: str, content: str, **attributes: str | None) -> str:
    """
    Write an element; attributes are escaped, content is HTML already.

    An underscore at the end of a name is dropped and others become hyphens;
    an attribute that is None is left out.

    >>> tag("b", "x", class_="a", data_key='"')
    '<b class="a" data-key="&quot;">x</b>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>"


def marked_text(text: str, marks: Iterable[Mark]) -> str:
    """
    Write the words of a remark, with what was found in them marked.

    Args:
        text: the words, verbatim.
        marks: start, end and reason of each find, sorted, not overlapping.

    Returns:
        HTML whose text is the words again.

    >>> marked_text("a <b>", [(0, 1, "exact")])
    '<mark title="letterlijk">a</mark> &lt;b&gt;'
    """
    pieces, position = [], 0
    for start, end, reason in marks:
        pieces.append(escape(text[position:start]))
        pieces.append(tag("mark", escape(text[start:end]), title=REASON_LABELS.get(reason, reason)))
        position = end
    pieces.append(escape(text[position:]))
    return "".join(pieces)


def zero() -> str:
    """
    Write a count of nothing: a dot for the eye, a number for who listens.

    >>> zero()
    '<span aria-hidden="true">·</span><span class="unseen">0</span>'
    """
    return tag("span", "·", aria_hidden="true") + tag("span", "0", class_="unseen")


def to_data(action: Mapping[str, str]) -> dict[str, str]:
    """
    Name the attributes that pass on what a click asks.

    >>> to_data({"do": "clear"})
    {'data_do': 'clear'}
    """
    return {f"data_{key}": value for key, value in action.items()}
