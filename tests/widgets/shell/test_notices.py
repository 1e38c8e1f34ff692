"""
What a reader is told about a link that asks too much.
"""

from tests.screen import html_blocks, html_of, open_page, press


def test_each_thing_that_could_not_be_given_has_its_line():
    app = open_page("remarks", {"groep": ["weg", "group_1"], "kleur": ["rood"], "blad": ["nul"]})
    notice = html_of(app, "notices")
    lines = notice.text_in("li")
    assert len(lines) == 3
    for asked, line in zip(("weg", "kleur", "nul"), lines, strict=True):
        assert f"“{asked}”" in line
    # Read aloud as it appears, and with a way to be rid of it.
    assert notice.elements[0]["role"] == "status"
    assert [button["data-do"] for button in notice.find("button")] == ["dismiss"]


def test_a_link_that_is_in_order_gives_no_notice():
    assert "notices" not in html_blocks(open_page("remarks", {"groep": ["group_1"]}))


def test_a_notice_stays_while_the_reader_goes_on():
    app = open_page("remarks", {"groep": ["weg"]})
    press(app, "facets", do="filter", facet="sentiments", key="missing")
    assert "“weg”" in html_of(app, "notices").text_in("li")[0]
