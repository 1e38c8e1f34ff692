"""Answering: one answer to many remarks, and all answers that are not finished."""

from widgets.screens.answer_desk import show_desk
from widgets.screens.answering import show_answering, show_who_may
from widgets.shell.context import here
from widgets.shell.editor import find_editor

context, editor = here(), find_editor()
if not editor:
    show_who_may()
elif context.view.is_answering:
    show_answering(context, editor)
else:
    show_desk(context, editor)
