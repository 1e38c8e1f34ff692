"""The report in its own order: every remark in its place."""

from widgets.context import here
from widgets.report import show_report

show_report(here())
