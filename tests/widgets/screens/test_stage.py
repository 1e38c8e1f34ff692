"""
The slides, before an audience: nothing that the presenter noted is on them.
"""

import pytest

from tests.screen import html_of, open_page


def test_what_was_set_aside_is_not_on_the_screen_of_others():
    parameters = {"lijst": ["r001 hier zwijgen"]}
    closing = html_of(open_page("present", parameters), "stage")
    assert "Lees zelf verder" in closing.html
    assert "zwijgen" not in closing.html


@pytest.mark.parametrize("shortlist", [["r001 zwijgen"], ["r001 zwijgen", "r002"]])
def test_a_note_beside_a_remark_stands_on_no_slide_and_in_no_link_of_one(dataset, shortlist):
    stage = html_of(open_page("present", {"reeks": ["ja"], "lijst": shortlist}), "stage")
    assert len(stage.find("section", class_="slide spotlight")) == len(shortlist)
    assert "zwijgen" not in stage.html
