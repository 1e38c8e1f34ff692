"""The report in its own order: every remark in its place."""

from widgets.screens.report import show_report
from widgets.shell.context import here

show_report(here())
