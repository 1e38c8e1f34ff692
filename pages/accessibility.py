"""How accessible the dashboard is, what is not, and where to turn."""

from widgets.screens.accessibility import show_statement
from widgets.shell.context import here

show_statement(here())
