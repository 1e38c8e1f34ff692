"""
A facet is one entry in one tuple: a made-up one is seen wherever the others are.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_one_entry_in_the_tuple_is_all_that_a_facet_takes():
    done = subprocess.run(
        [sys.executable, "-m", "tests.made_up_facet"], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "counts": {"glad": 83, "sad": 83},
        "link": {"stemming": ["glad"]},
        "read": True,
        "sentence": "Stemming: Blij",
        "file_name": "opmerkingen-blij-2026-11-23.csv",
        "row_count": 83,
        "column": ["Blij"],
        "sidebar": [["Blij · 83", "true"], ["Droevig · 83", "false"]],
        "chips": ["Verwijder filter: Blij"],
        "count_line": "83 van 248 opmerkingen",
        "address": {"stemming": ["glad"]},
        "notice": True,
    }
