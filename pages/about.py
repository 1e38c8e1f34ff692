"""What the data is: the labels explained, how they came about, and what counts mean."""

from widgets.screens.about import (
    show_agreement,
    show_codebook,
    show_concepts,
    show_coverage,
    show_downloads,
    show_for_editors,
    show_what_this_is,
)
from widgets.shell.context import here

context = here()
show_what_this_is(context)
show_coverage(context)
show_codebook(context)
show_concepts(context)
show_agreement(context)
show_downloads(context)
show_for_editors(context)
