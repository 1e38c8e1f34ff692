"""Which themes go together: a matrix whose cells open their remarks."""

from widgets.context import here
from widgets.overview import show_theme_pairs
from widgets.remark_list import show_nothing_found

context = here()
if context.remarks.empty:
    show_nothing_found(context)
else:
    show_theme_pairs(context)
