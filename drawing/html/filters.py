"""
The facets beside every page: what can be chosen, with how many remarks each choice gives.

One block of HTML: six of Streamlit's widgets, drawn anew at every click, took a third of what
a click cost the browser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from analysis.facet import Facet
from analysis.selection import Selection
from drawing.html.tags import tag
from drawing.words.labels import Labels

# More buttons than this, of the groups of several meetings, are folded.
MOST_PILLS = 16


def facet_block(
    asked: Mapping[Facet, Sequence[str]], selection: Selection,
    counts: Mapping[str, Mapping[str, int]], labels: Labels, hides_names: bool,
) -> Markup:
    """
    Write every facet with its options.

    Args:
        asked: the options of each facet, in the order of the screen.
        selection: what is chosen.
        counts: how many remarks each option gives, by facet and key.
        labels: words for the keys.
        hides_names: whether personal names are left out.
    """
    more = {"themes": _theme_switches(selection)}
    blocks = [
        _facet(facet, [_option(facet, key, counts[facet.name].get(key, 0), selection, labels)
                       for key in options], selection, labels, more.get(facet.name, ()))
        for facet, options in asked.items()
    ]
    names = _switch("hides_names", "Namen verbergen", hides_names,
                    "Ook in wat u downloadt. Organisaties blijven staan.")
    return tag("div", *blocks, *names, class_="facets")


def _facet(
    facet: Facet, buttons: Sequence[Markup], selection: Selection, labels: Labels,
    more: Sequence[Markup],
) -> Markup:
    if facet.look == "pills" and len(buttons) <= MOST_PILLS:
        return tag("fieldset", tag("legend", facet.label), *buttons, id=f"ask-{facet.name}")
    chosen = ", ".join(labels.option(facet.name, key) for key in getattr(selection, facet.name))
    head = tag("summary", facet.label, tag("span", chosen or "alle", class_="chosen"))
    return tag("details", head, tag("div", *buttons, *more, role="group", aria_label=facet.label),
               id=f"ask-{facet.name}")


def _option(
    facet: Facet, key: str, count: int, selection: Selection, labels: Labels
) -> Markup:
    is_on = key in getattr(selection, facet.name)
    return tag(
        "button", labels.option(facet.name, key), " ", tag("span", f"· {count}", class_="number"),
        type="button", data_do="filter", data_facet=facet.name, data_key=key,
        aria_pressed=str(is_on).lower(), class_="zero" if not count else None,
    )


def _theme_switches(selection: Selection) -> list[Markup]:
    switches = _switch(
        "is_main_theme_only", "Alleen als hoofdthema", selection.is_main_theme_only,
        "Een opmerking heeft een tot drie thema's. Zo telt elke opmerking één keer: bij het "
        "eerste.",
    )
    if len(selection.themes) > 1 and not selection.is_main_theme_only:
        switches += _switch(
            "is_every_theme", "Alle gekozen thema's samen", selection.is_every_theme,
            "Alleen opmerkingen die al deze thema's dragen.",
        )
    return switches


def _switch(field: str, label: str, is_on: bool, note: str) -> list[Markup]:
    return [
        tag("button", label, type="button", role="switch", class_="switch", data_do="switch",
            data_field=field, aria_checked=str(is_on).lower(), aria_describedby=f"about-{field}"),
        tag("p", note, class_="note", id=f"about-{field}"),
    ]
