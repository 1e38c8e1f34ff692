"""What became of what was asked: how far the answers are, and what waits for whom."""

from widgets.remark_list import show_nothing_found
from widgets.screens.progress import (
    show_moved,
    show_progress,
    show_progress_per_group,
    show_progress_per_theme,
    show_purpose,
    show_queue,
)
from widgets.shell.context import here

context = here()
if not context.shared.told.answered:
    show_purpose()
elif context.remarks.empty:
    show_nothing_found(context)
else:
    show_progress(context)
    show_progress_per_theme(context)
    show_queue(context)
    show_moved(context)
    show_progress_per_group(context)
