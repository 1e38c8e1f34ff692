"""
Remarks and counts as HTML: everything that comes from data is escaped here.

Pure text in, text out. What can be clicked carries ``data-do`` and is handled
by widgets/live.py; a link keeps a real address beside it, so that it can be
copied or opened in a new tab.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from analysis.palette import to_tone
from analysis.wording import REASON_LABELS, Chip, Labels, to_lines, to_share

Mark = tuple[int, int, str]


@dataclass(frozen=True)
class Remark:
    """
    One row of the remarks table, for drawing.
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


def to_remarks(rows: pd.DataFrame) -> list[Remark]:
    """Read the rows of a remarks table, in order."""
    names = list(Remark.__dataclass_fields__)
    return [Remark(*values) for values in rows[names].itertuples(index=False, name=None)]


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


def sentiment_badge(sentiment: str, labels: Labels) -> str:
    """Write a sentiment as a word, a sign and a colour together."""
    sign = tag("span", escape(to_tone(sentiment).sign), class_="sign", aria_hidden="true")
    return tag(
        "span", sign + escape(labels.sentiment(sentiment)),
        class_=f"sentiment tone-{sentiment}", title=labels.definition("sentiment", sentiment),
    )


def filter_button(facet: str, key: str, labels: Labels, definition: str = "") -> str:
    """Write a label that filters on itself when it is clicked."""
    label = labels.option(facet, key)
    return tag(
        "button", escape(label), type="button", class_="quiet", data_do="filter",
        data_facet=facet, data_key=key, title=definition or f"Filter op {label}",
    )


def said(remark: Remark, labels: Labels, marks: Iterable[Mark]) -> str:
    """
    Write the words of a remark, marked; where names are hidden, without names.

    A search finds places in the full words, so there is nothing to mark once a
    name was left out of them.
    """
    words = labels.words(remark.text)
    return marked_text(words, marks if words == remark.text else ())


def shelve_button(remark_id: str, is_shelved: bool) -> str:
    """Write the button that sets a remark aside, or takes it back."""
    return tag(
        "button", "✓ Apart gezet" if is_shelved else "Zet apart", type="button", class_="quiet",
        data_do="shelve", data_key=remark_id, aria_pressed=str(is_shelved).lower(),
    )


def remark_link(remark: Remark, content: str, href: str) -> str:
    """Write a link that opens a remark: a click stays in the session, the address is real."""
    return tag("a", content, href=href, data_do="open", data_key=remark.remark_id)


def remark_card(
    remark: Remark,
    labels: Labels,
    to_href: Callable[[str], str],
    marks: Iterable[Mark] = (),
    answered: Remark | None = None,
    question: str = "",
    is_shelved: bool | None = None,
) -> str:
    """
    Write a remark as a card: the words first, then one quiet line.

    Args:
        remark: what to show.
        labels: words for its keys.
        to_href: gives the address of a remark by its id.
        marks: what a search found in its words.
        answered: the remark that this one replies to.
        question: the moderator's question or heading to show above it.
        is_shelved: whether it is set aside; None where it can't be.

    Returns:
        An ``article``.
    """
    above = tag("p", escape(question), class_="asked") if question else ""
    if answered:
        above += tag(
            "p",
            "Antwoord op " + remark_link(answered, tag("span", escape(_beginning(
                labels.words(answered.text))), class_="words"), to_href(answered.remark_id)),
            class_="asked",
        )
    quote = tag("blockquote", said(remark, labels, marks), lang="nl")
    themes = ", ".join(
        filter_button("themes", key, labels, labels.definition("theme", key))
        for key in remark.themes
    )
    place = remark_link(
        remark, escape(to_lines(remark.line_start, remark.line_end)), to_href(remark.remark_id)
    )
    parts = [
        sentiment_badge(remark.sentiment, labels),
        tag("span", themes),
        filter_button("groups", remark.group, labels),
        filter_button("speakers", remark.speaker, labels) if remark.speaker else "",
        place,
        shelve_button(remark.remark_id, is_shelved) if is_shelved is not None else "",
    ]
    meta = tag("p", "".join(tag("span", part) for part in parts if part), class_="meta")
    return tag(
        "article", above + quote + meta, class_=f"remark tone-{remark.sentiment}",
        id=f"kaart-{remark.remark_id}", data_remark=remark.remark_id,
    )


def remark_table(remarks: Sequence[Remark], labels: Labels, to_href: Callable[[str], str],
                 marks: Mapping[str, Sequence[Mark]]) -> str:
    """Write remarks as a compact table, one row each."""
    head = "".join(
        tag("th", name, scope="col")
        for name in ("Opmerking", "Oordeel", "Thema", "Groep", "Spreker", "Plaats")
    )
    rows = "".join(
        tag("tr", "".join([
            tag("td", said(remark, labels, marks.get(remark.remark_id, ())), class_="words"),
            tag("td", sentiment_badge(remark.sentiment, labels)),
            tag("td", escape(", ".join(labels.theme(key) for key in remark.themes))),
            tag("td", escape(labels.group(remark.group))),
            tag("td", escape(labels.speaker(remark.speaker)) if remark.speaker else ""),
            tag("td", remark_link(remark, escape(to_lines(remark.line_start, remark.line_end)),
                                  to_href(remark.remark_id))),
        ]), data_remark=remark.remark_id)
        for remark in remarks
    )
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", rows), class_="remarks")
    return tag("div", table, class_="scroll", tabindex="0", role="region",
               aria_label="Opmerkingen als tabel")


