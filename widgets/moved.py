"""What moved since a day, for the pages and for the slides."""

from __future__ import annotations

from datetime import date, datetime, time

import pandas as pd

from analysis.deck import Walks
from analysis.view import View
from drawing.words.sentences import PLACE
from follow_up.moved import list_moves
from widgets.shell.context import Context


def find_moves(context: Context, since: date) -> pd.DataFrame:
    """Find the remarks of which readers were told something else since the start of a day."""
    return list_moves(
        context.shared.told, context.dataset, datetime.combine(since, time(), PLACE))


def find_slides(context: Context, shown: View) -> Walks:
    """Find the slides of a view, which open with what moved where it has a day for that."""
    moves = find_moves(context, date.fromisoformat(shown.since)) if shown.since else None
    return context.shared.decks.of(
        shown, context.shared.labels_for(shown.hides_names).hide,
        () if moves is None else (*zip(moves["remark_id"], moves["kind"], strict=True),))
