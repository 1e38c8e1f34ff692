"""
The deck: a selection of remarks as slides, in the order in which they are told.

It is walked in one of three ways: in short, whole, or remark by remark.

A slide has room for so many lines at so many letters, measured in the browser at
1280 by 720 (tests/browser checks that nothing is cut off). A quotation that is
longer goes on on the next slide; it is never shrunk and never shortened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from textwrap import wrap
from types import MappingProxyType
from typing import Literal

import pandas as pd

from analysis.facets import RemarkFacets
from analysis.hiding import Hide
from analysis.remarks import Remark, to_remarks
from analysis.selection import Selection
from analysis.sides import ON_THE_LEFT, Sides, choose_sides, sort_by_sides
from analysis.view import DeckName, View
from loaders.schema import OPEN, STATUS_KINDS

LETTERS_PER_LINE = 62
LINES_PER_SLIDE = 12
# Under a quotation stands one line, with some room: as much as two lines of it.
LINES_PER_META = 2
LINES_PER_PART = 9
# A remark that has the screen to itself is written larger.
SPOTLIGHT_LETTERS_PER_LINE = 48
SPOTLIGHT_LINES_PER_PART = 8
# With the line that says what the bars leave out.
THEMES_PER_CHART = 6
LONE_PER_SLIDE = 6
MOST_IN_SUMMARY = 10
# How many answers open a deck of what is new: in the whole of it, and in short.
MOST_NEWS, MOST_NEWS_IN_SUMMARY = 6, 3


SlideKind = Literal[
    "title", "moved", "chart", "theme", "quotes", "told", "spotlight", "answer", "lone", "closing",
    "empty",
]


Bar = tuple[str, *tuple[int, ...]]
# A remark of which readers were told something else, and the kind of the status it has now.
Moves = tuple[tuple[str, str], ...]
NO_SIDES = Sides((), ())
NO_ANSWERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Quote:
    """A remark on a slide, or one part of a long one: which part, of how many, from 1."""

    remark: Remark
    text: str
    part: int = 1
    part_count: int = 1


@dataclass(frozen=True)
class Slide:
    """
    One message on one screen.

    Attributes:
        kind: what it shows.
        theme: key of the theme that it is about; empty where it is about all.
        quotes: the remarks on it.
        bars: theme key and its numbers, one per sentiment of the sides, from top to bottom.
        sides: which sentiments the bars show, and how many remarks they are of.
        longest: the longest side of a bar in the whole deck, so that it has one scale.
        told: how many remarks stand with the theme; the others stand with another of theirs.
            Where it says what moved, how many answers follow.
        of: of how many remarks with the theme a summary shows these; of how many new answers
            some follow; 0 elsewhere.
        lone: theme key, the only group that raised it, and in how many remarks.
        kinds: of those that stand with the theme and ask for something, how many there are of
            each kind of status; where it says what moved, of those that did.
        since: the day from which it says what moved.
    """

    kind: SlideKind
    theme: str = ""
    quotes: tuple[Quote, ...] = ()
    bars: tuple[Bar, ...] = ()
    sides: Sides = NO_SIDES
    longest: int = 1
    told: int = 0
    of: int = 0
    lone: tuple[tuple[str, str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    since: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Say what it is about, the most precise first: a slide of another deck may be too."""
        remarks = dict.fromkeys(quote.remark.remark_id for quote in self.quotes)
        return (*remarks, f"{self.kind}/{self.theme}", *([f"/{self.theme}"] if self.theme else []))


Walks = Mapping[DeckName, Sequence[Slide]]