def filter_line(
    count_line: str, chips: Sequence[Chip], facet_labels: dict[str, str], shelved_count: int = 0
) -> str:
    """
    Write the line above every page: how many remarks, and what narrows them.

    The count is a live region, so that a screen reader hears it change.
    """
    count = tag("p", tag("strong", escape(count_line)), role="status", class_="count")
    if not chips:
        rest = tag("span", "Geen filter", class_="none")
    else:
        rest = "".join(
            tag("button", escape(chip.text) + tag("span", "×", aria_hidden="true"), type="button",
                class_="chip", data_do="remove", data_facet=chip.facet, data_key=chip.key,
                aria_label=f"Verwijder {facet_labels[chip.facet].lower()}: {chip.text}")
            for chip in chips
        ) + tag("button", "Wis alles", type="button", class_="quiet", data_do="clear")
    copy = tag("button", "Kopieer link", type="button", class_="quiet copy", data_do="copy",
               data_done="Link gekopieerd")
    shelf = tag("button", f"Apart gezet ({shelved_count})", type="button", class_="quiet",
                data_do="page", data_page="shortlist") if shelved_count else ""
    return tag("div", count + tag("div", rest, class_="chips") + shelf + copy,
               class_="filter-line")


def count_matrix(
    counts: pd.DataFrame,
    *,
    caption: str,
    corner: str,
    row_names: Sequence[str],
    column_names: Sequence[str],
    to_action: Callable[[str, str], dict[str, str] | None],
    flags: dict[str, str] | None = None,
    column_titles: Sequence[str] | None = None,
) -> str:
    """
    Write a table of counts, shaded by size, whose cells open their remarks.

    Args:
        counts: the numbers; its index and columns are keys.
        caption: what the table says, for everyone.
        corner: what the rows are.
        row_names: the names of the rows, in order.
        column_names: the names of the columns, in order.
        to_action: gives the ``data-`` attributes of a cell by its two keys, or
            None for a cell that can't be opened.
        flags: a short remark per row key, shown under its name.
        column_titles: the full names of columns whose names are short.

    Returns:
        A ``table``; a zero is an empty dot, not a button.
    """
    titles = list(column_titles or column_names)
    most = max(int(counts.to_numpy().max(initial=0)), 1)
    head = tag("th", escape(corner), scope="col") + "".join(
        tag("th", escape(name), scope="col", title=title if title != name else None)
        for name, title in zip(column_names, titles, strict=True)
    )
    # All numbers at once: asking the table for each cell doubled the time of a matrix.
    numbers = counts.to_numpy().tolist()
    body = "".join(
        tag("tr", tag("th", escape(name) + _flag(flags, row_key), scope="row") + "".join(
            _count_cell(int(number), most, f"{name}, {title}", to_action(row_key, column_key))
            for number, column_key, title in zip(row, counts.columns, titles, strict=True)
        ))
        for row, row_key, name in zip(numbers, counts.index, row_names, strict=True)
    )
    table = tag("table", tag("caption", escape(caption)) + tag("thead", tag("tr", head))
                + tag("tbody", body), class_="matrix")
    return tag("div", table, class_="scroll", tabindex="0", role="region", aria_label=caption)


def share_bars(
    sentiment_counts: pd.DataFrame,
    labels: Labels,
    *,
    caption: str,
    most_share: float,
    to_action: Callable[[str], dict[str, str]],
) -> str:
    """
    Write which part of the remarks has which sentiment, as bars that open their remarks.

    Args:
        sentiment_counts: one row per sentiment, from top to bottom:
            ``sentiment`` (key), ``remark_count``, ``remark_share``.
        labels: words for the sentiments.
        caption: whose remarks these are, and what is counted.
        most_share: where the scale ends, above 0 and at most 1; tables that
            stand side by side get the same.
        to_action: gives the ``data-`` attributes of a bar by its sentiment.

    Returns:
        A ``table``; a bar of no remarks is a dot, not a button.
    """
    rows = "".join(
        tag("tr", tag("th", sentiment_badge(key, labels), scope="row")
            + _share_cell(labels.sentiment(key), count, share, most_share, to_action(key)),
            class_=f"tone-{key}")
        for key, count, share in sentiment_counts[
            ["sentiment", "remark_count", "remark_share"]
        ].itertuples(index=False, name=None)
    )
    head = tag("thead", tag("tr", tag("th", "Oordeel", scope="col")
                            + tag("th", "Deel en aantal", scope="col")), class_="unseen")
    return tag("table", tag("caption", escape(caption), class_="unseen") + head
               + tag("tbody", rows), class_="share-bars")


def _share_cell(
    name: str, count: int, share: float, most_share: float, action: dict[str, str]
) -> str:
    if not count:
        return tag("td", zero(), class_="zero")
    number = f"{to_share(share)} ({count})"
    bar = tag("span", "", class_="bar", style=f"--length:{share / most_share:.3f}",
              aria_hidden="true")
    return tag("td", tag("button", bar + tag("span", number, class_="number"), type="button",
                         aria_label=f"{name}: {number}", **to_data(action)))


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


def _flag(flags: dict[str, str] | None, key: str) -> str:
    text = (flags or {}).get(key, "")
    return tag("span", escape(text), class_="flag") if text else ""


def _count_cell(count: int, most: int, name: str, action: dict[str, str] | None) -> str:
    if not count:
        return tag("td", zero(), class_="zero")
    # The shade follows the count, so that the pattern shows at a distance;
    # the number itself is always there.
    style = f"--part:{count / most:.2f}"
    if action is None:
        return tag("td", str(count), style=style)
    noun = "opmerking" if count == 1 else "opmerkingen"
    button = tag("button", str(count), type="button", aria_label=f"{name}: {count} {noun}",
                 **to_data(action))
    return tag("td", button, style=style)


def _beginning(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
