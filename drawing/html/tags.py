"""
HTML from words: the element, and the words of a remark with what was found in them marked.

``Markup`` is HTML, any other text is words, and words are escaped where they meet
markup. Only this module makes markup of a text that is not written out in the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Literal

from markupsafe import Markup

from drawing.words.labels import REASON_LABELS

Mark = tuple[int, int, str]


def tag(name: str, *content: str, **attributes: str | None) -> Markup:
    """
    Write an element; content that is no markup yet is escaped, and so is every attribute.

    An underscore at the end of an attribute's name is dropped and others become
    hyphens; an attribute that is None is left out.

    >>> tag("b", "<", tag("i", "x"), class_="a", data_key='"')
    Markup('<b class="a" data-key="&quot;">&lt;<i>x</i></b>')
    """
    written = "".join([_attribute(key, value)
                       for key, value in attributes.items() if value is not None])
    return Markup(f"<{name}{written}>{_to_html(content)}</{name}>")


def code(name: Literal["script", "style"], source: str) -> Markup:
    """
    Write a script or a style of our own, in which nothing is escaped: no place for data.

    Raises:
        ValueError: where the source would end its own element.
    """
    if "</" in source:
        raise ValueError(f"a {name} of our own holds '</', which may end it: {source[:80]!r}")
    return Markup(f"<{name}>{source}</{name}>")


def marked_text(text: str, marks: Iterable[Mark]) -> Markup:
    """
    Write the words of a remark, with what was found in them marked.

    Args:
        text: the words, verbatim.
        marks: start, end and reason of each find, sorted, not overlapping.

    Returns:
        HTML whose text is the words again.

    >>> marked_text("a <b>", [(0, 1, "exact")])
    Markup('<mark title="letterlijk">a</mark> &lt;b&gt;')
    """
    pieces: list[str] = []
    position = 0
    for start, end, reason in marks:
        found = tag("mark", text[start:end], title=REASON_LABELS.get(reason, reason))
        pieces += (text[position:start], found)
        position = end
    return Markup(_to_html([*pieces, text[position:]]))


def zero() -> Markup:
    """
    Write a count of nothing: a dash for the eye, a number for who listens.

    >>> zero()
    Markup('<span aria-hidden="true">–</span><span class="unseen">0</span>')
    """
    return Markup('<span aria-hidden="true">–</span><span class="unseen">0</span>')


def to_data(action: Mapping[str, str]) -> dict[str, str]:
    """
    Name the attributes that pass on what a click asks.

    >>> to_data({"do": "clear"})
    {'data_do': 'clear'}
    """
    return {f"data_{key}": value for key, value in action.items()}


def _to_html(content: Iterable[str]) -> str:
    # Markup.join says the same in twice the time: a page of cards has a thousand pieces.
    return "".join([part if isinstance(part, Markup) else escape(part) for part in content])


# Its kind, its keys and its explanations come back on every card: a third of the time of a list.
@lru_cache(maxsize=4096)
def _attribute(name: str, value: str) -> str:
    # Markup holds quotes of its own: as a value it is words like any other.
    return f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
