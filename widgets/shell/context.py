"""What every page is given: the data, the view, and the remarks it selects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

import pandas as pd
import streamlit as st

from analysis.comparison import Comparison, to_comparison
from analysis.link import to_link
from analysis.sides import Sides, choose_sides
from analysis.view import View
from drawing.words.labels import Labels
from loaders.dataset import Dataset
from widgets.shell.session import Shared

_KEY = "frame.context"


@dataclass(frozen=True)
class Context:
    """
    Hold what a page is drawn from.

    Attributes:
        shared: the dataset with its indexes.
        view: what is on the screen.
        remarks: the selected remarks, in the order of the report.
        is_dark: whether the reader's theme is dark.
        paths: the address of each page, by its name.
        origin: address of the server, as the reader's browser knows it.
    """

    shared: Shared
    view: View
    remarks: pd.DataFrame
    is_dark: bool
    paths: dict[str, str]
    origin: str = ""

    @property
    def dataset(self) -> Dataset:
        """Give the tables."""
        return self.shared.dataset

    @property
    def has_meetings(self) -> bool:
        """Tell whether there are several meetings to tell apart."""
        return len(self.dataset.meetings) > 1

    @property
    def labels(self) -> Labels:
        """Give the Dutch words for keys, without names where the view hides them."""
        return self.shared.labels_for(self.view.hides_names)

    @property
    def themes(self) -> list[str]:
        """Give every theme key, in the order of the screen."""
        return list(self.shared.facets.options("themes"))

    @property
    def sentiments(self) -> list[str]:
        """Give every sentiment key, in the order of the screen."""
        return list(self.shared.facets.options("sentiments"))

    @cached_property
    def theme_counts(self) -> pd.DataFrame:
        """Count the selected remarks per theme; rows of analysis.counts.count_themes."""
        return self.shared.facets.count_themes(self.view.selection)

    @cached_property
    def sides(self) -> Sides:
        """Give the sentiments that the chart of themes shows."""
        return choose_sides(self.view.selection, self.remarks, self.sentiments)

    @cached_property
    def comparison(self) -> Comparison:
        """Give what stands side by side."""
        return to_comparison(self.shared.facets, self.view)

    @cached_property
    def compared(self) -> Context:
        """Give the context of all that stands side by side, which its page counts and exports."""
        selection = self.comparison.selection
        return replace(self, view=replace(self.view, selection=selection),
                       remarks=self.shared.facets.select(selection))

    @cached_property
    def group_counts(self) -> pd.DataFrame:
        """Count the selected remarks per theme that occurs (rows) and group (columns)."""
        counts = self.shared.facets.count_groups_by_theme(self.view.selection)
        return counts[counts.sum(axis=1) > 0]

    def link(self, page: str, view: View) -> str:
        """Give the address of a page with a view on it."""
        return to_link(view, self.paths[page])

    def absolute_link(self, page: str, view: View) -> str:
        """
        Give the address of a page with a view on it, for use outside the browser.

        Empty where the dashboard does not know its own address.
        """
        return self.origin + self.link(page, view) if self.origin else ""


def narrow(context: Context, *themes: str, **others: str) -> dict[str, str] | None:
    """
    Give what a click on a number of a theme, or of themes together, asks.

    Returns:
        The ``data-`` attributes of the click; None where no filter gives just
        the remarks that were counted.
    """
    if context.view.selection.narrowed_to_themes(*themes) is None:
        return None
    return {"do": "narrow", "themes": " ".join(themes), **others}


def put_context(context: Context) -> None:
    """Keep the context of this run; the frame does so before it runs a page."""
    st.session_state[_KEY] = context


def here() -> Context:
    """Give the context of this run."""
    return cast(Context, st.session_state[_KEY])


