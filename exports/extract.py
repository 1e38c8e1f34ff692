"""
The extract: what is taken along of the screen, and what every file says about it.

All words of a file come through here: names are hidden where the screen hides
them, and characters that no file can hold are gone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from urllib.parse import unquote_plus

import pandas as pd

from analysis.counts import count_themes, count_voices, list_keys
from analysis.facet import FACET_NAMES, FACETS, Facet, to_facet
from analysis.facets import to_theme_rows
from analysis.link import to_link
from analysis.remarks import Remark
from analysis.selection import Selection
from analysis.sides import Sides, choose_sides, sort_by_sides, with_parts
from analysis.view import View
from drawing.words.labels import Labels
from drawing.words.sentences import (
    to_chips,
    to_count_line,
    to_date,
    to_lines,
    to_sentence,
    to_source,
    to_voices_line,
)
from drawing.words.sides import to_chart_words, to_shown_line
from exports.safe_text import to_safe_text
from follow_up.answer import Answer
from follow_up.plans import find_taken_up
from follow_up.told import Telling
from loaders.dataset import Dataset

LANGUAGE = "nl-BE"
COUNT_MEANING = (
    "Een opmerking is een stuk van het verslag, geen mens: wie vaker sprak, telt vaker mee. "
    "Het oordeel gaat over wat de opmerking zegt over het plan of het beleid."
)
EVERY_THEME_MEANING = (
    "Een opmerking met meer thema's telt bij elk ervan, dus de som kan groter zijn dan het "
    "aantal opmerkingen."
)
MAIN_THEME_MEANING = "Elke opmerking telt één keer, bij haar hoofdthema."
NOTE = "Notitie"
LINK_NAME = "Waar: link"
ANSWER_NAMES = (
    "Antwoord in woorden", "Waarom", "Waar", LINK_NAME, to_facet("owners").label, "Tegen",
    "Ondertekend door",
)
# Excel opens no longer address, and PowerPoint calls a file with one damaged.
LONGEST_LINK = 2000
HIDDEN_LINK = "(weggelaten: in de link staat een naam, en namen zijn verborgen)"
LONGEST_FILE_NAME = 80
# A part of a file name says which filter, not the whole label.
LONGEST_NAME_PART = 24
# What a file is about comes first, then what it says of it, then who said it.
_FIRST_NAMED = ("themes", "sentiments")
_NAME_ORDER = (
    *_FIRST_NAMED, *(name for name in FACET_NAMES if name not in _FIRST_NAMED), "query"
)
_REST_OF_LABEL = re.compile(r",|;| \(|- en | en ")


class EmptyExtractError(ValueError):
    """There is nothing to take along. The message is for the reader, in Dutch."""

    def __init__(self) -> None:
        super().__init__("Er zijn geen opmerkingen om te downloaden.")


@dataclass(frozen=True)
class Extract:
    """
    Hold what is taken along.

    Attributes:
        dataset: where the remarks come from.
        labels: words for keys; hides personal names where the screen does.
        remarks: the selected remarks, in the order of the screen.
        selection: how they were selected.
        link: address of the view, with ``http://`` or ``https://``; "" where
            the dashboard does not know its own address.
        remarks_page: address of the page that opens a remark; "" likewise.
        made_on: day on which the file is made.
        choice: what the remarks are, where they were not selected by filters;
            "" where ``selection`` says it.
        notes: what the presenter wrote beside a remark, by its id; none is empty.
        told: what readers were told became of a remark, by its id, where there is an answer.

    Raises:
        EmptyExtractError: where there are no remarks.
        ValueError: for an address that no browser should open from a file.
    """

    dataset: Dataset
    labels: Labels
    remarks: pd.DataFrame
    selection: Selection
    link: str
    remarks_page: str
    made_on: date
    choice: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, Telling] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what makes no file."""
        if self.remarks.empty:
            raise EmptyExtractError
        for address in (self.link, self.remarks_page):
            if address and not address.startswith(("http://", "https://")):
                raise ValueError(f"{address!r} is no web address; http:// or https:// is needed")

    def words(self, text: str) -> str:
        """Give any words as they may leave: without names that are hidden, and safe to write."""
        return to_safe_text(self.labels.hide(text))

    def rows(self) -> list[Remark]:
        """Give the remarks in order, their words as they may leave."""
        return [
            replace(remark, text=to_safe_text(remark.text), section=to_safe_text(remark.section),
                    question=to_safe_text(remark.question))
            for remark in self.labels.remarks(self.remarks)
        ]

    def details(self, remark: Remark) -> list[str]:
        """
        Say who said a remark, where in the meeting, and where that stands in the report.

        Returns:
            Its group, speaker, section, question, lines, and what it answers;
            what there is of these.
        """
        group = self.labels.group(remark.group)
        parts = [
            # "Kennismakingsronde: nieuwe evoluties" names its group already.
            "" if remark.section.startswith(group) else group,
            self.labels.speaker(remark.speaker) if remark.speaker else "",
            remark.section,
            remark.question,
            to_lines(remark.line_start, remark.line_end),
            f"antwoord op {remark.replies_to}" if remark.replies_to else "",
        ]
        return [self.words(part) for part in parts if part]

    def is_asked(self, facet: Facet) -> bool:
        """Tell whether the screen asks a facet, whichever remarks these are."""
        return facet.is_asked(self.dataset.remarks)

    def facet_keys(self, facet: Facet) -> Mapping[str, tuple[str, ...]]:
        """Give the keys that each remark has of a facet, the main one first, by its id."""
        return self._facet_keys[facet.name]

    @cached_property
    def _facet_keys(self) -> dict[str, dict[str, tuple[str, ...]]]:
        remark_ids = self.remarks["remark_id"]
        return {
            facet.name: dict(zip(remark_ids, facet.to_cells(self.remarks), strict=True))
            for facet in FACETS
        }

    def note(self, remark_id: str) -> str:
        """Give what the presenter wrote beside a remark; "" where nothing."""
        return self.words(self.notes.get(remark_id, ""))

    def note_line(self, remark_id: str) -> str:
        """Give that note, and say that it is one: it is no part of the report; "" where nothing."""
        note = self.note(remark_id)
        return f"{NOTE}: {note}" if note else ""

    def answer(self, remark_id: str) -> dict[str, str]:
        """Give what readers were told became of a remark, by ANSWER_NAMES; "" what is not there."""
        answer = self.told[remark_id].answer if remark_id in self.told else Answer(None, (), "")
        due = to_date(date.fromisoformat(answer.due)) if answer.due else ""
        found = find_taken_up(self.dataset, answer)
        where = f"{answer.where_quote} (p. {found.page})" if found and found.page else (
            answer.where_quote)
        words = (answer.text, answer.reason, where, answer.where_link, answer.owner, due,
                 answer.signature)
        return dict(zip(ANSWER_NAMES, map(self.words, words), strict=True))

    @property
    def title(self) -> str:
        """Give the title of the meeting."""
        return self.words(self.labels.about.title)

    @property
    def sentence(self) -> str:
        """Say in one line which remarks these are."""
        return self.words(self.choice or to_sentence(self.selection, self.labels))

    @property
    def count_line(self) -> str:
        """Say how many remarks these are, of how many."""
        return to_count_line(len(self.remarks), len(self.dataset.remarks))

    @property
    def voices_line(self) -> str:
        """Say how many parts of the meeting they come from, and whom the report names."""
        return to_voices_line(*count_voices(self.remarks, self.dataset.organisations["key"]))

    @property
    def source_line(self) -> str:
        """Say where the words come from."""
        return self.words(to_source(self.labels.about))

    @property
    def labelling_line(self) -> str:
        """Say who gave the labels, and how; "" where the data do not tell."""
        return self.words(self.labels.about.labelling)

    @property
    def date_line(self) -> str:
        """Write the day on which the file is made."""
        return to_date(self.made_on)

    @property
    def view_link(self) -> str:
        """Give the address of the view; "" where there is none, or where it holds a hidden name."""
        decoded = unquote_plus(self.link)
        return self.link if self.labels.hide(decoded) == decoded else ""

    @property
    def link_line(self) -> str:
        """Give the address of the view, or say why it is not there; "" where there is none."""
        return self.view_link or (HIDDEN_LINK if self.link else "")

    def is_opened(self, words: str) -> bool:
        """Tell whether words of a fact are an address that a file of Office can open."""
        return words == self.view_link and can_open(words)

    def remark_link(self, remark_id: str) -> str:
        """Give the address of one remark; "" where there is none."""
        if not self.remarks_page:
            return ""
        return to_link(View(remark=remark_id), self.remarks_page)

    def theme_counts(self) -> pd.DataFrame:
        """
        Count the remarks per theme and sentiment, as the overview does.

        Returns:
            Rows and columns of :func:`analysis.counts.count_themes`, in the order
            of the chart, those without remarks left out; ``part_count`` and ``label``.
        """
        rows = to_theme_rows(self.remarks)
        if self.selection.is_main_theme_only:
            rows = rows[rows["is_main"]]
        codebook = self.dataset.codebook
        counts = count_themes(rows, list_keys(codebook, "theme"), list_keys(codebook, "sentiment"))
        counts = sort_by_sides(counts[counts["remark_count"] > 0], self.sides)
        counts = with_parts(counts, rows, self.sides)
        return counts.assign(label=[self.words(self.labels.theme(key)) for key in counts["theme"]])

    @property
    def theme_meaning(self) -> str:
        """Say how a remark with several themes is counted."""
        is_main_only = self.selection.is_main_theme_only
        return MAIN_THEME_MEANING if is_main_only else EVERY_THEME_MEANING

    @property
    def chart_meaning(self) -> str:
        """Say how the bars count, and which remarks they leave out."""
        return f"{self.theme_meaning} {to_shown_line(self.sides, self.sentiment)}".rstrip()

    @property
    def chart_words(self) -> str:
        """Say in words what the chart shows, for who does not see it."""
        return to_chart_words(self.theme_counts(), self.sides, self.sentiment)

    @cached_property
    def sides(self) -> Sides:
        """Give the sentiments that the chart shows."""
        return choose_sides(self.selection, self.remarks, self.sentiments)

    def sentiment(self, key: str) -> str:
        """Give the label of a sentiment, as it may leave."""
        return self.words(self.labels.sentiment(key))

    @property
    def sentiments(self) -> list[str]:
        """Give every sentiment key, in the order of the screen."""
        return list_keys(self.dataset.codebook, "sentiment")

    def facts(self) -> list[tuple[str, str]]:
        """Say what the file is, as names with their words; the link comes last, if there is one."""
        facts = [
            ("Selectie", self.sentence),
            ("Aantal", f"{self.count_line}, {self.voices_line}"),
            ("Gemaakt op", self.date_line),
            ("Bron", self.source_line),
            *([("Labels", self.labelling_line)] if self.labelling_line else []),
        ]
        return [*facts, ("Link", self.link_line)] if self.link_line else facts


