"""The remarks: readable cards or a table, and one remark with its own link."""

from widgets.context import here
from widgets.remark_detail import show_remark_detail
from widgets.remark_list import ask_order, show_remark_list

context = here()
if context.view.remark:
    show_remark_detail(context)
else:
    ask_order(context)
    show_remark_list(context)
