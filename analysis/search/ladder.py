"""
The expansion ladder: what one word of a query looks for in the remarks, and why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from analysis.search.dutch_stems import stem
from analysis.search.dutch_words import tokenise
from analysis.search.postings import Phrase, Postings
from analysis.search.typing_errors import error_limit, is_slip
from analysis.search.vocabulary import MAX_WORD_LETTERS, Vocabulary

Reason = Literal["exact", "inflection", "abbreviation", "compound", "typo"]
Words = tuple[str, ...]

# The ladder, strongest reason first.
WEIGHTS: Mapping[Reason, float] = {
    "exact": 1.0,
    "inflection": 0.9,
    "abbreviation": 0.85,
    "compound": 0.6,
    "typo": 0.5,
}

# At most so many remarks hold a word that is an error of the report rather than a word.
_RARE = 2
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
    forms: dict[int, Reason] = field(default_factory=dict)
    phrases: list[tuple[Phrase, Reason]] = field(default_factory=list)

    def add(self, numbers: Iterable[int], reason: Reason) -> None:
        """
        Add forms; a form already found for a stronger reason keeps that one.
        """
        for number in numbers:
            known = self.forms.get(number)
            if known is None or WEIGHTS[known] < WEIGHTS[reason]:
                self.forms[number] = reason

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing in the remarks will do."""
        return not self.forms and not self.phrases


class Abbreviations:
    """
    Hold which words are short for which; both may have several of the other.

    >>> table = pd.DataFrame({"abbreviation": ["OCMW"], "meaning": ["openbaar centrum"]})
    >>> Abbreviations(table).meanings_of(("ocmw",))
    [('openbaar', 'centrum')]
    >>> Abbreviations(table).short_forms_of(("openbare", "centra"))
    []
    """

    def __init__(self, table: pd.DataFrame) -> None:
        """
        Read the table: one row per pair, with abbreviation and meaning.
        """
        self._meanings: dict[Words, list[Words]] = defaultdict(list)
        self._short_forms: dict[Words, list[Words]] = defaultdict(list)
        for short, long in zip(table["abbreviation"], table["meaning"], strict=True):
            # "ervaringsdeskundige(n)" is a way to write two forms; one of them will do.
            meaning = _to_forms(str(long).partition("(")[0])
            abbreviation = _to_forms(str(short))
            if abbreviation and meaning:
                self._meanings[abbreviation].append(meaning)
                self._short_forms[_stems(meaning)].append(abbreviation)
        known = (*self._meanings, *self._short_forms)
        self.longest = max(map(len, known), default=1)

    def meanings_of(self, words: Words) -> Sequence[Words]:
        """
        Return what the words are short for.
        """
        return self._meanings.get(words, [])

    def short_forms_of(self, words: Words) -> Sequence[Words]:
        """
        Return what is short for the words or for an inflection of them.
        """
        return self._short_forms.get(_stems(words), [])


def _to_forms(text: str) -> Words:
    return tuple(token.form for token in tokenise(text))


def _stems(words: Words) -> Words:
    return tuple(map(stem, words))


