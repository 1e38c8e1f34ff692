"""
Fuzzy search for the people and organisations of the report.

A name is found whatever the order of its words, its particles, titles, accents
or a few typing errors. A name that is not in the report must stay unfound: one
shared first name or family name with another first name is not enough.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pandas as pd
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

Kind = Literal["person", "organisation"]

FOUND_FROM = 80.0
SUGGESTED_FROM = 65.0
# A name is never this long; what is pasted beyond it says nothing about a name.
MAX_QUERY_LETTERS = 200

_PERSON_TITLES = frozenset(
    "schepen mevrouw mevr mw meneer mijnheer heer dhr dr drs prof professor ir ing mr".split()
)
_LEGAL_FORMS = frozenset("vzw asbl cvba bv nv".split())
# Words that say so little that they neither make nor break a match.
_SMALL_WORDS = frozenset("de den der het een van vande vanden vander ten ter te en in".split())
_INITIALISM = re.compile(r"(?<!\w)(?:[^\W\d_]\.)+(?:[^\W\d_](?!\w)|(?<=\..\.))\.?")
_SINGLE_LETTERS = re.compile(r"(?<!\w)([^\W\d_])\s?&\s?([^\W\d_])(?!\w)")
# One sound, several spellings in Flemish names: Reynvoet and Reinvoet, Cloet and Kloet.
_SOUNDS = (
    ("ij", "i"), ("y", "i"), ("ck", "k"), ("c", "k"), ("ae", "aa"), ("gh", "g"), ("x", "ks"),
    ("qu", "kw"), ("th", "t"), ("ph", "f"), ("ch", "g"), ("dt", "t"), ("oe", "u"), ("sz", "s"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True)
class NameMatch:
    """
    A person or organisation that answers to a name.

    Attributes:
        kind: ``person`` or ``organisation``.
        key: its key in the table.
        name: its name in full.
        spelling: the spelling that matched best; may be the name itself.
        score: 0 to 100.
    """

    kind: Kind
    key: str
    name: str
    spelling: str
    score: float


@dataclass(frozen=True)
class _Form:
    """
    Hold one way to write a name, made comparable.
    """

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    # Without spaces and small words' spaces: "Van den Broucke" is "Vanden Broucke".
    compact: str
    compact_sounds: str


@dataclass(frozen=True)
class _Entry:
    kind: Kind
    key: str
    name: str
    spelling: str
    form: _Form


def normalise(name: str) -> str:
    """
    Write a name in small letters without accents, dots and other signs.

    >>> normalise("Stéphanie Staïesse"), normalise("KRAS v.z.w."), normalise("K & G")
    ('stephanie staiesse', 'kras vzw', 'k&g')
    >>> normalise("Samenleven & Welzijn")
    'samenleven en welzijn'
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    plain = _INITIALISM.sub(lambda found: found.group().replace(".", "") + " ", plain)
    plain = _SINGLE_LETTERS.sub(r"\1§\2", plain).replace("&", " en ").replace("§", "&")
    plain = plain.replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^\w&]|_", " ", plain).split())


def _sounds(word: str) -> str:
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", word)


def _form(name: str) -> _Form | None:
    words = normalise(name).split()
    kept = [word for word in words if word not in _PERSON_TITLES and word not in _LEGAL_FORMS]
    words = kept or words
    if not words:
        return None
    sounds = tuple(_sounds(word) for word in words)
    return _Form(tuple(words), sounds, "".join(words), "".join(sounds))


class NameIndex:
    """
    Search the people and organisations; built once, then only read.

    >>> people = pd.DataFrame({"key": ["p1"], "name": ["Nele Van Melckebeke"], "spellings": [()]})
    >>> organisations = pd.DataFrame({"key": ["o1"], "name": ["KRAS"], "spellings": [()]})
    >>> index = NameIndex(people, organisations)
    >>> [match.key for match in index.find("melkebeke, nele")]
    ['p1']
    """

    def __init__(self, people: pd.DataFrame, organisations: pd.DataFrame) -> None:
        """
        Read every name and spelling once.

        Args:
            people: one row per person, with key, name and spellings (a tuple).
            organisations: one row per organisation, with the same columns.
        """
        self._entries = [*_entries("person", people), *_entries("organisation", organisations)]
        # A page asks for what was found and for what is near, and again at every rerun.
        self._ranked = lru_cache(maxsize=64)(self._rank)

    def find(self, query: str, limit: int = 10) -> list[NameMatch]:
        """
        Return the names that answer to the query, best first.

        Two that score within 5 points of one another are both meant to be
        shown: a screen must not jump to the first.
        """
        return [match for match in self._ranked(query) if match.score >= FOUND_FROM][:limit]

    def suggest(self, query: str, limit: int = 3) -> list[NameMatch]:
        """
        Return names that only resemble the query: "did you mean", best first.
        """
        ranked = self._ranked(query)
        return [m for m in ranked if SUGGESTED_FROM <= m.score < FOUND_FROM][:limit]

    def _rank(self, query: str) -> list[NameMatch]:
        """
        Return the best spelling of every name, best first.
        """
        asked = _form(query[:MAX_QUERY_LETTERS])
        if asked is None:
            return []
        best: dict[tuple[Kind, str], NameMatch] = {}
        for entry in self._entries:
            score = round(_score(asked, entry), 1)
            known = best.get((entry.kind, entry.key))
            if known is None or score > known.score:
                match = NameMatch(entry.kind, entry.key, entry.name, entry.spelling, score)
                best[entry.kind, entry.key] = match
        # Between equals the name written most like the query comes first.
        bare = " ".join(asked.words)
        return sorted(
            best.values(),
            key=lambda match: (-match.score, -fuzz.ratio(bare, normalise(match.name)), match.name),
        )