def can_open(address: str) -> bool:
    """Tell whether there is an address, and Office can open it; a longer one is only shown."""
    return 0 < len(address) <= LONGEST_LINK


def to_caption(extract: Extract, meaning: str = "") -> str:
    """
    Write what stands with a picture of a chart: filter line, n and source.

    Args:
        extract: the remarks that the chart counts.
        meaning: what its numbers count; empty for numbers per theme.

    Returns:
        Two lines, joined by a line break.
    """
    return (
        f"{extract.sentence} — {extract.count_line}. {meaning or extract.theme_meaning}\n"
        f"Bron: {extract.source_line}. Gemaakt op {extract.date_line}."
    )


def to_file_name(extract: Extract, suffix: str, subject: str = "") -> str:
    """
    Name a file after what is in it.

    Args:
        extract: what is in it.
        suffix: ending without a dot, such as ``docx``.
        subject: which of several pictures it is, as part of a file name.

    Returns:
        Small letters, digits and hyphens: name of the dataset, filters, day.
        Where the filters do not fit within 80 characters, ``en-meer`` stands
        for the rest.
    """
    about = _to_slug(extract.dataset.about.name, LONGEST_NAME_PART)
    first = "-".join(filter(None, (about, subject)))
    ending = f"{extract.made_on:%Y-%m-%d}.{suffix}"
    room = LONGEST_FILE_NAME - len(first) - len(ending) - len("--en-meer")
    names = list(dict.fromkeys(_name_parts(extract)))
    kept: list[str] = []
    for name in names:
        room -= len(name) + 1
        if room < 0:
            kept.append("en-meer")
            break
        kept.append(name)
    if not extract.selection.is_narrowed and not extract.choice:
        kept = ["alle"]
    return "-".join([*filter(None, [first]), *kept, ending])


def _name_parts(extract: Extract) -> Iterator[str]:
    if extract.choice:
        yield _to_slug(extract.words(extract.choice), LONGEST_NAME_PART)
    chips = to_chips(extract.selection, extract.labels)
    for facet in _NAME_ORDER:
        for chip in chips:
            if chip.facet == facet:
                is_query = facet == "query"
                text = extract.selection.query if is_query else _to_short(chip.text)
                if name := _to_slug(extract.words(text), LONGEST_NAME_PART):
                    yield name


def _to_short(label: str) -> str:
    # "Wonen en dakloosheid" is told from the other themes by its first word.
    return _REST_OF_LABEL.split(label)[0] or label


def _to_slug(text: str, most: int = LONGEST_FILE_NAME) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) <= most:
        return slug
    return slug[: most + 1].rpartition("-")[0] or slug[:most]
