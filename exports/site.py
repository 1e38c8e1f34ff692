"""
What became of the remarks, for everyone: pages of plain HTML, without names and without drafts.

They need no server of ours, no session and no JavaScript, and nothing but themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from analysis.counts import list_keys
from analysis.remarks import Remark
from analysis.selection import Selection
from drawing.html.tags import tag
from drawing.words.labels import Labels
from drawing.words.sentences import to_count
from exports.extract import Extract
from exports.html_file import toned_word, write_card, write_page
from exports.replies import VOICES_MEANING, Replies
from follow_up.told import Told
from loaders.dataset import Dataset
from loaders.schema import IN_PROGRESS, NOT_TAKEN_UP, NOTED, OPEN, TAKEN_UP

INDEX = "index.html"
TITLE = "Wat er met de opmerkingen gebeurde"
NOTHING_YET = "Er is nog geen antwoord bekendgemaakt."
MAIN_THEME = "Elke opmerking telt één keer, bij haar hoofdthema."
ALSO_ANSWERED = "Vroeg niets, en kreeg toch een antwoord"
# What was done comes first, what waits last.
_KINDS = (TAKEN_UP, IN_PROGRESS, NOT_TAKEN_UP, NOTED, OPEN)


def to_site(dataset: Dataset, told: Told) -> dict[str, bytes]:
    """
    Write a page with the figures, and one per theme with the remarks and their answers.

    Returns:
        The bytes of each page by its file name, ``index.html`` first. Every remark that asks
        for something, and every other one that was answered, stands on the page of its main
        theme, once. Before the first answer there is the first page only, which says so.
    """
    replies = _to_replies(dataset, told)
    if replies is None:
        return {INDEX: _page(dataset.about.title, TITLE, tag("p", NOTHING_YET))}
    shown = _by_theme(replies)
    pages = {to_file(key): _theme_page(replies, key, remarks) for key, remarks in shown.items()}
    return {INDEX: _index_page(replies, shown), **pages}


def to_file(theme: str) -> str:
    """Name the page of a theme."""
    return f"thema-{theme}.html"


def _to_replies(dataset: Dataset, told: Told) -> Replies | None:
    days = sorted(told.answers["published_at"]) if len(told.answers) else []
    if dataset.remarks.empty or not days:
        return None
    # Without names, whoever asks; no link, for the dashboard may be behind a sign-in.
    return Replies(Extract(
        dataset, Labels(dataset, hides_names=True), dataset.remarks, Selection(), "", "",
        date.fromisoformat(days[-1][:10]),
    ), told)


def _by_theme(replies: Replies) -> dict[str, list[Remark]]:
    """Give what is shown, by main theme, in the order of the codebook; no theme is empty."""
    by_theme: dict[str, list[Remark]] = {}
    for remark in replies.asking + replies.also_answered:
        by_theme.setdefault(remark.themes[0], []).append(remark)
    order = list_keys(replies.extract.dataset.codebook, "theme")
    return {key: by_theme[key] for key in order if key in by_theme}


def _index_page(replies: Replies, shown: Mapping[str, Sequence[Remark]]) -> bytes:
    asking = {remark.remark_id for remark in replies.asking}
    rows = [
        (key, [replies.kind(remark) for remark in remarks if remark.remark_id in asking])
        for key, remarks in shown.items()
    ]
    every = [kind for _, kinds in rows for kind in kinds]
    lines = [replies.asking_line, *([to_count(
        len(replies.also_answered), "opmerking vroeg niets, en kreeg toch een antwoord.",
        "opmerkingen vroegen niets, en kregen toch een antwoord.")]
                                    if replies.also_answered else [])]
    return _page(
        replies.extract.title, TITLE,
        *(tag("p", line) for line in lines),
        tag("h2", "In het geheel"), _figures(replies),
        tag("p", VOICES_MEANING, class_="note"),
        tag("h2", "Per thema"),
        tag("div", tag(
            "table", tag("thead", _head(replies, every)),
            tag("tbody", *(_row(tag("a", _theme(replies, key), href=to_file(key)), kinds, every)
                           for key, kinds in rows), _row("Samen", every, every)),
        ), class_="scroll"),
        tag("p", MAIN_THEME, class_="note"),
        _colophon(replies),
    )


def _figures(replies: Replies) -> Markup:
    head = tag("tr", *(tag("th", word, scope="col")
                       for word in ("Wat ermee gebeurt", "Opmerkingen", "Stemmen")))
    rows = (tag("tr", tag("th", word, scope="row"), *(_number(number) for number in numbers))
            for word, *numbers in replies.counts)
    return tag("div", tag("table", tag("thead", head), tag("tbody", *rows)), class_="scroll")


def _head(replies: Replies, every: Sequence[str]) -> Markup:
    kinds = (toned_word(replies.kind_name(kind), kind) for kind in _KINDS if kind in every)
    return tag("tr", *(tag("th", word, scope="col") for word in ("Thema", *kinds, "Samen")))


def _row(name: str, kinds: Sequence[str], every: Sequence[str]) -> Markup:
    numbers = [kinds.count(kind) for kind in _KINDS if kind in every]
    return tag("tr", tag("th", name, scope="row"), *(map(_number, [*numbers, len(kinds)])))


def _number(number: int) -> Markup:
    return tag("td", str(number))


def _theme_page(replies: Replies, theme: str, remarks: Sequence[Remark]) -> bytes:
    asking = {remark.remark_id for remark in replies.asking}
    parts: dict[str, list[Remark]] = {kind: [] for kind in _KINDS}
    for remark in remarks:
        is_asking = remark.remark_id in asking
        place = replies.kind(remark) if is_asking else ALSO_ANSWERED
        parts.setdefault(place, []).append(remark)
    name = _theme(replies, theme)
    return _page(
        replies.extract.title, f"{name}: {TITLE[:1].lower()}{TITLE[1:]}",
        tag("nav", tag("a", "Alle thema's", href=INDEX), aria_label="Kruimelpad"),
        *(tag("section",
              tag("h2", f"{replies.kind_name(kind) or ALSO_ANSWERED} ({len(of_kind)})"),
              *(write_card(replies.extract, remark) for remark in of_kind))
          for kind, of_kind in parts.items() if of_kind),
        _colophon(replies),
    )


def _theme(replies: Replies, key: str) -> str:
    return replies.extract.words(replies.extract.labels.theme(key))


def _colophon(replies: Replies) -> Markup:
    extract = replies.extract
    return tag(
        "footer",
        tag("p", f"Laatste antwoord bekendgemaakt op {extract.date_line}.", class_="note"),
        tag("p", f"Bron: {extract.source_line}. Namen van personen zijn weggelaten.",
            class_="note"),
    )


def _page(about: str, title: str, *content: str) -> bytes:
    return write_page(f"{title} — {about}", tag("header", tag("p", about, class_="note")),
                      tag("main", tag("h1", title), *content))