def _entries(kind: Kind, table: pd.DataFrame) -> Iterator[_Entry]:
    columns = (table[column].tolist() for column in ("key", "name", "spellings"))
    for key, name, spellings in zip(*columns, strict=True):
        for spelling in dict.fromkeys((str(name), *map(str, spellings))):
            form = _form(spelling)
            if form is not None:
                yield _Entry(kind, str(key), str(name), spelling, form)


def _score(asked: _Form, entry: _Entry) -> float:
    """
    Return how well a query answers to one spelling, 0 to 100.

    The whole name counts in any order; a part of the name counts a little less
    than the whole, and every word asked for must then be in the name.
    """
    form = entry.form
    if asked.compact == form.compact:
        return 100.0
    if len(asked.compact) <= 2:
        return 0.0
    # An abbreviation is itself or nothing: one letter makes another one.
    if len(form.compact) <= 4 and len(form.words) == 1:
        is_named = form.compact in asked.words and len(form.compact) >= 3
        return 82.0 if is_named and _rest_is_small(asked, form) else 0.0
    whole = max(
        fuzz.ratio(asked.compact, form.compact),
        0.98 * fuzz.ratio(asked.compact_sounds, form.compact_sounds),
        fuzz.ratio("".join(sorted(_large(asked.words))), "".join(sorted(_large(form.words)))),
    )
    part = _part_of_name(asked, entry.form)
    return max(_whole_name(asked, entry, whole), part, _kin(asked, entry))


def _rest_is_small(asked: _Form, form: _Form) -> bool:
    return all(word in _SMALL_WORDS or word in form.words for word in asked.words)


def _whole_name(asked: _Form, entry: _Entry, whole: float) -> float:
    """
    Lower the likeness of two names that share their letters but not their words.

    "Hans Van Hoof" is no "Ann Van Hoof": every large word of the query must
    resemble a word of the name, unless only the spaces differ.
    """
    if _matched_words(asked, entry.form) or _differs_in_spaces(asked, entry.form):
        return whole
    return min(whole, FOUND_FROM - 1)


def _differs_in_spaces(asked: _Form, form: _Form) -> bool:
    """
    Tell whether two names are the same run of letters, one typing error aside.
    """
    errors = OSA.distance(asked.compact_sounds, form.compact_sounds)
    is_long = len(form.compact_sounds) >= 7
    return is_long and errors <= 1 and asked.compact_sounds[0] == form.compact_sounds[0]


def _kin(asked: _Form, entry: _Entry) -> float:
    """
    Score a person of whom only the family name was asked for: good for a suggestion.
    """
    if entry.kind != "person":
        return 0.0
    families = [word for word in entry.form.words[1:] if word not in _SMALL_WORDS]
    pairs = ((word, family) for word in asked.words for family in families if len(word) >= 4)
    return 0.72 * max((_likeness(word, family) for word, family in pairs), default=0.0)


def _part_of_name(asked: _Form, form: _Form) -> float:
    """
    Score a query of which every word stands in the name: a family name, an initial.
    """
    matched = _matched_words(asked, form)
    if not matched:
        return _joined_part(asked, form)
    likeness = sum(matched) / len(matched)
    share = sum(map(len, _large(asked.words))) / sum(map(len, _large(form.words)))
    return likeness * (0.90 + 0.09 * min(1.0, share))


def _large(words: Sequence[str]) -> Sequence[str]:
    """
    Return the words without particles, or all of them when nothing else is left.
    """
    return [word for word in words if word not in _SMALL_WORDS] or words


def _joined_part(asked: _Form, form: _Form) -> float:
    """
    Score a query that runs words of the name together: vanmelckebeke.
    """
    best = 0.0
    for start in range(len(form.words)):
        for end in range(start + 1, len(form.words) + 1):
            run = "".join(form.sounds[start:end])
            if end - start > 1 and len(run) >= 6:
                best = max(best, _likeness(asked.compact_sounds, run))
    return best * 0.93


def _matched_words(asked: _Form, form: _Form) -> list[float]:
    """
    Return per large word of the query how much it resembles its own word of the name.

    Empty as soon as one of them resembles none, or when only initials match.
    """
    left = list(range(len(form.words)))
    likenesses: list[float] = []
    has_word = False
    order = sorted(range(len(asked.words)), key=lambda place: -len(asked.words[place]))
    for place in order:
        word = asked.words[place]
        if word in _SMALL_WORDS and len(asked.words) > 1:
            continue
        pairs = [(_word_likeness(word, asked.sounds[place], form, other), other) for other in left]
        likeness, other = max(pairs, default=(0.0, -1))
        if likeness < 1:
            return []
        left.remove(other)
        likenesses.append(likeness)
        has_word = has_word or len(word) >= 3
    return likenesses if has_word else []


def _word_likeness(word: str, sound: str, form: _Form, place: int) -> float:
    other = form.words[place]
    if len(word) == 1 and word.isalpha():
        return 90.0 if other[0] == word else 0.0
    if word == other:
        return 100.0
    return max(_likeness(word, other), 0.97 * _likeness(sound, form.sounds[place]))


def _likeness(word: str, other: str) -> float:
    """
    Return 0 to 100: how sure it is that one word is the other with typing errors.

    No error in words of up to three letters, one in up to six, two in up to
    twelve, three in longer ones; a first letter that differs counts double.
    """
    length = min(len(word), len(other))
    allowed = sum(length >= letters for letters in (4, 7, 13))
    errors = OSA.distance(word, other)
    errors += errors > 0 and word[:1] != other[:1]
    if errors > allowed:
        return 0.0
    return 100.0 - 40.0 * errors / max(len(word), len(other), 1)


__all__ = ["FOUND_FROM", "SUGGESTED_FROM", "NameIndex", "NameMatch", "normalise"]
