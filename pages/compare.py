"""Two to four groups or themes side by side, on the same scale."""

from widgets.compare import ask_compared, show_compared
from widgets.context import here

context = here()
compared = ask_compared(context)
show_compared(context, compared)
