"""
Groups or themes side by side: the same scale, the counts of a plain loop, and the words themselves.
"""

import re

import pytest

from analysis.selection import Selection
from tests.counting import list_options, selected
from tests.screen import count_line, html_of, link_of, open_page


def test_charts_side_by_side_have_the_same_scale():
    html = html_of(open_page("compare", {"groep": ["group_1", "group_2", "group_3a"]}),
                   "compared").html
    scales = []
    for section in html.split("<section>")[1:]:
        counts = [int(count) for count in re.findall(r"% \((\d+)\)</span>", section)]
        lengths = [float(length) for length in re.findall(r"--length:([\d.]+)", section)]
        scales += [count / sum(counts) / length
                   for count, length in zip(counts, lengths, strict=True)]
    assert len(scales) > 9
    assert scales == pytest.approx([scales[0]] * len(scales), rel=0.05)


@pytest.mark.parametrize(("facet", "parameter"), [("groups", "groep"), ("themes", "thema")])
def test_compared_counts_are_those_of_a_plain_loop(dataset, facet, parameter):
    keys = list_options(dataset, facet)[1:4]
    app = open_page("compare", {parameter: keys, "vergelijk": [facet], "oordeel": ["missing"]})
    buttons = html_of(app, "compared").find("button", class_="quiet")
    expected = [len(selected(dataset, Selection(**{facet: (key,)}, sentiments=("missing",))))
                for key in keys]
    assert [int(button["text"].split()[0]) for button in buttons] == expected
    together = len(selected(dataset, Selection(**{facet: keys}, sentiments=("missing",))))
    assert count_line(app) == f"{together} van 248 opmerkingen"


def test_what_each_group_says_stands_side_by_side_word_for_word(dataset):
    app = open_page("compare", {"groep": ["group_1", "group_2"]})
    block = html_of(app, "compared.said")
    # Only group 1 speaks of these two, so they come first.
    assert block.text_in("h3")[:3] == [
        "Digitalisering", "Sensibilisering en beeldvorming", "Visie, missie en ambitie"]
    assert block.text_in("h2") == [
        "Waarover ze spraken", "Thema's die niet in elke kolom voorkomen",
        "Thema's die in elke kolom voorkomen"]
    words = dict(zip(dataset.remarks["remark_id"], dataset.remarks["text"], strict=True))
    shown = {link["data-key"]: link["text"] for link in block.find("a", class_="words")}
    expected = selected(dataset, Selection(groups=("group_1", "group_2")))
    assert shown == {remark["remark_id"]: words[remark["remark_id"]] for remark in expected}
    # Each stands once at each of its themes.
    assert len(block.find("a", class_="words")) == sum(
        len(remark["themes"]) for remark in expected)


def test_one_group_stands_beside_all_the_others_and_the_page_says_so():
    app = open_page("compare", {"groep": ["group_1"]})
    assert count_line(app) == "248 van 248 opmerkingen"
    line = html_of(app, "filter_line")
    assert line.text_in("button", class_="chip") == ["Groep 1×"]
    assert line.text_in("span", class_="none") == ["naast de andere groepen"]
    assert html_of(app, "compared").text_in("h2") == ["Groep 1", "De andere groepen"]
    assert html_of(app, "compared").text_in("button", class_="quiet") == [
        "45 opmerkingen", "203 opmerkingen"]


def test_where_no_group_is_chosen_the_page_says_which_stand_there():
    app = open_page("compare")
    assert count_line(app) == "178 van 248 opmerkingen"
    assert html_of(app, "filter_line").text_in("span", class_="none") == [
        "De groepen met de meeste opmerkingen"]


def test_themes_that_share_remarks_say_so_and_add_up():
    app = open_page("compare", {"vergelijk": ["themes"], "thema": ["services", "participation"]})
    assert html_of(app, "compared").text_in("p")[0] == (
        "Een opmerking met meer van deze thema's staat in elke kolom ervan; "
        "bovenaan telt ze één keer.")
    # 37 and 28, of which one is about both.
    assert count_line(app) == "64 van 248 opmerkingen"
    # The other themes hold remarks that no filter gives: nothing there can be opened.
    rest = html_of(open_page("compare", {"vergelijk": ["themes"], "thema": ["work"]}), "compared")
    assert rest.text_in("button", class_="quiet") == ["8 opmerkingen"]


def test_an_old_link_becomes_the_filters_that_ask_the_same():
    app = open_page("compare", {"met": ["group_3a", "group_1"], "groep": ["closing"]})
    assert html_of(app, "compared").text_in("h2") == ["Groep 3A", "Groep 1"]
    assert link_of(app) == {"groep": ["group_3a", "group_1"]}
    # Elsewhere such columns meant nothing, and they must not narrow the list.
    app = open_page("remarks", {"met": ["group_3a", "group_1"]})
    assert count_line(app) == "248 van 248 opmerkingen"


def test_what_is_chosen_on_the_page_is_chosen_beside_it():
    app = open_page("compare")
    box = app.multiselect(key="ask.compared")
    assert (box.label, box.value) == ("Groepen naast elkaar", [])
    box.set_value(["opening", "closing"]).run()
    assert html_of(app, "compared").text_in("h2") == ["Kennismakingsronde", "Slotreflecties"]
    pressed = html_of(app, "facets").find("button", data_facet="groups", aria_pressed="true")
    assert [button["data-key"] for button in pressed] == ["opening", "closing"]
