"""
What every page is given: the data, the view, and the remarks it selects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import pandas as pd
import streamlit as st

from analysis.view import View, to_link
from analysis.wording import Labels
from loaders.dataset import Dataset
from widgets.session import Shared

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
    def labels(self) -> Labels:
        """Give the Dutch words for keys, without names where the view hides them."""
        return self.shared.labels_for(self.view.hides_names)

    def link(self, page: str, view: View) -> str:
        """Give the address of a page with a view on it."""
        return to_link(view, self.paths[page])

    def absolute_link(self, page: str, view: View) -> str:
        """Give the address of a page with a view on it, for use outside the browser."""
        return self.origin + self.link(page, view)


def put_context(context: Context) -> None:
    """Keep the context of this run; the frame does so before it runs a page."""
    st.session_state[_KEY] = context


def here() -> Context:
    """Give the context of this run."""
    return cast(Context, st.session_state[_KEY])


