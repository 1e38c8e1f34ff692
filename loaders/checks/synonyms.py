"""What the table of concepts may say: a word means one thing, and nothing is a part of itself."""

from __future__ import annotations

from collections.abc import Iterator

import Stemmer

from loaders.problems import Problem, list_first
from loaders.raw import RawFolder
from loaders.report import squeeze
from loaders.schema import TABLES

_FILE = "synonyms"
# By name: the algorithm called "dutch" merges begeleiding with beleid.
_STEMMER = Stemmer.Stemmer("dutch_porter")


def check_concept_words(raw: RawFolder) -> Iterator[Problem]:
    """Report a word that belongs to two concepts: no search could know which is meant."""
    owners: dict[str, tuple[str, int]] = {}
    shared = (
        (line, word, owner)
        for line, key, words in _lists(raw, "words")
        for word in words
        if (owner := owners.setdefault(squeeze(word).casefold(), (key, line)))[0] != key
    )
    yield from list_first(shared, lambda found: Problem(
        TABLES[_FILE].file, found[0], "words", found[1],
        f"is a word of {found[2][0]!r} too (line {found[2][1]})",
    ))


def check_concept_forms(raw: RawFolder) -> Iterator[Problem]:
    """Report two forms of one word in a concept: the search finds either by the other."""
    repeated = (
        (line, word, other)
        for line, _, words in _lists(raw, "words")
        for place, word in enumerate(words)
        for other in words[:place]
        if _stem(word) == _stem(other)
    )
    yield from list_first(repeated, lambda found: Problem(
        TABLES[_FILE].file, found[0], "words", found[1],
        f"is a form of {found[2]!r}, which is enough",
    ))


def check_concept_circles(raw: RawFolder) -> Iterator[Problem]:
    """Report a concept that is, by way of others, a part of itself."""
    rows = list(_lists(raw, "broader"))
    broader = {key: wider for _, key, wider in rows}
    circles = [(line, key) for line, key, _ in rows if key in _all_broader(key, broader)]
    yield from list_first(circles, lambda found: Problem(
        TABLES[_FILE].file, found[0], "broader", found[1], "is a part of itself, by way of others",
    ))


def _all_broader(key: str, broader: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(broader.get(key, ()))
    while waiting:
        wider = waiting.pop()
        if wider not in found:
            found.add(wider)
            waiting += broader.get(wider, ())
    return found


def _lists(raw: RawFolder, column: str) -> Iterator[tuple[int, str, list[str]]]:
    values_of = TABLES[_FILE].column(column).values_of
    for line, key, cell in raw.rows(_FILE, "key", column):
        yield line, key, values_of(cell)


def _stem(word: str) -> str:
    return " ".join(_STEMMER.stemWords(word.casefold().split()))
