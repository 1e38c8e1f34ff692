"""What a sheet that was filled in asks, line by line, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from drawing.html.tags import tag
from drawing.words.answers import to_shown_value
from drawing.words.labels import Labels
from drawing.words.sentences import shorten
from drawing.words.worksheet import STATE_LABELS
from follow_up.answer import Answer
from follow_up.worksheet import FIELD_HEADS, Line

LONGEST_WORDS = 200
_SIGNS = {"new": "+", "changed": "→", "stale": "!", "wrong": "×"}


def preview_table(lines: Sequence[Line], labels: Labels) -> Markup:
    """Write what every line asks that is not as it was: what is wrong, what changes, and how."""
    asking = [line for line in lines if line.state != "same"]
    if not asking:
        return tag("p", "Er is niets gewijzigd in dit bestand.", class_="note")
    head = tag("tr", *(tag("th", word, scope="col")
                       for word in ("Rij", "Opmerking", "Wat", "In het bestand", "Nu hier")))
    rows = (
        tag("tr", tag("td", str(line.number)), tag("td", line.remark_id),
            tag("td", tag("span", f"{_SIGNS[line.state]} ", aria_hidden="true"),
                STATE_LABELS[line.state]),
            tag("td", *(tag("p", message, class_="late") for _, message in line.problems),
                *_fields(line, line.answer, labels)),
            tag("td", *_fields(line, line.theirs, labels)))
        for line in asking
    )
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="queue")
    return tag("div", table, class_="scroll", tabindex="0", role="region",
               aria_label="Wat dit bestand vraagt")


def _fields(line: Line, answer: Answer | None, labels: Labels) -> list[Markup]:
    if answer is None:
        return []
    return [
        tag("p", tag("b", f"{FIELD_HEADS[name]}: "), shorten(shown, LONGEST_WORDS))
        for name in line.changed
        if (shown := to_shown_value(name, getattr(answer, name), labels))
    ]
