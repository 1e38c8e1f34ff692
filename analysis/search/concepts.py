"""The table of concepts: which words mean the same, what is wider and what is narrower."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import OSA

from analysis.search.dutch_sounds import to_sound
from analysis.search.dutch_stems import stem
from analysis.search.dutch_words import tokenise
from analysis.search.ladder import Reason, Words
from analysis.search.typing_errors import error_limit, is_slip


class Concepts:
    """
    Look words up in the table of concepts; built once, then only read.

    >>> table = pd.DataFrame({"key": ["home", "bed"], "words": [("dakloos", "sans-abri"),
    ...     ("nachtopvang",)], "broader": [(), ("home",)], "related": [(), ()]})
    >>> concepts = Concepts(table)
    >>> concepts.find(("daklozen",)), list(concepts.meanings("home"))
    ('home', [('home', 'synonym'), ('bed', 'narrower')])
    """

    def __init__(self, table: pd.DataFrame) -> None:
        """Read the table: one row per concept, with key, words, broader and related."""
        keys = table["key"].tolist()
        self.words: Mapping[str, Sequence[Words]] = {
            key: [to_words(word) for word in words]
            for key, words in zip(keys, table["words"], strict=True)
        }
        self._broader = dict(zip(keys, table["broader"], strict=True))
        self._narrower: dict[str, list[str]] = {key: [] for key in keys}
        self._related: dict[str, list[str]] = {key: [] for key in keys}
        for key, broader, related in zip(keys, table["broader"], table["related"], strict=True):
            for wider in broader:
                self._narrower[wider].append(key)
            for other in related:
                self._related[key].append(other)
                self._related[other].append(key)
        pairs = [(words, key) for key, many in self.words.items() for words in many]
        self._by_words = dict(pairs)
        # Of two concepts with words of one stem, the first keeps it: ouderen, ouders.
        self._by_stems = {tuple(map(stem, words)): key for words, key in reversed(pairs)}
        singles = [words[0] for words in self._by_words if len(words) == 1]
        self._by_sound = {to_sound(word): word for word in singles if len(word) >= _LONG}
        self._singles = [word for word in singles if len(word) >= _LONG]
        self.longest = max(map(len, self._by_words), default=0)

    def find(self, words: Words) -> str:
        """Return the key of the concept that has these words, or an inflection; empty for none."""
        return self._by_words.get(words) or self._by_stems.get(tuple(map(stem, words)), "")

    def of_word(self, word: str) -> str:
        """Return the key of the concept that has this very word; empty for none."""
        return self._by_words.get((word,), "")

    def find_near(self, word: str) -> str:
        """Return the word of a concept that sounds like this one, or is it with a typing error."""
        if len(word) < _LONG or not word.isalpha():
            return ""
        near = process.extract(
            word, self._singles, scorer=OSA.distance, score_cutoff=error_limit(word), limit=5
        )
        likely = [other for other, _, _ in near if other[0] == word[0] and is_slip(word, other)]
        return self._by_sound.get(to_sound(word)) or next(iter(likely), "")

    def meanings(self, key: str) -> Iterator[tuple[str, Reason]]:
        """Yield every concept whose words answer to this one, with the reason, strongest first."""
        narrower = self._all_narrower(key)
        yield key, "synonym"
        yield from ((other, "narrower") for other in narrower)
        broader = [other for other in self._broader[key] if other not in narrower]
        yield from ((other, "broader") for other in broader)
        known = {key, *narrower, *broader}
        related = [other for other in dict.fromkeys(self._related[key]) if other not in known]
        yield from ((other, "related") for other in related)

    def _all_narrower(self, key: str) -> list[str]:
        found: dict[str, None] = {}
        waiting = list(self._narrower[key])
        while waiting:
            other = waiting.pop(0)
            if other not in found and other != key:
                found[other] = None
                waiting += self._narrower[other]
        return list(found)


# Shorter words are not looked for by their sound or with typing errors: too many look alike.
_LONG = 6


def to_words(text: str) -> Words:
    """
    Cut words of the table as a query is cut; hyphens part words.

    >>> to_words("Sans-papiers")
    ('sans', 'papiers')
    """
    return tuple(token.form for token in tokenise(text))
