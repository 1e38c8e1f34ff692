"""Words that must stand in the report: of remarks and passages, headings, names and roles."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from loaders.problems import Problem, list_first, to_short
from loaders.quotations import Quotations, Row
from loaders.raw import RawFolder
from loaders.report import squeeze, squeeze_report
from loaders.schema import QUOTING, REPORT_FILE, TABLES, to_number


def check_line_order(raw: RawFolder) -> Iterator[Problem]:
    """Report a last line that comes before the first, or a line that the report has not."""
    found = raw.quotations
    # Of another report, or one whose lines moved, the end says nothing.
    trusts_end = raw.report is not None and not found.shifts and not found.is_of_other_report
    last_line = (raw.report or "").count("\n") + 1 if trusts_end else None
    for name in QUOTING:
        yield from list_first(_find_misplaced(raw, name, last_line), lambda problem: problem)


def check_quotations(raw: RawFolder) -> Iterator[Problem]:
    """
    Report quotations that the report does not have, and words no one quotes.

    Remarks and passages must stand in their lines of the report, and every word
    of the report must stand in exactly one of them. Bullet signs and white
    space do not count.
    """
    if raw.report is None:
        return
    found = raw.quotations
    if found.is_of_other_report:
        yield Problem(
            REPORT_FILE, 0, "", "", f"{len(found.missed)} of the {len(found.rows)} rows of "
            "remarks.csv and passages.csv do not have their words in their lines of it; is it the "
            "report that they were cut from?",
        )
        return
    for shift in found.shifts:
        yield _to_shift_problem(*shift)
    for name in QUOTING:
        missed = (row for row in found.missed if row.table == name)
        yield from list_first(missed, lambda row: Problem(
            TABLES[row.table].file, row.line, "text", row.text, _say_where(found, row)
        ))
    if not all(raw.has(name, "text", "line_start", "line_end") for name in QUOTING):
        return
    yield from list_first(found.words.unclaimed_lines(), lambda line: Problem(
        REPORT_FILE, line, "", found.words.unclaimed_in(line),
        "is in no remark of remarks.csv and in no row of passages.csv",
    ))


def check_printed_words(raw: RawFolder) -> Iterator[Problem]:
    """Report headings, questions and roles that the report does not print."""
    if raw.report is None or raw.quotations.is_of_other_report:
        return
    is_unprinted = _to_unprinted(raw)
    for column in raw.columns():
        if column.rule.in_report and column.rule.name != "text":
            yield from column.wrong_values(
                is_unprinted, lambda _: f"does not stand in {REPORT_FILE} in these words"
            )


def check_attendees(raw: RawFolder) -> Iterator[Problem]:
    """Report people on the list of whom the report prints neither the name nor a spelling."""
    if raw.report is None or raw.quotations.is_of_other_report or not raw.has("people", "key"):
        return
    is_unprinted = _to_unprinted(raw)
    values_of = TABLES["people"].column("spellings").values_of
    names = {key: [name, *values_of(spellings)]
             for _, key, name, spellings in raw.rows("people", "key", "name", "spellings") if key}
    wrong = ((line, key) for line, key in raw.rows("attendance", "person")
             if key in names and all(map(is_unprinted, names[key])))
    yield from list_first(wrong, lambda row: Problem(
        TABLES["attendance"].file, row[0], "person", row[1],
        f"is {to_short(names[row[1]][0])!r} in people.csv, whom {REPORT_FILE} does not print",
    ))


def _to_unprinted(raw: RawFolder) -> Callable[[str], bool]:
    report = squeeze_report(raw.report or "")

    def is_unprinted(cell: str) -> bool:
        raw.limits.look_at_clock()
        return squeeze(cell).encode() not in report

    return is_unprinted


def _find_misplaced(raw: RawFolder, name: str, last_line: int | None) -> Iterator[Problem]:
    for line, *cells in raw.rows(name, "line_start", "line_end"):
        start, end = map(to_number, cells)
        message = ""
        if start and 0 < end < start:
            message = f"comes before line {start}"
        elif last_line is not None and end > last_line:
            message = f"is past the end of {REPORT_FILE}, which has {last_line} lines"
        if message:
            yield Problem(TABLES[name].file, line, "line_end", cells[1], message)


def _to_shift_problem(line: int, by: int) -> Problem:
    lines, place = f"{abs(by)} line{'s' * (abs(by) > 1)}", "lower" if by > 0 else "higher"
    mend = (f"take {lines} out of the report above line {line + by}, or add {by} to both"
            if by > 0 else
            f"put {lines} back into the report above line {line}, or take {-by} off both")
    return Problem(
        REPORT_FILE, line, "", "", f"from here on the words stand {lines} {place} than the "
        f"line_start and line_end of remarks.csv and passages.csv say; {mend} in every row that "
        f"is at line {line} or below",
    )


def _say_where(found: Quotations, row: Row) -> str:
    start, end = found.lines_of(row)
    owner = found.words.find_owner(row.text, start, end)
    if owner:
        other = found.rows[owner - 1]
        return (f"has the words of {TABLES[other.table].file}, line {other.line}; "
                "every word of the report is in one row only")
    here = f"does not stand in {_to_lines(start, end)} of {REPORT_FILE}"
    place = found.words.find_lines(row.text, start) or found.words.find_lines(row.text)
    if place and start <= place[0] <= place[1] <= end:
        return f"has other bullet signs than {_to_lines(*place)} of {REPORT_FILE}"
    if place:
        return f"{here}, but in {_to_lines(*place)}"
    return f"{here}, nor anywhere else in these words"


def _to_lines(start: int, end: int) -> str:
    return f"line {start}" if start == end else f"lines {start} to {end}"
