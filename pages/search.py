"""One question put to everything: people, organisations, themes and remarks."""

from widgets.filters import ask_query
from widgets.screens.lanes import show_lanes
from widgets.search_notes import show_search_notes
from widgets.shell.context import here
from widgets.shell.live import show_title

context = here()
show_title("Zoek in alles")
ask_query(context.view.selection, "Zoek personen, organisaties, thema's en opmerkingen",
          key="ask.search")
show_search_notes(context)
show_lanes(context)
