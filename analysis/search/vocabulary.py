"""The vocabulary: every word form of the remarks, and which of them are near a query word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from analysis.search.compounds import CompoundFinder, to_parts
from analysis.search.dutch_stems import adjective_stems, stem, verb_stems
from analysis.search.dutch_words import to_form, words_as_written

_NO_FORM = -1
_Numbers = Mapping[str, Sequence[int]]


class VocabularyBuilder:
    """
    Number every word form of the remarks, in the order in which they are first read.

    Attributes:
        shown: how each form is shown: as it is first written, in small letters.
    """

    def __init__(self) -> None:
        self.shown: list[str] = []
        self._number: dict[str, int] = {}
        self._number_as_written: dict[str, int] = {}

    def read(self, text: str) -> list[int]:
        """Return the number of every word of a text, in reading order; new ones are added."""
        known = self._number_as_written
        numbers = [
            known[word] if word in known else self._read_word(word)
            for word in words_as_written(text)
        ]
        return [number for number in numbers if number != _NO_FORM]

    def _read_word(self, word: str) -> int:
        form = to_form(word)
        number = self.add(form, word) if form else _NO_FORM
        self._number_as_written[word] = number
        return number

    def add(self, form: str, written: str) -> int:
        """Return the number of a form, a new one if need be."""
        number = self._number.setdefault(form, len(self.shown))
        if number == len(self.shown):
            self.shown.append(written.lower())
        return number

    @property
    def forms(self) -> list[str]:
        """The folded form of every number."""
        return list(self._number)


class Vocabulary:
    """
    Hold every word form of the remarks and find the forms near a query word.

    A form is known by its number. A form the report only suggests ("hulp- en
    dienstverlening" suggests hulpverlening) has a number of its own, past all
    others, so that a literal search passes it by.

    Attributes:
        forms: the folded form of every number.
        shown: how it is shown.
        suggested: the numbers of the forms that are only suggested.
        completions: gives the words an ellipsis may stand for.
        compounds: gives the forms that hold a word as a part.
        compounds_of_all: gives the same of many words, by word.
    """

    def __init__(
        self, forms: Sequence[str], shown: Sequence[str] = (), suggested: Sequence[str] = ()
    ) -> None:
        """
        Build the tables in which a word is looked up.

        Args:
            forms: that stand in the remarks, each once.
            shown: how each is shown; as its form where left out.
            suggested: the forms that the remarks only suggest, each once.
        """
        self.forms = (*forms, *suggested)
        self.shown = (*(shown or forms), *suggested)
        self._number = {form: number for number, form in enumerate(forms)}
        self._suggested_number = {form: n for n, form in enumerate(suggested, len(forms))}
        self.suggested = frozenset(self._suggested_number.values())
        self._by_stem = _by_key(self.forms, lambda form: [stem(form)])
        self._by_verb = _by_key(self.forms, verb_stems)
        self._by_adjective = _by_key(self.forms, adjective_stems)
        by_start = _by_key(forms, lambda form: [f"{form[0]}{len(form)}"])
        self._by_start = {
            start: (numbers, [forms[number] for number in numbers])
            for start, numbers in by_start.items()
        }
        self._stems_by_first: dict[str, list[str]] = defaultdict(list)
        for found in self._by_stem:
            self._stems_by_first[found[:1]].append(found)
        self._parts = to_parts(self.forms)
        self.completions = self._parts.completions
        finder = CompoundFinder(self.forms, self._parts)
        self.compounds, self.compounds_of_all = finder.find, finder.find_all

    def number(self, form: str) -> int | None:
        """Return the number of a form that stands in the remarks."""
        return self._number.get(form)

    def suggested_number(self, form: str) -> int | None:
        """Return the number of a form that the remarks only suggest."""
        return self._suggested_number.get(form)

    def inflections(self, word: str) -> set[int]:
        """Return the forms that are the same word in another number, case or tense."""
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
        """Return the forms that are the beginning of the word, cut off: ervaringsdesk."""
        cuts = range(8, len(word) - 1)
        numbers = ((self._number.get(word[:cut]), word[cut:]) for cut in cuts)
        return {
            number
            for number, rest in numbers
            if number is not None and not self._parts.is_right(rest)
        }

    def near(self, word: str, limit: int) -> list[tuple[int, int]]:
        """Return (form, typing errors) for the forms at most so many errors away."""
        found: list[tuple[int, int]] = []
        for length in range(len(word) - limit, len(word) + limit + 1):
            numbers, forms = self._by_start.get(f"{word[:1]}{length}", ((), ()))
            found += [(numbers[place], errors) for place, errors in _near(word, forms, limit)]
        return found

    def near_stems(self, word: str, limit: int) -> list[tuple[int, int]]:
        """
        Return (form, typing errors) for the forms whose stem is at most so many errors away.

        For a word typed wrong that the remarks only hold in another form:
        wachttyd, where they say wachttijden.
        """
        stems = self._stems_by_first.get(word[:1], [])
        near = [(stems[place], errors) for place, errors in _near(word, stems, limit)]
        return [(number, errors) for found, errors in near for number in self._by_stem[found]]


def _by_key(forms: Iterable[str], to_keys: Callable[[str], Iterable[str]]) -> _Numbers:
    """Return the numbers of the forms under each of their keys."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        for key in to_keys(form):
            numbers[key].append(number)
    return dict(numbers)


def _near(word: str, others: Sequence[str], limit: int) -> list[tuple[int, int]]:
    """Return (place, typing errors) for the words at most so many errors away, but not none."""
    if not word or not limit or not word.isalpha():
        return []
    found = process.extract(word, others, scorer=OSA.distance, score_cutoff=limit, limit=None)
    return [(place, int(errors)) for _, errors, place in found if errors]
