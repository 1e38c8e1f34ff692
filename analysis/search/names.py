"""
Fuzzy search for the people and organisations of the report.

A name is found whatever the order of its words, its particles (apart, joined or
left out), titles, accents or a few typing errors. A name that is not in the
report must stay unfound: one shared first name or family name is not enough.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, combinations
from statistics import fmean
from typing import Literal, NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

Kind = Literal["person", "organisation"]


class Weights(NamedTuple):
    """Hold every weight (0 to 100, or a factor) and threshold, with what forced it."""

    found: float = 80  # "Sofie Cloet" shares a family name with Marc, and stays below.
    suggested: float = 65  # "Sofie Leyr": did you mean Stef Leyn? Below, likeness is chance.
    family: float = 0.78  # "Sofie Cloet" is at most a suggestion for Marc Cloet.
    near: float = 96  # "frederik" is Frederik before Frederic, which sounds the same ...
    part: float = 0.97  # ... also where Frederic is all there is of that spelling.
    error: float = 40  # "Broylant" is Bruyland, with as many errors as eight letters bear.
    letters_per_error: tuple[int, ...] = (4, 7, 13)  # "cloed" is Cloet, "Tim" is no Wim.
    first_letter: int = 2  # "Marleen De Rijcke" is no Karleen: a first letter is known best.
    same_run: int = 7  # "task forse wonen" is Taskforce wonen: spaces and one error.
    short_name: int = 4  # "Siva" is no Sivi: so short a name is itself or nothing.
    initial: float = 90  # "A. Slock" is Alain Slock.
    particle_left_out: float = 0.98  # "lancker" is Van Lancker.
    other_particle: float = 0.88  # "Van den Bossche" is no De Bosscher.


WEIGHTS = Weights()
FOUND_FROM, SUGGESTED_FROM = WEIGHTS.found, WEIGHTS.suggested
MAX_QUERY_LETTERS = 100  # What is pasted beyond it says nothing about a name.

_TITLES_AND_FORMS = frozenset(
    "schepen mevrouw mevr mw meneer mijnheer heer dhr dr dokter drs prof professor ir ing mr "
    "vzw asbl cvba bv nv".split()
)
_PARTICLES = frozenset("van de den der het ten ter te t vande vanden vander".split())
# Words that say so little that they neither make nor break a match.
_SMALL_WORDS = frozenset("en in een met op voor".split()) | _PARTICLES
_JOINED = re.compile(r"(van(?:de[nr]?|het)?|de[nr]?|te[nr]|het)(\w{4,})")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_INITIALISM = re.compile(r"(?<!\w)(?:[^\W\d_]\.)+(?:[^\W\d_](?!\w)|(?<=\..\.))\.?")
_SINGLE_LETTERS = re.compile(r"(?<!\w)([^\W\d_])\s?&\s?([^\W\d_])(?!\w)")
_SIGNS = re.compile(r"(?:[^\w&]|_)+")
# One sound, several spellings in Flemish names: Reynvoet and Reinvoet, Cloet and Kloet.
_SOUNDS = (
    ("y", "i"), ("j", "i"), ("sh", "ch"), ("ch", "g"), ("c", "k"), ("ae", "aa"), ("gh", "g"),
    ("x", "ks"), ("qu", "kw"), ("th", "t"), ("ph", "f"), ("dt", "t"), ("oe", "u"), ("z", "s"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)(?=\1)")
_extract = partial(process.extract, limit=None)


@dataclass(frozen=True)
class NameMatch:
    """A person or organisation that answers to a name."""

    kind: Kind
    key: str
    name: str
    spelling: str  # the one that matched best; may be the name itself
    score: float  # 0 to 100


class _Word(NamedTuple):
    # One large word with the particles before it: vander + haeghen.
    letters: str
    particle: str
    stem: str
    sound: str
    stem_sound: str
    is_abbreviation: bool  # itself or nothing: one letter makes another one


class _Entry(NamedTuple):
    kind: Kind
    key: str
    name: str
    spelling: str
    words: tuple[_Word, ...]
    compact: str  # all words as one, the small ones included
    has_abbreviation: bool


_Likenesses = dict[_Word, float]
_Answers = Iterator[tuple[float, _Entry]]


def normalise(name: str) -> str:
    """
    Write a name in small letters without accents, dots, possessives and other signs.

    >>> normalise("Stéphanie Staïesse"), normalise("KRAS v.z.w."), normalise("K & G")
    ('stephanie staiesse', 'kras vzw', 'k&g')
    >>> normalise("Samenleven & Welzijn"), normalise("Cloet's")
    ('samenleven en welzijn', 'cloet')
    """
    plain = name.casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    plain = _INITIALISM.sub(lambda found: found.group().replace(".", "") + " ", plain)
    if "&" in plain:
        plain = _SINGLE_LETTERS.sub(r"\1§\2", plain).replace("&", " en ").replace("§", "&")
    plain = _POSSESSIVE.sub("", plain).replace("'", "").replace("’", "")
    return " ".join(_SIGNS.sub(" ", plain).split())


def _sound(word: str) -> str:
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _DOUBLED.sub("", word)


def _read(name: str, abbreviations: Collection[str] = ()) -> tuple[tuple[_Word, ...], str, bool]:
    every = name.split()
    written = [word for word in every if word not in _TITLES_AND_FORMS] or every
    particle, words = "", []
    for word in written:
        if word in _PARTICLES:
            particle += word
        elif word not in _SMALL_WORDS:
            is_short_name = len(written) == 1 and len(word) <= WEIGHTS.short_name
            words.append(_word(particle, word, word in abbreviations or is_short_name))
            particle = ""
    return tuple(words), "".join(written), any(word.is_abbreviation for word in words)


@lru_cache(maxsize=2048)  # half the words of names stand in another name too
def _word(particle: str, word: str, is_abbreviation: bool) -> _Word:
    joined = None if particle or is_abbreviation else _JOINED.fullmatch(word)
    particle, stem = joined.groups() if joined else (particle, word)
    sound = _sound(stem)
    joined_sound = _sound(particle + stem) if particle else sound
    return _Word(particle + stem, particle, stem, joined_sound, sound, is_abbreviation)


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
        """Read tables with one row per name: its key, name and spellings (a tuple)."""
        self._by_run: dict[str, list[_Entry]] = {}
        self._by_word: dict[_Word, list[_Entry]] = {}
        self._by_sound: dict[str, list[_Word]] = {}
        for entry in (*_entries("person", people), *_entries("organisation", organisations)):
            for run in _runs(entry):
                self._by_run.setdefault(run, []).append(entry)
            for word in entry.words:
                self._by_word.setdefault(word, []).append(entry)
        for word in self._by_word:
            for sound in {word.sound, word.stem_sound}:
                self._by_sound.setdefault(sound, []).append(word)
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
        """Return names that only resemble the query: "did you mean", best first."""
        return [m for m in self._ranked(query) if SUGGESTED_FROM <= m.score < FOUND_FROM][:limit]

    def _rank(self, query: str) -> list[NameMatch]:
        # "K.R.A.S." is one word, "E.M. Winten" has two letters of two first names.
        readings = {normalise(way[:MAX_QUERY_LETTERS])[:MAX_QUERY_LETTERS]
                    for way in (query, query.replace(".", ". "))}
        # Between equals the spelling written most like the query comes first.
        ranked = sorted(
            (-score, -fuzz.ratio(bare, entry.spelling.casefold()), entry)
            for bare in readings for score, entry in self._answers(bare)
        )
        best: dict[tuple[Kind, str], NameMatch] = {}
        for score, _, entry in ranked:
            best.setdefault(entry[:2], NameMatch(*entry[:4], round(-score, 1)))
        return list(best.values())

    def _answers(self, bare: str) -> _Answers:
        words, compact, _ = _read(bare)
        near = {word: self._near(word) for word in words}
        return chain(self._in_one_run(compact, len(words)), self._with_every_word(near),
                     self._of_one_family(near))

    def _near(self, asked: _Word) -> _Likenesses:
        if len(asked.letters) == 1:
            candidates = [own for own in self._by_word if own.letters[0] == asked.letters]
        else:
            candidates = [*self._heard(asked.sound), *self._heard(asked.stem_sound)]
        likenesses = {own: _likeness(asked, own) for own in candidates}
        return {own: likeness for own, likeness in likenesses.items() if likeness}

    def _heard(self, sound: str) -> Iterator[_Word]:
        # A digraph that is typed wrong sounds one error worse than it looks.
        most = _errors_allowed(sound) + 1
        heard = _extract(sound, list(self._by_sound), scorer=OSA.distance, score_cutoff=most)
        return (word for own, _, _ in heard for word in self._by_sound[own])

    def _in_one_run(self, asked: str, word_count: int) -> _Answers:
        alike = _extract(asked, list(self._by_run), scorer=fuzz.ratio, score_cutoff=SUGGESTED_FROM)
        for run, ratio, _ in alike:
            is_one_error = len(asked) >= WEIGHTS.same_run and _errors(asked, run) == 1
            for entry in self._by_run[run]:
                if asked == run or (is_one_error and word_count != len(entry.words)):
                    yield _typed(asked, run) * (1 if run == entry.compact else WEIGHTS.part), entry
                elif not entry.has_abbreviation:
                    yield min(ratio, FOUND_FROM - 1), entry

    def _with_every_word(self, near: Mapping[_Word, _Likenesses]) -> _Answers:
        # "Hans Van Hoof" is no "Ann Van Hoof", and initials alone are nobody's.
        asked = sorted(near, key=lambda word: -len(word.stem))
        if not asked or len(asked[0].stem) < 3:
            return
        for entry in {entry for word in near[asked[0]] for entry in self._by_word[word]}:
            likenesses = list(_pair([near[word] for word in asked], entry.words))
            if all(likenesses):
                is_whole = len(asked) == len(entry.words)
                yield fmean(likenesses) * (1 if is_whole else WEIGHTS.part), entry

    def _of_one_family(self, near: Mapping[_Word, _Likenesses]) -> _Answers:
        long = (likenesses for word, likenesses in near.items() if _errors_allowed(word.stem))
        for own, likeness in (pair for likenesses in long for pair in likenesses.items()):
            for entry in self._by_word[own]:
                if entry.kind == "person" and own in entry.words[1:]:
                    yield WEIGHTS.family * likeness, entry


def _entries(kind: Kind, table: pd.DataFrame) -> Iterator[_Entry]:
    columns = (table[column].tolist() for column in ("key", "name", "spellings"))
    for key, name, spellings in zip(*columns, strict=True):
        ways = dict.fromkeys((name, *spellings))
        capitals = {normalise(word) for way in ways for word in way.split() if word.isupper()}
        # VVSG is listed: what else its initials might be is another abbreviation.
        listed = tuple(way[0].casefold() for way in ways if way.isupper())
        for way in ways:
            bare = normalise(way)
            is_listed = kind == "person" or bare.startswith(listed)
            initials = set() if is_listed else _initials(bare, capitals)
            for written in (bare, *initials):
                yield _Entry(kind, key, name, way, *_read(written, capitals | initials))


def _initials(name: str, abbreviations: Collection[str]) -> set[str]:
    # Of all words and of the large ones: BVMMLIEK and BMLIK; AZ Sint-Lucas is AZSL.
    words = [word for word in name.split() if word not in _TITLES_AND_FORMS]
    large = [word for word in words if word not in _SMALL_WORDS]
    chosen = (choice for choice in (words, large) if len(choice) >= 3)
    return {"".join(w if w in abbreviations else w[0] for w in choice) for choice in chosen}


def _runs(entry: _Entry) -> set[str]:
    # Every two or more words that are neighbours, written as one.
    letters = [word.letters for word in entry.words]
    cuts = () if entry.has_abbreviation else combinations(range(len(letters) + 1), 2)
    return {entry.compact, *("".join(letters[a:b]) for a, b in cuts if b - a > 1)}


def _pair(near: Sequence[_Likenesses], words: Sequence[_Word]) -> Iterator[float]:
    # Every word asked for has a word of the name to itself.
    for likenesses in near:
        best = max(words, key=lambda word: likenesses.get(word, 0.0), default=None)
        words = [word for word in words if word != best]
        yield likenesses.get(best, 0.0) if best else 0.0


def _likeness(asked: _Word, own: _Word) -> float:
    if asked.letters == own.letters:
        return 100.0
    if own.is_abbreviation:
        return 100.0 * WEIGHTS.particle_left_out * (asked.stem == own.stem)
    if len(asked.letters) == 1:
        return WEIGHTS.initial
    heard = min(WEIGHTS.near, _typed(asked.stem_sound, own.stem_sound))
    stem = max(_typed(asked.stem, own.stem), heard)
    if asked.particle == own.particle:
        return stem
    is_other = asked.particle and own.particle and asked.particle[:2] != own.particle[:2]
    factor = WEIGHTS.other_particle if is_other else WEIGHTS.particle_left_out
    # "vandwalle": the particle ends elsewhere in the same run of letters.
    is_one_run = _errors(asked.sound, own.sound) <= 1
    return max(factor * stem, is_one_run * min(WEIGHTS.near, _typed(asked.sound, own.sound)))


def _typed(word: str, other: str) -> float:
    errors, longest = _errors(word, other), max(len(word), len(other))
    if errors > _errors_allowed(min(word, other, key=len)):
        return 0.0
    return WEIGHTS.near - WEIGHTS.error * errors / longest if errors else 100.0


def _errors(word: str, other: str) -> int:
    return OSA.distance(word, other) + WEIGHTS.first_letter * (word[:1] != other[:1])


def _errors_allowed(word: str) -> int:
    return sum(len(word) >= letters for letters in WEIGHTS.letters_per_error)


__all__ = ["FOUND_FROM", "SUGGESTED_FROM", "NameIndex", "NameMatch", "normalise"]
