"""What was set aside, in the presenter's order, with notes."""

from widgets.context import here
from widgets.shortlist import show_shortlist

show_shortlist(here())
