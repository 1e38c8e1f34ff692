"""
One remark that is open, with what stands before and after it.
"""

from analysis.view import View
from tests.screen import html_of, link_of, open_page, run


def test_one_remark_opens_by_its_link_with_its_neighbours(dataset):
    ids = dataset.remarks["remark_id"].tolist()
    for place in (0, 1, 120, len(ids) - 1):
        block = html_of(open_page("remarks", {"opmerking": [ids[place]]}), "detail")
        assert dataset.remarks["text"].iloc[place] in block.text_in("blockquote")[0]
        near = [item["text"].split(": ")[0] for item in block.find("li")]
        links = [
            link["data-key"] for link in block.find("a", data_do="open")
            if link["data-key"] != ids[place]
        ]
        expected = ([ids[place - 1]] if place else []) + ids[place + 1 : place + 2]
        assert links[-len(expected):] == expected
        assert near == (["Ervoor"] if place else []) + ["Erna"] * (place + 1 < len(ids))


def test_every_remark_opens_by_its_link(dataset):
    app = open_page("remarks", {"opmerking": [dataset.remarks["remark_id"].iloc[0]]})
    for remark_id in dataset.remarks["remark_id"].iloc[::12]:
        app.session_state["state.view"] = View(remark=remark_id)
        run(app)
        assert html_of(app, "detail").remark_ids()[0] == remark_id
        assert link_of(app) == {"opmerking": [remark_id]}
