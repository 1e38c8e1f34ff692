"""The answer at a glance: what is positive, what is missing, and whose voice it is."""

from widgets.remark_list import show_nothing_found
from widgets.screens.overview import (
    show_group_matrix,
    show_headline,
    show_lone_themes,
    show_sentiment_per_theme,
)
from widgets.shell.context import here

context = here()
if context.remarks.empty:
    show_nothing_found(context)
else:
    show_headline(context)
    show_sentiment_per_theme(context)
    show_group_matrix(context)
    show_lone_themes(context)