class Ladder:
    """
    Widen a term: every method adds the forms and phrases of one rung to it.
    """

    def __init__(
        self, vocabulary: Vocabulary, postings: Postings, abbreviations: Abbreviations
    ) -> None:
        self._vocabulary = vocabulary
        self._postings = postings
        self._abbreviations = abbreviations

    def add_as_typed(self, term: Term, words: Words) -> None:
        """
        Add a run of words as it stands.
        """
        numbers = [self._vocabulary.number(form) for form in words]
        found = tuple((number,) for number in numbers if number is not None)
        if len(found) == len(words):
            _add_run(term, found, "exact")

    def add_inflected(self, term: Term, words: Words, reason: Reason) -> None:
        """
        Add a run of words of which each may be inflected.
        """
        _add_run(term, tuple(tuple(self._vocabulary.inflections(word)) for word in words), reason)

    def add_meanings(self, term: Term, words: Words) -> None:
        """
        Add what the words are short for.
        """
        for meaning in self._abbreviations.meanings_of(words):
            self.add_inflected(term, meaning, "abbreviation")
            if len(meaning) == 1:
                self._add_cut_short(term, meaning[0])

    def add_short_forms(self, term: Term, words: Words) -> None:
        """
        Add what is short for the words.
        """
        for abbreviation in self._abbreviations.short_forms_of(words):
            self.add_inflected(term, abbreviation, "abbreviation")

    def add_written_as_one(self, term: Term, joined: str) -> None:
        """
        Let "case manager" find casemanagers.
        """
        number = self._vocabulary.number(joined)
        found = self._vocabulary.inflections(joined) | ({number} if number is not None else set())
        if found and len(joined) >= 6:
            term.add(found | self._vocabulary.compounds(joined), "compound")

    def add_other_guises(self, term: Term, word: str) -> None:
        """
        Add every form that is the word in another guise, down the whole ladder.
        """
        if len(word) > MAX_WORD_LETTERS:
            return
        self._add_family(term, word)
        self._add_cut_short(term, word)
        self._add_written_apart(term, word)
        if term.is_empty:
            self._add_corrections(term, word)
        self._add_errors_of_the_report(term, word)

    def _add_family(self, term: Term, word: str) -> None:
        vocabulary = self._vocabulary
        suggested = vocabulary.suggested_number(word)
        if suggested is not None:
            term.add([suggested], "compound")
        inflections = vocabulary.inflections(word)
        term.add(inflections - vocabulary.suggested, "inflection")
        term.add(inflections & vocabulary.suggested, "compound")
        self.add_short_forms(term, (word,))
        term.add(vocabulary.compounds(word), "compound")

    def _add_cut_short(self, term: Term, word: str) -> None:
        cut_short = self._vocabulary.cut_short(word)
        term.add(filter(self._is_rare, cut_short), "abbreviation")

    def _add_written_apart(self, term: Term, word: str) -> None:
        """
        Let "casemanager" find "case managers".
        """
        for phrase in self._cuts(word):
            if self._postings.phrase_rows(phrase).size:
                term.phrases.append((phrase, "compound"))

    def _cuts(self, word: str) -> Iterator[Phrase]:
        if not word.isalpha():
            return
        # "aan deel" is no aandeel: parts shorter than four letters prove nothing.
        for cut in range(4, len(word) - 3):
            left = self._vocabulary.number(word[:cut])
            if left is not None:
                yield (left,), tuple(self._vocabulary.inflections(word[cut:]))

    def _add_corrections(self, term: Term, word: str) -> None:
        for number in self._nearest(word):
            corrected = Term(word)
            self._add_family(corrected, self._vocabulary.forms[number])
            term.add([number, *corrected.forms], "typo")

    def _nearest(self, word: str) -> list[int]:
        found = self._vocabulary.near(word, error_limit(word))
        likely = [(n, errors) for n, errors in found if is_slip(word, self._vocabulary.forms[n])]
        if not likely:
            likely = self._near_stems(word)
        least = min((errors for _, errors in likely), default=0)
        return [number for number, errors in likely if errors == least]

    def _near_stems(self, word: str) -> list[tuple[int, int]]:
        asked = stem(word)
        return [
            (number, errors)
            for number, errors in self._vocabulary.near_stems(asked, error_limit(asked))
            if is_slip(asked, stem(self._vocabulary.forms[number]))
        ]

    def _add_errors_of_the_report(self, term: Term, word: str) -> None:
        """
        Add rare forms that differ so little from a found one that they are errors.

        Short words are left alone, and so is a second error in a word of middle
        length: evaluatie is no error for evolutie.
        """
        if len(term.forms) > _MOST_FORMS_WITH_ERRORS:
            return
        for form in {word, *(self._vocabulary.forms[number] for number in term.forms)}:
            term.add(self._errors_for(form), "typo")

    def _errors_for(self, form: str) -> Iterator[int]:
        for number, _ in self._vocabulary.near(form, max(0, error_limit(form) - 1)):
            is_inflection = stem(self._vocabulary.forms[number]) == stem(form)
            if not is_inflection and self._is_rare(number):
                yield number

    def _is_rare(self, number: int) -> bool:
        return self._postings.remark_count(number) <= _RARE


def _add_run(term: Term, run: Phrase, reason: Reason) -> None:
    if len(run) == 1:
        term.add(run[0], reason)
    elif run and all(run):
        term.phrases.append((run, reason))
