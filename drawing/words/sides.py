"""What a chart of themes says in Dutch: its finding, its title, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from analysis.sides import MISSING, Sides
from drawing.words.labels import Labels
from drawing.words.sentences import to_count, to_inline, to_list, to_number

Name = Callable[[str], str]


def to_finding(theme_counts: pd.DataFrame, sides: Sides, labels: Labels) -> str:
    """
    Say in one sentence at which themes the chart is longest.

    It goes by what stands on the left; by the right where nothing does.
    """
    left, right = (theme_counts[list(keys)].sum(axis=1) for keys in (sides.left, sides.right))
    is_left = bool(left.any()) or sides.left == (MISSING,)
    lengths, keys = (left, sides.left) if is_left else (right, sides.right)
    if not lengths.any():
        return "In deze opmerkingen ontbreekt er niets"
    # "Wonen en dakloosheid en Samenwerking en regie" is two, and reads as four.
    themes = to_list(
        [labels.theme(key) for key in theme_counts["theme"][lengths == lengths.max()]], "en bij")
    if keys == (MISSING,):
        return f"Het vaakst ontbreekt er iets bij {themes}"
    names = to_list([f"“{to_inline(labels.sentiment(key))}”" for key in keys])
    noun, verb = ("Het oordeel", "valt") if len(keys) == 1 else ("De oordelen", "vallen")
    return f"{noun} {names} {verb} het vaakst bij {themes}"


def to_chart_title(sides: Sides, name: Name) -> str:
    """
    Say what stands against what.

    >>> to_chart_title(Sides(("missing", "critical"), ("positive",)), str.capitalize)
    'Positive tegenover missing en critical, per thema'
    >>> to_chart_title(Sides((), ("neutral",)), str.capitalize)
    'Neutral, per thema'
    """
    words = " tegenover ".join(
        to_list([to_inline(name(key)) for key in keys])
        for keys in (sides.right, sides.left) if keys
    )
    return f"{words[:1].upper()}{words[1:]}, per thema"


def to_chart_words(
    theme_counts: pd.DataFrame, sides: Sides, name: Name, title: str = ""
) -> str:
    """Say in words what the chart of themes shows, for who does not see it."""
    names = [to_inline(name(key)) for key in sides.shown]
    rows = theme_counts[["label", *sides.shown]].itertuples(index=False, name=None)
    numbers = "; ".join(
        f"{label}: {', '.join(f'{count} {word}' for count, word in zip(row, names, strict=True))}"
        for label, *row in rows
    )
    return f"Grafiek: {to_inline(title or to_chart_title(sides, name))}. {numbers}."


def to_shown_line(sides: Sides, name: Name) -> str:
    """
    Say which remarks the bars show and which they do not; "" where they show all.

    >>> to_shown_line(
    ...     Sides(("missing",), ("positive",), (("positive", 3), ("missing", 2), ("neutral", 4))),
    ...     str.capitalize)
    'De staven tonen missing (2) en positive (3); niet in de staven: neutral (4).'
    """
    left_out = [key for key, count in sides.counts if count and key not in sides.shown]
    if not left_out:
        return ""
    shown, others = (_to_numbered(keys, sides, name) for keys in (sides.shown, left_out))
    return f"De staven tonen {shown}; niet in de staven: {others}."


def to_theme_line(sides: Sides, told: int, name: Name) -> str:
    """
    Say how many remarks a theme has, and how many of them are told with it.

    >>> to_theme_line(Sides(("missing",), (), (("missing", 12), ("neutral", 2))), 9, str.title)
    '14 opmerkingen, met neutral (2) erbij. 9 hier; 5 staan bij een ander thema.'
    """
    total = sum(count for _, count in sides.counts)
    left_out = [key for key, count in sides.counts if count and key not in sides.shown]
    others = f", met {_to_numbered(left_out, sides, name)} erbij" if left_out else ""
    line = f"{to_count(total, 'opmerking', 'opmerkingen')}{others}."
    apart = total - told
    where = to_count(apart, "staat", "staan")
    return f"{line} {to_number(told)} hier; {where} bij een ander thema." if apart else line


def to_parts(parts: int, part_count: int) -> str:
    """
    Say in how many parts of the meeting something came up.

    >>> to_parts(4, 6)
    '4 van 6 delen'
    """
    return f"{to_number(parts)} van {to_count(part_count, 'deel', 'delen')}"


def _to_numbered(keys: Iterable[str], sides: Sides, name: Name) -> str:
    counts = dict(sides.counts)
    return to_list([f"{to_inline(name(key))} ({to_number(counts.get(key, 0))})" for key in keys])