class Decks:
    """The slides of one dataset: worked out once for all who look at the same."""

    def __init__(self, facets: RemarkFacets, answers: Mapping[str, str] = NO_ANSWERS) -> None:
        """Take the remarks and what was answered to some; what is kept lives as long as they do."""
        self._facets, self._answers = facets, answers
        self._kept = lru_cache(maxsize=16)(self._make)

    def of(self, view: View, hide: Hide, moves: Moves = ()) -> Walks:
        """
        Give the slides of a view: of its selection, or of what was set aside.

        Args:
            view: what is shown.
            hide: gives the words of remarks as they may be shown.
            moves: what moved since the day of the view; nothing is told of it without one.

        Returns:
            The whole deck, and, where it is of a selection that holds
            remarks, its summary and its remarks one by one.
        """
        shortlist = tuple(key for key, _ in view.shortlist) if view.is_shortlist else None
        return self._kept(view.selection, shortlist, hide, view.since, moves)

    def _make(
        self, selection: Selection, shortlist: tuple[str, ...] | None, hide: Hide, since: str,
        moves: Moves,
    ) -> Walks:
        if shortlist is not None:
            places = self._facets.find_places(shortlist)
            chosen = to_remarks(self._facets.dataset.remarks.iloc[places], hide)
            return {"full": to_shortlist_deck(chosen, self._to_answers(hide))}
        # Whoever filters on themes chooses them, and the order in which they are told.
        deck = to_deck(self._facets, hide, selection, selection.themes)
        if deck[0].kind == "empty":
            return {"full": deck}
        remarks = dict.fromkeys(quote.remark for shown in deck for quote in shown.quotes)
        summary, answers = to_summary(deck), self._to_answers(hide)
        alone = [deck[0], *to_spotlights(list(remarks), answers), deck[-1]]
        if since:
            selected = {remark.remark_id: remark for remark in remarks}
            own = [(selected[key], kind) for key, kind in moves if key in selected]
            summary, deck = (
                [slides[0], *to_news(since, own, answers, most), *slides[1:]]
                for slides, most in ((summary, MOST_NEWS_IN_SUMMARY), (deck, MOST_NEWS)))
        return {"summary": summary, "full": deck, "spotlight": alone}

    def _to_answers(self, hide: Hide) -> dict[str, str]:
        return {remark_id: hide(words) for remark_id, words in self._answers.items()}


def to_place(view: View, walks: Walks) -> tuple[DeckName, int]:
    """Give the walk that a view asks for, where there is one, and the nearest of its slides."""
    name: DeckName = view.deck if view.deck in walks else "full"
    return name, min(max(view.slide, 1), len(walks[name]))


def to_deck(
    facets: RemarkFacets, hide: Hide, selection: Selection, themes: Sequence[str] = ()
) -> list[Slide]:
    """
    Turn a selection into slides.

    Args:
        facets: the remarks.
        hide: gives the words of remarks as they may be shown.
        selection: which remarks.
        themes: themes in the order of the presenter; where none are given,
            they come in the order of the chart.

    Returns:
        A title, the chart, per theme its figures and its remarks (each remark
        once, with the first of its themes that is told), what only one group raised, and a closing
        slide. For an empty selection one slide that says so.
    """
    remarks = facets.select(selection)
    if remarks.empty:
        return [Slide("empty")]
    counts = facets.count_themes(selection)
    sentiments = facets.options("sentiments")
    sides = choose_sides(selection, remarks, sentiments)
    counts = sort_by_sides(counts[counts["remark_count"] > 0], sides)
    chosen = [theme for theme in themes if theme in set(counts["theme"])]
    counts = counts.set_index("theme", drop=False).loc[chosen or counts["theme"].tolist()]
    told = set(counts["theme"])
    # A remark stands with its main theme, or the first of its themes that is told.
    told_with: dict[str, list[Remark]] = defaultdict(list)
    for remark in to_remarks(remarks, hide):
        told_with[next((key for key in remark.themes if key in told), "")].append(remark)
    kinds = _to_kinds(facets.dataset.codebook)
    bars = _to_bars(counts, sides)
    longest = sides.to_longest([bar[1:] for bar in bars])
    slides = [Slide("title"), *_to_charts(bars, sides, longest)]
    for bar in bars:
        theme = bar[0]
        own = tuple((key, int(counts.at[theme, key])) for key in sentiments)
        slides.append(Slide("theme", theme, bars=(bar,), sides=replace(sides, counts=own),
                            told=len(told_with[theme])))
        slides += _to_quote_slides(told_with[theme], theme)
        slides += _to_told(told_with[theme], theme, kinds)
    return [*slides, *_to_lone(facets, selection), Slide("closing")]


