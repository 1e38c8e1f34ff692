"""Typing errors: how many a word may hold, and which differences are none."""

from __future__ import annotations

from itertools import pairwise

from rapidfuzz.distance import OSA

from analysis.search.dutch_stems import VOWELS

# Letters that lie side by side on an azerty or qwerty keyboard or sound alike in Dutch.
_CONFUSABLE = frozenset(
    frozenset(pair)
    for pair in (
        "qw we er rt ty yu ui io op as sd df fg gh hj jk kl zx xc cv vb bn nm az qa ws ed rf tg yh "
        "uj ik ol ck dt fv sz iy ae ei ou sc gc pb"
    ).split()
)


def error_limit(word: str) -> int:
    """
    Return how many typing errors a word of this length may hold.

    >>> [error_limit(word) for word in ("huis", "ouder", "drempels", "hulpverlening")]
    [0, 1, 2, 3]
    """
    return sum(len(word) >= letters for letters in (5, 8, 13))


def is_slip(word: str, other: str) -> bool:
    """
    Tell whether two words, few errors apart, differ as typing errors do.

    A letter doubled or two letters swapped is always a slip. In short words a
    letter more or less makes another word (plant and plan), and so does an
    unrelated letter (sport and soort, schulden and schudden); in words of middle length two errors
    must leave the consonants alone (schoenen and schepen).

    >>> is_slip("netwrek", "netwerk"), is_slip("sport", "soort")
    (True, False)
    """
    if _undoubled(word) == _undoubled(other):
        return True
    shortest = min(len(word), len(other))
    if OSA.distance(word, other) > 1:
        return shortest >= 10 or _consonants(word) == _consonants(other)
    if shortest >= 8 and (len(word) != len(other) or shortest >= 10):
        return True
    if len(word) != len(other):
        return shortest >= 6 and not (word.startswith(other) or other.startswith(word))
    differing = [(a, b) for a, b in zip(word, other, strict=True) if a != b]
    return len(differing) != 1 or (shortest >= 6 and _sound_alike(*differing[0]))


def _sound_alike(letter: str, other: str) -> bool:
    return (letter in VOWELS) == (other in VOWELS) and frozenset((letter, other)) in _CONFUSABLE


def _undoubled(word: str) -> str:
    return "".join(a for a, b in pairwise(word + " ") if a != b)


def _consonants(word: str) -> str:
    return _undoubled("".join(letter for letter in word if letter not in VOWELS))
