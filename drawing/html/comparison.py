"""What stands side by side as HTML: the remarks of each column, theme by theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from analysis.remarks import Remark
from drawing.html.remarks import said, sentiment_badge
from drawing.html.tags import Mark, tag, to_data
from drawing.words.labels import Labels
from drawing.words.sentences import to_remark_count

# What is more is folded: who compares reads across first, then down.
SHOWN_UNFOLDED = 3


def short_remark(
    remark: Remark, labels: Labels, href: str, marks: Iterable[Mark] = (), *, names_group: bool
) -> Markup:
    """Write a remark for a narrow column: its words, which open it, its sentiment and speaker."""
    who = [
        labels.group(remark.group) if names_group else "",
        labels.speaker(remark.speaker) if remark.speaker else "",
    ]
    return tag(
        "li",
        tag("a", said(remark, marks), href=href, class_="words", lang="nl", data_do="open",
            data_key=remark.remark_id),
        tag("p", sentiment_badge(remark.sentiment, labels),
            *(tag("span", name) for name in who if name), class_="meta"),
        class_=f"remark tone-{remark.sentiment}", data_remark=remark.remark_id,
    )


def side_by_side(name: str, cells: Sequence[Markup]) -> Markup:
    """Write one row of a comparison: what is spoken of, and what each column says of it."""
    return tag("section", tag("h3", name), tag("div", *cells, class_="beside"))


def to_cell(
    name: str, count: int, remarks: Sequence[Markup], action: dict[str, str] | None,
) -> Markup:
    """
    Write what one column says.

    Args:
        name: of the column.
        count: of its remarks here.
        remarks: the first of them, as list items; those after the third are folded.
        action: gives all of them on a page of their own, where these are not all.
    """
    head = tag("p", tag("strong", name), f" · {to_remark_count(count)}" if count else "")
    if not count:
        return tag("div", head, tag("p", "Geen opmerking.", class_="note"), class_="empty")
    rest = remarks[SHOWN_UNFOLDED:]
    folded = tag("details", tag("summary", f"Nog {count - SHOWN_UNFOLDED}"),
                 tag("ul", *rest), _all(count, len(remarks), action)) if rest else ""
    return tag("div", head, tag("ul", *remarks[:SHOWN_UNFOLDED]), folded)


def _all(count: int, shown: int, action: dict[str, str] | None) -> Markup:
    if count == shown or action is None:
        return Markup("")
    return tag("p", tag("button", f"Alle {to_remark_count(count)}", type="button",
                        class_="quiet", **to_data(action)))
