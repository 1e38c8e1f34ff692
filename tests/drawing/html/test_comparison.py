"""
One cell of a comparison: what is more than three is folded, and what is not there is to be opened.
"""

from markupsafe import Markup

from drawing.html.comparison import to_cell
from drawing.html.tags import tag
from tests.screen import Block

ALL = {"do": "only", "groups": "south", "page": "remarks"}


def cell(count, shown, action=None):
    items = [tag("li", f"opmerking {number}") for number in range(shown)]
    return Block(to_cell("Zuid", count, items, action))


def test_the_first_three_are_read_at_once_and_the_rest_unfolds():
    few, many = cell(3, 3), cell(5, 5, ALL)
    assert few.find("details") == []
    assert many.text_in("details") == ["Nog 2opmerking 3opmerking 4"]
    assert many.text_in("p") == ["Zuid · 5 opmerkingen"]


def test_where_not_all_are_there_a_button_gives_all():
    assert [button["text"] for button in cell(40, 5, ALL).find("button")] == ["Alle 40 opmerkingen"]
    # No filter gives these, or all of them stand here.
    assert cell(40, 5).find("button") == cell(5, 5, ALL).find("button") == []


def test_who_says_nothing_is_said_to_say_nothing():
    assert to_cell("Zuid", 0, [], ALL) == Markup(
        '<div class="empty"><p><strong>Zuid</strong></p>'
        '<p class="note">Geen opmerking.</p></div>')
