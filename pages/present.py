"""The selection as slides that fill the screen."""

from widgets.screens.stage import show_stage
from widgets.shell.context import here

show_stage(here())
