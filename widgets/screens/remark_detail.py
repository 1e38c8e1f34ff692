"""One remark, opened: its words, its labels explained, its place and its neighbours."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from analysis.remarks import Remark
from drawing.html.remarks import remark_card, remark_link, sentiment_badge
from drawing.html.tags import tag
from drawing.html.told import told_section
from drawing.words.sentences import to_lines, to_reasons
from follow_up.plans import find_taken_up
from widgets.remark_list import find_answered, find_remark, is_shelved, to_heading
from widgets.shell.context import Context
from widgets.shell.live import show_html


def show_remark_detail(context: Context) -> None:
    """Show the remark that is open, with its own link, and a way back to the list."""
    remark = find_remark(context, context.view.remark)
    back = tag("button", "← Terug naar de lijst", type="button", class_="quiet back",
               data_do="close")
    told = context.shared.told
    current = told.current.get(remark.remark_id)
    card = remark_card(
        # What became of it is said below in full.
        replace(remark, status=""), context.labels, lambda key: _href(context, key),
        answered=find_answered(context, remark), question=remark.question,
        is_shelved=is_shelved(context, remark),
    )
    show_html(
        back + tag("h1", to_heading(context, remark), class_="heading")
        + tag("div", card, class_="cards opened") + _actions(context, remark)
        + told_section(current, told.earlier(remark.remark_id), context.labels,
                       find_taken_up(context.dataset, current.answer) if current else None)
        + _explanation(context, remark) + _replies(context, remark)
        + _repeats(context, remark)
        + tag("h2", "Ervoor en erna in het verslag") + list_neighbours(context, remark),
        key="detail",
    )
    _show_elsewhere(context, remark)
    with st.expander("Klopt dit niet?"):
        st.write("Stuur deze tekst naar wie de gegevens beheert, met wat er volgens u moet staan.")
        st.code(_correction(context, remark), language=None, wrap_lines=True)


def _actions(context: Context, remark: Remark) -> Markup:
    href = context.link("report", replace(context.view, remark=remark.remark_id))
    return tag("p", tag("a", "Toon in het verslag", href=href, data_do="in_report",
                        data_key=remark.remark_id))


def _correction(context: Context, remark: Remark) -> str:
    labels = context.labels
    return "\n".join([
        f"Opmerking {remark.remark_id} ({to_lines(remark.line_start, remark.line_end)} van het "
        "verslag)",
        remark.text,
        f"Oordeel nu: {labels.sentiment(remark.sentiment)}",
        f"Thema's nu: {'; '.join(labels.theme(key) for key in remark.themes)}",
        "Volgens mij moet het zijn: ",
        "Omdat: ",
    ])


def _explanation(context: Context, remark: Remark) -> Markup:
    labels = context.labels
    rows = [
        ("Oordeel", sentiment_badge(remark.sentiment, labels)
         + f": {labels.definition('sentiment', remark.sentiment)}"),
        *(
            ("Hoofdthema" if place == 0 else "Thema",
             tag("strong", labels.theme(key)) + f": {labels.definition('theme', key)}")
            for place, key in enumerate(remark.themes)
        ),
        ("Waar het oordeel vandaan komt", labels.definition("label_basis", remark.label_basis)),
        ("Genoemd", ", ".join(labels.organisation(key) for key in remark.organisations)),
        ("Plaats in het verslag", to_lines(remark.line_start, remark.line_end)),
        ("Vast nummer", remark.remark_id),
    ]
    return tag("dl", *(
        tag("dt", name) + tag("dd", content) for name, content in rows if content
    ), class_="facts")


def _replies(context: Context, remark: Remark) -> Markup:
    remarks = context.dataset.remarks
    replies = context.labels.remarks(remarks[remarks["replies_to"] == remark.remark_id])
    return Markup("").join(
        tag("h2", "Antwoord in het verslag")
        + remark_card(reply, context.labels, lambda key: _href(context, key))
        for reply in replies
    )


def _repeats(context: Context, remark: Remark) -> Markup:
    """Write which remark of an earlier meeting this one says again, and which later ones it."""
    remarks = context.dataset.remarks
    asked = [
        ("Vroeger ook al gevraagd", remarks[remarks["remark_id"] == remark.repeats]),
        ("Later opnieuw gevraagd", remarks[remarks["repeats"] == remark.remark_id]),
    ]
    return Markup("").join(
        tag("h2", title) + Markup("").join(
            remark_card(other, context.labels, lambda key: _href(context, key))
            for other in context.labels.remarks(rows))
        for title, rows in asked if len(rows)
    )


def _show_elsewhere(context: Context, remark: Remark) -> None:
    remarks = context.dataset.remarks
    later = remarks["remark_id"][remarks["repeats"] == remark.remark_id]
    matches = [match for match in context.shared.facets.find_elsewhere(remark.remark_id)
               if match.remark_id not in {remark.repeats, *later}]
    cards = [
        remark_card(find_remark(context, match.remark_id), context.labels,
                    lambda key: _href(context, key), match.marks,
                    why=to_reasons(match.why, context.labels))
        for match in matches
    ]
    show_html(tag(
        "section", tag("h2", "Elders ook gezegd?"), tag(
            "p", "Voorstellen van het programma: opmerkingen van andere groepen over hetzelfde "
                 "thema die er in woorden het dichtst bij komen. Niemand las ze na, en ze "
                 "tellen nergens mee.", class_="note"),
        tag("div", *cards, class_="cards"), class_="related",
    ) if cards else Markup(""), key="elsewhere")


def list_neighbours(context: Context, remark: Remark) -> Markup:
    """List what stands before and after a remark in the report."""
    remarks = context.dataset.remarks
    [place] = context.shared.facets.find_places([remark.remark_id])
    near = [("Ervoor", place - 1), ("Erna", place + 1)]
    items = (
        tag("li", f"{where}: ", _neighbour(context, remark))
        for where, other in near
        if 0 <= other < len(remarks)
        and remarks["meeting"].iloc[other] == remarks["meeting"].iloc[place]
        for remark in context.labels.remarks(remarks.iloc[[other]])
    )
    return tag("ul", *items, class_="near")


def _neighbour(context: Context, remark: Remark) -> Markup:
    words = tag("span", remark.text, class_="words")
    return remark_link(remark, words, _href(context, remark.remark_id))


def _href(context: Context, remark_id: str) -> str:
    return context.link("remarks", replace(context.view, remark=remark_id))
