"""
Sixty remarks, forty answers: of all kinds, to one remark or several, published, draft and both.

Every remark and every answer has words of its own. What holds HELD_BACK was never published; the
names of Ann Peeters and Jan Claes stand in remarks and in answers.
"""

from follow_up.answers import Answer, FollowUp
from tests.small_meeting import GROUPS, SENTIMENTS, STATUSES, THEMES, make_dataset, make_remark

HELD_BACK = "NOG NIET VOOR LEZERS"
SPEAKERS = ["p1", "city", "", "p2", "local", "", ""]


def make_meeting():
    """
    Give the dataset: r1 to r20 in the opening, r21 to r40 north, r41 to r60 south.

    Sentiments go round as positive, missing, critical, neutral: thirty remarks ask for something.
    """
    return make_dataset(remarks=[
        make_remark(
            f"r{number}", group=GROUPS[(number - 1) // 20], section="Gesprek",
            text=f"Dit zei iemand als nummer {number}{', aldus Ann Peeters' * (number % 9 == 0)}.",
            sentiment=SENTIMENTS[(number - 1) % 4],
            themes=tuple(dict.fromkeys([THEMES[number % 3], THEMES[number % 4]])),
            speaker=SPEAKERS[number % 7], line_start=number, line_end=number,
        )
        for number in range(1, 61)
    ])


def answer_all(follow_up: FollowUp):
    """
    Save forty answers, of which four in five are published, and some changed after that.

    The answer ``n`` is to the remark ``n``, every fourth one to the remark before it too; it is
    of the status ``n % 6``. The last ones are to r41 and so on, with something in between.
    """
    for number in range(1, 41):
        status = STATUSES[number % 6][0]
        remark_ids = (f"r{number + number // 10 * 5}",)
        if number % 4 == 0:
            remark_ids += (f"r{number + number // 10 * 5 - 1}",)
        is_draft = number % 5 == 0
        saved = follow_up.save(Answer(
            None, remark_ids, status,
            text=f"Antwoord {number}{' van Jan Claes' * (number % 7 == 0)}."
                 + HELD_BACK * is_draft,
            reason=f"Reden {number}.", where_quote=f"Woorden {number}.",
            where_link=f"https://stad.example/plan#{number}", owner=f"Dienst {number}",
            due="2027-01-31", signature="Stad",
        ), None, "ann")
        if not is_draft:
            follow_up.publish([saved.answer_id], "ann")
        if number % 6 == 1:
            # Changed since, or never published at all.
            follow_up.save(Answer(
                saved.answer_id, remark_ids, "refused", text=HELD_BACK, reason=HELD_BACK), 1, "ann")
