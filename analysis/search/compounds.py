"""Dutch compounds: what may stand left and right of a word inside a longer one."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np

from analysis.search.dutch_stems import PARTICIPLE_STARTS, stem, stem_spellings
from analysis.search.dutch_words import Ellipsis

# Longer than the longest Dutch compound; such a word is only looked up as it stands.
MAX_WORD_LETTERS = 48
_START = 3

_LINKING = ("s", "e", "en", "n", "er")
_ENDINGS = frozenset("s e en n er ers end ende ing ingen heid heden tje tjes je jes se 's".split())
# Foreign parts that stand left of a word and are seldom a word of their own.
_MODIFIERS = frozenset("sub auto foto video mini bio eco tele info programma".split())
# Left of a word these derive another word from it: be-taal-baar, ver-huurder.
_DERIVING = ("be", "ge", "ver", "ont")
# Left of a word these make another word, not a compound: te-recht.
_PREFIXES = (*_DERIVING, "te", "her", "on")
# Right of a word these derive another word: tijd-elijk, plan-ning.
_SUFFIXES = (
    "elijk", "lijk", "ig", "isch", "iteit", "isatie", "iser", "atie", "eren", "eerd", "isme",
    "ning", "baar", "zaam", "loos",
)  # fmt: skip
# How a Dutch word ends and how it begins.
_CODA = re.compile(
    r"[aeiouyj](?:[bdfgklmnprst]|ch|ng|nk|nt|nd|ns|ngs|nts|nds|nst|mp|mb|lt|ld|lk|lm|lf|lp|ls|lfs"
    r"|gd|gt|lst|kst|rst|ngst|lg|rg|rt|rd|rk|rm|rn|rs|rp|rf|rts|rds|rks|rbs|st|sts|kt|cht|chts|ft|fts|ts|ds|ks|ps|ms|gs)$"
    r"|[^aeiouy]e$|ie$"
)
_ONSET = re.compile(
    r"(?:[bcdfghjklmnpqrstvwz]|bl|br|ch|dr|dw|fl|fr|gl|gr|kl|kn|kr|kw|pl|pr|ps|sch|schr|sl|sm|sn|sp"
    r"|spl|spr|st|str|sw|th|tr|tw|vl|vr|wr|zw)[aeiouy]"
)
_REMEMBERED = 1 << 17


class CompoundParts:
    """
    Judge the parts of compounds by the words that are known.

    >>> parts = CompoundParts({"hulp", "verlening"}.__contains__)
    >>> parts.is_left("hulp"), parts.is_left("be"), parts.is_right("elijk")
    (True, False, False)
    """

    def __init__(self, is_word: Callable[[str], bool]) -> None:
        """Judge by words that no longer change: what was judged once is remembered."""
        self._is_word = is_word
        self._judged_left = lru_cache(maxsize=_REMEMBERED)(self._judge_left)
        self._judged_right = lru_cache(maxsize=_REMEMBERED)(self._judge_right)

    def is_left(self, part: str) -> bool:
        """Tell whether a compound may have this before a word; nothing may be."""
        return not part or self._judged_left(part)

    def is_right(self, part: str) -> bool:
        """Tell whether a compound may have this after a word; nothing may be."""
        return not part or part in _ENDINGS or self._judged_right(part)

    def cuts(self, form: str) -> Iterator[tuple[str, str]]:
        """
        Yield every cut of a form in two parts of which one is surely a word.

        >>> list(CompoundParts({"hulp", "verlening"}.__contains__).cuts("hulpverlening"))
        [('hulp', 'verlening')]
        """
        for place in range(4, len(form) - 3):
            left, right = form[:place], form[place:]
            bare = _without_link_after(left, ("s", "en"))
            is_cut = self._is_word(right) or self._holds_word(bare, 4)
            if is_cut and self.is_left(left) and self.is_right(right):
                yield left, right

    def completions(self, ellipsis: Ellipsis) -> set[str]:
        """Return the words an ellipsis may stand for: hulp- is hulpverlening."""
        cuts = self.cuts(ellipsis.whole)
        if ellipsis.stump_first:
            return {ellipsis.stump.form + right for _, right in cuts}
        return {left + ellipsis.stump.form for left, _ in cuts}

    def _judge_left(self, part: str) -> bool:
        if len(part) < 3 or part in _PREFIXES or part in PARTICIPLE_STARTS:
            return False
        # In hulp-ver-lening the second part is verlening, not lening.
        if any(part.endswith(p) and self._is_word(part[: -len(p)]) for p in _DERIVING):
            return False
        if part in _MODIFIERS or self._holds_word(_without_link_after(part, _LINKING), 3):
            return True
        if part.startswith(_DERIVING) and len(part) <= 5:
            return False
        return len(part) >= 4 and _CODA.search(part) is not None

    def _judge_right(self, part: str) -> bool:
        bare = _without_link_before(part)
        if self._holds_word(bare, 3):
            return True
        if part.startswith(_SUFFIXES):
            return False
        return any(
            len(word) >= 5 and _ONSET.match(word) is not None and not self._ends_in_word(word)
            for word in bare
        )

    def _ends_in_word(self, part: str) -> bool:
        """
        Tell whether an unknown part is known but for its beginning: centrum-steden has no cent.
        """
        return any(
            self._is_word(part[cut:]) and part[:cut] not in _PREFIXES
            for cut in (2, 3) if len(part) >= cut + 5
        )

    def _holds_word(self, parts: list[str], letters: int) -> bool:
        return any(len(part) >= letters and self._is_word(part) for part in parts)


class CompoundFinder:
    """
    Find the words that hold another word as a part.

    >>> parts = CompoundParts({"hulp", "verlening"}.__contains__)
    >>> CompoundFinder(["hulp", "hulpverlening"], parts).find("hulp")
    {1}
    """

    def __init__(self, forms: Sequence[str], parts: CompoundParts) -> None:
        """Lay all words in one long string: finding a part in it is one C loop."""
        self._forms = forms
        self._parts = parts
        self._text = "\n" + "\n".join(forms) + "\n"
        lengths = np.array([0] + [len(form) + 1 for form in forms], dtype=np.int64)
        self._starts = np.cumsum(lengths) + 1

    def find(self, word: str) -> set[int]:
        """Return the numbers of the words that hold the word, or an inflection of it, as a part."""
        if not 4 <= len(word) <= MAX_WORD_LETTERS or not word.isalpha():
            return set()
        own_stem = stem(word)
        return {
            number
            for needle in _needles(word)
            for number, place in self._places(needle)
            if self._is_part(word, own_stem, self._forms[number], place)
        }

    def find_all(self, words: Iterable[str]) -> dict[str, set[int]]:
        """Do the same for many words at once, in one walk past all forms."""
        found: dict[str, set[int]] = {word: set() for word in words if len(word) >= 4}
        needles: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for word in found:
            for needle in _needles(word):
                needles[needle[:_START]].append((needle, word))
        for number, form in enumerate(self._forms):
            for place in range(len(form) - _START + 1):
                for needle, word in needles.get(form[place : place + _START], ()):
                    is_there = form.startswith(needle, place)
                    if is_there and self._is_part(word, stem(word), form, place):
                        found[word].add(number)
        return found

    def _places(self, needle: str) -> Iterator[tuple[int, int]]:
        """Yield (number, offset in the word) for every place the needle stands."""
        spots = array("q")
        spot = self._text.find(needle)
        while spot >= 0:
            spots.append(spot)
            spot = self._text.find(needle, spot + 1)
        found = np.asarray(spots, dtype=np.int64)
        numbers = np.searchsorted(self._starts, found, side="right") - 1
        yield from zip(numbers.tolist(), (found - self._starts[numbers]).tolist(), strict=True)

    def _is_part(self, word: str, own_stem: str, form: str, place: int) -> bool:
        if not self._parts.is_left(form[:place]):
            return False
        shortest, longest = max(4, len(word) - 3), len(word) + 3
        return any(
            stem(form[place:end]) == own_stem and self._parts.is_right(form[end:])
            for end in range(place + shortest, min(len(form), place + longest) + 1)
            if end - place < len(form)
        )


def _needles(word: str) -> list[str]:
    """
    Return what to look for to find a word inside others: its shortest spellings.

    >>> sorted(_needles("huizen")), _needles("ouders")
    (['huis', 'huiz'], ['ouder'])
    """
    found = {spelling for spelling in (word, *stem_spellings(word)) if len(spelling) >= 3}
    return [one for one in found if not any(one != other and one.startswith(other)
                                            for other in found)]


def to_parts(forms: Iterable[str]) -> CompoundParts:
    """Judge the parts of compounds by these words and by their inflections."""
    known = frozenset(forms)
    stems = frozenset(map(stem, known))
    return CompoundParts(lambda part: part in known or stem(part) in stems)


def _without_link_before(part: str) -> list[str]:
    return [part] + [part[len(link) :] for link in _LINKING if part.startswith(link)]


def _without_link_after(part: str, links: tuple[str, ...]) -> list[str]:
    return [part] + [part[: -len(link)] for link in links if part.endswith(link)]
