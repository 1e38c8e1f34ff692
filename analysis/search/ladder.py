"""The expansion ladder: what one word of a query looks for in the remarks, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

import pandas as pd

from analysis.search.compounds import MAX_WORD_LETTERS
from analysis.search.dutch_stems import stem
from analysis.search.dutch_words import tokenise
from analysis.search.postings import Phrase, Postings
from analysis.search.typing_errors import error_limit, is_slip
from analysis.search.vocabulary import Vocabulary

Reason = Literal[
    "exact", "inflection", "abbreviation", "synonym", "compound", "typo", "narrower", "broader",
    "related",
]
Words = tuple[str, ...]

# The ladder, strongest reason first. Those of the table of concepts are for the second tier.
WEIGHTS: Mapping[Reason, float] = {
    "exact": 1.0,
    "inflection": 0.9,
    "abbreviation": 0.85,
    "synonym": 0.7,
    "compound": 0.6,
    "typo": 0.5,
    "narrower": 0.45,
    "broader": 0.25,
    "related": 0.2,
}

# At most so many remarks hold a word that is an error of the report rather than a word.
_RARE = 2
_REMEMBERED = 1024
# An error of the report is only looked for near so many forms; past it, the search would be slow.
_MOST_FORMS_WITH_ERRORS = 64


@dataclass(frozen=True)
class Term:
    """
    Hold what one word or phrase of a query looks for.

    Attributes:
        text: the word or phrase as typed.
        forms: every form of the vocabulary that will do, with the reason.
        phrases: runs of words that will do.
    """

    text: str
    forms: Mapping[int, Reason]
    phrases: tuple[tuple[Phrase, Reason], ...] = ()


class Widening:
    """Collect what one word or phrase of a query looks for, rung by rung."""

    def __init__(self) -> None:
        self.forms: dict[int, Reason] = {}
        self.phrases: list[tuple[Phrase, Reason]] = []

    def add(self, numbers: Iterable[int], reason: Reason) -> None:
        """Add forms; a form already found for a stronger reason keeps that one."""
        for number in numbers:
            known = self.forms.get(number)
            if known is None or WEIGHTS[known] < WEIGHTS[reason]:
                self.forms[number] = reason

    def add_run(self, run: Phrase, reason: Reason) -> None:
        """Add a run of words; one that stands nowhere adds nothing."""
        if len(run) == 1:
            self.add(run[0], reason)
        elif run and all(run):
            self.phrases.append((run, reason))

    def add_all(self, other: Widening | Term) -> None:
        """Add all that was found elsewhere."""
        for number, reason in other.forms.items():
            self.add([number], reason)
        self.phrases.extend(other.phrases)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing in the remarks will do."""
        return not self.forms and not self.phrases

    def to_term(self, text: str) -> Term:
        """Close it: the term of this word or phrase."""
        return Term(text, MappingProxyType(self.forms), tuple(self.phrases))


class Abbreviations:
    """
    Hold which words are short for which; both may have several of the other.

    >>> Abbreviations([("OCMW", "openbaar centrum")]).meanings_of(("ocmw",))
    [('openbaar', 'centrum')]
    >>> Abbreviations([("OCMW", "openbaar centrum")]).short_forms_of(("openbare", "centra"))
    []
    """

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        """Read the pairs of abbreviation and meaning."""
        self._meanings: dict[Words, list[Words]] = defaultdict(list)
        self._short_forms: dict[Words, list[Words]] = defaultdict(list)
        for short, long in pairs:
            # "ervaringsdeskundige(n)" is a way to write two forms; one of them will do.
            meaning = _to_forms(long.partition("(")[0])
            abbreviation = _to_forms(short)
            if abbreviation and meaning:
                self._meanings[abbreviation].append(meaning)
                self._short_forms[_stems(meaning)].append(abbreviation)
        known = (*self._meanings, *self._short_forms)
        self.longest = max(map(len, known), default=1)

    def meanings_of(self, words: Words) -> Sequence[Words]:
        """Return what the words are short for."""
        return self._meanings.get(words, [])

    def short_forms_of(self, words: Words) -> Sequence[Words]:
        """Return what is short for the words or for an inflection of them."""
        return self._short_forms.get(_stems(words), [])


def to_abbreviations(table: pd.DataFrame) -> Abbreviations:
    """Read a table of one row per pair, with abbreviation and meaning."""
    return Abbreviations(zip(table["abbreviation"], table["meaning"], strict=True))


def _to_forms(text: str) -> Words:
    return tuple(token.form for token in tokenise(text))


def _stems(words: Words) -> Words:
    return tuple(map(stem, words))


