"""What the data is: labels explained, how they came about, and what a count means."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analysis.counts import list_keys
from drawing.html.remarks import sentiment_badge
from drawing.html.tags import tag
from drawing.words.sentences import (
    to_count,
    to_decimal,
    to_list,
    to_number,
    to_remark_count,
    to_share,
)
from follow_up.progress import prove_nothing_lost
from loaders.package import to_zip
from loaders.settings import read_data_folder
from widgets.screens.accessibility import statement_link
from widgets.shell.context import Context
from widgets.shell.live import show_html
from widgets.shell.session import load_shared

CODED = {"sentiment": "sentiments", "theme": "themes"}


def show_what_this_is(context: Context) -> None:
    """Show what was collected, and what a count means and does not mean."""
    abouts = context.labels.abouts
    meetings = Markup("").join(_to_facts(context, key) for key in abouts)
    whole = tag("p", context.labels.about.description) if context.has_meetings else Markup("")
    _show(
        "about",
        tag("h1", "Over de data") + whole + meetings + tag("h2", "Wat een getal betekent")
        + tag("ul", *(tag("li", line) for line in (
            "Een getal telt opmerkingen, geen mensen: wie vaker sprak, telt vaker mee.",
            "Dit is geen peiling: de cijfers zeggen niets over wie er niet bij was.",
            "Een opmerking heeft één oordeel en een tot drie thema's. Per thema opgeteld kan de "
            "som dus groter zijn dan het aantal opmerkingen.",
            "“Ontbreekt” is een oordeel (er ontbreekt iets in het plan), geen leeg veld.",
            *(_named(context, key) + line for key, about in abouts.items()
              for line in about.caveats),
        ))),
    )


def _to_facts(context: Context, meeting: str) -> Markup:
    about, listed = context.labels.abouts[meeting], context.dataset.only(meeting).attendance
    present = int((listed["attendance"] == "present").sum())
    facts = {
        "Bijeenkomst": about.title, "Plaats": about.place,
        "Datum": about.date or "Het verslag noemt geen datum.",
        "Bron": to_list(list(about.sources)),
        "Licentie": about.licence or "Het verslag noemt geen licentie; hier wordt er geen gegeven.",
        "Versie van de gegevens": about.version,
        "Wie er was": f"{to_count(present, 'aanwezige', 'aanwezigen')} en {len(listed) - present} "
                      "verontschuldigd, volgens het verslag" if len(listed) else "",
    }
    rows = (tag("dt", name) + tag("dd", value) for name, value in facts.items() if value)
    title = tag("h2", about.title) if context.has_meetings else ""
    return title + tag("p", about.description) + tag("dl", *rows, class_="facts")


def _named(context: Context, meeting: str) -> str:
    """Say before a sentence which meeting it is about, where there are several."""
    return f"{context.labels.option('meetings', meeting)}: " if context.has_meetings else ""


def show_coverage(context: Context) -> None:
    """Show that every word of the report stands in exactly one place, counted now."""
    coverage = context.shared.on_demand.coverage
    verdict = ("Elk woord van het verslag staat op precies één plaats." if coverage.is_complete
               else "Niet elk woord staat op precies één plaats.")
    _show("coverage", tag("h2", "Is alles er?") + tag("p",
        f"{verdict} Van de {to_number(coverage.word_count)} woorden staan er "
        f"{to_number(coverage.in_remarks)} in {to_remark_count(len(context.dataset.remarks))} en "
        f"{to_number(coverage.in_passages)} in koppen, vragen, paginanummers en de lijst van "
        f"aanwezigen; {coverage.left_out} ontbreken en {coverage.doubled} staan er dubbel in. "
        "Dit is geteld uit de bestanden zelf, toen ze gelezen werden.") + _to_proof(context))


def _to_proof(context: Context) -> Markup:
    """Write that each remark that asks for something has an answer, or which ones have none."""
    told = context.shared.told
    if not told.answered:
        return Markup("")
    proof = prove_nothing_lost(context.dataset.remarks, told)
    verdict = ("Elke opmerking die iets vraagt, heeft een antwoord of staat als open vermeld."
               if proof.is_complete
               else "Niet elke opmerking die iets vraagt, heeft een antwoord of staat als open.")
    words = (f"{verdict} Van de {to_remark_count(len(proof.asking))} die iets vragen, zijn er "
             f"{to_number(len(proof.answered))} beantwoord en {to_number(len(proof.unanswered))} "
             "nog niet. Dit is opnieuw geteld, uit de antwoorden die nu gepubliceerd zijn.")
    view = context.view
    gaps = Markup(" ").join(
        tag("a", key, href=context.link("remarks", replace(view, remark=key)), data_do="open",
            data_key=key) for key in proof.unanswered
    )
    listed = tag("details", tag("summary", f"Nog zonder antwoord: {len(proof.unanswered)}"),
                 tag("p", gaps)) if gaps else ""
    return tag("p", words) + listed


def show_codebook(context: Context) -> None:
    """Show each label with its definition, its count and an example."""
    labels, remarks = context.labels, context.dataset.remarks
    pieces = []
    for field, title in (("sentiment", "De oordelen"), ("theme", "De thema's")):
        facet = CODED[field]
        examples = context.shared.on_demand.examples[field]
        rows = (
            tag("tr", tag("th", sentiment_badge(key, labels) if field == "sentiment"
                          else labels.theme(key), scope="row"),
                tag("td", labels.definition(field, key)),
                tag("td", tag("button", to_number(count), type="button", class_="quiet",
                                data_do="label", data_facet=facet, data_key=key,
                                aria_label=f"{labels.option(facet, key)}: "
                                           f"{to_remark_count(count)}")),
                tag("td", labels.hide(example), class_="words"))
            for key, count, example in examples.itertuples(index=False, name=None)
        )
        head = tag("tr", *(tag("th", name, scope="col")
                           for name in ("Label", "Wanneer", "Aantal", "Voorbeeld")))
        pieces.append(tag("h2", title) + tag("div", tag(
            "table", tag("thead", head), tag("tbody", *rows), class_="codebook"),
            class_="scroll", tabindex="0", role="region", aria_label=title))
    bases = (
        tag("li", tag("strong", labels.coded("label_basis", key)),
            f": {labels.definition('label_basis', key)} "
            f"({to_remark_count(int((remarks['label_basis'] == key).sum()))})")
        for key in list_keys(context.dataset.codebook, "label_basis")
    )
    _show("codebook", Markup("").join(pieces) + tag("h3", "Waar het oordeel vandaan komt")
          + tag("ul", *bases))


def show_concepts(context: Context) -> None:
    """Show which words the search takes to mean the same, and which are a part of which."""
    concepts, hide = context.dataset.synonyms, context.labels.hide
    if concepts.empty:
        return
    first = {key: words[0] for key, words in zip(concepts["key"], concepts["words"], strict=True)}
    rows = (
        tag("tr", tag("th", hide(words[0]), scope="row"), tag("td", hide(", ".join(words[1:]))),
            tag("td", hide(", ".join(first[key] for key in broader))))
        for words, broader in zip(concepts["words"], concepts["broader"], strict=True)
    )
    head = tag("tr", *(tag("th", name, scope="col")
                       for name in ("Begrip", "Zelfde betekenis", "Onderdeel van")))
    count = to_count(len(concepts), "begrip", "begrippen")
    _show("concepts", tag("h2", "Wat verwant is") + tag("p",
        f"Onder wat een zoekvraag vindt, toont “Ook verwant” opmerkingen met andere woorden. "
        f"Welke woorden hetzelfde betekenen, staat in een lijst van {count}, die de redactie "
        "bijhoudt.") + tag(
            "details", tag("summary", f"De lijst van {count}"), tag("div", tag(
                "table", tag("thead", head), tag("tbody", *rows), class_="codebook"),
                class_="scroll", tabindex="0", role="region", aria_label="Begrippen")))


def show_agreement(context: Context) -> None:
    """Show how the labels were given, and how far independent readers agree."""
    if any(about.labelling for about in context.labels.abouts.values()):
        _show("labelling", tag("h2", "Hoe de labels er kwamen") + Markup("").join(
            tag("p", _named(context, meeting) + about.labelling)
            for meeting, about in context.labels.abouts.items() if about.labelling))
    # One reader agrees with no one.
    agreements = {meeting: found for meeting, found in context.shared.on_demand.agreement.items()
                  if not found[0].empty}
    for number, (meeting, (pairs, themes)) in enumerate(agreements.items()):
        _show_agreement(context, meeting, pairs, themes, f"_{number}" if number else "")


def _show_agreement(
    context: Context, meeting: str, pairs: pd.DataFrame, themes: pd.DataFrame, suffix: str
) -> None:
    readers = len({*pairs["reader_a"], *pairs["reader_b"]})
    kappas = to_list([to_decimal(kappa) for kappa in pairs["kappa"]])
    shares = to_list([to_share(share) for share in pairs["agreement_share"]])
    lowest = themes.sort_values("kappa").iloc[0]
    of = f" ({context.labels.option('meetings', meeting)})" if context.has_meetings else ""
    _show(f"agreement{suffix}", tag("h3", f"Hoe ver de lezers het eens zijn{of}") + tag("p",
        f"{readers} lezers gaven elke opmerking apart een oordeel en thema's, door ze te lezen en "
        "zonder elkaars werk te zien.")
        + tag("p",
            f"Over het oordeel zijn ze het twee aan twee eens bij {shares} van de opmerkingen. Ook "
            "wie gokt, is het soms eens. De kappa van Cohen rekent dat toeval eruit (0 is louter "
            f"toeval, 1 is volledig eens): {kappas}. Voor de thema's is de kappa gemiddeld "
            f"{to_decimal(themes['kappa'].mean())}, en het laagst bij "
            f"“{context.labels.theme(lowest['theme'])}”: {to_decimal(lowest['kappa'])}."))
    with st.expander(f"Hoe eens ze het zijn, per thema{of}", key=f"kappa_table{suffix}"):
        rows = (
            tag("tr", tag("th", context.labels.theme(theme), scope="row"),
                tag("td", to_decimal(kappa)))
            for theme, kappa in _by_codebook(context, themes)
        )
        _show(f"kappas{suffix}", tag("div", tag("table", tag("thead", tag(
            "tr", tag("th", "Thema", scope="col"),
            tag("th", "Overeenstemming (kappa)", scope="col"))), tag("tbody", *rows)),
            class_="scroll", tabindex="0", role="region", aria_label="Overeenstemming per thema"))


def show_downloads(context: Context) -> None:
    """Offer the raw tables, the report and their description as one file."""
    _show("downloads", tag("h2", "De gegevens zelf") + tag(
        "p", "Alle tabellen als CSV, het verslag als tekst, en een beschrijving ervan "
             "(datapackage.json)."))
    if context.labels.hides_names:
        st.write("Namen zijn verborgen; de ruwe tabellen bevatten namen en zijn nu niet te "
                 "downloaden.")
        return
    if load_shared().problems:
        st.write("De tabellen worden op dit moment verbeterd. Zodra ze kloppen, kunt u ze hier "
                 "weer downloaden.")
        return
    st.download_button(
        "Download de tabellen (zip)", data=lambda: to_zip(read_data_folder()),
        file_name=f"{context.dataset.about.name}-gegevens-{context.dataset.about.version}.zip",
        mime="application/zip", on_click="ignore",
    )


def show_for_editors(context: Context) -> None:
    """Say how a mistake is corrected, and where the accessibility statement is."""
    _show("editors", tag("h2", "Een fout gezien?") + tag("p",
        "Open de opmerking en kies “Klopt dit niet?”: daar staat een tekst klaar met het vaste "
        "nummer. Stuur die naar wie de gegevens beheert.") + tag("h2", "Voor iedereen?") + tag(
            "p", "Wat voor wie werkt, en wat nog niet: ", statement_link(context), "."))


def _show(key: str, markup: Markup) -> None:
    show_html(markup, key=f"about.{key}")


def _by_codebook(context: Context, themes: pd.DataFrame) -> list[tuple[str, float]]:
    kappas = dict(zip(themes["theme"], themes["kappa"], strict=True))
    return [(theme, kappas[theme]) for theme in context.themes if theme in kappas]
