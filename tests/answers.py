"""
Answers to the project's own remarks, of every kind; made up for tests, no one ever gave them.
"""

from follow_up.answers import Answer, FollowUp
from store.engine import open_store

SIGNED = {"signature": "Dienst Armoede (verzonnen)"}
# What is published, the first at the top; the second of r004 and r010 take over from the first.
PUBLISHED = (
    Answer(None, ("r001", "r002"), "noted", "Dank u, we namen dit mee.", **SIGNED),
    Answer(None, ("r004", "r010"), "in_progress", "We zoeken uit wat er kan.", owner="Dienst Wonen",
           due="2026-03-01", **SIGNED),
    Answer(None, ("r010", "r014", "r020"), "taken_up", "Dit staat in het plan.\nZie hoofdstuk 3.",
           where_quote="Elk kind eet op school.",
           where_link="https://stad.example/plan?a=1&b=<2>#3", **SIGNED),
    Answer(None, ("r030", "r031"), "not_taken_up", "Dit kan de stad niet.",
           reason="Het is een zaak van Vlaanderen <b>.", **SIGNED),
    Answer(None, ("r040", "r041", "r042"), "in_progress", "Een werkgroep begon.",
           owner="Dienst Wonen", due="2099-01-31", **SIGNED),
    Answer(None, ("r050",), "in_progress", "Er is een overleg met de scholen.", owner="Onderwijs",
           due="2099-06-30", **SIGNED),
    Answer(None, ("r060", "r061"), "taken_up", "Gebeurt al.", where_quote="Loket",
           where_link="http://stad.example/loket", **SIGNED),
    Answer(None, ("r070",), "noted", "Gelezen."),
    Answer(None, ("r080",), "noted", "Te vroeg gezegd."),
    Answer(None, ("r090",), "not_taken_up", "", reason="Er is geen geld."),
)
WITHDRAWN = ("r080",)
DRAFTS = (
    Answer(None, ("r100",), "taken_up", "Geheim ontwerp.", where_quote="x",
           where_link="https://stad.example/x"),
    Answer(None, ("r004",), "noted", "Geheim ontwerp twee."),
)


def fill_store(url, dataset):
    """Save and publish all that, withdraw one, and leave the drafts unpublished."""
    follow_up = FollowUp(open_store(url), dataset)
    for answer in PUBLISHED:
        saved = follow_up.save(answer, None, "ann@stad.example")
        follow_up.publish([saved.answer_id], "ann@stad.example")
        if answer.remark_ids == WITHDRAWN:
            again = Answer(saved.answer_id, answer.remark_ids, "open", "We bekijken dit opnieuw.")
            follow_up.save(again, saved.version, "ann@stad.example")
            follow_up.publish([saved.answer_id], "ann@stad.example")
    for draft in DRAFTS:
        follow_up.save(draft, None, "ann@stad.example")
    return follow_up
