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
from functools import lru_cache
from itertools import combinations
from statistics import fmean
from typing import Literal, NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

Kind = Literal["person", "organisation"]


class Weights(NamedTuple):
    """
    Hold every weight (0 to 100, or a factor) and threshold, with what forced it.
    """

    found: float = 80  # Below stands "Sofie Cloet", who shares a family name with Marc.
    suggested: float = 65  # Above stands Marc Cloet for "Sofie Cloet"; below, chance.
    part: float = 0.97  # "Jong" is Jong vzw before it is a part of Jong Gent in Actie.
    share: float = 0.02  # "jong gent actie" is more of its name than "jong gent".
    near: float = 96  # "frederik" is Frederik before Frederic, which only sounds so.
    error: float = 40  # Of "wittens", Witters (one error) is likelier than Winten (two).
    # "cloed" is Cloet, but "Tim" no Wim; "hanebalke" is Haenebalcke, but "Storme" no Sterma.
    letters_per_error: tuple[int, ...] = (4, 7, 13)
    first_letter: int = 1  # "Kent" is no Gent: people get the first letter right.
    short_name: int = 4  # KRAS is KRAS and not Krak: so short a name is an abbreviation.
    same_run: int = 7  # "taskforse wonen" written as "task forse wonen".
    initial: float = 90  # "A. Slock" is Alain Slock, after anyone called A Slock.
    particle_left_out: float = 0.98  # "lancker" is Van Lancker, after a Lancker.
    other_particle: float = 0.88  # "Van den Bossche" is no De Bosscher.
    family: float = 0.78  # "Sofie Cloet" is at most a suggestion for Marc Cloet.


WEIGHTS = Weights()
FOUND_FROM, SUGGESTED_FROM = WEIGHTS.found, WEIGHTS.suggested
# A name is never this long; what is pasted beyond it says nothing about a name.
MAX_QUERY_LETTERS = 200

