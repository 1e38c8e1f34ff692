"""
Remarks as HTML: cards, a table, and the line that says what is selected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from analysis.remarks import Remark
from drawing.html.tags import Mark, marked_text, tag
from drawing.palette import to_tone
from drawing.words.labels import Labels
from drawing.words.sentences import Chip, name_field, to_lines


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


def said(remark: Remark, marks: Iterable[Mark]) -> str:
    """
    Write the words of a remark, marked; where names are hidden, without names.

    A search finds places in the full words, so there is nothing to mark once a
    name was left out of them.
    """
    return marked_text(remark.text, marks if remark.is_verbatim else ())


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
                answered.text)), class_="words"), to_href(answered.remark_id)),
            class_="asked",
        )
    quote = tag("blockquote", said(remark, marks), lang="nl")
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
            tag("td", said(remark, marks.get(remark.remark_id, ())), class_="words"),
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
    count_line: str, chips: Sequence[Chip], shelved_count: int = 0
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
                aria_label=f"Verwijder {name_field(chip.facet).lower()}: {chip.text}")
            for chip in chips
        ) + tag("button", "Wis alles", type="button", class_="quiet", data_do="clear")
    copy = tag("button", "Kopieer link", type="button", class_="quiet copy", data_do="copy",
               data_done="Link gekopieerd")
    shelf = tag("button", f"Apart gezet ({shelved_count})", type="button", class_="quiet",
                data_do="page", data_page="shortlist") if shelved_count else ""
    return tag("div", count + tag("div", rest, class_="chips") + shelf + copy,
               class_="filter-line")


def _beginning(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
