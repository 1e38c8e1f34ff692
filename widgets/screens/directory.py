"""People and organisations: a directory to search, and a page for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analysis.counts import count_sentiments
from analysis.link import LONGEST_QUERY
from analysis.profiles import Profile, count_mentions, select_naming, select_said
from analysis.search.names import NameMatch
from drawing.html.remarks import sentiment_badge
from drawing.html.tags import tag
from drawing.words.sentences import to_count, to_list, to_remark_count
from widgets.remark_list import to_cards
from widgets.shell.context import Context
from widgets.shell.live import show_html, show_title
from widgets.shell.state import change_view, view


def ask_name(context: Context) -> None:
    """Ask for a name, however badly it is typed."""
    show_title("Sprekers en organisaties")
    key = "ask.lookup"
    if st.session_state.get(key) != context.view.lookup:
        st.session_state[key] = context.view.lookup
    st.text_input(
        "Zoek een naam", key=key, type="search", live=True,
        placeholder="Een persoon, organisatie of afkorting; een tikfout mag",
        on_change=lambda: change_view(
            replace(view(), lookup=st.session_state[key][:LONGEST_QUERY])),
    )


def show_directory(context: Context) -> None:
    """Show who answers to the name, or everyone where no name is asked."""
    query = context.view.lookup.strip()
    if not query:
        _show_everyone(context)
        return
    found = [match for match in context.shared.names.find(query) if _may_show(context, match)]
    if found:
        show_html(
            tag("h2", f"{to_count(len(found), 'naam', 'namen')} gevonden", role="status")
            + name_list(context, found),
            key="directory",
        )
        return
    near = [match for match in context.shared.names.suggest(query) if _may_show(context, match)]
    advice = tag("p", "Bedoelde u:") + name_list(context, near) if near else tag(
        "p", "In het verslag staat niemand met zo’n naam, als persoon of als organisatie."
    )
    show_html(
        tag("h2", "Geen naam gevonden", role="status") + advice, key="directory",
    )


def name_list(context: Context, matches: Sequence[NameMatch]) -> Markup:
    """Write names that were found, each with what it is and the spelling that matched."""
    items = []
    for match in matches:
        spelling = context.labels.hide(match.spelling)
        by = f" (gevonden als {spelling})" if match.spelling != match.name else ""
        items.append(_name(context, match.key, by))
    return tag("ul", *items, class_="names")


def people_list(context: Context, keys: Sequence[str]) -> Markup:
    """
    Write people by their keys, each with what they are.
    """
    return tag("ul", *(_name(context, key) for key in keys), class_="names")


def _name(context: Context, key: str, by: str = "") -> Markup:
    return tag("li", _profile_link(context, key),
               tag("span", by + _what(context, key), class_="note"))


def show_profile(context: Context) -> None:
    """Show the page of one person or organisation."""
    profile = context.shared.profiles[context.view.profile]
    back = tag("button", "← Alle sprekers en organisaties", type="button", class_="quiet",
               data_do="profile", data_key="")
    if profile.kind == "person" and context.labels.hides_names:
        show_html(back + tag("p", "Namen van personen zijn verborgen."), key="profile")
        return
    said = select_said(context.remarks, profile.key)
    naming = select_naming(context.remarks, profile.key)
    show_html(
        back + tag("h1", context.labels.speaker(profile.key)) + _facts(context, profile)
        + _sentiments(context, pd.concat([said, naming]))
        + _remarks(context, profile, said, "Wat {name} zei volgens het verslag")
        + _remarks(context, profile, naming, "Waar {name} genoemd wordt")
        + _nothing(context, profile, said, naming),
        key="profile",
    )


def _show_everyone(context: Context) -> None:
    counts = count_mentions(context.remarks)
    people = "" if context.labels.hides_names else _column(
        context, "Personen", _by_family_name(context.dataset.people), counts
    )
    organisations = _column(
        context, "Organisaties, diensten en programma’s",
        context.dataset.organisations.sort_values("name", key=lambda names: names.str.lower()),
        counts,
    )
    show_html(
        tag("p", "Een getal telt de opmerkingen van de huidige keuze waarin iemand aan het woord "
                 "is of genoemd wordt. Het verslag zegt niet wie in welke groep zat.",
            class_="note") + tag("div", people, organisations, class_="columns"),
        key="directory",
    )


def _column(context: Context, title: str, rows: pd.DataFrame, counts: dict[str, int]) -> Markup:
    items = (
        tag("li", _profile_link(context, key), tag(
            "span", _what(context, key), f" · {counts[key]}" if key in counts else "",
            class_="note"))
        for key in rows["key"]
    )
    return tag("section", tag("h2", f"{title} ({len(rows)})"),
               tag("ul", *items, class_="names"))


def _by_family_name(people: pd.DataFrame) -> pd.DataFrame:
    return people.sort_values(
        "name", key=lambda names: names.str.split(" ", n=1).str[1].str.casefold()
    )


def _facts(context: Context, profile: Profile) -> Markup:
    labels = context.labels
    groups = {
        "Leidde als moderator": profile.moderated, "Schreef het verslag van": profile.noted,
    }
    rows = [
        ("Functie", labels.hide(profile.role)),
        ("Voor", Markup(", ").join(_profile_link(context, key)
                                   for key in profile.organisations)),
        ("Bij de bijeenkomst", labels.coded("attendance", profile.attendance)
         if profile.attendance else ""),
        *((name, to_list([labels.group(key) for key in keys]))
          for name, keys in groups.items()),
        ("Aanwezig of verontschuldigd", "" if labels.hides_names else Markup(", ").join(
            _profile_link(context, key) for key in profile.members)),
        ("Ook geschreven als", ", ".join(map(labels.hide, profile.spellings))),
    ]
    return tag("dl", *(
        tag("dt", name) + tag("dd", content) for name, content in rows if content
    ), class_="facts")


def _sentiments(context: Context, remarks: pd.DataFrame) -> Markup:
    if remarks.empty:
        return Markup("")
    counts = count_sentiments(remarks, context.sentiments)
    figures = (
        tag("li", sentiment_badge(key, context.labels), f" {count}")
        for key, count, _ in counts.itertuples(index=False, name=None) if count
    )
    themes = remarks["themes"].explode().value_counts()
    listed = ", ".join(f"{context.labels.theme(key)} ({count})" for key, count in themes.items())
    return (tag("h2", f"Samen {to_remark_count(len(remarks))}")
            + tag("ul", *figures, class_="inline") + tag("p", f"Thema's: {listed}", class_="note"))


def _remarks(context: Context, profile: Profile, remarks: pd.DataFrame, title: str) -> Markup:
    if remarks.empty:
        return Markup("")
    heading = f"{title.format(name=context.labels.speaker(profile.key))} ({len(remarks)})"
    return tag("h2", heading) + to_cards(
        context, context.labels.remarks(remarks), {}, by_report=True)


def _nothing(
    context: Context, profile: Profile, said: pd.DataFrame, naming: pd.DataFrame
) -> Markup:
    if len(said) + len(naming):
        return Markup("")
    every = context.dataset.remarks
    elsewhere = len(select_said(every, profile.key)) + len(select_naming(every, profile.key))
    if elsewhere:
        return tag("p", "Binnen de huidige keuze is er geen opmerking; "
                        f"zonder filters {elsewhere}.")
    return tag("p", "Het verslag schrijft geen opmerking aan deze naam toe. Wie in een groep "
                    "sprak, staat er meestal niet bij: daarover zegt deze pagina dus niets.")


def _what(context: Context, key: str) -> str:
    profile = context.shared.profiles[key]
    if profile.kind == "organisation":
        return ""
    organisations = [context.labels.organisation(other) for other in profile.organisations]
    parts = [context.labels.hide(profile.role), to_list(organisations)]
    described = ", ".join(part for part in parts if part)
    return f" — {described}" if described else ""


def _profile_link(context: Context, key: str) -> Markup:
    href = context.link("directory", replace(context.view, profile=key, lookup=""))
    return tag("a", context.labels.speaker(key), href=href, data_do="profile", data_key=key)


def _may_show(context: Context, match: NameMatch) -> bool:
    return match.kind == "organisation" or not context.labels.hides_names
