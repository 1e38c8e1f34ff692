"""Remarks as HTML: cards, a table, and the line that says what is selected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup

from analysis.remarks import Remark
from drawing.html.tags import Mark, marked_text, tag
from drawing.palette import to_tone
from drawing.words.labels import Labels
from drawing.words.sentences import Chip, to_lines


def sentiment_badge(sentiment: str, labels: Labels) -> Markup:
    """Write a sentiment as a word, a sign and a colour together."""
    sign = tag("span", to_tone(sentiment).sign, class_="sign", aria_hidden="true")
    return tag(
        "span", sign, labels.sentiment(sentiment),
        class_=f"sentiment tone-{sentiment}", title=labels.definition("sentiment", sentiment),
    )


def status_badge(status: str, labels: Labels) -> Markup:
    """Write what became of a remark as a word, a sign and a colour together."""
    return _status(labels.kind(status), labels.status(status),
                   title=labels.definition("status", status))


def kind_badge(kind: str, labels: Labels) -> Markup:
    """Write a kind of status, for what counts all of that kind."""
    return _status(kind, labels.kind_name(kind))


def filter_button(facet: str, key: str, labels: Labels, definition: str = "") -> Markup:
    """Write a label that filters on itself when it is clicked."""
    label = labels.option(facet, key)
    return tag(
        "button", label, type="button", class_="quiet", data_do="filter",
        data_facet=facet, data_key=key, title=definition or f"Filter op {label}",
    )


def said(remark: Remark, marks: Iterable[Mark]) -> Markup:
    """
    Write the words of a remark, marked; where names are hidden, without names.

    A search finds places in the full words, so there is nothing to mark once a
    name was left out of them.
    """
    return marked_text(remark.text, marks if remark.is_verbatim else ())


def shelve_button(remark_id: str, is_shelved: bool) -> Markup:
    """Write the button that sets a remark aside, or takes it back."""
    return tag(
        "button", "✓ Apart gezet" if is_shelved else "Zet apart", type="button", class_="quiet",
        data_do="shelve", data_key=remark_id, aria_pressed=str(is_shelved).lower(),
    )


def remark_link(remark: Remark, content: str, href: str) -> Markup:
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
    why: str = "",
) -> Markup:
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
        why: why it is related to what is searched for.

    Returns:
        An ``article``.
    """
    above = [tag("p", question, class_="asked")] if question else []
    if answered:
        above.append(tag(
            "p", "Antwoord op ", remark_link(answered, tag("span", _beginning(
                answered.text), class_="words"), to_href(answered.remark_id)),
            class_="asked",
        ))
    # The words are pressed too; who hears the page or has no mouse has the link of the place.
    quote = tag("blockquote", said(remark, marks), lang="nl", data_do="open",
                data_key=remark.remark_id)
    themes = Markup(", ").join(
        filter_button("themes", key, labels, labels.definition("theme", key))
        for key in remark.themes
    )
    place = remark_link(
        remark, to_lines(remark.line_start, remark.line_end), to_href(remark.remark_id)
    )
    parts = [
        sentiment_badge(remark.sentiment, labels),
        tag("span", themes),
        filter_button("groups", remark.group, labels),
        filter_button("speakers", remark.speaker, labels) if remark.speaker else "",
        place,
        remark_link(remark, status_badge(remark.status, labels), to_href(remark.remark_id))
        if labels.is_answer(remark.status) else "",
        shelve_button(remark.remark_id, is_shelved) if is_shelved is not None else "",
    ]
    meta = tag("p", *(tag("span", part) for part in parts if part), class_="meta")
    below = tag("p", why, class_="note") if why else ""
    return tag(
        "article", *above, quote, below, meta, class_=f"remark tone-{remark.sentiment}",
        id=f"kaart-{remark.remark_id}", data_remark=remark.remark_id,
    )


def remark_table(remarks: Sequence[Remark], labels: Labels, to_href: Callable[[str], str],
                 marks: Mapping[str, Sequence[Mark]]) -> Markup:
    """Write remarks as a compact table, one row each; answers have a column where there are any."""
    has_answers = any(labels.is_answer(remark.status) for remark in remarks)
    head = tag("tr", *(
        tag("th", name, scope="col")
        for name in ("Opmerking", "Oordeel", *(["Antwoord"] if has_answers else []), "Thema",
                     "Groep", "Spreker", "Plaats")
    ))
    rows = [
        tag(
            "tr",
            tag("td", said(remark, marks.get(remark.remark_id, ())), class_="words",
                data_do="open", data_key=remark.remark_id),
            tag("td", sentiment_badge(remark.sentiment, labels)),
            *([tag("td", status_badge(remark.status, labels) if labels.is_answer(remark.status)
                   else "")] if has_answers else []),
            tag("td", "; ".join(labels.theme(key) for key in remark.themes)),
            tag("td", labels.group(remark.group)),
            tag("td", labels.speaker(remark.speaker) if remark.speaker else ""),
            tag("td", remark_link(remark, to_lines(remark.line_start, remark.line_end),
                                  to_href(remark.remark_id))),
            data_remark=remark.remark_id,
        )
        for remark in remarks
    ]
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="remarks")
    return tag("div", table, class_="scroll", tabindex="0", role="region",
               aria_label="Opmerkingen als tabel")


def filter_line(
    count_line: str, chips: Sequence[Chip], shelved_count: int = 0, said: str = "",
    *, is_shortlist: bool = False,
) -> Markup:
    """
    Write the line above every page: how many remarks, and what narrows them.

    The count is a live region, so that a screen reader hears it change. What
    is ``said`` tells what else the page counts than the filters say. What was
    set aside is presented by a button of its own page.
    """
    count = tag("p", tag("strong", count_line), role="status", class_="count")
    rest = [
        tag("button", chip.text, tag("span", "×", aria_hidden="true"), type="button",
            class_="chip", data_do="remove", data_facet=chip.facet, data_key=chip.key,
            aria_label=f"Verwijder filter: {chip.text}")
        for chip in chips
    ]
    if said or not chips:
        rest.append(tag("span", said or "Geen filter", class_="none"))
    if chips:
        rest.append(
            tag("button", "Wis alles", type="button", class_="quiet", data_do="clear"))
    copy = tag("button", "Kopieer link", type="button", class_="quiet copy", data_do="copy",
               data_done="Link gekopieerd", data_share="Deel link")
    slides = tag("button", "Presenteren", type="button", class_="quiet", data_do="page",
                 data_page="present") if not is_shortlist else ""
    shelf = tag("button", f"Apart gezet ({shelved_count})", type="button", class_="quiet",
                data_do="page", data_page="shortlist") if shelved_count else ""
    return tag("div", count, tag("div", *rest, class_="chips"),
               tag("div", shelf, slides, copy, class_="ways-on"), class_="filter-line")


def _status(kind: str, name: str, title: str | None = None) -> Markup:
    sign = tag("span", to_tone(kind).sign, class_="sign", aria_hidden="true")
    return tag("span", sign, name, class_=f"status tone-{kind}", title=title)


def _beginning(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
