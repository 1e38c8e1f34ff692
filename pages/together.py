"""Which themes go together: a matrix whose cells open their remarks."""

from widgets.remark_list import show_nothing_found
from widgets.screens.overview import show_theme_pairs
from widgets.shell.context import here

context = here()
if context.remarks.empty:
    show_nothing_found(context)
else:
    show_theme_pairs(context)
