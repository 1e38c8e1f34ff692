"""Two to four groups or themes side by side, on the same scale."""

from widgets.compare import ask_compared, show_compared
from widgets.context import here
from widgets.remark_list import show_nothing_found

context = here()
if context.remarks.empty:
    show_nothing_found(context)
else:
    show_compared(context, ask_compared(context))
