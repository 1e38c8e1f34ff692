"""
The answers to one question, in lanes: people, organisations, themes, headings, remarks.
"""

from __future__ import annotations

from markupsafe import Markup

from analysis.counts import sort_remarks
from drawing.html.tags import tag
from drawing.words.sentences import to_count, to_remark_count
from widgets.remark_list import find_marks, show_related, to_cards
from widgets.screens.directory import name_list, people_list
from widgets.shell.context import Context
from widgets.shell.live import show_html

MOST_REMARKS = 5


def show_lanes(context: Context) -> None:
    """Show who, which themes and which remarks answer to the words, each with its number."""
    if not context.view.selection.query.strip():
        show_html(tag("p", "Typ een woord, een naam of een afkorting. Resultaten verschijnen "
                           "terwijl u typt: personen, organisaties, thema's en opmerkingen.",
                      class_="note"), key="lanes")
        return
    lanes = context.shared.lookup.find(context.view.selection.query)
    people = () if context.labels.hides_names else lanes.people
    functions = () if context.labels.hides_names else lanes.functions
    near = [match for match in lanes.near_names
            if match.kind == "organisation" or not context.labels.hides_names]
    show_html(
        _lane(to_count(len(people), "persoon", "personen"), name_list(context, people))
        + _lane(to_count(len(lanes.organisations), "organisatie", "organisaties"),
                name_list(context, lanes.organisations))
        + (tag("p", "Een naam die erop lijkt:") + name_list(context, near) if near else "")
        + _lane(to_count(len(lanes.themes), "thema", "thema's"), _themes(context, lanes.themes))
        + (_lane("Volgens de aanwezigheidslijst", people_list(context, functions))
           if functions else "")
        + (_lane(to_count(len(lanes.headings), "kop of vraag", "koppen en vragen"),
                 _headings(context, lanes.headings)) if lanes.headings else "")
        + _lane(to_remark_count(len(context.remarks)), _remarks(context)),
        key="lanes",
    )
    show_related(context)


def _lane(title: str, content: str) -> Markup:
    return tag("section", tag("h2", title), content, class_="lane")


def _themes(context: Context, themes: tuple[str, ...]) -> Markup:
    counts = context.shared.facets.count_options(context.view.selection.cleared())["themes"]
    return tag("ul", *(
        tag("li", tag("button", context.labels.theme(key), type="button", class_="quiet",
                      data_do="label", data_facet="themes", data_key=key),
            tag("span", f" · {to_remark_count(counts.get(key, 0))}. "
                        f"{context.labels.definition('theme', key)}", class_="note"))
        for key in themes
    ), class_="names")


def _headings(context: Context, headings: tuple[str, ...]) -> Markup:
    return tag("ul", *(
        tag("li", tag("button", context.labels.hide(heading), type="button", class_="quiet",
                      data_do="page", data_page="report"))
        for heading in headings
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
