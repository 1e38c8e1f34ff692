"""Counts as HTML: a table whose cells open their remarks, and bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
from markupsafe import Markup

from drawing.html.remarks import (
    sentiment_badge,
)
from drawing.html.tags import tag, to_data, zero
from drawing.words.labels import Labels
from drawing.words.sentences import to_count, to_remark_count, to_share


def count_matrix(
    counts: pd.DataFrame,
    *,
    caption: str,
    corner: str,
    row_names: Sequence[str],
    column_names: Sequence[str],
    to_action: Callable[[str, str], dict[str, str] | None],
    flags: dict[str, str] | None = None,
    column_titles: Sequence[str] | None = None,
    voices: pd.DataFrame | None = None,
) -> Markup:
    """
    Write a table of counts, shaded by size, whose cells open their remarks.

    Args:
        counts: the numbers; its index and columns are keys.
        caption: what the table says, for everyone.
        corner: what the rows are.
        row_names: the names of the rows, in order.
        column_names: the names of the columns, in order.
        to_action: gives the ``data-`` attributes of a cell by its two keys, or
            None for a cell that can't be opened.
        flags: a short remark per row key, shown under its name.
        column_titles: the full names of columns whose names are short, or markup.
        voices: how many voices are behind each number, to stand under it.

    Returns:
        A ``table``; a zero is a dash, not a button.
    """
    titles = list(column_titles or column_names)
    most = max(int(counts.to_numpy().max(initial=0)), 1)
    head = tag("tr", tag("th", corner, scope="col"), *(
        tag("th", name, scope="col", title=title if title != name else None)
        for name, title in zip(column_names, titles, strict=True)
    ))
    # All numbers at once: asking the table for each cell doubled the time of a matrix.
    numbers = counts.to_numpy().tolist()
    behind = voices.to_numpy().tolist() if voices is not None else [[0] * len(titles)] * len(counts)
    body = tag("tbody", *(
        tag("tr", tag("th", name, _flag(flags, row_key), scope="row"), *(
            _count_cell(int(number), most, f"{name}, {title}", to_action(row_key, column_key),
                        int(voice_count))
            for number, voice_count, column_key, title in zip(
                row, voices_of_row, counts.columns, titles, strict=True)
        ))
        for row, voices_of_row, row_key, name in zip(
            numbers, behind, counts.index, row_names, strict=True)
    ))
    table = tag("table", tag("caption", caption), tag("thead", head), body, class_="matrix")
    return tag("div", table, class_="scroll", tabindex="0", role="region", aria_label=caption)


def share_bars(
    sentiment_counts: pd.DataFrame,
    labels: Labels,
    *,
    caption: str,
    most_share: float,
    to_action: Callable[[str], dict[str, str] | None],
) -> Markup:
    """
    Write which part of the remarks has which sentiment, as bars that open their remarks.

    Args:
        sentiment_counts: one row per sentiment, from top to bottom:
            ``sentiment`` (key), ``remark_count``, ``remark_share``.
        labels: words for the sentiments.
        caption: whose remarks these are, and what is counted.
        most_share: where the scale ends, above 0 and at most 1; tables that
            stand side by side get the same.
        to_action: gives the ``data-`` attributes of a bar by its sentiment, or
            None for bars that can't be opened.

    Returns:
        A ``table``; a bar of no remarks is a dash, not a button.
    """
    rows = tag("tbody", *(
        tag("tr", tag("th", sentiment_badge(key, labels), scope="row"),
            _share_cell(labels.sentiment(key), count, share, most_share, to_action(key)),
            class_=f"tone-{key}")
        for key, count, share in sentiment_counts[
            ["sentiment", "remark_count", "remark_share"]
        ].itertuples(index=False, name=None)
    ))
    head = tag("thead", tag("tr", tag("th", "Oordeel", scope="col"),
                            tag("th", "Deel en aantal", scope="col")), class_="unseen")
    return tag("table", tag("caption", caption, class_="unseen"), head, rows,
               class_="share-bars")


def _share_cell(
    name: str, count: int, share: float, most_share: float, action: dict[str, str] | None
) -> Markup:
    if not count:
        return tag("td", zero(), class_="zero")
    number = f"{to_share(share)} ({count})"
    bar = tag("span", "", class_="bar", style=f"--length:{share / most_share:.3f}",
              aria_hidden="true")
    said = bar + tag("span", number, class_="number")
    if action is None:
        return tag("td", tag("span", said, class_="measured"))
    return tag("td", tag("button", said, type="button", class_="measured",
                         aria_label=f"{name}: {number}", **to_data(action)))


def _flag(flags: dict[str, str] | None, key: str) -> Markup:
    text = (flags or {}).get(key, "")
    return tag("span", text, class_="flag") if text else Markup("")


def _count_cell(
    count: int, most: int, name: str, action: dict[str, str] | None, voice_count: int
) -> Markup:
    if not count:
        return tag("td", zero(), class_="zero")
    # The shade follows the count, so that the pattern shows at a distance;
    # the number itself is always there.
    style = f"--part:{count / most:.2f}"
    voices = to_count(voice_count, "stem", "stemmen") if voice_count else ""
    under = tag("span", voices, class_="voices") if voices else ""
    if action is None:
        return tag("td", str(count), under, style=style)
    said = ", ".join(filter(None, (to_remark_count(count), voices)))
    button = tag("button", str(count), under, type="button", aria_label=f"{name}: {said}",
                 **to_data(action))
    return tag("td", button, style=style)
