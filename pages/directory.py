"""People and organisations: a directory to search, and a page for each."""

from widgets.screens.directory import ask_name, show_directory, show_profile
from widgets.shell.context import here

context = here()
if context.view.profile:
    show_profile(context)
else:
    ask_name(context)
    show_directory(context)
