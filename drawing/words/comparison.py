"""What a comparison says in Dutch: its columns, and which these are."""

from __future__ import annotations

from analysis.comparison import Column, Comparison
from analysis.facet import to_facet
from drawing.words.labels import Labels
from drawing.words.sentences import to_inline


def to_column_name(column: Column, facet: str, labels: Labels) -> str:
    """Name what stands in a column."""
    if column.is_rest:
        return f"De andere {to_inline(to_facet(facet).plural)}"
    return labels.option(facet, column.keys[0])


def to_compared_line(comparison: Comparison) -> str:
    """Say what stands side by side beside what was chosen; "" where that is all."""
    plural = to_inline(to_facet(comparison.facet).plural)
    if not comparison.chosen:
        return f"De {plural} met de meeste opmerkingen"
    if len(comparison.chosen) == 1:
        return f"naast de andere {plural}"
    return ""


def to_compared_note(comparison: Comparison, total: int) -> str:
    """
    Say how to choose, and how the columns add up.

    Args:
        comparison: what stands side by side.
        total: how many remarks the columns hold together, each counted once.
    """
    plural = to_inline(to_facet(comparison.facet).plural)
    notes = []
    if not comparison.chosen:
        notes.append(f"Kies hierboven of bij de filters welke {plural} naast elkaar staan.")
    elif len(comparison.chosen) == 1:
        notes.append("Kies er een tweede bij om die twee naast elkaar te zetten.")
    if sum(int(column.mask.sum()) for column in comparison.columns) > total:
        notes.append(f"Een opmerking met meer van deze {plural} staat in elke kolom ervan; "
                     "bovenaan telt ze één keer.")
    return " ".join(notes)
