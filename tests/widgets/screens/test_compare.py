"""
Groups or themes side by side: the same scale, and the counts of a plain loop.
"""

import re

import pytest

from analysis.selection import Selection
from tests.counting import list_options, selected
from tests.screen import html_of, open_page


def test_charts_side_by_side_have_the_same_scale():
    app = open_page("compare", {"met": ["group_1", "group_2", "group_3a"]})
    scales = []
    for key in ("group_1", "group_2", "group_3a"):
        html = html_of(app, f"compared.{key}").html
        counts = [int(count) for count in re.findall(r"% \((\d+)\)</span>", html)]
        lengths = [float(length) for length in re.findall(r"--length:([\d.]+)", html)]
        scales += [count / sum(counts) / length
                   for count, length in zip(counts, lengths, strict=True)]
    assert len(scales) > 9
    assert scales == pytest.approx([scales[0]] * len(scales), rel=0.05)


@pytest.mark.parametrize("facet", ["groups", "themes"])
def test_compared_counts_are_those_of_a_plain_loop(dataset, facet):
    keys = list_options(dataset, facet)[1:4]
    app = open_page("compare", {"met": keys, "vergelijk": [facet], "oordeel": ["missing"]})
    for key in keys:
        selection = Selection(**{facet: (key,)}, sentiments=("missing",))
        expected = len(selected(dataset, selection))
        button = html_of(app, f"compared.{key}").find("button", data_do="only")[0]
        assert int(button["text"].split()[0]) == expected
