"""Two to four groups or themes side by side, on the same scale."""

from widgets.remark_list import show_nothing_found
from widgets.screens.compare import ask_compared, show_compared
from widgets.shell.context import here

context = here()
if context.remarks.empty:
    show_nothing_found(context)
else:
    show_compared(context, ask_compared(context))
