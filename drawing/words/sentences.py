"""What the screens say, in Dutch: a selection, a count, a place, in words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from analysis.facet import to_facet
from analysis.facets import Loosening
from analysis.link import Notice
from analysis.search.results import Why
from analysis.selection import Selection
from drawing.words.labels import LOCALE, Labels
from loaders.dataset import About

PLACE = ZoneInfo("Europe/Brussels")
_MARKDOWN_SIGNS = frozenset("\\`*_{}[]()<>#+-.!|~$:&")
# What Streamlit replaces after it has read the escapes: ":material/home:" by an
# icon, ":streamlit:" by a picture, "->" by an arrow. A word joiner (U+2060),
# which no one sees, keeps the signs apart.
_REPLACED = re.compile(r":(?=[a-z])|[<>~-](?=[->=])")
_WORD_JOINER = "\u2060"


@dataclass(frozen=True)
class Chip:
    """One part of a selection that can be taken away: which facet, which key, in words."""

    facet: str
    key: str
    text: str


def name_field(field: str) -> str:
    """
    Name a part of a selection: a facet, or the query.

    >>> name_field("themes"), name_field("query")
    ('Thema', 'Zoekwoorden')
    """
    return "Zoekwoorden" if field == "query" else to_facet(field).label


def to_chips(selection: Selection, labels: Labels) -> list[Chip]:
    """List the parts of a selection, in the order of the filters; the query comes last."""
    chips = [
        Chip(facet, key, labels.option(facet, key))
        for facet, keys in selection.chosen
        for key in keys
    ]
    query = labels.hide(selection.query.strip())
    how = "zoekt letterlijk" if selection.is_exact else "zoekt"
    if selection.has_related:
        how += ", ook verwant"
    return [*chips, Chip("query", "", f"{how}: {query}")] if query else chips


def to_sentence(selection: Selection, labels: Labels) -> str:
    """
    Say a selection in one line of Dutch, for a header, an export or a reader.

    Alternatives are joined by "of", themes that must stand together by "en",
    fields by a semicolon.
    """
    if not selection.is_narrowed:
        return "Alle opmerkingen"
    parts = [
        _to_choice(
            name_field(facet), [labels.option(facet, key) for key in keys],
            "en" if facet == "themes" and selection.is_every_theme else "of",
        )
        for facet, keys in selection.chosen
    ]
    if selection.query.strip():
        how = " (alleen letterlijk)" if selection.is_exact else ""
        how += " (en wat verwant is)" if selection.has_related else ""
        parts.append(f"{name_field('query')}: {labels.hide(selection.query.strip())}{how}")
    if selection.is_every_theme and len(selection.themes) > 1:
        parts.append("alle thema's samen")
    if selection.is_main_theme_only and selection.themes:
        parts.append("alleen als hoofdthema")
    return "; ".join(parts)


def _to_choice(name: str, words: Sequence[str], joiner: str) -> str:
    # "Groep: Groep 2" says it twice.
    says_itself = all(word.startswith(f"{name} ") for word in words)
    return ("" if says_itself else f"{name}: ") + to_list(words, joiner)


def to_reasons(why: Why, labels: Labels) -> str:
    """Say why a remark is related to a query, in reasons that a reader can check."""
    # "Nachtopvang" and "nachtopvang" are one reason.
    words = {word.casefold(): word for word in why.words if not labels.hides_word(word)}.values()
    reasons = [
        f"verwant: {', '.join(words)}" if words else "",
        f"{why.found} van {why.asked} woorden" if why.asked > 1 else "",
        f"thema: {to_list([labels.theme(key) for key in why.themes])}" if why.themes else "",
        *(labels.option(facet, key) for facet, key in why.filters),
    ]
    return " · ".join(filter(None, reasons))


def to_list(words: Sequence[str], joiner: str = "en") -> str:
    """
    Join words as a Dutch list.

    >>> to_list(["a", "b", "c"])
    'a, b en c'
    >>> to_list([])
    ''
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def to_number(value: int) -> str:
    """
    Write a whole number the Flemish way.

    >>> to_number(12345)
    '12.345'
    """
    return str(format_decimal(value, locale=LOCALE))


def to_count(count: int, singular: str, plural: str) -> str:
    """
    Write a number with its noun.

    >>> to_count(1, "opmerking", "opmerkingen"), to_count(0, "opmerking", "opmerkingen")
    ('1 opmerking', '0 opmerkingen')
    """
    return f"{to_number(count)} {singular if count == 1 else plural}"


def to_remark_count(count: int) -> str:
    """Write a number of remarks."""
    return to_count(count, "opmerking", "opmerkingen")


def to_count_line(count: int, total: int) -> str:
    """
    Say how many remarks are shown, of how many.

    >>> to_count_line(3, 248)
    '3 van 248 opmerkingen'
    """
    return f"{to_number(count)} van {to_remark_count(total)}"


