"""What every run is told of the answers, also where they can't be read."""

import pytest

from follow_up.answers import Answer, FollowUp
from store.engine import open_store
from widgets.shell import answers
from widgets.shell.session import load_shared


@pytest.fixture
def url(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/answers.sqlite"
    monkeypatch.setenv("DASHBOARD_STORE", url)
    return url


def statuses():
    remarks = load_shared().shared.facets.dataset.remarks
    return remarks["status"].value_counts().to_dict()


def test_another_ones_answer_is_told_at_the_next_run_once_it_is_published(dataset, url):
    assert statuses() == {"open": 248}
    before = load_shared().shared
    assert load_shared().shared.facets is before.facets
    elsewhere = FollowUp(open_store(url), dataset)
    saved = elsewhere.save(Answer(None, ("r001", "r002"), "noted", "Dank u."), None, "ann")
    assert statuses() == {"open": 248}
    elsewhere.publish([saved.answer_id], "ann")
    assert statuses() == {"open": 246, "noted": 2}
    told = load_shared().shared.told
    assert told.answers["text"].tolist() == ["Dank u."]
    assert told.history("r002")["status"].tolist() == ["noted"]
    assert told.history("r003").empty
    assert "actor" not in told.versions
    # What was handed out stays as it was.
    assert before.facets.dataset.remarks["status"].tolist() == ["open"] * 248


def test_where_the_answers_can_not_be_read_the_last_ones_are_told_with_why(
    dataset, url, tmp_path, monkeypatch, caplog,
):
    follow_up = FollowUp(open_store(url), dataset)
    saved = follow_up.save(Answer(None, ("r001",), "noted"), None, "ann")
    follow_up.publish([saved.answer_id], "ann")
    assert statuses() == {"open": 247, "noted": 1}
    (tmp_path / "answers.sqlite").rename(tmp_path / "away.sqlite")
    assert statuses() == {"open": 247, "noted": 1}
    assert load_shared().store_problem.startswith("De opvolging is nu niet bereikbaar.")
    # Asked once, and not at every run.
    assert caplog.text.count("the store is gone") == 1
    (tmp_path / "away.sqlite").rename(tmp_path / "answers.sqlite")
    monkeypatch.setattr(answers.time, "monotonic", lambda: float("inf"))
    assert load_shared().store_problem == ""
