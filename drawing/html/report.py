"""The report as a page: every character of it once, remarks and passages in their place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.facet import STATUS
from drawing.html.tags import Mark, marked_text, tag
from drawing.palette import to_tone
from drawing.words.labels import Labels
from drawing.words.sentences import to_count, to_list
from loaders.dataset import Dataset
from loaders.report import squeeze, to_words

# How a passage is drawn, by its kind; a kind that is not here is a plain line.
_TAGS = {"part_heading": "h2", "section_heading": "h3", "heading": "h2", "question": "h4",
         "speaker": "h4"}


@dataclass(frozen=True)
class Segment:
    """
    A stretch of the report.

    Attributes:
        text: its characters, as they stand in the report.
        remark_id: the remark it is; empty for anything else.
        kind: the kind of passage it is; empty for a remark, and for the bullet
            signs and white space between the two.
        line: its first line in the report, from 1.
    """

    text: str
    remark_id: str = ""
    kind: str = ""
    line: int = 0

    @property
    def place(self) -> str:
        """Give its id on the page; empty for what is neither remark nor passage."""
        if self.remark_id:
            return f"verslag-{self.remark_id}"
        return f"regel-{self.line}" if self.kind else ""


def to_segments(dataset: Dataset) -> list[Segment]:
    """
    Cut the report at the edges of its remarks and passages.

    Returns:
        Segments in the order of the report; their texts, joined, are the report.
    """
    report = dataset.report
    spans = sorted([
        *((start, end, line, remark_id, "") for start, end, line, remark_id in zip(
            *_columns(dataset.remarks, "remark_id"), strict=True)),
        *((start, end, line, "", kind) for start, end, line, kind in zip(
            *_columns(dataset.passages, "kind"), strict=True)),
    ])
    segments, position = [], 0
    for start, end, line, remark_id, kind in spans:
        segments += [Segment(report[position:start]), Segment(report[start:end], remark_id, kind,
                                                              line)]
        position = end
    segments.append(Segment(report[position:]))
    return [segment for segment in segments if segment.text]


def to_report_marks(text: str, raw: str, marks: Sequence[Mark]) -> list[Mark]:
    r"""
    Move marks from the words of a remark to the same words as the report prints them.

    Args:
        text: the words of the remark.
        raw: the same stretch of the report, with its line breaks and bullet signs.
        marks: start, end and reason, in ``text``.

    Returns:
        The marks in ``raw``, in the same order.

    >>> to_report_marks("a b", "a\n▪ b", [(2, 3, "exact")])
    [(4, 5, 'exact')]
    """
    moved: dict[int, int] = {}
    raw_words = iter(to_words(raw))
    for word in to_words(text):
        there = next(other for other in raw_words if other.text == word.text)
        for offset in range(len(word.text) + 1):
            moved[word.start + offset] = there.start + offset
    return [(moved[start], moved[end - 1] + 1, reason) for start, end, reason in marks]


def report_article(
    dataset: Dataset,
    labels: Labels,
    *,
    selected: Collection[str],
    marks: Mapping[str, Sequence[Mark]],
    found: Mapping[int, Sequence[Mark]] = MappingProxyType({}),
    is_searching: bool = False,
    to_href: Callable[[str], str],
    opened: str = "",
) -> Markup:
    """
    Write the whole report as an ``article``; its text is the report, up to white space.

    Args:
        dataset: whose report it is.
        labels: words for keys.
        selected: ids of the remarks that stand out; the others are dimmed.
        marks: what a search found, by remark id.
        found: what it found in the passages, by their first line.
        is_searching: whether the selected remarks are what a search found.
        to_href: gives the address of a remark.
        opened: the id, on the page, of what the reader came for; see :func:`find_place`.
    """
    texts = dict(zip(dataset.remarks["remark_id"], dataset.remarks["text"], strict=True))
    passages = dict(zip(dataset.passages["line_start"], dataset.passages["text"], strict=True))
    names = [name for name in ("sentiment", "themes", STATUS) if name in dataset.remarks]
    coded = dataset.remarks.set_index("remark_id")[names].to_dict("index")
    pieces, is_in_section = [], False
    for segment in to_segments(dataset):
        if segment.remark_id:
            is_selected = segment.remark_id in selected
            classes = ("" if is_selected else " dimmed") + _opened(segment, opened)
            pieces.append(_remark(
                segment, labels, coded[segment.remark_id], classes, to_href(segment.remark_id),
                _marked(segment, labels, texts[segment.remark_id],
                        marks.get(segment.remark_id, ())),
                is_hit=is_searching and is_selected))
        elif segment.kind:
            name = _TAGS.get(segment.kind, "p")
            if name in ("h2", "h3"):
                is_in_section = name == "h3"
            elif name == "h4" and not is_in_section:
                # Who hears the page walks its headings level by level.
                name = "h3"
            places = found.get(segment.line, ())
            pieces.append(tag(
                name, _marked(segment, labels, passages[segment.line], places),
                class_=f"passage {segment.kind}{_opened(segment, opened)}", id=segment.place,
                data_number=str(segment.line), data_hit="" if places else None))
        elif segment.text.strip():
            pieces.append(tag("span", segment.text.strip(), class_="bullet",
                              aria_hidden="true"))
    return tag("article", Markup("\n").join(pieces), class_="report", lang="nl")


def find_place(dataset: Dataset, remark_id: str, line: int) -> str:
    """Give the id, on the page, of a remark, or else of what stands at a line; empty for line 1."""
    if line == 1 or remark_id:
        return f"verslag-{remark_id}" if remark_id else ""
    places = [segment.place for segment in to_segments(dataset)
              if segment.place and segment.line <= line]
    return places[-1] if places else ""


def hit_bar(query: str, remark_count: int, lines: Collection[int], dataset: Dataset) -> Markup:
    """
    Write how many places a search found, and the buttons to walk past them.

    The script says at which place the reader is, and walks.

    Args:
        query: what was searched for.
        remark_count: how many remarks were found.
        lines: the first lines of the passages that were found.
        dataset: whose report it is.
    """
    passages = dataset.passages[dataset.passages["line_start"].isin(list(lines))]
    listed = int((passages["kind"] == "attendance").sum())
    places = remark_count + len(lines)
    if not places:
        return tag("div", tag("p", "Niets gevonden in het verslag.", role="status"), class_="hits")
    parts = [to_count(count, *words) for count, words in (
        (remark_count, ("opmerking", "opmerkingen")),
        (len(lines) - listed, ("kop of vraag", "koppen en vragen")),
        (listed, ("regel van de aanwezigheidslijst", "regels van de aanwezigheidslijst")),
    ) if count]
    steps = (
        tag("button", name, tag("span", f" ({key}F3)", class_="keys"), type="button",
            class_="quiet", data_do="hit", data_number=step,
            title=f"{key}F3, of {key}Enter in het zoekvak")
        for name, step, key in (("Vorige", "-1", "Shift+"), ("Volgende", "1", ""))
    )
    return tag(
        "div", tag("p", to_count(places, "plaats", "plaatsen"), role="status"), *steps,
        class_="hits", data_query=query,
    ) + tag("p", to_list(parts), class_="note")


def contents(dataset: Dataset, labels: Labels) -> Markup:
    """Write a table of contents of the report: its parts, and the sections in them."""
    items = [
        tag("li", tag("button", _words(text, labels), type="button", class_="quiet",
                      data_do="jump", data_target=f"regel-{line}"), class_=kind)
        for text, line, kind in zip(
            dataset.passages["text"], dataset.passages["line_start"], dataset.passages["kind"],
            strict=True,
        )
        if _TAGS.get(kind) in ("h2", "h3")
    ]
    return tag("nav", tag("h2", "Inhoud"), tag("ul", *items), class_="contents",
               aria_label="Inhoud van het verslag")


def _remark(segment: Segment, labels: Labels, coded: Mapping[str, Any], classes: str, href: str,
            words: str, is_hit: bool) -> Markup:
    sentiment, themes, status = coded["sentiment"], coded["themes"], coded.get(STATUS, "")
    names = to_list([labels.theme(key) for key in themes])
    outcome = labels.status(status) if labels.is_answer(status) else ""
    said = " — ".join(filter(None, (labels.sentiment(sentiment), names, outcome)))
    # The label is drawn from an attribute: the text of the page stays the report's.
    margin = tag("a", "", href=href, class_="margin", data_do="open",
                 data_key=segment.remark_id, data_sign=to_tone(sentiment).sign,
                 data_label=said, title=said, aria_label=f"{said}. Open deze opmerking")
    kind = labels.kind(status)
    answered = tag("span", "", class_=f"status tone-{kind}",
                   data_label=f"{to_tone(kind).sign} {outcome}") if outcome else ""
    topic = tag("span", answered, class_="topic", data_label=labels.theme(themes[0]),
                aria_hidden="true")
    return tag("p", margin, words, topic, class_=f"said tone-{sentiment}{classes}",
               id=segment.place, data_do="open", data_key=segment.remark_id,
               data_number=str(segment.line), data_hit="" if is_hit else None)


def _opened(segment: Segment, opened: str) -> str:
    return " opened" if segment.place == opened else ""


def _marked(segment: Segment, labels: Labels, text: str, marks: Sequence[Mark]) -> str:
    if labels.hides_names:
        return _words(segment.text, labels)
    return marked_text(segment.text, to_report_marks(text, segment.text, marks))


def _words(text: str, labels: Labels) -> str:
    return labels.hide(squeeze(text))


def _columns(table: pd.DataFrame, last: str) -> Iterator[list[Any]]:
    return (table[name].tolist() for name in ("char_start", "char_end", "line_start", last))