def to_voices_line(parts: int, people: int, organisations: int, meetings: int = 1) -> str:
    """
    Say how many parts of the meeting remarks come from, and whom the report names as speaking.

    >>> to_voices_line(6, 0, 0)
    'uit 6 delen van de bijeenkomst'
    >>> to_voices_line(6, 0, 0, 2)
    'uit 6 delen van 2 bijeenkomsten'
    >>> to_voices_line(1, 1, 2)
    'uit 1 deel van de bijeenkomst, met 1 spreker en 2 organisaties die het verslag bij naam noemt'
    """
    whole = "de bijeenkomst" if meetings < 2 else to_count(meetings, "", "bijeenkomsten")
    line = f"uit {to_count(parts, 'deel', 'delen')} van {whole}"
    named = [
        to_count(count, *words) for count, words in (
            (people, ("spreker", "sprekers")), (organisations, ("organisatie", "organisaties")))
        if count
    ]
    by = "het verslag bij naam noemt" if meetings < 2 else "de verslagen bij naam noemen"
    return f"{line}, met {to_list(named)} die {by}" if named else line


def to_share(share: float) -> str:
    """
    Write a share of 0 to 1 as a whole percentage.

    >>> to_share(0.125)
    '12%'
    """
    return str(format_percent(share, locale=LOCALE))


def to_decimal(value: float) -> str:
    """
    Write a number with two decimals; a dash for what could not be computed.

    >>> to_decimal(0.5), to_decimal(float("nan"))
    ('0,50', '–')
    """
    return f"{value:.2f}".replace(".", ",") if not math.isnan(value) else "–"


def to_day(moment: str) -> date:
    """
    Give the day on which something was, in Ghent.

    Args:
        moment: with its own zone, as in the journal.

    >>> to_day("2026-11-24T23:30:00.000+00:00")
    datetime.date(2026, 11, 25)
    """
    return datetime.fromisoformat(moment).astimezone(PLACE).date()


def to_date(day: date) -> str:
    """
    Write a day the Flemish way.

    >>> to_date(date(2026, 11, 3))
    '3 november 2026'
    """
    return str(format_date(day, "long", locale=LOCALE))


def to_inline(label: str) -> str:
    """
    Write a label inside a sentence: only its first letter changes.

    >>> to_inline("Ontbreekt in Gent")
    'ontbreekt in Gent'
    """
    return label[:1].lower() + label[1:]


def shorten(text: str, most: int) -> str:
    """
    Cut a text that is longer than so many letters, and show that it was.

    >>> shorten("kort", 4), shorten("langer", 4)
    ('kort', 'lan…')
    """
    return text if len(text) <= most else text[: most - 1] + "…"


def to_lines(line_start: int, line_end: int) -> str:
    """
    Name the place of a remark in the report.

    >>> to_lines(4, 4), to_lines(30, 34)
    ('regel 4', 'regels 30–34')
    """
    if line_start == line_end:
        return f"regel {line_start}"
    return f"regels {line_start}–{line_end}"


def to_source(about: About) -> str:
    """
    Say where the words come from: the report, and where and when that meeting was.

    >>> to_source(About("x", "X", "Gent", sources=("Verslag", "Bijlage")))
    'Verslag; Bijlage — Gent'
    """
    place_and_date = ", ".join(part for part in (about.place, about.date) if part)
    return f"{'; '.join(about.sources)} — {place_and_date}"


def to_notice(notice: Notice) -> str:
    """Tell a reader what a link asked that could not be given."""
    if notice.reason == "too_long":
        return (
            f"De tekst bij “{notice.parameter}” in de link was te lang en is ingekort: "
            f"{notice.value}"
        )
    if notice.reason == "too_many":
        return (
            f"De link noemt bij “{notice.parameter}” meer dan er plaats is; de laatste "
            f"{notice.value} zijn weggelaten."
        )
    if notice.reason == "unknown_parameter":
        return f"De link vraagt “{notice.parameter}”; dat bestaat hier niet en is weggelaten."
    return (
        f"De link vraagt bij “{notice.parameter}” om “{notice.value}”; "
        "dat bestaat niet (meer) en is weggelaten."
    )


def to_loosening(way: Loosening) -> str:
    """Offer to take one filter away, and say what that gives."""
    name = to_inline(name_field(way.field))
    what = "Zonder zoekwoorden" if way.field == "query" else f"Zonder filter op {name}"
    return f"{what}: {to_remark_count(way.remark_count)}"


def to_plain(text: str) -> str:
    r"""
    Take the meaning out of signs that Streamlit would read as Markdown.

    >>> to_plain("a_b [c]")
    'a\\_b \\[c\\]'
    """
    apart = _REPLACED.sub(lambda found: found[0] + _WORD_JOINER, text)
    return "".join(f"\\{sign}" if sign in _MARKDOWN_SIGNS else sign for sign in apart)
