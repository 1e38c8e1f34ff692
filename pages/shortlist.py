"""What was set aside, in the presenter's order, with notes."""

from widgets.screens.shortlist import show_shortlist
from widgets.shell.context import here

show_shortlist(here())
