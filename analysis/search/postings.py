"""The postings: in which remark every word stands, and at which place."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from analysis.search.compounds import to_parts
from analysis.search.dutch_words import Ellipsis, ellipses, has_hyphen, joined_tokens, tokenise
from analysis.search.vocabulary import Vocabulary, VocabularyBuilder

Rows = npt.NDArray[np.int32]
# Per place in a run of words the forms that may stand there.
Phrase = tuple[tuple[int, ...], ...]

_BREAK = -1
_NOWHERE = -1


class Postings:
    """
    Hold where every form stands: in which remark, and at which place of the stream.

    The stream is the forms of all remarks one after another, with a break between
    two remarks, so that no phrase runs from one remark into the next.

    Attributes:
        sizes: per remark its number of words.
    """

    def __init__(
        self, stream: array[int], sizes: array[int], extra: Sequence[tuple[int, int]], forms: int
    ) -> None:
        """
        Sort the forms by number.

        Args:
            stream: the forms of all remarks, each remark ended by a break.
            sizes: per remark its number of words.
            extra: (row, form) of forms that stand at no place of the stream.
            forms: how many forms there are.
        """
        self.sizes = np.asarray(sizes, dtype=np.int64)
        self._stream = np.asarray(stream, dtype=np.int32)
        self._row_of_place = np.repeat(np.arange(len(sizes), dtype=np.int32), self.sizes + 1)
        places = np.flatnonzero(self._stream != _BREAK).astype(np.int32)
        pairs = np.array(extra, dtype=np.int32).reshape(-1, 2)
        of_forms = np.concatenate([self._stream[places], pairs[:, 1]])
        order = np.argsort(of_forms, kind="stable")
        self._rows = np.concatenate([self._row_of_place[places], pairs[:, 0]])[order]
        nowhere = np.full(len(pairs), _NOWHERE, dtype=np.int32)
        self._places = np.concatenate([places, nowhere])[order]
        counts = np.bincount(of_forms, minlength=forms)
        self._starts: list[int] = np.concatenate([[0], np.cumsum(counts)]).tolist()

    def rows(self, forms: Iterable[int]) -> Rows:
        """Return the remark of every occurrence of the forms, repeats included."""
        return self._gather(self._rows, forms)

    def remark_count(self, form: int) -> int:
        """Count the remarks that hold a form."""
        return int(np.unique(self.rows([form])).size)

    def phrase_rows(self, phrase: Sequence[Sequence[int]]) -> Rows:
        """Return the remark of every run of words, each one of the given forms."""
        if not phrase or not all(phrase):
            return np.empty(0, dtype=np.int32)
        sizes = [sum(self._starts[f + 1] - self._starts[f] for f in forms) for forms in phrase]
        rarest = sizes.index(min(sizes))
        places = self._gather(self._places, phrase[rarest]).astype(np.int64)
        places = places[places != _NOWHERE] - rarest
        last = len(self._stream) - 1
        for offset, forms in enumerate(phrase):
            places = places[(places >= 0) & (places + offset <= last)]
            places = places[np.isin(self._stream[places + offset], forms)]
        return self._row_of_place[places]

    def _gather(self, values: Rows, forms: Iterable[int]) -> Rows:
        slices = [values[self._starts[form] : self._starts[form + 1]] for form in forms]
        return np.concatenate(slices) if slices else np.empty(0, dtype=np.int32)


def read_texts(texts: Sequence[str]) -> tuple[Vocabulary, Postings]:
    """
    Read every text once.

    Args:
        texts: the words of the remarks, in the order of the rows.
    """
    builder = VocabularyBuilder()
    stream, sizes, extra = array("i"), array("i"), list[tuple[int, int]]()
    stumps: list[tuple[int, Ellipsis]] = []
    for row, text in enumerate(texts):
        numbers = builder.read(text)
        stream.extend(numbers)
        stream.append(_BREAK)
        sizes.append(len(numbers))
        if has_hyphen(text):
            tokens = tokenise(text)
            for joined in joined_tokens(text, tokens):
                extra.append((row, builder.add(joined.form, text[joined.start : joined.end])))
            stumps.extend((row, found) for found in ellipses(text, tokens))
    # Only words of the remarks complete a word, not words that were completed.
    forms = builder.forms
    completions = to_parts(forms).completions
    completed = [(row, form) for row, found in stumps for form in sorted(completions(found))]
    suggested = list(dict.fromkeys(form for _, form in completed))
    vocabulary = Vocabulary(forms, builder.shown, suggested)
    numbered = {form: number for number, form in enumerate(suggested, len(forms))}
    extra.extend((row, numbered[form]) for row, form in completed)
    return vocabulary, Postings(stream, sizes, extra, len(vocabulary.forms))
