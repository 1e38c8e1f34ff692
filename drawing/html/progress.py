"""How far the answers are, as HTML: the figures of all, and what waits for which service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from markupsafe import Markup

from analysis.facet import to_owner_key
from drawing.html.remarks import kind_badge
from drawing.html.tags import tag, to_data, zero
from drawing.words.labels import Labels
from drawing.words.sentences import shorten, to_date, to_number, to_remark_count
from loaders.schema import STATUS_KINDS

LONGEST_WORDS = 160


@dataclass(frozen=True)
class Waiting:
    """
    What a service is at work on.

    Attributes:
        due: by when, as 2026-12-31.
        is_overdue: whether that day has passed.
        owner: the service.
        text: what readers were told.
        remark_ids: the selected remarks that it is about.
        owner_count: how many selected remarks wait for that service.
    """

    due: str
    is_overdue: bool
    owner: str
    text: str
    remark_ids: Sequence[str]
    owner_count: int


def figures(
    counts: pd.Series, labels: Labels, to_action: Callable[[str], dict[str, str] | None]
) -> Markup:
    """Write how many remarks each kind of status has; a press opens them."""
    return tag("div", *(
        tag("button", tag("span", to_number(int(counts[kind])), class_="number"),
            kind_badge(kind, labels), type="button", class_="figure",
            **to_data(to_action(kind) or {}))
        if counts[kind] else
        tag("div", tag("span", zero(), class_="number"), kind_badge(kind, labels), class_="figure")
        for kind in STATUS_KINDS
    ), class_="figures kinds")


def queue_table(
    waiting: Sequence[Waiting], labels: Labels, to_href: Callable[[str], str]
) -> Markup:
    """
    Write what waits for which service, in the order given.

    Args:
        waiting: one row each.
        labels: hides names.
        to_href: gives the address of a remark.
    """
    head = tag("tr", *(tag("th", name, scope="col")
                       for name in ("Tegen", "Dienst", "Wat er gezegd is", "Opmerkingen")))
    rows = (
        tag("tr", tag("td", to_date(date.fromisoformat(one.due)), _late(one.is_overdue)),
            tag("td", tag("button", labels.hide(one.owner), type="button", class_="quiet",
                          data_do="only", data_owners=to_owner_key(one.owner),
                          data_page="remarks"),
                tag("span", to_remark_count(one.owner_count), class_="flag")),
            tag("td", shorten(labels.hide(one.text), LONGEST_WORDS)),
            tag("td", *(tag("a", key, href=to_href(key), data_do="open", data_key=key)
                        for key in one.remark_ids), class_="about"))
        for one in waiting
    )
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="queue")
    return tag("h2", "Waar een dienst aan werkt") + tag(
        "div", table, class_="scroll", tabindex="0", role="region",
        aria_label="Waar een dienst aan werkt")


def _late(is_overdue: bool) -> Markup:
    return tag("span", "te laat", class_="late") if is_overdue else Markup("")
