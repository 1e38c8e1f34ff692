"""What a reader is told when a link or the data is not in order."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from drawing.html.tags import tag
from drawing.words.labels import Labels
from drawing.words.sentences import to_notice
from loaders.dataset import Problem
from widgets.shell.live import show_html
from widgets.shell.state import notices


def show_notices(labels: Labels) -> None:
    """Tell what the link asked that could not be given; the rest of it counts."""
    found = notices()
    if not found:
        return
    lines = tag("ul", *(tag("li", labels.hide(to_notice(notice))) for notice in found))
    dismiss = tag("button", "Begrepen", type="button", class_="quiet", data_do="dismiss")
    show_html(
        tag("div", tag("p", "Niet alles in de link kon getoond worden."), lines,
            dismiss, class_="notice", role="status"),
        key="notices",
    )


def show_store_problem(problem: str) -> None:
    """Tell that the answers can't be read now: what is shown of them may be out of date."""
    if problem:
        st.warning(f"{problem} Hieronder staan de antwoorden zoals ze het laatst gelezen zijn.")


def show_data_problems(
    problems: Sequence[Problem], *, has_older_data: bool, hides_names: bool
) -> None:
    """
    Tell that the data folder is not in order, and what an editor can do.

    Args:
        problems: every problem found; nothing is shown when there are none.
        has_older_data: whether good data is still on the screen.
        hides_names: whether to name the places only: what stands there may be a name.
    """
    if not problems:
        return
    count = f"{len(problems)} {'fout' if len(problems) == 1 else 'fouten'}"
    if has_older_data:
        st.warning(
            f"De gegevens zijn gewijzigd, maar bevatten {count}. Hieronder staan nog de vorige "
            "gegevens; zodra de fouten verbeterd zijn, verschijnen de nieuwe."
        )
    else:
        st.title("De gegevens zijn niet in orde")
        st.error(
            f"De map met gegevens bevat {count}. Verbeter ze in de bestanden hieronder; "
            "de pagina toont de opmerkingen zodra alles klopt."
        )
    with st.expander("Welke fouten?", expanded=not has_older_data):
        st.caption("Per fout: bestand, regel, kolom, en wat er staat (in het Engels, voor wie "
                   "de gegevens beheert).")
        lines = [problem.where if hides_names else str(problem) for problem in problems]
        st.code("\n".join(lines), language=None, wrap_lines=True)

