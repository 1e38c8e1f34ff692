"""What readers were told of a remark, as HTML: what counts now, and what was said before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from drawing.html.remarks import status_badge
from drawing.html.tags import tag
from drawing.words.labels import Labels
from drawing.words.sentences import shorten, to_date, to_day
from follow_up.answer import is_link
from follow_up.told import Telling
from loaders.plan import Passage

LONGEST_ADDRESS = 70


def told_section(
    current: Telling | None, earlier: Sequence[Telling], labels: Labels,
    passage: Passage | None = None,
) -> Markup:
    """
    Write what became of a remark, the last first; nothing where readers were never told anything.

    Args:
        current: what counts now; None where an answer let go of the remark.
        earlier: what was told before, the last first.
        labels: words for keys; hides names in the answers too.
        passage: what counts now, where the plan has it; None where that is not known.
    """
    if not (current or earlier):
        return Markup("")
    now = _telling(current, labels, "current") + _in_place(passage, labels) if current else tag(
        "p", "Wat hieronder staat, geldt niet meer; er is nu geen antwoord.")
    before = tag("h3", "Eerder geantwoord") + tag(
        "ol", *(tag("li", _telling(telling, labels)) for telling in earlier)
    ) if earlier else ""
    return tag("section", tag("h2", "Wat ermee gebeurt"), now, before, class_="told")


def _in_place(passage: Passage | None, labels: Labels) -> Markup:
    """Write a quotation of the plan with what stands around it there."""
    if passage is None:
        return Markup("")
    before, words, after = (
        labels.hide(part) for part in (passage.before, passage.words, passage.after))
    page = f", bladzijde {passage.page}" if passage.page else ""
    return tag("details", tag("summary", f"Zo staat het in het plan{page}"),
               tag("p", before, tag("mark", words), after, class_="words"), class_="in-place")


def _telling(telling: Telling, labels: Labels, classes: str = "") -> Markup:
    answer, hide = telling.answer, labels.hide
    badge = status_badge(answer.status, labels) if telling.kind else ""
    signed = ", ".join(filter(None, (hide(answer.signature), to_date(to_day(telling.at)))))
    rows = [
        ("Waarom", hide(answer.reason)),
        ("Waar", _where(telling, labels)),
        ("Dienst", hide(answer.owner)),
        ("Tegen", to_date(date.fromisoformat(answer.due)) if answer.due else ""),
    ]
    facts = tag("dl", *(
        tag("dt", name) + tag("dd", content) for name, content in rows if content
    ), class_="facts") if any(content for _, content in rows) else ""
    # Its lines stay lines: see look.css.
    text = tag("p", hide(answer.text), class_="lines") if answer.text else ""
    return tag(
        "div", tag("p", badge) if badge else "", text, facts,
        tag("p", signed, class_="note"), class_=f"telling {classes}".strip(),
    )


def _where(telling: Telling, labels: Labels) -> Markup | str:
    answer = telling.answer
    quote = tag("q", labels.hide(answer.where_quote), class_="words") if answer.where_quote else ""
    shown = labels.hide(answer.where_link)
    # Of an address with a name in it there is nothing left to open.
    is_opened = is_link(answer.where_link) and shown == answer.where_link
    address = tag("a", shorten(shown, LONGEST_ADDRESS), href=answer.where_link, target="_blank",
                  rel="noreferrer") if is_opened else shown
    return Markup("").join(tag("span", part) for part in (quote, address) if part)
