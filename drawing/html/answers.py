"""Answers as HTML, for who writes them: remarks with what was answered, drafts, conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from analysis.remarks import Remark
from drawing.html.remarks import remark_link, status_badge
from drawing.html.tags import tag
from drawing.words.answers import (
    FIELD_LABELS,
    to_answer_line,
    to_moment,
    to_shown_value,
)
from drawing.words.labels import Labels, to_day
from drawing.words.sentences import shorten

_TOLD = ("text", "reason", "where_quote", "where_link", "owner", "due", "signature")


def answered_remark(
    card: Markup, heading: str, remark_id: str, *, neighbours: Markup, earlier: Markup,
    can_leave: bool,
) -> Markup:
    """Write a remark that is being answered: its words in their place, and what went before."""
    leave = tag(
        "button", "Haal uit dit antwoord", type="button", class_="quiet", data_do="take_out",
        data_key=remark_id, aria_label=f"Haal opmerking {remark_id} uit dit antwoord",
    ) if can_leave else ""
    folds = _fold("Ervoor en erna in het verslag", neighbours)
    folds += _fold("Wat er al geantwoord is", earlier) if earlier else Markup("")
    return tag("section", tag("h2", heading, class_="heading"), card, folds, leave,
               class_="answered")


def earlier_answers(versions: Iterable[Mapping[str, Any]], labels: Labels) -> Markup:
    """Write all that was ever answered to a remark, drafts too, the first at the top."""
    return Markup("").join(tag(
        "div",
        tag("p", status_badge(version["status"], labels),
            f" · {version['answer_id']} · bewaard op {to_moment(version['saved_at'])} door "
            f"{version['actor']} · ",
            f"gepubliceerd op {to_moment(version['published_at'])}"
            if version["published_at"] else "ontwerp: niet gepubliceerd", class_="note"),
        _values(version, labels), class_="earlier",
    ) for version in versions)


def answer_list(
    title: str, meaning: str, answers: Sequence[Mapping[str, Any]], labels: Labels,
    to_href: Callable[[Mapping[str, Any]], str],
    to_note: Callable[[Mapping[str, Any]], str] = lambda _: "",
) -> Markup:
    """Write a list of answers, each of which opens; nothing where there are none."""
    items = (
        tag("li", answer_link(answer, to_answer_line(answer, labels), to_href(answer)),
            tag("span", f" {note}", class_="note") if (note := to_note(answer)) else "")
        for answer in answers
    )
    return tag("h2", title) + tag("p", meaning, class_="note") + tag(
        "ul", *items, class_="answers") if answers else Markup("")


def answer_link(answer: Mapping[str, Any], content: str, href: str) -> Markup:
    """Write a link that opens an answer, or what was typed for a new one to these remarks."""
    remarks = None if answer["answer_id"] else " ".join(answer["remark_ids"])
    return tag("a", content, href=href, data_do="answer", data_key=answer["answer_id"] or "",
               data_remarks=remarks)


def desk_link(href: str, content: str = "← Naar alle antwoorden") -> Markup:
    """Write the way to the list of answers."""
    return tag("a", content, href=href, class_="back", data_do="answer", data_key="")


def foreseen_changes(
    changes: Sequence[tuple[Remark, str, str]], labels: Labels, to_href: Callable[[str], str],
    heads: tuple[str, str] = ("Lezers zien nu", "Lezers zien straks"),
) -> Markup:
    """Write which remarks change for readers, from what to what; or did, under other heads."""
    head = tag("tr", *(tag("th", name, scope="col") for name in ("Opmerking", *heads)))
    rows = (
        tag("tr", tag("td", remark_link(remark, shorten(remark.text, 80),
                                        to_href(remark.remark_id))),
            tag("td", status_badge(before, labels)),
            tag("td", status_badge(after, labels), " (andere woorden)" if before == after else ""))
        for remark, before, after in changes
    )
    table = tag("table", tag("thead", head), tag("tbody", *rows))
    return tag("div", table, class_="scroll", tabindex="0", role="region",
               aria_label="Wat er voor lezers verandert")


def words_to_publish(answers: Iterable[Mapping[str, Any]], labels: Labels) -> Markup:
    """Write what readers will read of answers, each under its line."""
    return Markup("").join(
        tag("p", to_answer_line(answer, labels)) + _values(answer, labels) for answer in answers)


def both_texts(
    field: str, mine: object, theirs: object, base: object, who: str, labels: Labels
) -> Markup:
    """Write what stands in a field of two answers, and in what both started from."""
    def shown(name: str, value: object) -> Markup:
        words = to_shown_value(field, value, labels)
        return tag("dt", name) + tag("dd", words or "(leeg)", class_="typed")

    return tag("h2", FIELD_LABELS[field]) + tag(
        "dl", shown("Van u", mine), shown(f"Van {who}", theirs),
        shown("Waar u allebei van vertrok", base), class_="facts",
    )


def to_due_note(answer: Mapping[str, Any]) -> str:
    """Say who sees to it by when, and whether that day has passed."""
    late = "⚠ te laat: " if answer["is_overdue"] else ""
    return f"{answer['owner']}, {late}tegen {to_day(answer['due'])}"


def _fold(title: str, content: Markup) -> Markup:
    return tag("details", tag("summary", title), content)


def _values(answer: Mapping[str, Any], labels: Labels) -> Markup:
    rows = ((FIELD_LABELS[name], to_shown_value(name, answer[name], labels)) for name in _TOLD)
    return tag("dl", *(
        tag("dt", label) + tag("dd", value, class_="typed") for label, value in rows if value
    ), class_="facts")
