"""People and organisations: a directory to search, and a page for each."""

from widgets.context import here
from widgets.directory import ask_name, show_directory, show_profile

context = here()
if context.view.profile:
    show_profile(context)
else:
    ask_name(context)
    show_directory(context)
