"""
Keyword search in the remarks, tuned for Dutch.

The query is widened over the *vocabulary* of the remarks, never over the
remarks themselves: one look at a few thousand words gives the hits, the places
to mark in the text and the reason for every hit. From strong to weak a hit is
``exact``, ``inflection``, ``abbreviation``, ``compound`` or ``typo``; these are
keys, their Dutch labels belong to the screens.

The query language: words must all occur, in any order; ``"a phrase"`` is
literal; ``-word`` excludes; ``OF`` or ``OR`` between two words means either.
No query raises and none is used as a regular expression.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple, overload

import numpy as np
import numpy.typing as npt
import pandas as pd
import Stemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

Reason = Literal["exact", "inflection", "abbreviation", "compound", "typo"]
Problem = Literal["no_words", "only_exclusions", "unbalanced_quote", "too_long"]
FallbackKind = Literal["words", "any"]
Mark = tuple[int, int, Reason]
Positions = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]

WEIGHTS: Mapping[Reason, float] = {
    "exact": 1.0,
    "inflection": 0.9,
    "abbreviation": 0.85,
    "compound": 0.6,
    "typo": 0.5,
}
# Past this a query is a pasted text; its first words are searched and the reader is told.
MAX_QUERY_WORDS = 32
# Longer than the longest Dutch compound; such a word is only looked up as it stands.
MAX_WORD_LETTERS = 48
MAX_SUGGESTIONS = 3


# --- From text to words -----------------------------------------------------------------------

_LETTER = r"[^\W\d_]"
_MARKS = r"[\u0300-\u036f]*"
_TOKEN = re.compile(
    # v.z.w., I.v.m. and o.b.v are one word each.
    rf"(?P<dotted>(?<!\w)(?:{_LETTER}\.)+{_LETTER}(?!\w)\.?)"
    # K&G is a word of its own; in Kind&Gezin the sign reads as "en".
    rf"|(?P<letters>(?<!\w){_LETTER}\s?&\s?{_LETTER}(?!\w))"
    r"|(?P<en>&)"
    # thema's and ED'n are one word; the quotes in 'uit'begeleid are not part of one.
    rf"|(?P<word>(?:[^\W_]{_MARKS})+(?:['’](?:s|n|en|er|tje|tjes)(?!\w))?)",
    re.IGNORECASE,
)
_HYPHENS = frozenset("-‐‑’'")


class Token(NamedTuple):
    """
    Hold one word of a text: its folded form and where it stands.
    """

    form: str
    start: int
    end: int


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """
    Fold case, accents and curly apostrophes away.

    Offsets of a folded text are not offsets of the original ("…" becomes three
    characters), so only single words are folded, never a text.

    >>> fold("Geïntegreerde"), fold("thema’s")
    ('geintegreerde', "thema's")
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def tokenise(text: str) -> list[Token]:
    """
    Cut a text into words, in reading order, with offsets into that same text.

    >>> [token.form for token in tokenise("I.v.m. K&G, Kind&Gezin: thema’s")]
    ['ivm', 'k&g', 'kind', 'en', 'gezin', "thema's"]
    """
    tokens = []
    for found in _TOKEN.finditer(text):
        raw = found.group()
        if found.lastgroup == "word":
            form = fold(raw)
        elif found.lastgroup == "en":
            form = "en"
        else:
            form = fold("".join(raw.replace(".", "").split()))
        if form:
            tokens.append(Token(form, *found.span()))
    return tokens


