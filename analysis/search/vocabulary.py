"""
The vocabulary: every word form of the remarks, and which of them are near a query word.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from analysis.search.compounds import CompoundParts
from analysis.search.dutch_stems import adjective_stems, stem, stem_spellings, verb_stems
from analysis.search.dutch_words import Ellipsis, to_form, to_words

# Longer than the longest Dutch compound; such a word is only looked up as it stands.
MAX_WORD_LETTERS = 48
_NO_FORM = -1


class Vocabulary:
    """
    Hold every word form of the remarks and find the forms near a query word.

    A form is known by its number. A form the report only suggests ("hulp- en
    dienstverlening" suggests hulpverlening) has a number of its own, so that a
    literal search passes it by. Filled first, then closed, then only read.

    Attributes:
        forms: the folded form of every number.
        shown: how it is shown: as it is first written, in small letters.
        suggested: the numbers of the forms that are only suggested.
    """

    def __init__(self) -> None:
        self.forms: list[str] = []
        self.shown: list[str] = []
        self.suggested: set[int] = set()
        self._number: dict[str, int] = {}
        self._suggested_number: dict[str, int] = {}
        self._number_as_written: dict[str, int] = {}
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._parts = CompoundParts(self._is_word)

    # --- Filling it

    def read(self, text: str) -> list[int]:
        """
        Return the number of every word of a text, in reading order; new ones are added.
        """
        known = self._number_as_written
        numbers = [
            known[word] if word in known else self._read_word(word) for word in to_words(text)
        ]
        return [number for number in numbers if number != _NO_FORM]

    def _read_word(self, word: str) -> int:
        form = to_form(word)
        number = self.add(form, word) if form else _NO_FORM
        self._number_as_written[word] = number
        return number

    def add(self, form: str, written: str) -> int:
        """
        Return the number of a form, a new one if need be.
        """
        number = self._number.get(form)
        if number is None:
            number = self._number[form] = self._append(form, written.lower())
        return number

    def add_suggested(self, form: str) -> int:
        """
        Return the number of a form that the remarks only suggest.
        """
        number = self._suggested_number.get(form)
        if number is None:
            number = self._suggested_number[form] = self._append(form, form)
            self.suggested.add(number)
        return number

    def _append(self, form: str, shown: str) -> int:
        number = len(self.forms)
        self.forms.append(form)
        self.shown.append(shown)
        self._by_stem[stem(form)].append(number)
        return number

    def close(self) -> None:
        """
        Build the look-up tables; no form may be added after this.
        """
        self._number_as_written.clear()
        self._by_verb: dict[str, list[int]] = defaultdict(list)
        self._by_adjective: dict[str, list[int]] = defaultdict(list)
        self._by_first: dict[tuple[str, int], list[int]] = defaultdict(list)
        for number, form in enumerate(self.forms):
            for verb in verb_stems(form):
                self._by_verb[verb].append(number)
            for adjective in adjective_stems(form):
                self._by_adjective[adjective].append(number)
            if number not in self.suggested:
                self._by_first[form[0], len(form)].append(number)
        self._stems_by_first: dict[str, list[str]] = defaultdict(list)
        for found in self._by_stem:
            self._stems_by_first[found[:1]].append(found)
        # One long string: finding a part in it is one C loop over all words.
        self._text = "\n" + "\n".join(self.forms) + "\n"
        lengths = np.array([0] + [len(form) + 1 for form in self.forms], dtype=np.int64)
        self._text_starts = np.cumsum(lengths) + 1
        # What was judged so far, was judged without the suggested forms.
        self._parts = CompoundParts(self._is_word)

    # --- Asking it

    def number(self, form: str) -> int | None:
        """
        Return the number of a form that stands in the remarks.
        """
        return self._number.get(form)

    def suggested_number(self, form: str) -> int | None:
        """
        Return the number of a form that the remarks only suggest.
        """
        return self._suggested_number.get(form)

    def inflections(self, word: str) -> set[int]:
        """
        Return the forms that are the same word in another number, case or tense.
        """
        found = set(self._by_stem.get(stem(word), ())) | self._conjugations(word)
        # A werker is no "more werk": a verb in the family makes -er a doer.
        if not word.endswith("en") and not self._any_ends_in("en", found):
            found |= self._degrees(word)
        return found

    def _conjugations(self, word: str) -> set[int]:
        found: set[int] = set()
        if word.endswith("en") and len(word) >= 5:
            found.update(self._by_verb.get(stem(word), ()))
        for verb in verb_stems(word):
            siblings = self._by_stem.get(verb, ())
            # "markt" is no form of a verb unless that verb is in the remarks.
            if self._any_ends_in("en", siblings):
                found.update(siblings, self._by_verb.get(verb, ()))
        return found

    def _degrees(self, word: str) -> set[int]:
        found = set(self._by_adjective.get(stem(word), ()))
        for adjective in adjective_stems(word):
            base = self._by_stem.get(adjective, ())
            if self._any_ends_in("e", base):
                found.update(base)
        return found

    def _any_ends_in(self, ending: str, numbers: Iterable[int]) -> bool:
        return any(self.forms[number].endswith(ending) for number in numbers)

    def cut_short(self, word: str) -> set[int]:
        """
        Return the forms that are the beginning of the word, cut off: ervaringsdesk.
        """
        cuts = range(8, len(word) - 1)
        numbers = ((self._number.get(word[:cut]), word[cut:]) for cut in cuts)
        return {
            number
            for number, rest in numbers
            if number is not None and not self._parts.is_right(rest)
        }

    def compounds(self, word: str) -> set[int]:
        """
        Return the forms that hold the word, or an inflection of it, as a part.
        """
        if not 4 <= len(word) <= MAX_WORD_LETTERS or not word.isalpha():
            return set()
        own_stem = stem(word)
        return {
            number
            for needle in {word, *stem_spellings(word)}
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
        if not self._parts.is_left(form[:place]):
            return False
        shortest, longest = max(4, len(word) - 3), len(word) + 3
        return any(
            stem(form[place:end]) == own_stem and self._parts.is_right(form[end:])
            for end in range(place + shortest, min(len(form), place + longest) + 1)
            if end - place < len(form)
        )

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

    def near_stems(self, word: str, limit: int) -> list[tuple[int, int]]:
        """
        Return (form, typing errors) for the forms whose stem is at most so many errors away.

        For a word typed wrong that the remarks only hold in another form:
        wachttyd, where they say wachttijden.
        """
        if not word or not limit or not word.isalpha():
            return []
        found = process.extract(
            word, self._stems_by_first.get(word[:1], ()), scorer=OSA.distance,
            score_cutoff=limit, limit=None,
        )
        return [(number, int(errors)) for other, errors, _ in found if errors
                for number in self._by_stem[other]]

    def completions(self, ellipsis: Ellipsis) -> set[str]:
        """
        Return the words an ellipsis may stand for: hulp- is hulpverlening.
        """
        cuts = self._parts.cuts(ellipsis.whole)
        if ellipsis.stump_first:
            return {ellipsis.stump.form + right for _, right in cuts}
        return {left + ellipsis.stump.form for left, _ in cuts}