def to_shortlist_deck(
    remarks: Sequence[Remark], answers: Mapping[str, str] = NO_ANSWERS
) -> list[Slide]:
    """Turn chosen remarks into slides, one remark at a time, in the order given."""
    if not remarks:
        return [Slide("empty")]
    return [Slide("title"), *to_spotlights(remarks, answers), Slide("closing")]


def to_spotlights(
    remarks: Sequence[Remark], answers: Mapping[str, str] = NO_ANSWERS
) -> list[Slide]:
    """
    Give each remark the whole screen, and its answer the next; a long one more than one screen.

    On the slide of an answer its words stand in the place of those of the remark.
    """
    slides: list[Slide] = []
    for remark in remarks:
        slides += _to_alone("spotlight", remark)
        if words := answers.get(remark.remark_id):
            slides += _to_alone("answer", replace(remark, text=words))
    return slides


def to_news(
    since: str, moves: Sequence[tuple[Remark, str]], answers: Mapping[str, str], most: int
) -> list[Slide]:
    """
    Open a deck with what moved: how much in figures, then remarks with their new answers.

    Args:
        since: the day, as 2026-12-31.
        moves: the remarks that moved, each with the kind of its status now.
        answers: the answer to each remark that has one.
        most: how many answers are shown. One that is given to several remarks is shown once,
            with the first of them.
    """
    kinds = [kind for _, kind in moves]
    first: dict[str, Remark] = {}
    for remark, _ in moves:
        if words := answers.get(remark.remark_id):
            first.setdefault(words, remark)
    shown = list(first.values())[:most]
    return [Slide("moved", kinds=tuple((kind, kinds.count(kind)) for kind in STATUS_KINDS),
                  told=len(shown), of=len(first), since=since), *to_spotlights(shown, answers)]


def _to_alone(kind: SlideKind, remark: Remark) -> list[Slide]:
    quotes = to_quotes(remark, SPOTLIGHT_LETTERS_PER_LINE, SPOTLIGHT_LINES_PER_PART)
    return [Slide(kind, remark.themes[0], (quote,)) for quote in quotes]


def to_quotes(
    remark: Remark, letters: int = LETTERS_PER_LINE, lines: int = LINES_PER_PART
) -> list[Quote]:
    """
    Cut a remark between words where it is too long for a slide.

    Args:
        remark: the remark.
        letters: how many fit on a line.
        lines: how many fit on a slide.

    Returns:
        Parts of about the same length. Joined by spaces, they are the words
        again; only a word that alone is longer than a slide is cut itself.
    """
    texts = _to_parts(remark.text, letters, lines)
    return [Quote(remark, text, part, len(texts)) for part, text in enumerate(texts, start=1)]


def to_summary(deck: Sequence[Slide]) -> Sequence[Slide]:
    """
    Tell a deck in at most ten slides: its charts, and of the first themes some remarks.

    Args:
        deck: the whole deck; one that is no longer is its own summary.

    Returns:
        As many themes as there is room for beside the other slides: of each
        the slide with the most remarks that its bars count. Where no slide
        holds whole remarks only, the figures of the theme stand for it.
    """
    if len(deck) <= MOST_IN_SUMMARY:
        return deck
    before = [slide for slide in deck if slide.kind in ("title", "chart")]
    after = [*[slide for slide in deck if slide.kind == "lone"][:1], deck[-1]]
    themes = [slide for slide in deck if slide.kind == "theme"]
    room = max(MOST_IN_SUMMARY - len(before) - len(after), 0)
    summary = [*before, *(_to_sample(theme, deck) for theme in themes[:room]), *after]
    # So many charts that there is room for nothing else: the last one says least.
    return [*summary[: MOST_IN_SUMMARY - 1], summary[-1]]


def _to_sample(theme: Slide, deck: Sequence[Slide]) -> Slide:
    own = [slide for slide in deck if slide.kind == "quotes" and slide.theme == theme.theme
           and all(quote.part_count == 1 for quote in slide.quotes)]
    of, shown = sum(count for _, count in theme.sides.counts), theme.sides.shown
    return replace(max(own, default=theme, key=lambda slide: sum(
        quote.remark.sentiment in shown for quote in slide.quotes)), of=of)


