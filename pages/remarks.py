"""The remarks: readable cards or a table, and one remark with its own link."""

from widgets.remark_list import ask_order, show_remark_list
from widgets.screens.answering import offer_answer_to
from widgets.screens.remark_detail import show_remark_detail
from widgets.shell.context import here

context = here()
if context.view.remark:
    show_remark_detail(context)
    offer_answer_to(context.view.remark)
else:
    ask_order(context)
    show_remark_list(context)
