"""
The made-up collection of two meetings is whole, and says that it is made up.
"""

from loaders.dataset import load_dataset
from tests.two_meetings import EXAMPLE


def test_the_example_has_two_meetings_of_thirty_remarks_each():
    dataset = load_dataset(EXAMPLE)
    assert dataset.remarks["meeting"].value_counts().to_dict() == {
        "buurtplan-2031": 30, "buurtplan-2033": 30,
    }
    assert len(dataset.attendance) == 17


def test_the_example_says_in_every_meeting_that_it_is_fiction():
    dataset = load_dataset(EXAMPLE)
    assert "fictie" in dataset.about.title
    for key, about in dataset.abouts.items():
        assert "Dit is fictie" in about.caveats[0]
        assert dataset.reports[key].startswith("Verzonnen verslag")


def test_the_example_has_what_only_several_meetings_can_have():
    dataset = load_dataset(EXAMPLE)
    codebook = dataset.codebook.set_index("key")
    assert codebook.loc["litter", ["until", "replaced_by"]].tolist() == ["buurtplan-2031", "clean"]
    assert codebook.loc["traffic", "since"] == "buurtplan-2033"
    repeats = dataset.remarks.set_index("remark_id")["repeats"]
    assert repeats[repeats != ""].to_dict() == {
        "buurtplan-2033-r009": "r013", "buurtplan-2033-r010": "r011",
        "buurtplan-2033-r011": "r009", "buurtplan-2033-r016": "r017",
    }
    roles = dataset.attendance[dataset.attendance["person"] == "p01"]["role"].tolist()
    assert roles == ["schepen van openbaar domein", "burgemeester"]
