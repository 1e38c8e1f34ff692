"""People and organisations: a directory to search, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analysis.counts import count_sentiments, list_keys
from analysis.link import LONGEST_QUERY
from analysis.profiles import Profile, count_mentions, select_naming, select_said
from analysis.search.names import NameMatch
from drawing.html.remarks import sentiment_badge
from drawing.html.tags import tag
from drawing.words.sentences import to_count, to_inline, to_list, to_remark_count
from widgets.remark_list import to_cards
from widgets.shell.context import Context
from widgets.shell.live import show_html, show_title
from widgets.shell.state import change_view, view, when_changed

# How many answer to words of the list, and not by their name.
LISTED = ("persoon volgens de aanwezigheidslijst", "personen volgens de aanwezigheidslijst")


def ask_name(context: Context) -> None:
    """Ask for a name, however badly it is typed, or for a function."""
    show_title("Sprekers en organisaties")
    key = "ask.lookup"
    if st.session_state.get(key) != context.view.lookup:
        st.session_state[key] = context.view.lookup
    st.text_input(
        "Zoek een naam of functie", key=key, type="search", live=True,
        placeholder="Een persoon, organisatie, afkorting of functie; een tikfout mag",
        on_change=when_changed(
            key, lambda words: change_view(replace(view(), lookup=words[:LONGEST_QUERY]))),
    )


def show_directory(context: Context) -> None:
    """Show who answers to the name or has the function, or everyone where neither is asked."""
    query = context.view.lookup.strip()
    if not query:
        _show_everyone(context)
        return
    asked = context.shared.on_demand
    found = [match for match in asked.names.find(query) if _may_show(context, match)]
    functions = () if context.labels.hides_names else asked.lookup.find(query).functions
    listed = [key for key in functions if key not in {match.key for match in found}]
    remarks = context.remarks
    answers = [
        (len(found), ("naam gevonden", "namen gevonden"), name_list(context, found, remarks)),
        (len(listed), LISTED, people_list(context, listed, remarks)),
    ]
    shown = [(to_count(count, *words), names) for count, words, names in answers if count]
    if not shown:
        shown = [("Geen naam of functie gevonden", _instead(context, query))]
    show_html(
        tag("div", tag("h2", shown[0][0]), role="status") + shown[0][1]
        + Markup("").join(tag("h2", title) + names for title, names in shown[1:]),
        key="directory",
    )


def _instead(context: Context, query: str) -> Markup:
    names = context.shared.on_demand.names
    near = [match for match in names.suggest(query) if _may_show(context, match)]
    hidden = "Namen van personen zijn verborgen; alleen organisaties worden gezocht. "
    return (
        (tag("p", "Bedoelde u:") + name_list(
            context, near, context.remarks) if near else Markup(""))
        + tag("p", hidden if context.labels.hides_names else "",
              "Misschien staat het in een opmerking of een kop: ",
              tag("button", f"zoek “{context.labels.hide(query)}” in alles", type="button",
                  class_="quiet", data_do="query", data_query=query, data_page="search"), ".")
    )


def name_list(
    context: Context, matches: Sequence[NameMatch], remarks: pd.DataFrame
) -> Markup:
    """
    Write names that were found, each with what it is and the spelling that matched.

    Args:
        context: words for keys.
        matches: the names.
        remarks: in which they may be at the word or named.
    """
    by = {
        match.key: f" (gevonden als {context.labels.hide(match.spelling)})"
        for match in matches if match.spelling != match.name
    }
    return people_list(context, [match.key for match in matches], remarks, by)


def people_list(
    context: Context, keys: Sequence[str], remarks: pd.DataFrame,
    by: Mapping[str, str] = MappingProxyType({}),
) -> Markup:
    """Write people and organisations by their keys, as :func:`name_list` does."""
    counts = count_mentions(remarks, map(context.shared.on_demand.profiles.__getitem__, keys))
    return tag("ul", *(
        tag("li", _profile_link(context, key), tag(
            "span", by.get(key, "") + _what(context, key), " · ",
            to_remark_count(counts[key]) if key in counts else _silence(context, key),
            class_="note"))
        for key in keys
    ), class_="names")


def _silence(context: Context, key: str) -> str:
    # No remark says nothing of who was there.
    profile = context.shared.on_demand.profiles[key]
    was = to_inline(context.labels.coded("attendance", profile.attendance))
    here = " met deze filters" if context.view.selection.is_narrowed else ""
    return (f"{was}, " if profile.was_present else "") + f"geen opmerking{here}"


def show_profile(context: Context) -> None:
    """Show the page of one person or organisation."""
    profile = context.shared.on_demand.profiles[context.view.profile]
    back = tag("button", "← Alle sprekers en organisaties", type="button",
               class_="quiet back", data_do="profile", data_key="")
    if profile.kind == "person" and context.labels.hides_names:
        show_html(back + tag("p", "Namen van personen zijn verborgen."), key="profile")
        return
    said = select_said(context.remarks, profile.key)
    naming = select_naming(context.remarks, profile)
    show_html(
        back + tag("h1", context.labels.speaker(profile.key)) + _facts(context, profile)
        + _sentiments(context, pd.concat([said, naming]))
        + _remarks(context, profile, said, "Wat {name} zei volgens het verslag")
        + _remarks(context, profile, naming, "Waar {name} genoemd wordt")
        + _nothing(context, profile, said, naming),
        key="profile",
    )


def _show_everyone(context: Context) -> None:
    counts = count_mentions(context.remarks, context.shared.on_demand.profiles.values())
    people = "" if context.labels.hides_names else _column(
        context, "Personen", _by_family_name(context.dataset.people), counts
    )
    organisations = _column(
        context, "Organisaties, diensten en programma's",
        context.dataset.organisations.sort_values("name", key=lambda names: names.str.lower()),
        counts,
    )
    show_html(
        tag("p", "Een getal telt de opmerkingen van de huidige selectie waarin iemand aan het "
                 "woord is of genoemd wordt; wie geen getal heeft, komt er niet in voor. "
                 "Het verslag zegt niet wie in welke groep zat.",
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
        *(_attended(context, profile) if context.has_meetings else [
            ("Functie", labels.hide(profile.role)),
            ("Voor", _organisations(context, profile.organisations)),
            ("Bij de bijeenkomst", labels.coded("attendance", profile.attendance)
             if profile.attendance else ""),
        ]),
        *((name, to_list([labels.group(key) for key in keys]))
          for name, keys in groups.items()),
        *_members(context, profile),
        ("Ook geschreven als", ", ".join(map(labels.hide, profile.spellings))),
    ]
    return tag("dl", *(
        tag("dt", name) + tag("dd", content) for name, content in rows if content
    ), class_="facts")


def _attended(context: Context, profile: Profile) -> Iterator[tuple[str, Markup]]:
    """Say how someone was at each meeting: a role belongs to a meeting."""
    attendance = context.dataset.attendance
    for row in attendance[attendance["person"] == profile.key].itertuples():
        said = [context.labels.coded("attendance", row.attendance), context.labels.hide(row.role),
                _organisations(context, row.organisations)]
        yield (context.labels.option("meetings", row.meeting),
               Markup(", ").join(part for part in said if part))


def _organisations(context: Context, keys: Sequence[str]) -> Markup:
    return Markup(", ").join(_profile_link(context, key) for key in keys)


def _members(context: Context, profile: Profile) -> Iterator[tuple[str, Markup]]:
    members = () if context.labels.hides_names else profile.members
    for was_there in list_keys(context.dataset.codebook, "attendance"):
        yield context.labels.coded("attendance", was_there), Markup(", ").join(
            _profile_link(context, key) for key in members
            if context.shared.on_demand.profiles[key].attendance == was_there)


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
    every, name = context.dataset.remarks, context.labels.speaker(profile.key)
    elsewhere = len(select_said(every, profile.key)) + len(select_naming(every, profile))
    was = context.labels.coded("attendance", profile.attendance)
    there = f"{name} was {to_inline(was)}. " if was else ""
    if elsewhere:
        return tag("p", f"{there}Met deze filters is er geen opmerking van of over {name}; "
                        f"zonder filters {elsewhere}.")
    return tag("p", f"{there}Het verslag schrijft geen opmerking aan {name} toe en noemt die naam "
                    "in geen opmerking. Wie in een groep sprak, staat er meestal niet bij: "
                    "daarover zegt deze pagina dus niets.")


def _what(context: Context, key: str) -> str:
    profile = context.shared.on_demand.profiles[key]
    if profile.kind == "organisation":
        return ""
    organisations = [context.labels.organisation(other) for other in profile.organisations]
    parts = [context.labels.hide(profile.role), to_list(organisations)]
    described = ", ".join(part for part in parts if part)
    absent = to_inline(context.labels.coded("attendance", profile.attendance))
    said = [described, "" if profile.was_present else absent]
    return "".join(f" — {part}" for part in said if part)


def _profile_link(context: Context, key: str) -> Markup:
    href = context.link("directory", replace(context.view, profile=key, lookup=""))
    return tag("a", context.labels.speaker(key), href=href, data_do="profile", data_key=key)


def _may_show(context: Context, match: NameMatch) -> bool:
    return match.kind == "organisation" or not context.labels.hides_names