def _joined_tokens(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """
    Yield every run of hyphenated words as one word: participatie-moeheid.
    """
    run: list[Token] = []
    for token in tokens:
        if run and token.start == run[-1].end + 1 and text[run[-1].end] in _HYPHENS:
            run.append(token)
            continue
        yield from _as_one(run)
        run = [token]
    yield from _as_one(run)


def _as_one(run: Sequence[Token]) -> Iterator[Token]:
    if len(run) > 1:
        yield Token("".join(token.form for token in run), run[0].start, run[-1].end)


class _Ellipsis(NamedTuple):
    """
    Hold a word of which the report leaves out a part.

    In "hulp- en dienstverlening" the stump is "hulp", the whole is
    "dienstverlening" and the stump comes first; in "basisinkomen/-behoeften"
    the stump comes last.
    """

    stump: Token
    whole: str
    stump_first: bool


def _ellipses(text: str, tokens: Sequence[Token]) -> Iterator[_Ellipsis]:
    for place, token in enumerate(tokens):
        after = text[token.end : token.end + 2]
        if len(after) == 2 and after[0] in "-–" and (after[1].isspace() or after[1] in "/,"):
            following = tokens[place + 1 : place + 3]
            whole = [other.form for other in following if other.form not in ("en", "of")]
            if whole:
                yield _Ellipsis(token, whole[0], stump_first=True)
        before = text[max(0, token.start - 2) : token.start]
        if len(before) == 2 and before[1] in "-–" and (before[0].isspace() or before[0] in "/,"):
            preceding = tokens[max(0, place - 2) : place]
            whole = [other.form for other in preceding if other.form not in ("en", "of")]
            if whole:
                yield _Ellipsis(token, whole[-1], stump_first=False)


# --- Dutch word forms --------------------------------------------------------------------------

# By name: the algorithm called "dutch" merges begeleiding with beleid and gezin with zin.
_PORTER = Stemmer.Stemmer("dutch_porter")
_VOWELS = "aeiouy"
_LONG_VOWELS = ("aa", "ee", "oo", "uu")
# Plurals that change or lengthen their vowel; no rule of spelling gives them.
_IRREGULAR_PLURALS: Mapping[str, str] = {
    "steden": "stad", "leden": "lid", "schepen": "schepen", "smeden": "smid", "dagen": "dag",
    "wegen": "weg", "slagen": "slag", "baden": "bad", "paden": "pad", "gaten": "gat",
    "glazen": "glas", "graven": "graf", "daken": "dak", "vaten": "vat", "dalen": "dal",
    "hoven": "hof", "loten": "lot", "sloten": "slot", "spelen": "spel", "kinderen": "kind",
    "kinder": "kind", "eieren": "ei", "goederen": "goed", "liederen": "lied", "volkeren": "volk",
}  # fmt: skip
# "proces" is no plural of "proce", while "principes" is one of "principe".
_SINGULAR_ES = ("oces", "cces", "dres", "gres", "pres", "enes")
_PARTICLES = (
    "aan", "achter", "af", "bij", "binnen", "door", "in", "mee", "mis", "na", "om", "onder", "op",
    "over", "samen", "tegen", "toe", "tegemoet", "terecht", "uit", "vast", "vol", "voor", "vrij",
    "weg", "",
)  # fmt: skip
# Past participles of strong verbs, without ge-: op-ge-nomen is of op-nemen.
_STRONG_PARTICIPLES: Mapping[str, str] = {
    "nomen": "nemen", "sproken": "spreken", "schreven": "schrijven", "kozen": "kiezen",
    "holpen": "helpen", "vonden": "vinden", "bracht": "brengen", "dacht": "denken",
    "daan": "doen", "kregen": "krijgen", "trokken": "trekken", "sloten": "sluiten",
    "wezen": "wijzen", "zocht": "zoeken", "bleven": "blijven", "heven": "heffen",
    "boden": "bieden", "worven": "werven", "keken": "kijken", "wogen": "wegen",
}  # fmt: skip
_UNSEPARABLE = ("be", "ver", "ont", "her", "onder", "over")


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """
    Reduce a folded word to the part its inflections share.

    Snowball's Dutch Porter stemmer with its gaps closed: plurals in -s after a
    vowel, v/f and z/s, doubled letters, -heid after a short word (overheid is
    no form of over), and vowel length in short words (weten is no form of wet).

    >>> stem("kinderen"), stem("huizen"), stem("organisaties") == stem("organisatie")
    ('kind', 'huis', True)
    >>> stem("weten") == stem("wet"), stem("talen") == stem("taal")
    (False, True)
    """
    base = word.partition("'")[0] or word
    base = _IRREGULAR_PLURALS.get(base, base)
    if len(base) <= 3 or not base.isalpha():
        return base
    if base.endswith("heden"):
        base = base[:-5] + "heid"
    if base.endswith("heid") and len(base) <= 8:
        return base
    if base.endswith("es") and len(base) >= 5 and not base.endswith(_SINGULAR_ES):
        base = base[:-1]
    found = _PORTER.stemWord(base[:-1] if base.endswith("dt") else base)
    return _voiceless(_with_vowel_length(_single_letters(found), base))


def _single_letters(found: str) -> str:
    """
    Undo doubling at the end: zinn is zin, sociaal is social.
    """
    if len(found) >= 4 and found[-1] == found[-2] and found[-1] not in _VOWELS:
        found = found[:-1]
    if len(found) >= 4 and found[-3:-1] in _LONG_VOWELS and found[-1] not in _VOWELS:
        found = found[:-2] + found[-1]
    return found


def _with_vowel_length(found: str, base: str) -> str:
    """
    Write the vowel of a one-syllable stem twice where it sounds long.

    In longer words the e is often mute (middelen), so they stay as they are.
    """
    syllables = sum(
        letter in _VOWELS and (place == 0 or found[place - 1] not in _VOWELS)
        for place, letter in enumerate(found)
    )
    closed = len(found) >= 2 and found[-1] not in _VOWELS and found[-2] in "aeou"
    if syllables != 1 or not closed or (len(found) >= 3 and found[-3] in _VOWELS):
        return found
    rest = base[len(found) :]
    is_open = base.startswith(found) and rest.startswith("e")
    if is_open or found[-2] * 2 + found[-1] in base:
        return found[:-2] + found[-2] * 2 + found[-1]
    return found


def _voiceless(found: str) -> str:
    """
    Write the last letter as in the singular: huiz is huis, liev is lief.
    """
    return found[:-1] + {"z": "s", "v": "f"}.get(found[-1:], found[-1:])


def _verb_stems(word: str) -> set[str]:
    """
    Return the stems of the verbs of which this word may be a conjugated form.
    """
    found = set()
    # The s of kunst and dienst is no end of a verb stem, that of past is.
    if len(word) >= 5 and word[-1] in "td" and not (word[-2] == "s" and word[-3] not in _VOWELS):
        found.add(stem(word[:-1]))
    if len(word) >= 7 and word.endswith(("de", "te")):
        found.add(stem(word[:-2]))
    for prefix in _UNSEPARABLE:
        infinitive = _STRONG_PARTICIPLES.get(word.removeprefix(prefix))
        if word.startswith(prefix) and infinitive:
            found.add(stem(prefix + infinitive))
    for particle in _PARTICLES:
        if word.startswith(particle + "ge") and len(word) >= len(particle) + 5:
            found |= _participle_stems(particle, word[len(particle) + 2 :])
    return found


def _adjective_stems(word: str) -> set[str]:
    """
    Return the stems of the adjectives of which this word may be a degree.
    """
    endings = [ending for ending in ("er", "ere", "st", "ste") if word.endswith(ending)]
    return {stem(word[: -len(end)]) for end in endings if len(word) - len(end) >= 4}


def _participle_stems(particle: str, core: str) -> set[str]:
    if core in _STRONG_PARTICIPLES:
        return {stem(particle + _STRONG_PARTICIPLES[core])}
    if core[-1] in "td":
        return {stem(particle + core[:-1]), stem(particle + core)}
    if core.endswith(("de", "te")):
        return {stem(particle + core[:-2])}
    return set()


# --- Parts of compounds ------------------------------------------------------------------------

_LINKING = ("s", "e", "en", "n", "er")
_ENDINGS = frozenset("s e en n er ers end ende ing ingen heid heden tje tjes je jes se 's".split())
# Foreign parts that stand left of a word and are seldom a word of their own.
_MODIFIERS = frozenset("sub auto foto video mini bio eco tele info".split())
# Left of a word these make another word, not a compound: te-recht, be-taal-baar.
_PREFIXES = ("be", "ge", "ver", "ont", "te", "her", "on")
# Right of a word these derive another word: tijd-elijk, plan-ning.
_SUFFIXES = (
    "elijk", "lijk", "ig", "isch", "iteit", "isatie", "iser", "atie", "eren", "eerd", "isme",
    "ning", "baar", "zaam", "loos",
)  # fmt: skip
_CODA = re.compile(
    r"[aeiouyj](?:[bdfgklmnprst]|ch|ng|nk|nt|nd|ns|ngs|nts|nds|nst|mp|mb|lt|ld|lk|lm|lf|lp|ls|lfs"
    r"|gd|gt|lst|kst|rst|ngst|lg|rg|rt|rd|rk|rm|rn|rs|rp|rf|rts|rds|rks|rbs|st|sts|kt|cht|chts|ft|fts|ts|ds|ks|ps|ms|gs)$"
    r"|[^aeiouy]e$|ie$"
)
_ONSET = re.compile(
    r"(?:[bcdfghjklmnpqrstvwz]|bl|br|ch|dr|dw|fl|fr|gl|gr|kl|kn|kr|kw|pl|pr|ps|sch|schr|sl|sm|sn|sp"
    r"|spl|spr|st|str|sw|th|tr|tw|vl|vr|wr|zw)[aeiouy]"
)


def _edit_limit(word: str) -> int:
    """
    Return how many typing errors a word of this length may hold.
    """
    return sum(len(word) >= letters for letters in (5, 8, 13))


# Letters that lie side by side on an azerty or qwerty keyboard or sound alike in Dutch.
_CONFUSABLE = frozenset(
    frozenset(pair)
    for pair in (
        "qw we er rt ty yu ui io op as sd df fg gh hj jk kl zx xc cv vb bn nm az qa ws ed rf tg yh "
        "uj ik ol ck dt fv sz iy ae ei ou sc gc pb"
    ).split()
)


def _is_slip(word: str, other: str) -> bool:
    """
    Tell whether two short words differ as typing errors do.

    A letter doubled or two letters swapped is always a slip. In short words a
    letter more or less makes another word (plant and plan), and so does an
    unrelated letter (sport and soort); in words of middle length two errors
    must leave the consonants alone (schoenen and schepen).
    """
    if _undoubled(word) == _undoubled(other):
        return True
    shortest = min(len(word), len(other))
    if OSA.distance(word, other) > 1:
        return shortest >= 10 or _consonants(word) == _consonants(other)
    if shortest >= 8:
        return True
    if len(word) != len(other):
        return shortest >= 6 and not (word.startswith(other) or other.startswith(word))
    differing = [(a, b) for a, b in zip(word, other, strict=True) if a != b]
    if len(differing) != 1:
        return True
    first, second = differing[0]
    alike = (first in _VOWELS) == (second in _VOWELS)
    return shortest >= 6 and alike and frozenset((first, second)) in _CONFUSABLE


def _undoubled(word: str) -> str:
    return "".join(a for a, b in pairwise(word + " ") if a != b)


def _consonants(word: str) -> str:
    return _undoubled("".join(letter for letter in word if letter not in _VOWELS))


# --- The words of all remarks --------------------------------------------------------------------


class _Vocabulary:
    """
    Hold every word form of the remarks and find the forms near a query word.

    A form is known by its number. A form the report only suggests ("hulp- en
    dienstverlening" suggests hulpverlening) has a number of its own, so that a
    literal search passes it by.
    """

    def __init__(self) -> None:
        self.forms: list[str] = []
        self.shown: list[str] = []
        self.suggested: set[int] = set()
        self._number: dict[str, int] = {}
        self._suggested_number: dict[str, int] = {}

    def add(self, form: str, shown: str) -> int:
        number = self._number.setdefault(form, len(self.forms))
        if number == len(self.forms):
            self.forms.append(form)
            self.shown.append(shown)
        return number

    def add_suggested(self, form: str) -> int:
        number = self._suggested_number.setdefault(form, len(self.forms))
        if number == len(self.forms):
            self.forms.append(form)
            self.shown.append(form)
            self.suggested.add(number)
        return number

    def close(self) -> None:
        """
        Build the look-up tables; no form may be added after this.
        """
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._by_verb: dict[str, list[int]] = defaultdict(list)
        self._by_adjective: dict[str, list[int]] = defaultdict(list)
        self._by_first: dict[tuple[str, int], list[int]] = defaultdict(list)
        for number, form in enumerate(self.forms):
            self._by_stem[stem(form)].append(number)
            for verb in _verb_stems(form):
                self._by_verb[verb].append(number)
            for adjective in _adjective_stems(form):
                self._by_adjective[adjective].append(number)
            if number not in self.suggested:
                self._by_first[form[0], len(form)].append(number)
        # One long string: finding a part in it is one C loop over all words.
        self._text = "\n" + "\n".join(self.forms) + "\n"
        lengths = np.array([0] + [len(form) + 1 for form in self.forms], dtype=np.int64)
        self._text_starts = np.cumsum(lengths) + 1
        self._plausible: dict[tuple[str, bool], bool] = {}

    def number(self, form: str) -> int | None:
        return self._number.get(form)

    def suggested_number(self, form: str) -> int | None:
        return self._suggested_number.get(form)

    def inflections(self, word: str) -> set[int]:
        """
        Return the forms that are the same word in another number, case or tense.
        """
        found = set(self._by_stem.get(stem(word), ()))
        if word.endswith("en") and len(word) >= 5:
            found.update(self._by_verb.get(stem(word), ()))
        for verb in _verb_stems(word):
            siblings = self._by_stem.get(verb, ())
            # "markt" is no form of a verb unless that verb is in the remarks.
            if any(self.forms[number].endswith("en") for number in siblings):
                found.update(siblings, self._by_verb.get(verb, ()))
        # A werker is no "more werk": a verb in the family makes -er a doer.
        if not any(form.endswith("en") for form in (word, *(self.forms[n] for n in found))):
            found.update(self._by_adjective.get(stem(word), ()))
            for adjective in _adjective_stems(word):
                base = self._by_stem.get(adjective, ())
                if any(self.forms[number].endswith("e") for number in base):
                    found.update(base)
        return found

    def cut_short(self, word: str) -> set[int]:
        """
        Return the forms that are the beginning of the word, cut off: ervaringsdesk.
        """
        cuts = range(8, len(word) - 1)
        numbers = ((self._number.get(word[:cut]), word[cut:]) for cut in cuts)
        return {
            number
            for number, rest in numbers
            if number is not None and not self._is_right_part(rest)
        }

    def compounds(self, word: str) -> set[int]:
        """
        Return the forms that hold the word, or an inflection of it, as a part.
        """
        if not 4 <= len(word) <= MAX_WORD_LETTERS or not word.isalpha():
            return set()
        own_stem = stem(word)
        voiced = own_stem[:-1] + {"s": "z", "f": "v"}.get(own_stem[-1:], own_stem[-1:])
        short = own_stem[:-2] + own_stem[-1] if own_stem[-3:-1] in _LONG_VOWELS else own_stem
        needles = {word, own_stem, voiced, short}
        return {
            number
            for needle in needles
            if len(needle) >= 3
            for number, place in self._places(needle)
            if self._is_part(word, own_stem, self.forms[number], place)
        }

    def _places(self, needle: str) -> Iterator[tuple[int, int]]:
        """
        Yield (form, offset in the form) for every place the needle stands.
        """
        spots = array("q")
        spot = self._text.find(needle)
        while spot >= 0:
            spots.append(spot)
            spot = self._text.find(needle, spot + 1)
        found = np.asarray(spots, dtype=np.int64)
        numbers = np.searchsorted(self._text_starts, found, side="right") - 1
        yield from zip(numbers.tolist(), (found - self._text_starts[numbers]).tolist(), strict=True)

    def _is_part(self, word: str, own_stem: str, form: str, place: int) -> bool:
        if not self._is_left_part(form[:place]):
            return False
        shortest, longest = max(4, len(word) - 3), len(word) + 3
        return any(
            stem(form[place:end]) == own_stem and self._is_right_part(form[end:])
            for end in range(place + shortest, min(len(form), place + longest) + 1)
            if end - place < len(form)
        )

    def _is_left_part(self, part: str) -> bool:
        return not part or self._remember(part, True, self._judge_left)

    def _is_right_part(self, part: str) -> bool:
        return part in _ENDINGS or not part or self._remember(part, False, self._judge_right)

    def _remember(self, part: str, is_left: bool, judge: Callable[[str], bool]) -> bool:
        known = self._plausible.get((part, is_left))
        if known is None:
            known = self._plausible[part, is_left] = judge(part)
        return known

    def _judge_left(self, part: str) -> bool:
        if len(part) < 3 or part in _PREFIXES:
            return False
        if any(part == particle + "ge" for particle in _PARTICLES):
            return False
        # In hulp-ver-lening the second part is verlening, not lening.
        for prefix in _PREFIXES[:4]:
            if part.endswith(prefix) and self._is_word(part[: -len(prefix)]):
                return False
        bare = [part] + [part[: -len(link)] for link in _LINKING if part.endswith(link)]
        if part in _MODIFIERS or any(len(word) >= 3 and self._is_word(word) for word in bare):
            return True
        if part.startswith(_PREFIXES[:4]) and len(part) <= 5:
            return False
        return len(part) >= 4 and _CODA.search(part) is not None

    def _judge_right(self, part: str) -> bool:
        bare = [part] + [part[len(link) :] for link in _LINKING if part.startswith(link)]
        if any(len(word) >= 3 and self._is_word(word) for word in bare):
            return True
        if part.startswith(_SUFFIXES):
            return False
        return any(len(word) >= 5 and _ONSET.match(word) is not None for word in bare)

    def _is_word(self, part: str) -> bool:
        return part in self._number or stem(part) in self._by_stem

    def near(self, word: str, limit: int) -> list[tuple[int, int]]:
        """
        Return (form, typing errors) for the forms at most so many errors away.
        """
        if not word or not limit or not word.isalpha():
            return []
        lengths = range(len(word) - limit, len(word) + limit + 1)
        numbers = [n for length in lengths for n in self._by_first.get((word[0], length), ())]
        found = process.extract(
            word,
            [self.forms[number] for number in numbers],
            scorer=OSA.distance,
            score_cutoff=limit,
            limit=None,
        )
        return [(numbers[place], int(errors)) for _, errors, place in found if errors]

    def split(self, form: str) -> Iterator[tuple[str, str]]:
        """
        Yield every cut of a form in two parts of which one is surely a word.
        """
        for cut in range(4, len(form) - 3):
            left, right = form[:cut], form[cut:]
            bare = [left] + [left[: -len(link)] for link in ("s", "en") if left.endswith(link)]
            is_cut = self._is_word(right) or any(
                len(word) >= 4 and self._is_word(word) for word in bare
            )
            if is_cut and self._is_left_part(left) and self._is_right_part(right):
                yield left, right

    def completions(self, ellipsis: _Ellipsis) -> set[str]:
        """
        Return the words an ellipsis may stand for: hulp- is hulpverlening.
        """
        cuts = self.split(ellipsis.whole)
        if ellipsis.stump_first:
            return {ellipsis.stump.form + right for _, right in cuts}
        return {left + ellipsis.stump.form for left, _ in cuts}


class _Postings:
    """
    Hold where every form stands: in which remark, and at which place of the stream.

    The stream is the forms of all remarks one after another, with -1 between
    two remarks, so that no phrase runs from one remark into the next.
    """

    def __init__(
        self, stream: array[int], sizes: array[int], extra: Sequence[tuple[int, int]], forms: int
    ) -> None:
        rows = np.repeat(np.arange(len(sizes)), np.asarray(sizes, dtype=np.int64) + 1)
        self._stream = np.asarray(stream, dtype=np.int32)
        places = np.flatnonzero(self._stream >= 0)
        extra_rows = np.array([row for row, _ in extra], dtype=np.int32)
        extra_forms = np.array([form for _, form in extra], dtype=np.int32)
        of_forms = np.concatenate([self._stream[places], extra_forms])
        order = np.argsort(of_forms, kind="stable")
        self._rows = np.concatenate([rows[places].astype(np.int32), extra_rows])[order]
        # An extra (joined) form stands at no place of the stream.
        nowhere = np.full(len(extra), -1, dtype=np.int64)
        self._places = np.concatenate([places, nowhere])[order].astype(np.int32)
        counts = np.bincount(of_forms, minlength=forms) if len(of_forms) else np.zeros(forms, int)
        self._starts = np.concatenate([[0], np.cumsum(counts)]).tolist()
        self._row_of_place = rows.astype(np.int32)

    def rows(self, forms: Iterable[int]) -> npt.NDArray[np.int32]:
        """
        Return the remark of every occurrence of the forms, repeats included.
        """
        return self._gather(self._rows, forms)

    def remark_count(self, form: int) -> int:
        return int(np.unique(self.rows([form])).size)

    def phrase_rows(self, phrase: Sequence[Sequence[int]]) -> npt.NDArray[np.int32]:
        """
        Return the remark of every run of words, each one of the given forms.
        """
        if not phrase or not all(phrase):
            return np.empty(0, dtype=np.int32)
        sizes = [sum(self._starts[f + 1] - self._starts[f] for f in forms) for forms in phrase]
        rarest = sizes.index(min(sizes))
        places = self._gather(self._places, phrase[rarest]).astype(np.int64)
        places = places[places >= 0] - rarest
        last = len(self._stream) - 1
        for offset, forms in enumerate(phrase):
            places = places[(places >= 0) & (places + offset <= last)]
            places = places[np.isin(self._stream[places + offset], forms)]
        return self._row_of_place[places]

    def _gather(self, values: npt.NDArray[np.int32], forms: Iterable[int]) -> npt.NDArray[np.int32]:
        slices = [values[self._starts[form] : self._starts[form + 1]] for form in forms]
        return np.concatenate(slices) if slices else np.empty(0, dtype=np.int32)


# --- The query -----------------------------------------------------------------------------------


class _Piece(NamedTuple):
    """
    Hold one word or quoted phrase of a query, as typed.
    """

    tokens: tuple[str, ...]
    text: str
    is_quoted: bool
    is_excluded: bool
    # The piece before it and this one are alternatives.
    after_or: bool


_QUOTES = '"“”„«»'


def _chunks(query: str) -> Iterator[tuple[str, bool, bool]]:
    """
    Yield (text, is_quoted, is_excluded) for every word or phrase of a query.

    A quote that is never closed counts for nothing. A minus excludes only at
    the start of a word: ``-woord`` does, ``e-loket`` and ``wonen - werk`` don't.
    """
    place = 0
    while place < len(query):
        if query[place].isspace():
            place += 1
            continue
        is_excluded = query[place] == "-" and query[place + 1 : place + 2].strip(" -") != ""
        place += is_excluded
        end = _closing_quote(query, place) if query[place] in _QUOTES else -1
        if end > place:
            yield query[place + 1 : end], True, is_excluded
            place = end + 1
            continue
        end = place + 1
        while end < len(query) and not query[end].isspace() and query[end] not in _QUOTES:
            end += 1
        yield query[place:end], False, is_excluded
        place = end


def _closing_quote(query: str, place: int) -> int:
    return next((at for at in range(place + 1, len(query)) if query[at] in _QUOTES), -1)


def _parse(query: str) -> list[_Piece]:
    """
    Cut a query into words and phrases; what holds no letter or digit is skipped.
    """
    pieces: list[_Piece] = []
    after_or = False
    for text, is_quoted, is_excluded in _chunks(_tight_ampersand(query)):
        if not is_quoted and text in ("OF", "OR"):
            after_or = bool(pieces)
            continue
        tokens = tuple(token.form for token in tokenise(text))
        if not any(letter.isalnum() for letter in text) or not tokens:
            continue
        pieces.append(_Piece(tokens, text, is_quoted, is_excluded, after_or and not is_excluded))
        after_or = False
    return pieces


def _tight_ampersand(query: str) -> str:
    """
    Write "K & G" as "K&G", so that spaces don't cut the word in three.
    """
    return "&".join(
        part.strip() if place > 0 else part.rstrip() for place, part in enumerate(query.split("&"))
    )


@dataclass(frozen=True)
class _Term:
    """
    Hold what one word or phrase of a query looks for.

    forms: every form of the vocabulary that will do, with the reason.
    phrases: runs of words that will do; per place in the run the forms allowed.
    """

    text: str
    forms: dict[int, Reason] = field(default_factory=dict)
    phrases: list[tuple[tuple[tuple[int, ...], ...], Reason]] = field(default_factory=list)

    def add(self, numbers: Iterable[int], reason: Reason) -> None:
        """
        Add forms; a form already found for a stronger reason keeps that one.
        """
        for number in numbers:
            known = self.forms.get(number)
            if known is None or WEIGHTS[known] < WEIGHTS[reason]:
                self.forms[number] = reason


@dataclass(frozen=True)
class _Plan:
    """
    Hold a whole query: groups that must all be met, each by one of its terms.
    """

    groups: tuple[tuple[_Term, ...], ...] = ()
    excluded: tuple[_Term, ...] = ()

    @property
    def terms(self) -> list[_Term]:
        return [term for group in self.groups for term in group]


# --- What a search returns -----------------------------------------------------------------------


class Match:
    """
    One remark that answers the query.

    Attributes:
        remark_id: the key of the remark.
        score: 0 to 100; 100 when every word stands there as typed.
    """

    __slots__ = ("_find_marks", "_marks", "_row", "remark_id", "score")

    def __init__(
        self, remark_id: str, score: float, row: int, find_marks: Callable[[int], list[Mark]]
    ) -> None:
        self.remark_id = remark_id
        self.score = score
        self._row = row
        self._find_marks = find_marks
        self._marks: list[Mark] | None = None

    @property
    def marks(self) -> list[Mark]:
        """
        The places to mark: (start, end, reason) in the remark's text.

        Whole words, sorted, never overlapping. Worked out when first asked
        for: a list shows a page of matches, not thousands.
        """
        if self._marks is None:
            self._marks = self._find_marks(self._row)
        return list(self._marks)

    def __repr__(self) -> str:
        return f"Match(remark_id={self.remark_id!r}, score={self.score:.1f})"


class Matches(Sequence[Match]):
    """
    The matches of a query, best first; reads as a list, made only where it is read.
    """

    def __init__(
        self,
        rows: Positions,
        scores: Scores,
        remark_ids: Sequence[str],
        find_marks: Callable[[int], list[Mark]],
    ) -> None:
        self._rows = rows
        self._scores = scores
        self._all_ids = remark_ids
        self._find_marks = find_marks
        self._made: dict[int, Match] = {}

    @cached_property
    def remark_ids(self) -> list[str]:
        """
        The keys of the remarks, best first.
        """
        return [self._all_ids[row] for row in self._rows.tolist()]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Match: ...

    @overload
    def __getitem__(self, index: slice) -> list[Match]: ...

    def __getitem__(self, index: int | slice) -> Match | list[Match]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        if place not in self._made:
            row = int(self._rows[place])
            score = float(self._scores[place])
            self._made[place] = Match(self._all_ids[row], score, row, self._find_marks)
        return self._made[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Matches({self[:3]!r}, {len(self)} in all)"


@dataclass(frozen=True)
class Expansion:
    """
    What one word of the query was widened to.

    Attributes:
        word: the word or phrase as typed.
        forms: (word of the remarks, reason), strongest reason first; a meaning
            of several words stands as one entry. Empty when nothing fits.
    """

    word: str
    forms: tuple[tuple[str, Reason], ...]


@dataclass(frozen=True)
class Suggestion:
    """
    A word of the remarks the reader may have meant.

    Attributes:
        word: the word as typed.
        instead: the word of the remarks that looks like it.
        query: the whole query with the one replaced by the other.
    """

    word: str
    instead: str
    query: str


@dataclass(frozen=True)
class Fallback:
    """
    What a looser reading of the query finds when the strict one finds nothing.

    Attributes:
        kind: ``words`` when phrases were read as loose words and small words
            were left out; ``any`` when one of the words is enough.
        matches: best first, never empty.
    """

    kind: FallbackKind
    matches: Matches


@dataclass(frozen=True)
class SearchResult:
    """
    The answer to a query.

    Attributes:
        matches: the remarks that hold all words, best first.
        expansions: per word of the query, in that order; without the excluded.
        fallback: only when there are no matches and a looser reading has some.
            It is kept apart: a screen must say that it shows something else.
        suggestions: for words the remarks don't hold.
        problems: keys of what was wrong with the query.
    """

    matches: Matches
    expansions: tuple[Expansion, ...] = ()
    fallback: Fallback | None = None
    suggestions: tuple[Suggestion, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def shown(self) -> Matches:
        """
        The matches, or those of the fallback when there are none.
        """
        return self.fallback.matches if self.fallback and not self.matches else self.matches


# --- The index -----------------------------------------------------------------------------------

# Words without which a query means the same; only dropped when nothing is found with them.
_SMALL_WORDS = frozenset(
    "de het een van in op voor met te en of der den des aan bij om tot uit over naar door is zijn "
    "er die dat dit deze als ook niet geen rond binnen".split()
)
# At most so many remarks hold a word that is an error of the report rather than a word.
_RARE = 2
# An error of the report is only looked for near so many forms; past it, the search would be slow.
_MOST_FORMS_WITH_ERRORS = 64


class RemarkIndex:
    """
    Search the remarks; built once, then only read.

    >>> remarks = pd.DataFrame({"remark_id": ["r1", "r2"], "text": ["De ouders", "Huis te huur"]})
    >>> abbreviations = pd.DataFrame({"abbreviation": [], "meaning": [], "source": []})
    >>> index = RemarkIndex(remarks, abbreviations)
    >>> [(match.remark_id, match.marks) for match in index.find("ouder")]
    [('r1', [(3, 9, 'inflection')])]
    """

    def __init__(self, remarks: pd.DataFrame, abbreviations: pd.DataFrame) -> None:
        """
        Read every remark once.

        Args:
            remarks: one row per remark, with remark_id and text.
            abbreviations: one row per pair of abbreviation and meaning; both
                may stand in several rows.
        """
        self._remark_ids = [str(key) for key in remarks["remark_id"].tolist()]
        self._texts = [str(text) for text in remarks["text"].tolist()]
        self._vocabulary = _Vocabulary()
        stream, sizes, extra = array("i"), array("i"), list[tuple[int, int]]()
        ellipses: list[tuple[int, _Ellipsis]] = []
        for row, text in enumerate(self._texts):
            tokens = tokenise(text)
            stream.extend(self._add(token, text) for token in tokens)
            stream.append(-1)
            sizes.append(len(tokens))
            if not _HYPHENS.isdisjoint(text) or "–" in text:
                joined = _joined_tokens(text, tokens)
                extra.extend((row, self._add(token, text)) for token in joined)
                ellipses.extend((row, found) for found in _ellipses(text, tokens))
        self._vocabulary.close()
        completed = [(row, self._vocabulary.completions(found)) for row, found in ellipses]
        for row, forms in completed:
            extra.extend((row, self._vocabulary.add_suggested(form)) for form in sorted(forms))
        self._vocabulary.close()
        self._postings = _Postings(stream, sizes, extra, len(self._vocabulary.forms))
        self._lengths = np.asarray(sizes, dtype=np.float64) + 1
        self._read_abbreviations(abbreviations)

    def _add(self, token: Token, text: str) -> int:
        return self._vocabulary.add(token.form, text[token.start : token.end].lower())

    def _read_abbreviations(self, abbreviations: pd.DataFrame) -> None:
        self._meanings: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        self._short_forms: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for short, long in zip(
            abbreviations["abbreviation"].tolist(), abbreviations["meaning"].tolist(), strict=True
        ):
            # "ervaringsdeskundige(n)" is a way to write two forms; one of them will do.
            meaning = str(long).partition("(")[0]
            abbreviation = tuple(token.form for token in tokenise(str(short)))
            words = tuple(token.form for token in tokenise(meaning))
            if abbreviation and words:
                self._meanings[abbreviation].append(words)
                self._short_forms[tuple(map(stem, words))].append(abbreviation)
        known = [*self._meanings, *self._short_forms]
        self._longest_name = max((len(words) for words in known), default=1)

    # --- Asking

    def find(self, query: str, exact: bool = False) -> Matches:
        """
        Return the remarks that answer the query, best first.

        Args:
            query: what the reader typed; anything at all.
            exact: only words as typed, case and accents aside.
        """
        return self.search(query, exact=exact).matches

    def search(self, query: str, exact: bool = False) -> SearchResult:
        """
        Return the matches and how the query was understood.

        Args:
            query: what the reader typed; anything at all.
            exact: only words as typed, case and accents aside.

        Returns:
            No matches for an empty query and for one that only excludes.
        """
        pieces = _parse(query)
        problems = _problems(query, pieces)
        pieces = self._read_small_operators(pieces[:MAX_QUERY_WORDS])
        plan = self._plan(pieces, exact)
        matches = self._matches(plan)
        return SearchResult(
            matches=matches,
            expansions=tuple(self._expansion(term) for term in plan.terms),
            fallback=None if matches else self._fallback(pieces, exact),
            suggestions=() if exact else tuple(self._suggestions(query, plan)),
            problems=problems,
        )

    def _read_small_operators(self, pieces: list[_Piece]) -> list[_Piece]:
        """
        Read a lower-case "of" between two words as OF, and pass over "en".

        "of" is a word too: where the remarks hold it between these very words
        ("out of the box"), it stays one.
        """
        read: list[_Piece] = []
        is_or = False
        in_name = 0
        for place, piece in enumerate(pieces):
            # The "en" of Kind en Gezin belongs to the name.
            in_name = max(in_name - 1, self._name_size(pieces[place:]))
            between = 0 < place < len(pieces) - 1 and not piece.is_quoted and not in_name
            plain = between and not (piece.is_excluded or piece.after_or or is_or)
            if plain and piece.tokens == ("en",):
                continue
            around = pieces[max(0, place - 1) : place + 2]
            if plain and piece.tokens in (("of",), ("or",)) and not self._occurs(around):
                is_or = True
                continue
            read.append(piece._replace(after_or=piece.after_or or (is_or and bool(read))))
            is_or = False
        return read

    def _occurs(self, pieces: Sequence[_Piece]) -> bool:
        numbers = [self._vocabulary.number(form) for piece in pieces for form in piece.tokens]
        phrase = [(number,) for number in numbers if number is not None]
        return len(phrase) == len(numbers) and self._postings.phrase_rows(phrase).size > 0

    # --- From query to plan

    def _plan(self, pieces: Sequence[_Piece], exact: bool) -> _Plan:
        wanted = [piece for piece in pieces if not piece.is_excluded]
        groups: list[list[_Term]] = []
        place = 0
        while place < len(wanted):
            size = 0 if exact else self._name_size(wanted[place:])
            if size:
                term = self._name_term(wanted[place : place + size])
            else:
                term = self._term(wanted, place, exact)
            if wanted[place].after_or and groups:
                groups[-1].append(term)
            else:
                groups.append([term])
            place += size or 1
        excluded = tuple(self._excluding(piece) for piece in pieces if piece.is_excluded)
        return _Plan(tuple(tuple(group) for group in groups), excluded)

    def _name_size(self, pieces: Sequence[_Piece]) -> int:
        """
        Return how many pieces, from the first, spell an abbreviation or its meaning.
        """
        for size in range(min(self._longest_name, len(pieces)), 0, -1):
            run = pieces[:size]
            if any(piece.is_quoted or (piece.after_or and piece is not run[0]) for piece in run):
                continue
            tokens = tuple(form for piece in run for form in piece.tokens)
            if tokens in self._meanings:
                return size
            if len(tokens) > 1 and tuple(map(stem, tokens)) in self._short_forms:
                return size
        return 0

    def _name_term(self, pieces: Sequence[_Piece]) -> _Term:
        """
        Look for an abbreviation or a meaning of several words, and for the other.
        """
        tokens = tuple(form for piece in pieces for form in piece.tokens)
        term = _Term(" ".join(piece.text for piece in pieces))
        self._add_run(term, tokens, "exact")
        self._add_inflected_run(term, tokens, "inflection")
        if tokens in self._meanings:
            for meaning in self._meanings[tokens]:
                self._add_inflected_run(term, meaning, "abbreviation")
                if len(meaning) == 1:
                    self._add_cut_short(term, meaning[0])
            if len(tokens) == 1 and len(tokens[0]) > 4:
                self._widen(term, tokens[0])
        for abbreviation in self._short_forms.get(tuple(map(stem, tokens)), ()):
            self._add_inflected_run(term, abbreviation, "abbreviation")
        return term

    def _add_run(self, term: _Term, tokens: Sequence[str], reason: Reason) -> None:
        numbers = [self._vocabulary.number(form) for form in tokens]
        if len(numbers) == 1 and numbers[0] is not None:
            term.add([numbers[0]], reason)
        elif len(numbers) > 1:
            found = tuple((number,) for number in numbers if number is not None)
            if len(found) == len(numbers):
                term.phrases.append((found, reason))

    def _add_inflected_run(self, term: _Term, tokens: Sequence[str], reason: Reason) -> None:
        found = tuple(tuple(self._vocabulary.inflections(word)) for word in tokens)
        if len(found) == 1:
            term.add(found[0], reason)
        elif all(found):
            term.phrases.append((found, reason))

    def _term(self, pieces: Sequence[_Piece], place: int, exact: bool) -> _Term:
        piece = pieces[place]
        term = _Term(piece.text)
        self._add_run(term, piece.tokens, "exact")
        joined = "".join(piece.tokens)
        if len(piece.tokens) > 1:
            self._add_run(term, [joined], "exact")
        if exact or piece.is_quoted:
            return term
        if len(piece.tokens) > 1:
            self._add_inflected_run(term, piece.tokens, "inflection")
            term.add(self._vocabulary.inflections(joined), "inflection")
        self._widen(term, joined)
        for other in _neighbours(pieces, place):
            self._add_written_as_one(term, other)
        return term

    def _add_cut_short(self, term: _Term, word: str) -> None:
        cut_short = self._vocabulary.cut_short(word)
        rare = (number for number in cut_short if self._postings.remark_count(number) <= _RARE)
        term.add(rare, "abbreviation")

    def _add_written_as_one(self, term: _Term, joined: str) -> None:
        """
        Let "case manager" find casemanagers.
        """
        number = self._vocabulary.number(joined)
        found = self._vocabulary.inflections(joined) | ({number} if number is not None else set())
        if found and len(joined) >= 6:
            term.add(found | self._vocabulary.compounds(joined), "compound")

    def _widen(self, term: _Term, word: str) -> None:
        """
        Add every form that is the word in another guise.
        """
        if len(word) > MAX_WORD_LETTERS:
            return
        self._add_family(term, word)
        self._add_cut_short(term, word)
        self._add_cut_in_words(term, word)
        if not term.forms and not term.phrases:
            for number in self._nearest(word):
                corrected = _Term(word)
                self._add_family(corrected, self._vocabulary.forms[number])
                term.add([number, *corrected.forms], "typo")
        self._add_errors_of_the_report(term, word)

    def _add_family(self, term: _Term, word: str) -> None:
        vocabulary = self._vocabulary
        suggested = vocabulary.suggested_number(word)
        if suggested is not None:
            term.add([suggested], "compound")
        inflections = vocabulary.inflections(word)
        term.add(inflections - vocabulary.suggested, "inflection")
        term.add(inflections & vocabulary.suggested, "compound")
        for abbreviation in self._short_forms.get((stem(word),), ()):
            self._add_inflected_run(term, abbreviation, "abbreviation")
        term.add(vocabulary.compounds(word), "compound")

    def _add_cut_in_words(self, term: _Term, word: str) -> None:
        """
        Let "casemanager" find "case managers".
        """
        if not word.isalpha():
            return
        # "aan deel" is no aandeel: parts shorter than four letters prove nothing.
        for cut in range(4, len(word) - 3):
            left = self._vocabulary.number(word[:cut])
            right = self._vocabulary.inflections(word[cut:]) if left is not None else set()
            if left is None or not right:
                continue
            phrase = ((left,), tuple(right))
            if self._postings.phrase_rows(phrase).size:
                term.phrases.append((phrase, "compound"))

    def _nearest(self, word: str) -> list[int]:
        found = self._vocabulary.near(word, _edit_limit(word))
        likely = [(n, errors) for n, errors in found if _is_slip(word, self._vocabulary.forms[n])]
        least = min((errors for _, errors in likely), default=0)
        return [number for number, errors in likely if errors == least]

    def _add_errors_of_the_report(self, term: _Term, word: str) -> None:
        """
        Add rare forms that differ so little from a found one that they are errors.

        Short words are left alone, and so is a second error in a word of middle
        length: evaluatie is no error for evolutie.
        """
        if len(term.forms) > _MOST_FORMS_WITH_ERRORS:
            return
        for form in {word, *(self._vocabulary.forms[number] for number in term.forms)}:
            limit = max(0, _edit_limit(form) - 1)
            for other, _ in self._vocabulary.near(form, limit):
                is_inflection = stem(self._vocabulary.forms[other]) == stem(form)
                if not is_inflection and self._postings.remark_count(other) <= _RARE:
                    term.add([other], "typo")

    def _excluding(self, piece: _Piece) -> _Term:
        """
        Exclude a phrase as it stands and a word with its inflections, no more.
        """
        term = _Term(piece.text)
        self._add_run(term, piece.tokens, "exact")
        if len(piece.tokens) > 1:
            self._add_run(term, ["".join(piece.tokens)], "exact")
        if not piece.is_quoted:
            self._add_inflected_run(term, piece.tokens, "inflection")
        return term

    # --- From plan to matches

    def _matches(self, plan: _Plan, need: Literal["all", "any"] = "all") -> Matches:
        size = len(self._texts)
        total, best_total = np.zeros(size), 0.0
        meets = np.full(size, need == "all" and bool(plan.groups))
        density = np.zeros(size)
        for group in plan.groups:
            strength = np.zeros(size)
            for term in group:
                self._weigh(term, strength, density)
            is_met = strength > 0
            rarity = float(np.log1p(size / max(1, int(np.count_nonzero(is_met)))))
            total += strength * rarity
            best_total += rarity
            meets = meets & is_met if need == "all" else meets | is_met
        for term in plan.excluded:
            meets[self._rows_of(term)] = False
        rows = np.flatnonzero(meets)
        scores: Scores = total[rows] * (100 / (best_total or 1))
        shortness: Scores = density[rows] / self._lengths[rows]
        # Between equals the remark that says it shortest comes first, then the earlier one.
        order = np.lexsort((rows, -shortness, -np.round(scores, 6)))
        return Matches(
            rows[order], scores[order], self._remark_ids, lambda row: self._marks(row, plan)
        )

    def _weigh(self, term: _Term, strength: Scores, density: Scores) -> None:
        """
        Raise the strength of every remark that meets the term to its best reason.
        """
        for reason, weight in WEIGHTS.items():
            for rows in self._occurrences(term, reason):
                strength[rows] = np.maximum(strength[rows], weight)
                density += np.bincount(rows, minlength=len(density))

    def _occurrences(self, term: _Term, reason: Reason) -> Iterator[npt.NDArray[np.int32]]:
        forms = [number for number, why in term.forms.items() if why == reason]
        if forms:
            yield self._postings.rows(forms)
        for phrase, why in term.phrases:
            if why == reason:
                yield self._postings.phrase_rows(phrase)

    def _rows_of(self, term: _Term) -> npt.NDArray[np.int32]:
        found = [rows for reason in WEIGHTS for rows in self._occurrences(term, reason)]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int32)

    def _fallback(self, pieces: Sequence[_Piece], exact: bool) -> Fallback | None:
        loose = [
            _Piece((form,), form, False, piece.is_excluded, piece.after_or)
            if piece.is_quoted and not piece.is_excluded
            else piece
            for piece in pieces
            for form in (piece.tokens if piece.is_quoted and not piece.is_excluded else [""])
        ]
        large = [piece for piece in loose if piece.is_excluded or not _is_small(piece)]
        if not any(not piece.is_excluded for piece in large):
            return None
        plan = self._plan(large, exact)
        kinds: tuple[tuple[FallbackKind, Literal["all", "any"]], ...]
        kinds = (("words", "all"), ("any", "any"))
        for kind, need in kinds:
            matches = self._matches(plan, need)
            if matches:
                return Fallback(kind, matches)
        return None

    # --- Marks, expansions, suggestions

    def _marks(self, row: int, plan: _Plan) -> list[Mark]:
        """
        Return the places in one remark that meet a term, sorted, never overlapping.

        Where two overlap, the stronger reason wins, then the longer place.
        """
        text = self._texts[row]
        tokens = tokenise(text)
        numbers = [self._vocabulary.number(token.form) for token in tokens]
        candidates: list[Mark] = []
        for term in plan.terms:
            candidates += self._word_marks(term, text, tokens)
            candidates += _phrase_marks(term, tokens, numbers)
        candidates.sort(key=lambda mark: (-WEIGHTS[mark[2]], mark[0] - mark[1], mark[0]))
        chosen: list[Mark] = []
        for mark in candidates:
            if all(mark[1] <= other[0] or other[1] <= mark[0] for other in chosen):
                chosen.append(mark)
        return sorted(chosen)

    def _word_marks(self, term: _Term, text: str, tokens: Sequence[Token]) -> Iterator[Mark]:
        for token in (*tokens, *_joined_tokens(text, tokens)):
            number = self._vocabulary.number(token.form)
            if number in term.forms:
                yield token.start, token.end, term.forms[number]
        for ellipsis in _ellipses(text, tokens):
            for form in self._vocabulary.completions(ellipsis):
                suggested = self._vocabulary.suggested_number(form)
                if suggested in term.forms:
                    yield ellipsis.stump.start, ellipsis.stump.end, term.forms[suggested]

    def _expansion(self, term: _Term) -> Expansion:
        vocabulary = self._vocabulary
        found = {(vocabulary.shown[number], reason) for number, reason in term.forms.items()}
        for phrase, reason in term.phrases:
            most_used = [max(forms, key=self._postings.remark_count) for forms in phrase]
            found.add((" ".join(vocabulary.shown[number] for number in most_used), reason))
        ordered = sorted(found, key=lambda pair: (-WEIGHTS[pair[1]], pair[0]))
        strongest: dict[str, Reason] = {}
        for form, reason in ordered:
            strongest.setdefault(form, reason)
        return Expansion(term.text, tuple(strongest.items()))

    def _suggestions(self, query: str, plan: _Plan) -> Iterator[Suggestion]:
        """
        Yield look-alikes for every word that is not in the remarks.
        """
        for term in plan.terms:
            word = fold(term.text)
            known = {WEIGHTS[reason] for reason in term.forms.values()}
            if max(known, default=0) > WEIGHTS["compound"] or term.phrases:
                continue
            near = self._vocabulary.near(word, _edit_limit(word) + (len(word) >= 6))
            near = [pair for pair in near if pair[0] not in term.forms or not known]
            best = sorted(near, key=lambda pair: (pair[1], -self._postings.remark_count(pair[0])))
            for number, _ in best[:MAX_SUGGESTIONS]:
                instead = self._vocabulary.shown[number]
                yield Suggestion(term.text, instead, query.replace(term.text, instead, 1))


def _neighbours(pieces: Sequence[_Piece], place: int) -> Iterator[str]:
    """
    Yield the piece written as one word with the piece before it and after it.
    """
    for first, second in pairwise(pieces[max(0, place - 1) : place + 2]):
        if not (first.is_quoted or second.is_quoted or second.after_or):
            yield "".join(first.tokens + second.tokens)


def _is_small(piece: _Piece) -> bool:
    return not piece.is_quoted and all(form in _SMALL_WORDS for form in piece.tokens)


def _problems(query: str, pieces: Sequence[_Piece]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if query.strip() and not pieces:
        found.append("no_words")
    if pieces and all(piece.is_excluded for piece in pieces):
        found.append("only_exclusions")
    if sum(query.count(quote) for quote in _QUOTES) % 2:
        found.append("unbalanced_quote")
    if len(pieces) > MAX_QUERY_WORDS:
        found.append("too_long")
    return tuple(found)


def _phrase_marks(
    term: _Term, tokens: Sequence[Token], numbers: Sequence[int | None]
) -> Iterator[Mark]:
    for phrase, reason in term.phrases:
        for place in range(len(tokens) - len(phrase) + 1):
            run = numbers[place : place + len(phrase)]
            if all(number in forms for number, forms in zip(run, phrase, strict=True)):
                yield tokens[place].start, tokens[place + len(phrase) - 1].end, reason


__all__ = [
    "Expansion",
    "Fallback",
    "Match",
    "Matches",
    "RemarkIndex",
    "SearchResult",
    "Suggestion",
    "fold",
    "stem",
    "tokenise",
]
