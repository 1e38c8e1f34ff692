"""
Several processes at work in one store, and one that is killed.

Two of 2,000 saves each: python -m pytest -s tests/follow_up/test_processes.py --saves 2000
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from follow_up.answers import FollowUp
from store.engine import open_store
from tests.small_meeting import make_dataset

ROOT = Path(__file__).parents[2]


def start(url, who, count):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.follow_up.saver", url, who, str(count)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )


def read_texts(url):
    """Give what is in the store: the answers by text, and the changes."""
    follow_up = FollowUp(open_store(url), make_dataset())
    return follow_up.answers().set_index("text")["answer_id"].to_dict(), follow_up.journal()


def test_two_processes_lose_no_answer_and_save_none_twice(store_url, pytestconfig):
    count = pytestconfig.getoption("saves")
    processes = {who: start(store_url, who, count) for who in ("ann", "jan")}
    said = {who: process.communicate()[0].split() for who, process in processes.items()}
    assert [process.returncode for process in processes.values()] == [0, 0]
    confirmed = {
        f"{who} {number}": answer_id
        for who, words in said.items()
        for answer_id, number in zip(words[::3], words[1::3], strict=True)
    }
    answers, changes = read_texts(store_url)
    assert len(confirmed) == 2 * count
    assert answers == confirmed
    assert len(changes) == changes["row_id"].nunique() == 2 * count
    seconds = [float(word) for words in said.values() for word in words[2::3]]
    p50, p95 = np.percentile(seconds, [50, 95]) * 1000
    sys.stdout.write(f"\n{store_url.partition(':')[0]}: {2 * count} saves, p50 {p50:.1f} ms, "
                     f"p95 {p95:.1f} ms\n")


@pytest.mark.parametrize("killed_after", [3, 60])
def test_what_was_confirmed_is_there_after_a_kill(store_url, killed_after):
    confirmed = {}
    with start(store_url, "ann", 200) as process:
        for line in process.stdout:
            answer_id, number, _ = line.split()
            confirmed[f"ann {number}"] = answer_id
            if len(confirmed) == killed_after:
                process.kill()
    assert process.returncode == -9
    assert killed_after <= len(confirmed) < 200
    answers, changes = read_texts(store_url)
    # One more may be there: saved, and killed before it could say so.
    assert confirmed.items() <= answers.items()
    assert len(answers) == len(changes) <= len(confirmed) + 1
    # And it goes on where it was.
    assert start(store_url, "jan", 1).communicate()[0]
    assert len(read_texts(store_url)[0]) == len(answers) + 1
