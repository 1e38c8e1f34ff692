"""What a search did with the words: what it was widened to, and what it did not find."""

from __future__ import annotations

from markupsafe import Markup

from analysis.search.lookup import Place
from analysis.search.results import SearchResult
from analysis.search.spans import Span
from drawing.html.tags import tag
from drawing.words.labels import REASON_LABELS
from drawing.words.sentences import to_list
from widgets.shell.context import Context
from widgets.shell.live import show_html

MOST_FORMS = 8
FAULT_LABELS = {
    "no_words": "Typ minstens één woord om te zoeken.",
    "only_exclusions": "Een zoekvraag met alleen uitsluitingen (-woord) vindt niets: "
                       "geef ook een woord dat er wél in moet staan.",
    "unbalanced_quote": "Er staat een los aanhalingsteken; de woorden zijn apart gezocht.",
    "too_long": "De zoekvraag is te lang en is ingekort.",
}


def search_remarks(context: Context) -> SearchResult:
    """Search the remarks for the words of the view, whatever the other filters."""
    selection = context.view.selection
    return context.shared.facets.index.search(selection.query, exact=selection.is_exact)


def find_passages(context: Context) -> dict[Place, list[Span]]:
    """
    Find the words of the view in the headings and lists of the reports.

    Returns:
        Per passage the places in its text; without those of hidden names.
    """
    selection, texts = context.view.selection, to_texts(context)
    found = {
        place: [mark for mark in marks
                if not any(map(context.labels.hides_word, texts[place][mark[0]:mark[1]].split()))]
        for place, marks in context.shared.on_demand.lookup.find_passages(
            selection.query, selection.is_exact).items()
    }
    return {place: marks for place, marks in found.items() if marks}


def to_texts(context: Context) -> dict[Place, str]:
    """Give the words of every passage."""
    passages = context.dataset.passages
    places = map(Place, passages["meeting"], passages["line_start"].tolist())
    return dict(zip(places, passages["text"], strict=True))


def show_search_notes(context: Context) -> None:
    """Show what the search did; nothing where no words are asked."""
    if not context.view.selection.query.strip():
        return
    result = search_remarks(context)
    notes = [
        *(tag("p", FAULT_LABELS[fault]) for fault in result.faults),
        *_understood(context, result), *_suggestions(context, result), *_widened(context, result),
    ]
    show_html(
        tag("div", *notes, class_="search-notes"), key="search_notes",
    )


def _suggestions(context: Context, result: SearchResult) -> list[Markup]:
    return [
        tag("p", "Bedoelde u ", tag(
            "button", suggestion.instead, type="button", class_="quiet",
            data_do="query", data_query=suggestion.query), "?")
        for suggestion in result.suggestions
        if not context.labels.hides_word(suggestion.instead)
    ]


def _understood(context: Context, result: SearchResult) -> list[Markup]:
    """Offer the names, groups and sentiments that the query names as filters."""
    known = {
        found.facet: keys
        for found in result.understood.filters
        if (keys := [key for key in found.keys if key in context.shared.facets.options(
            found.facet) and not _is_hidden(context, key)])
    }
    if not known:
        return []
    names = [context.labels.option(facet, key) for facet, keys in known.items() for key in keys]
    left = result.understood.query
    rest = f", en zoek “{context.labels.hide(left)}”" if left else ""
    filters = {f"data_{facet}": " ".join(keys) for facet, keys in known.items()}
    return [tag("p", "Filter op ", tag(
        "button", f"{to_list(names, 'of')}{rest}", type="button", class_="quiet",
        data_do="understand", data_query=left, **filters))]


def _is_hidden(context: Context, key: str) -> bool:
    return context.labels.hides_names and key in set(context.dataset.people["key"])


def _widened(context: Context, result: SearchResult) -> list[Markup]:
    lines = []
    for expansion in result.expansions:
        wider = [(form, reason) for form, reason in expansion.forms
                 if reason != "exact" and not context.labels.hides_word(form)]
        if not wider:
            continue
        shown = [f"{form} ({REASON_LABELS.get(reason, reason)})"
                 for form, reason in wider[:MOST_FORMS]]
        more = len(wider) - len(shown)
        rest = f" en nog {more}" if more else ""
        listed = ", ".join(shown) + rest if rest else to_list(shown)
        word = context.labels.hide(expansion.word).strip('"')
        lines.append(tag("p", f"Bij “{word}” ook gezocht op {listed}.", class_="note"))
    return lines