class Ladder:
    """Widen a word: every method adds the forms and phrases of one rung to what was found."""

    def __init__(
        self, vocabulary: Vocabulary, postings: Postings, abbreviations: Abbreviations
    ) -> None:
        self.vocabulary = vocabulary
        self.postings = postings
        self.abbreviations = abbreviations
        # Both tiers ask for the same words.
        self._guises = lru_cache(maxsize=_REMEMBERED)(self._find_guises)

    def add_as_typed(self, found: Widening, words: Words) -> None:
        """Add a run of words as it stands."""
        numbers = [self.vocabulary.number(form) for form in words]
        run = tuple((number,) for number in numbers if number is not None)
        if len(run) == len(words):
            found.add_run(run, "exact")

    def add_inflected(self, found: Widening, words: Words, reason: Reason) -> None:
        """Add a run of words of which each may be inflected."""
        found.add_run(tuple(tuple(self.vocabulary.inflections(word)) for word in words), reason)

    def add_meanings(self, found: Widening, words: Words) -> None:
        """Add what the words are short for."""
        for meaning in self.abbreviations.meanings_of(words):
            self.add_inflected(found, meaning, "abbreviation")
            if len(meaning) == 1:
                self._add_cut_short(found, meaning[0])

    def add_short_forms(self, found: Widening, words: Words) -> None:
        """Add what is short for the words."""
        for abbreviation in self.abbreviations.short_forms_of(words):
            self.add_inflected(found, abbreviation, "abbreviation")

    def add_written_as_one(self, found: Widening, joined: str) -> None:
        """Let "case manager" find casemanagers."""
        number = self.vocabulary.number(joined)
        forms = self.vocabulary.inflections(joined) | ({number} if number is not None else set())
        if forms and len(joined) >= 6:
            found.add(forms | self.vocabulary.compounds(joined), "compound")

    def add_other_guises(self, found: Widening, word: str) -> None:
        """Add every form that is the word in another guise, down the whole ladder."""
        if len(word) <= MAX_WORD_LETTERS:
            found.add_all(self._guises(word, not found.is_empty))

    def _find_guises(self, word: str, is_found: bool) -> Widening:
        """Collect the guises of a word; one that is found already is not corrected."""
        found = Widening()
        self.add_as_typed(found, (word,))
        self._add_family(found, word)
        self._add_cut_short(found, word)
        self._add_written_apart(found, word)
        if found.is_empty and not is_found:
            self._add_corrections(found, word)
        self._add_errors_of_the_report(found, word)
        return found

    def _add_family(self, found: Widening, word: str) -> None:
        vocabulary = self.vocabulary
        suggested = vocabulary.suggested_number(word)
        if suggested is not None:
            found.add([suggested], "compound")
        inflections = vocabulary.inflections(word)
        found.add(inflections - vocabulary.suggested, "inflection")
        found.add(inflections & vocabulary.suggested, "compound")
        self.add_short_forms(found, (word,))
        found.add(vocabulary.compounds(word), "compound")

    def _add_cut_short(self, found: Widening, word: str) -> None:
        cut_short = self.vocabulary.cut_short(word)
        found.add(filter(self._is_rare, cut_short), "abbreviation")

    def _add_written_apart(self, found: Widening, word: str) -> None:
        """Let "casemanager" find "case managers"."""
        for phrase in self._cuts(word):
            if self.postings.phrase_rows(phrase).size:
                found.phrases.append((phrase, "compound"))

    def _cuts(self, word: str) -> Iterator[Phrase]:
        if not word.isalpha():
            return
        # "aan deel" is no aandeel: parts shorter than four letters prove nothing.
        for cut in range(4, len(word) - 3):
            left = self.vocabulary.number(word[:cut])
            if left is not None:
                yield (left,), tuple(self.vocabulary.inflections(word[cut:]))

    def _add_corrections(self, found: Widening, word: str) -> None:
        for number in self._nearest(word):
            corrected = Widening()
            self._add_family(corrected, self.vocabulary.forms[number])
            found.add([number, *corrected.forms], "typo")

    def _nearest(self, word: str) -> list[int]:
        near = self.vocabulary.near(word, error_limit(word))
        likely = [(n, errors) for n, errors in near if is_slip(word, self.vocabulary.forms[n])]
        if not likely:
            likely = self._near_stems(word)
        least = min((errors for _, errors in likely), default=0)
        return [number for number, errors in likely if errors == least]

    def _near_stems(self, word: str) -> list[tuple[int, int]]:
        asked = stem(word)
        return [
            (number, errors)
            for number, errors in self.vocabulary.near_stems(asked, error_limit(asked))
            if is_slip(asked, stem(self.vocabulary.forms[number]))
        ]

    def _add_errors_of_the_report(self, found: Widening, word: str) -> None:
        """
        Add rare forms that differ so little from a found one that they are errors.

        Short words are left alone, and so is a second error in a word of middle
        length: evaluatie is no error for evolutie.
        """
        if len(found.forms) > _MOST_FORMS_WITH_ERRORS:
            return
        for form in {word, *(self.vocabulary.forms[number] for number in found.forms)}:
            found.add(self._errors_for(form), "typo")

    def _errors_for(self, form: str) -> Iterator[int]:
        for number, _ in self.vocabulary.near(form, max(0, error_limit(form) - 1)):
            near = self.vocabulary.forms[number]
            if stem(near) != stem(form) and is_slip(form, near) and self._is_rare(number):
                yield number

    def _is_rare(self, number: int) -> bool:
        return self.postings.remark_count(number) <= _RARE

