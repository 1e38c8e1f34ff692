"""How accessible the dashboard is, what is not, and where to turn."""

from widgets.accessibility import show_statement
from widgets.context import here

show_statement(here())
