"""Shares at each meeting as HTML: a table whose cells open their remarks, a line at a break."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from analysis.over_time import Break, Line, Point
from drawing.html.tags import tag, to_data
from drawing.words.sentences import to_decimal, to_remark_count, to_share

# What stands in a cell that can't be read on from the one before.
_BREAKS: dict[Break, str] = {
    "changed": "andere definitie dan ervoor", "new": "nieuw", "retired": "niet meer in gebruik",
    "not_yet": "nog niet in gebruik",
}


def time_table(
    lines: Mapping[str, Line],
    *,
    caption: str,
    corner: str,
    names: Mapping[str, str],
    meetings: Mapping[str, str],
    kappas: Mapping[tuple[str, str], float],
    to_action: Callable[[str, str], dict[str, str] | None],
) -> Markup:
    """
    Write which part of the remarks of each meeting has each label.

    Args:
        lines: the points by label and meeting; see :func:`analysis.over_time.count_over_time`.
        caption: what the table says, for everyone.
        corner: what the rows are.
        names: what each row is called, by key.
        meetings: what stands above each column, by key, in order of time.
        kappas: how far the readers agree, by meeting and key, where that was computed.
        to_action: gives the ``data-`` attributes of a cell by its label and meeting, or None
            for a cell that can't be opened.

    Returns:
        A ``table``. Before a number that can't be compared with the one before it stands
        a line, and the number says why.
    """
    sizes = {meeting: point.of for line in lines.values() for meeting, point in line.items()}
    head = tag("tr", tag("th", corner, scope="col"), *(
        tag("th", name, tag("span", to_remark_count(sizes.get(meeting, 0)), class_="flag"),
            scope="col")
        for meeting, name in meetings.items()
    ))
    body = tag("tbody", *(
        tag("tr", tag("th", names[key], scope="row"), *(
            _cell(point, f"{names[key]}, {meetings[meeting]}", kappas.get((meeting, key)),
                  to_action(key, meeting))
            for meeting, point in line.items()
        ))
        for key, line in lines.items()
    ))
    table = tag("table", tag("caption", caption), tag("thead", head), body,
                class_="matrix over-time")
    return tag("div", table, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _cell(
    point: Point, name: str, kappa: float | None, action: dict[str, str] | None
) -> Markup:
    said = [
        _BREAKS.get(point.is_broken, ""),
        "klein aantal" if point.is_small and point.is_used else "",
        f"kappa {to_decimal(kappa)}" if kappa is not None and point.is_used else "",
    ]
    notes = Markup("").join(tag("span", words, class_="flag") for words in said if words)
    class_ = "break" if point.is_broken and point.is_broken != "not_yet" else None
    if not point.is_used:
        return tag("td", notes, class_=class_)
    number = f"{to_share(point.share)} ({point.count})"
    if not point.count or action is None:
        return tag("td", number, notes, class_=class_)
    button = tag("button", number, type="button",
                 aria_label=f"{name}: {number}, {to_remark_count(point.count)}", **to_data(action))
    return tag("td", button, notes, class_=class_, style=f"--part:{point.share:.2f}")
