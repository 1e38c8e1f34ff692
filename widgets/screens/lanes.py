"""The answers to one question, in lanes: people, organisations, themes, headings, remarks."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from dataclasses import replace

from markupsafe import Markup

from analysis.counts import sort_remarks
from analysis.search.lookup import Place
from drawing.html.tags import tag
from drawing.words.sentences import shorten, to_count, to_lines, to_remark_count
from widgets.remark_list import find_marks, show_nothing_found, show_related, to_cards
from widgets.screens.directory import LISTED, name_list, people_list
from widgets.search_notes import find_passages, to_texts
from widgets.shell.context import Context
from widgets.shell.live import show_html

MOST_REMARKS = 5


def show_lanes(context: Context) -> None:
    """Show who, which themes and which remarks answer to the words, each with its number."""
    if not context.view.selection.query.strip():
        show_html(tag("p", "Typ een woord, een naam, een functie of een afkorting. Resultaten "
                           "verschijnen terwijl u typt: personen, organisaties, thema's, koppen "
                           "en opmerkingen.",
                      class_="note"), key="lanes")
        return
    lanes = context.shared.on_demand.lookup.find(context.view.selection.query)
    people = () if context.labels.hides_names else lanes.people
    functions = () if context.labels.hides_names else lanes.functions
    # Who is asked for by name need not say it.
    said = context.shared.facets.select(replace(context.view.selection, query=""))
    seen = find_passages(context)
    headings = [place for place in lanes.headings if place in seen]
    near = [match for match in lanes.near_names
            if match.kind == "organisation" or not context.labels.hides_names]
    hidden = tag("p", "Namen van personen zijn verborgen, en worden hier niet gezocht.",
                 class_="note") if context.labels.hides_names else Markup("")
    show_html(
        hidden + _lane(people, ("persoon", "personen"), name_list(context, people, said))
        + _lane(lanes.organisations, ("organisatie", "organisaties"),
                name_list(context, lanes.organisations, said))
        + (tag("p", "Een naam die erop lijkt:") + name_list(context, near, said) if near else "")
        + _lane(lanes.themes, ("thema", "thema's"), _themes(context, lanes.themes))
        + _lane(functions, LISTED, people_list(context, functions, said))
        + _lane(headings, ("kop of vraag", "koppen en vragen"), _headings(context, headings))
        + _lane(context.remarks, ("opmerking", "opmerkingen"), _remarks(context)),
        key="lanes",
    )
    if context.remarks.empty:
        show_nothing_found(context)
    show_related(context)


def _lane(found: Sized, words: tuple[str, str], content: str) -> Markup:
    if not len(found):
        return Markup("")
    return tag("section", tag("h2", to_count(len(found), *words)), content, class_="lane")


def _themes(context: Context, themes: tuple[str, ...]) -> Markup:
    counts = context.shared.facets.count_options(context.view.selection.cleared())["themes"]
    return tag("ul", *(
        tag("li", tag("button", context.labels.theme(key), type="button", class_="quiet",
                      data_do="label", data_facet="themes", data_key=key),
            tag("span", f" · {to_remark_count(counts.get(key, 0))}. "
                        f"{context.labels.definition('theme', key)}", class_="note"))
        for key in themes
    ), class_="names")


def _headings(context: Context, places: Sequence[Place]) -> Markup:
    texts, several = to_texts(context), context.has_meetings
    return tag("ul", *(
        tag("li", tag("a", shorten(context.labels.hide(texts[place]), 120), data_do="line",
                      data_line=str(place.line), data_meeting=meeting or None,
                      href=context.link("report", replace(
                          context.view, remark="", line=place.line, meeting=meeting))),
            tag("span", f" · {to_lines(place.line, place.line)}"
                + (f" · {context.labels.option('meetings', meeting)}" if meeting else ""),
                class_="note"))
        for place in places for meeting in (place.meeting if several else "",)
    ), class_="names")


def _remarks(context: Context) -> Markup:
    if context.remarks.empty:
        return Markup("")
    scores, marks = find_marks(context)
    best = context.labels.remarks(sort_remarks(
        context.remarks, "relevance", context.dataset, scores).head(MOST_REMARKS))
    every = tag("button", f"Toon {to_remark_count(len(context.remarks))} op de pagina Opmerkingen",
                type="button", class_="quiet", data_do="page", data_page="remarks")
    found = {remark.remark_id: marks(remark.remark_id) for remark in best}
    return to_cards(context, best, found, by_report=False) + tag("p", every)
