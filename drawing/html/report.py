"""The report as a page: every character of it once, remarks and passages in their place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from drawing.html.tags import Mark, marked_text, tag
from drawing.palette import to_tone
from drawing.words.labels import Labels
from drawing.words.sentences import to_list
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
        to_href: gives the address of a remark.
        opened: the remark that the reader came for.
    """
    texts = dict(zip(dataset.remarks["remark_id"], dataset.remarks["text"], strict=True))
    coded = dataset.remarks.set_index("remark_id")[["sentiment", "themes"]].to_dict("index")
    pieces, is_in_section = [], False
    for segment in to_segments(dataset):
        if segment.remark_id:
            found = to_report_marks(texts[segment.remark_id], segment.text,
                                    marks.get(segment.remark_id, ()))
            pieces.append(_remark(segment, labels, coded[segment.remark_id], found,
                                  segment.remark_id in selected, segment.remark_id == opened,
                                  to_href(segment.remark_id)))
        elif segment.kind:
            name = _TAGS.get(segment.kind, "p")
            if name in ("h2", "h3"):
                is_in_section = name == "h3"
            elif name == "h4" and not is_in_section:
                # Who hears the page walks its headings level by level.
                name = "h3"
            pieces.append(tag(name, _words(segment.text, labels), class_=f"passage {segment.kind}",
                              id=f"regel-{segment.line}"))
        elif segment.text.strip():
            pieces.append(tag("span", segment.text.strip(), class_="bullet",
                              aria_hidden="true"))
    return tag("article", Markup("\n").join(pieces), class_="report", lang="nl")


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


def _remark(segment: Segment, labels: Labels, coded: Mapping[str, Any], found: list[Mark],
            is_selected: bool, is_opened: bool, href: str) -> Markup:
    sentiment, themes = coded["sentiment"], coded["themes"]
    names = to_list([labels.theme(key) for key in themes])
    said = f"{labels.sentiment(sentiment)} — {names}"
    # The label is drawn from an attribute: the text of the page stays the report's.
    margin = tag("a", "", href=href, class_="margin", data_do="open",
                 data_key=segment.remark_id, data_sign=to_tone(sentiment).sign,
                 data_label=said, title=said, aria_label=f"{said}. Open deze opmerking")
    topic = tag("span", "", class_="topic", data_label=labels.theme(themes[0]),
                aria_hidden="true")
    words = _words(segment.text, labels) if labels.hides_names else marked_text(segment.text, found)
    classes = f"said tone-{sentiment}" + ("" if is_selected else " dimmed") + (
        " opened" if is_opened else "")
    return tag("p", margin, words, topic, class_=classes, id=f"verslag-{segment.remark_id}")


def _words(text: str, labels: Labels) -> str:
    return labels.hide(squeeze(text))


def _columns(table: pd.DataFrame, last: str) -> Iterator[list[Any]]:
    return (table[name].tolist() for name in ("char_start", "char_end", "line_start", last))