_TITLES_AND_FORMS = frozenset(
    "schepen mevrouw mevr mw meneer mijnheer heer dhr dr dokter drs prof professor ir ing mr"
    " vzw asbl cvba bv nv".split()
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
    ("ij", "i"), ("y", "i"), ("ch", "g"), ("ck", "k"), ("c", "k"), ("ae", "aa"), ("gh", "g"),
    ("x", "ks"), ("qu", "kw"), ("th", "t"), ("ph", "f"), ("dt", "t"), ("oe", "u"), ("sz", "s"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)(?=\1)")


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


class _Word(NamedTuple):
    """
    Hold one large word with the particles before it: van der + haeghen.
    """

    letters: str
    particle: str
    stem: str
    sound: str
    stem_sound: str
    # An abbreviation is itself or nothing: one letter makes another one.
    is_abbreviation: bool


class _Form(NamedTuple):
    """
    Hold one way to write a name, made comparable.
    """

    words: tuple[_Word, ...]
    compact: str
    has_abbreviation: bool


class _Entry(NamedTuple):
    kind: Kind
    key: str
    name: str
    spelling: str
    form: _Form


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


def _form(name: str, abbreviations: Collection[str] = ()) -> _Form:
    every = name.split()
    written = [word for word in every if word not in _TITLES_AND_FORMS] or every
    words = tuple(_words(written, abbreviations))
    return _Form(words, "".join(written), any(word.is_abbreviation for word in words))


def _words(words: Sequence[str], abbreviations: Collection[str]) -> Iterator[_Word]:
    """
    Yield the large words, each with the particles before it.
    """
    particle = ""
    for word in words:
        if word in _PARTICLES:
            particle += word
        elif word not in _SMALL_WORDS:
            is_short_name = len(words) == 1 and len(word) <= WEIGHTS.short_name
            yield _word(particle, word, word in abbreviations or is_short_name)
            particle = ""


@lru_cache(maxsize=2048)  # half the words of names stand in another name too
def _word(particle: str, word: str, is_abbreviation: bool) -> _Word:
    joined = None if particle or is_abbreviation else _JOINED.fullmatch(word)
    particle, stem = joined.groups() if joined else (particle, word)
    letters, stem_sound = particle + stem, _sound(stem)
    sound = _sound(letters) if particle else stem_sound
    return _Word(letters, particle, stem, sound, stem_sound, is_abbreviation)


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
        self._by_run: dict[str, list[_Entry]] = {}
        self._by_word: dict[_Word, list[_Entry]] = {}
        self._by_sound: dict[str, list[_Word]] = {}
        for entry in (*_entries("person", people), *_entries("organisation", organisations)):
            for run in _runs(entry.form):
                self._by_run.setdefault(run, []).append(entry)
            for word in entry.form.words:
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
        """
        Return names that only resemble the query: "did you mean", best first.
        """
        ranked = self._ranked(query)
        return [m for m in ranked if SUGGESTED_FROM <= m.score < FOUND_FROM][:limit]

    def _rank(self, query: str) -> list[NameMatch]:
        """
        Return the best spelling of every name, best first.
        """
        bare = normalise(query[:MAX_QUERY_LETTERS])[:MAX_QUERY_LETTERS]
        best: dict[str, tuple[float, _Entry]] = {}
        for score, entry in self._answers(_form(bare)):
            if entry.key not in best or score > best[entry.key][0]:
                best[entry.key] = score, entry
        matches = [NameMatch(*entry[:4], round(score, 1)) for score, entry in best.values()]
        # Between equals the name written most like the query comes first.
        unlike = {match: -fuzz.ratio(bare, normalise(match.name)) for match in matches}
        return sorted(matches, key=lambda match: (-match.score, unlike[match], match.name))

    def _answers(self, asked: _Form) -> _Answers:
        near = {word: self._near(word) for word in asked.words}
        yield from self._in_one_run(asked.compact)
        yield from self._with_every_word(near)
        yield from self._of_one_family(near)

    def _near(self, asked: _Word) -> _Likenesses:
        """
        Return the words of names that this one may be, each with its likeness.
        """
        if len(asked.letters) == 1:
            candidates = [own for own in self._by_word if own.letters[0] == asked.letters]
        else:
            candidates = [*self._heard(asked.sound), *self._heard(asked.stem_sound)]
        likenesses = {own: _likeness(asked, own) for own in candidates}
        return {own: likeness for own, likeness in likenesses.items() if likeness}

    def _heard(self, sound: str) -> Iterator[_Word]:
        # A digraph that is typed wrong sounds one error worse than it looks.
        most = _errors_allowed(sound) + 1
        for own, _, _ in process.extract(
            sound, self._by_sound.keys(), scorer=OSA.distance, score_cutoff=most, limit=None
        ):
            yield from self._by_sound[own]

    def _in_one_run(self, asked: str) -> _Answers:
        """
        Yield names, or neighbouring words of one, that are much the same run of letters.
        """
        least = WEIGHTS.suggested
        for run, ratio, _ in process.extract(
            asked, self._by_run.keys(), scorer=fuzz.ratio, score_cutoff=least, limit=None
        ):
            likeness = _run_likeness(asked, run, ratio)
            for entry in self._by_run[run]:
                if asked == run or not entry.form.has_abbreviation:
                    is_whole = run == entry.form.compact
                    yield likeness if is_whole else likeness * WEIGHTS.part, entry

    def _with_every_word(self, near: Mapping[_Word, _Likenesses]) -> _Answers:
        """
        Yield names that hold every word asked for: "Hans Van Hoof" is no "Ann Van Hoof".
        """
        asked = sorted(near, key=_size, reverse=True)
        if not all(near.values()) or sum(map(_size, asked[:1])) < 3:
            return
        for entry in {entry for word in near[asked[0]] for entry in self._by_word[word]}:
            likenesses = _pair([near[word] for word in asked], entry.form.words)
            share = sum(map(_size, asked)) / sum(map(_size, entry.form.words))
            if likenesses:
                yield fmean(likenesses) * (WEIGHTS.part + WEIGHTS.share * min(1, share)), entry

    def _of_one_family(self, near: Mapping[_Word, _Likenesses]) -> _Answers:
        """
        Yield people whose family name stands among the words, as a suggestion.
        """
        for own, likeness in (pair for likenesses in near.values() for pair in likenesses.items()):
            for entry in self._by_word[own] if likeness != WEIGHTS.initial else ():
                if entry.kind == "person" and own in entry.form.words[1:]:
                    yield WEIGHTS.family * likeness, entry


def _entries(kind: Kind, table: pd.DataFrame) -> Iterator[_Entry]:
    columns = (table[column].tolist() for column in ("key", "name", "spellings"))
    for key, name, spellings in zip(*columns, strict=True):
        ways = tuple(dict.fromkeys((str(name), *map(str, spellings))))
        for spelling, form in _forms(ways):
            yield _Entry(kind, str(key), str(name), spelling, form)


def _forms(ways: Sequence[str]) -> Iterator[tuple[str, _Form]]:
    """
    Yield every spelling of one name and, where no abbreviation is listed, its initials.
    """
    capitals = {word for way in ways for word in way.split() if word.isupper()}
    abbreviations = set(map(normalise, capitals))
    # VVSG is listed: what else its initials might be is another abbreviation.
    listed = tuple(way[0].casefold() for way in ways if way.isupper())
    for way in ways:
        bare = normalise(way)
        yield way, _form(bare, abbreviations)
        for initials in () if bare.startswith(listed) else _initials(bare, abbreviations):
            yield way, _form(initials, {initials})


def _initials(name: str, abbreviations: Collection[str]) -> set[str]:
    """
    Return the initials of all words of a name, and of its large words.

    >>> sorted(_initials("huis van het kind in gent", ()))
    ['hkg', 'hvhkig']
    """
    words = [word for word in name.split() if word not in _TITLES_AND_FORMS]
    large = [word for word in words if word not in _SMALL_WORDS]
    return {
        "".join(word if word in abbreviations else word[0] for word in chosen)
        for chosen in (words, large)
        if len(chosen) >= 3
    }


def _runs(form: _Form) -> set[str]:
    """
    Return a name, and every two or more words of it that are neighbours, written as one.
    """
    letters = [word.letters for word in form.words]
    cuts = () if form.has_abbreviation else combinations(range(len(letters) + 1), 2)
    return {form.compact, *("".join(letters[a:b]) for a, b in cuts if b - a > 1)}


def _size(word: _Word) -> int:
    return len(word.stem)


def _pair(near: Sequence[_Likenesses], words: Sequence[_Word]) -> list[float]:
    """
    Return how much each word asked for resembles its own word of a name; empty if one has none.
    """
    left, likenesses = list(words), []
    for likeness in near:
        best = max(left, key=lambda word: likeness.get(word, 0.0), default=None)
        if best not in likeness:
            return []
        left.remove(best)
        likenesses.append(likeness[best])
    return likenesses


def _run_likeness(asked: str, run: str, ratio: float) -> float:
    if asked == run:
        return 100.0
    is_one_error = OSA.distance(asked, run) == 1 and len(asked) >= WEIGHTS.same_run
    return _typed(asked, run) if is_one_error else min(ratio, WEIGHTS.found - 1)


def _likeness(asked: _Word, own: _Word) -> float:
    """
    Return 0 to 100: how sure it is that a word asked for is this word of a name.
    """
    if asked.letters == own.letters:
        return 100.0
    if len(asked.letters) == 1 or (own.is_abbreviation and asked.stem != own.stem):
        return 0.0 if own.is_abbreviation else WEIGHTS.initial
    stem = max(_typed(asked.stem, own.stem), _typed(asked.stem_sound, own.stem_sound))
    stem = 100.0 if asked.stem == own.stem else stem
    if asked.particle == own.particle:
        return stem
    is_other = asked.particle and own.particle and asked.particle[:2] != own.particle[:2]
    factor = WEIGHTS.other_particle if is_other else WEIGHTS.particle_left_out
    # "vandwalle": the particle ends elsewhere in the same run of letters.
    is_one_run = OSA.distance(asked.sound, own.sound) <= 1
    return max(factor * stem, is_one_run * _typed(asked.sound, own.sound))


def _typed(word: str, other: str) -> float:
    """
    Return 0 to 100: how sure it is that one word is the other with typing errors.
    """
    errors = OSA.distance(word, other)
    errors += WEIGHTS.first_letter * (errors > 0 and word[:1] != other[:1])
    if errors > min(_errors_allowed(word), _errors_allowed(other)):
        return 0.0
    return WEIGHTS.near - WEIGHTS.error * errors / max(len(word), len(other))


def _errors_allowed(word: str) -> int:
    return sum(len(word) >= letters for letters in WEIGHTS.letters_per_error)


__all__ = ["FOUND_FROM", "SUGGESTED_FROM", "NameIndex", "NameMatch", "normalise"]
