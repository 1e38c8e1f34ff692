"""The selection as slides that fill the screen."""

from widgets.context import here
from widgets.stage import show_stage

show_stage(here())
