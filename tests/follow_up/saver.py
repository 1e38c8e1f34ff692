"""
A process that saves answers, one after the other, and says of each that it was saved.

    python -m tests.follow_up.saver <url> <who> <how many>
"""

import sys
from time import perf_counter

from follow_up.answers import Answer, FollowUp, Saved
from store.engine import open_store
from tests.small_meeting import make_dataset


def main(url, who, count):
    follow_up = FollowUp(open_store(url), make_dataset())
    for number in range(int(count)):
        answer = Answer(None, (f"r{number % 6 + 1}",), "read", text=f"{who} {number}")
        started = perf_counter()
        saved = follow_up.save(answer, None, who)
        assert isinstance(saved, Saved)
        # One line at once, at once: who reads it may take it as said.
        sys.stdout.write(f"{saved.answer_id} {number} {perf_counter() - started:.6f}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
