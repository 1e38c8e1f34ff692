"""
The rules of a data folder: one file for each kind of rule, and the list of them all.

Each ``check_*`` yields every problem it finds. Bad data never raises here: an
editor wants the full list, not the first hit. What could not be read was
reported by ``loaders.files``, and the checks that need it stay silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from loaders.checks.cells import check_cells, check_forms, check_lists, check_signs, check_unique
from loaders.checks.codebook import (
    check_codebook_rows,
    check_coded_keys,
    check_needed_keys,
    check_status_kinds,
)
from loaders.checks.keys import check_references, check_replies, check_speaker_keys
from loaders.checks.meetings import (
    check_codebook_times,
    check_keys_of_collection,
    check_meeting_dates,
    check_meeting_keys,
    check_meeting_packages,
    check_repeats,
    check_replaced_keys,
    check_retired_keys,
)
from loaders.checks.names import check_abbreviations, check_spellings
from loaders.checks.package import check_package, check_package_tables, check_placeholders
from loaders.checks.synonyms import (
    check_concept_circles,
    check_concept_forms,
    check_concept_words,
)
from loaders.checks.words import (
    check_attendees,
    check_line_order,
    check_printed_words,
    check_quotations,
)
from loaders.limits import LimitError
from loaders.problems import Problem
from loaders.raw import RawFolder

Check = Callable[[RawFolder], Iterator[Problem]]

# Run on the collection, which has the shared tables, and on each meeting, which has its own.
EVERYWHERE: tuple[Check, ...] = (
    check_cells,
    check_signs,
    check_forms,
    check_lists,
    check_unique,
    check_coded_keys,
    check_references,
    check_package,
    check_package_tables,
)
OF_COLLECTION: tuple[Check, ...] = (
    check_codebook_rows,
    check_needed_keys,
    check_status_kinds,
    check_speaker_keys,
    check_spellings,
    check_abbreviations,
    check_concept_words,
    check_concept_forms,
    check_concept_circles,
    check_meeting_keys,
    check_meeting_packages,
    check_meeting_dates,
    check_keys_of_collection,
    check_repeats,
    check_codebook_times,
    check_replaced_keys,
    check_retired_keys,
)
OF_MEETING: tuple[Check, ...] = (
    check_replies,
    check_line_order,
    check_quotations,
    check_printed_words,
    check_attendees,
    check_placeholders,
)


def find_problems(raw: RawFolder) -> list[Problem]:
    """
    Run every check over a collection and its meetings.

    Returns:
        What kept files and rows from being read, then what the checks found;
        both by file, line and column. Empty when all is well.
    """
    found: list[Problem] = []
    try:
        for check in (*EVERYWHERE, *OF_COLLECTION):
            found += check(raw)
        for meeting in raw.meetings.values():
            for check in (*EVERYWHERE, *OF_MEETING):
                found += map(meeting.in_place, check(meeting))
    except LimitError as error:
        raw.problems.append(Problem("", 0, "", "", str(error)))
    # dict, not set: two problems of one cell come in the same order every time.
    return [
        *sorted(dict.fromkeys(in_collection(raw, "problems")), key=lambda problem: problem.place),
        *sorted(dict.fromkeys(found), key=lambda problem: problem.place),
    ]


def in_collection(raw: RawFolder, name: Literal["problems", "notes"]) -> list[Problem]:
    """Give the problems or notes of reading, of a collection and of its meetings."""
    return [one.in_place(problem) for one in (raw, *raw.meetings.values())
            for problem in getattr(one, name)]