def find_place(number: int, old: Sequence[Slide], new: Sequence[Slide]) -> int:
    """
    Give the slide of a new deck that is about the same as a slide of the old one.

    Args:
        number: which slide of the old deck, from 1.
        old: the deck that was on the screen.
        new: the deck that comes in its place.

    Returns:
        The number of a slide with the same remark, else one of the same kind
        and theme, else of the same theme; of several, the nearest. Where there
        is none, it is asked of the slides around it, the nearest first.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, slide in enumerate(new, start=1):
        for key in slide.keys:
            places[key].append(place)
    around = sorted(enumerate(old, start=1), key=lambda one: abs(one[0] - number))
    found = (places[key] for _, slide in around for key in slide.keys if key in places)
    return min(next(found, [1]), key=lambda place: abs(place - number))


def _to_charts(bars: Sequence[Bar], sides: Sides, longest: int) -> list[Slide]:
    # Evenly: a last chart of one bar says nothing.
    charts = -(-len(bars) // THEMES_PER_CHART)
    per_chart = -(-len(bars) // charts) if charts else 1
    return [
        Slide("chart", bars=tuple(bars[start : start + per_chart]), sides=sides, longest=longest)
        for start in range(0, len(bars), per_chart)
    ]


def _to_bars(counts: pd.DataFrame, sides: Sides) -> list[Bar]:
    return [*counts[["theme", *sides.shown]].itertuples(index=False, name=None)]


def _to_parts(words: str, letters: int, most_lines: int) -> list[str]:
    # By lines, not by letters: no line is filled to its end, and ten would become eleven.
    pieces = [
        line[start : start + letters * most_lines]
        for line in wrap(words, letters, break_long_words=False, break_on_hyphens=False)
        for start in range(0, len(line), letters * most_lines)
    ]
    line_counts = [-(-len(piece) // letters) for piece in pieces]
    parts: list[str] = []
    room, left = 0, sum(line_counts)
    for piece, line_count in zip(pieces, line_counts, strict=True):
        if line_count > room:
            parts.append(piece)
            # Evenly: a last slide with one word on it reads badly.
            room = max(-(-left // -(-left // most_lines)), line_count)
        else:
            parts[-1] += f" {piece}"
        room -= line_count
        left -= line_count
    return parts


def _to_quote_slides(remarks: Sequence[Remark], theme: str) -> list[Slide]:
    slides: list[Slide] = []
    held: list[Quote] = []
    room = LINES_PER_SLIDE
    for remark in remarks:
        for quote in to_quotes(remark):
            lines = len(wrap(quote.text, LETTERS_PER_LINE)) + LINES_PER_META
            if held and lines > room:
                slides.append(Slide("quotes", theme, tuple(held)))
                held, room = [], LINES_PER_SLIDE
            held.append(quote)
            room -= lines
    return [*slides, Slide("quotes", theme, tuple(held))] if held else slides


def _to_told(remarks: Sequence[Remark], theme: str, kinds: Mapping[str, str]) -> list[Slide]:
    """Say what became of what a theme's remarks ask; nothing before the first answer."""
    asked = [kinds.get(remark.status, OPEN) for remark in remarks
             if remark.sentiment in ON_THE_LEFT]
    if set(asked) <= {OPEN}:
        return []
    return [Slide("told", theme, kinds=tuple((kind, asked.count(kind)) for kind in STATUS_KINDS))]


def _to_kinds(codebook: pd.DataFrame) -> dict[str, str]:
    statuses = codebook[codebook["field"] == "status"]
    return dict(zip(statuses["key"], statuses["kind"], strict=True))


def _to_lone(facets: RemarkFacets, selection: Selection) -> list[Slide]:
    lone = facets.find_only_here(selection)
    if lone is None:
        return []
    rows = tuple((theme, group, int(count))
                 for theme, group, count in lone.itertuples(index=False, name=None))
    return [
        Slide("lone", lone=rows[start : start + LONE_PER_SLIDE])
        for start in range(0, len(rows), LONE_PER_SLIDE)
    ]
