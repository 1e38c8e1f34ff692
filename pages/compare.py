"""Groups or themes side by side, on the same scale, with what each of them says."""

from widgets.remark_list import show_nothing_found
from widgets.screens.compare import ask_compared, show_compared
from widgets.shell.context import here

context = here()
if context.compared.remarks.empty:
    show_nothing_found(context)
else:
    ask_compared(context)
    show_compared(context)
