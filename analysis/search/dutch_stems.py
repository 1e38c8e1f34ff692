"""The forms of one Dutch word: its stem, its conjugations and its degrees."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import Stemmer

VOWELS = "aeiouy"

# By name: the algorithm called "dutch" merges begeleiding with beleid and gezin with zin.
_PORTER = Stemmer.Stemmer("dutch_porter")
_LONG_VOWELS = ("aa", "ee", "oo", "uu")
# Plurals that change or lengthen their vowel; no rule of spelling gives them.
_IRREGULAR_PLURALS: Mapping[str, str] = {
    "steden": "stad", "leden": "lid", "smeden": "smid", "dagen": "dag",
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
# What a past participle starts with: op-ge-nomen, and without particle ge-nomen.
PARTICIPLE_STARTS = tuple(particle + "ge" for particle in _PARTICLES)
# Past participles of strong verbs, without ge-: op-ge-nomen is of op-nemen.
_STRONG_PARTICIPLES: Mapping[str, str] = {
    "nomen": "nemen", "sproken": "spreken", "schreven": "schrijven", "kozen": "kiezen",
    "holpen": "helpen", "vonden": "vinden", "bracht": "brengen", "dacht": "denken",
    "daan": "doen", "kregen": "krijgen", "trokken": "trekken", "sloten": "sluiten",
    "wezen": "wijzen", "zocht": "zoeken", "bleven": "blijven", "heven": "heffen",
    "boden": "bieden", "worven": "werven", "keken": "kijken", "wogen": "wegen",
}  # fmt: skip
_INSEPARABLE = ("be", "ver", "ont", "her", "onder", "over")
_DEGREES = ("er", "ere", "st", "ste")


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


def stem_spellings(word: str) -> set[str]:
    """
    Return how the stem of a word may be spelled inside a longer word.

    >>> sorted(stem_spellings("huis")), sorted(stem_spellings("taal"))
    (['huis', 'huiz'], ['taal', 'tal'])
    """
    own = stem(word)
    voiced = own[:-1] + {"s": "z", "f": "v"}.get(own[-1:], own[-1:])
    open_syllable = own[:-2] + own[-1] if own[-3:-1] in _LONG_VOWELS else own
    return {own, voiced, open_syllable}


def verb_stems(word: str) -> set[str]:
    """
    Return the stems of the verbs of which this word may be a conjugated form.

    >>> sorted(verb_stems("opgenomen")), sorted(verb_stems("werkte"))
    (['opnem'], [])
    """
    found = set()
    # The s of kunst and dienst is no end of a verb stem, that of past is.
    if len(word) >= 5 and word[-1] in "td" and not (word[-2] == "s" and word[-3] not in VOWELS):
        found.add(stem(word[:-1]))
    if len(word) >= 7 and word.endswith(("de", "te")):
        found.add(stem(word[:-2]))
    for prefix in _INSEPARABLE:
        infinitive = _STRONG_PARTICIPLES.get(word.removeprefix(prefix))
        if word.startswith(prefix) and infinitive:
            found.add(stem(prefix + infinitive))
    # Tested all at once first: hardly any word starts like a participle.
    if word.startswith(PARTICIPLE_STARTS):
        for particle in _PARTICLES:
            if word.startswith(particle + "ge") and len(word) >= len(particle) + 5:
                found |= _participle_stems(particle, word[len(particle) + 2 :])
    return found


def adjective_stems(word: str) -> set[str]:
    """
    Return the stems of the adjectives of which this word may be a degree.

    >>> adjective_stems("sterker") == adjective_stems("sterkste") == {stem("sterk")}
    True
    """
    endings = [ending for ending in _DEGREES if word.endswith(ending)]
    return {stem(word[: -len(end)]) for end in endings if len(word) - len(end) >= 4}


def _participle_stems(particle: str, core: str) -> set[str]:
    if core in _STRONG_PARTICIPLES:
        return {stem(particle + _STRONG_PARTICIPLES[core])}
    if core[-1] in "td":
        return {stem(particle + core[:-1]), stem(particle + core)}
    if core.endswith(("de", "te")):
        return {stem(particle + core[:-2])}
    return set()


def _single_letters(found: str) -> str:
    """Undo doubling at the end: zinn is zin, sociaal is social."""
    if len(found) >= 4 and found[-1] == found[-2] and found[-1] not in VOWELS:
        found = found[:-1]
    if len(found) >= 4 and found[-3:-1] in _LONG_VOWELS and found[-1] not in VOWELS:
        found = found[:-2] + found[-1]
    return found


def _with_vowel_length(found: str, base: str) -> str:
    """
    Write the vowel of a one-syllable stem twice where it sounds long.

    In longer words the e is often mute (middelen), so they stay as they are.
    """
    closed = len(found) >= 2 and found[-1] not in VOWELS and found[-2] in "aeou"
    is_long = len(found) >= 3 and found[-3] in VOWELS
    if not closed or is_long or _syllable_count(found) != 1:
        return found
    is_open = base.startswith(found) and base.startswith("e", len(found))
    if is_open or found[-2] * 2 + found[-1] in base:
        return found[:-2] + found[-2] * 2 + found[-1]
    return found


def _syllable_count(word: str) -> int:
    """Count the runs of vowels."""
    return sum(
        letter in VOWELS and (place == 0 or word[place - 1] not in VOWELS)
        for place, letter in enumerate(word)
    )


def _voiceless(found: str) -> str:
    """Write the last letter as in the singular: huiz is huis, liev is lief."""
    return found[:-1] + {"z": "s", "v": "f"}.get(found[-1:], found[-1:])
