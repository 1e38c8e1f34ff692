"""Reads a sheet of Excel that someone filled in: words, numbers and dates, and nothing else."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell

from loaders.files import read_bytes

# A hundred thousand remarks with an answer each are 15 MB, and 60 once they are unpacked.
MEGABYTES, UNPACKED_MEGABYTES, PARTS = 20, 100, 500
# One more than is allowed, so that what is too large is seen to be.
MOST_BYTES = MEGABYTES * 1_000_000 + 1
# Of Excel itself.
LONGEST_CELL = 32_767
# Behind so many columns no one looks for another one.
_MOST_COLUMNS = 60
# What runs, or fetches from elsewhere.
_RUNS = re.compile(
    r"vbaproject|macrosheets/|activex/|embeddings/|externallinks/|connections\.xml|querytables/",
    re.IGNORECASE,
)
# Of an older Excel, and of what has a password.
_OLE = b"\xd0\xcf\x11\xe0"


class WorkbookError(Exception):
    """A file that is refused as a whole; the text says in Dutch why, and what to do."""


@dataclass(frozen=True)
class SheetLine:
    """One line of a sheet: its number in Excel, and its words by the head of their column."""

    number: int
    cells: dict[str, str]


def load_content(path: Path) -> bytes:
    """Read the bytes of a file, no more of them than are looked at; raises OSError."""
    return read_bytes(path, MOST_BYTES)


def read_sheet(
    content: bytes, sheets: Sequence[str], heads: Sequence[str]
) -> list[SheetLine]:
    """
    Read the first of a workbook's sheets.

    Args:
        content: the bytes of an .xlsx file.
        sheets: the sheets that it must have, and no other; the first one is read.
        heads: the words in its first line, in any order, and no others.

    Returns:
        The lines below the heads that are not empty. A date is written as 2026-12-31.

    Raises:
        WorkbookError: where it is something else, holds a formula, or may do harm.
    """
    _check_package(content)
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True)
        return [*_read_lines(book, sheets, heads)]
    except WorkbookError:
        raise
    except Exception as error:  # whatever the parts of a broken file do to their reader
        raise WorkbookError(f"Dit bestand is beschadigd en kan niet gelezen worden ({error}). "
                            "Open het in Excel en bewaar het opnieuw.") from error


def _check_package(content: bytes) -> None:
    if len(content) >= MOST_BYTES:
        raise WorkbookError(f"Dit bestand is groter dan {MEGABYTES} MB.")
    if content.startswith(_OLE):
        raise WorkbookError("Dit is een oud .xls-bestand, of het heeft een wachtwoord. Bewaar het "
                            "als .xlsx, zonder wachtwoord.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_parts(package)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError,
            zlib.error) as error:
        raise WorkbookError("Dit is geen Excel-bestand (.xlsx), of het is beschadigd.") from error


def _check_parts(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    # No more is ever read of a part than what is said here, whatever is in it.
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED_MEGABYTES * 1e6:
        raise WorkbookError(f"Dit bestand is uitgepakt groter dan {UNPACKED_MEGABYTES} MB.")
    for part in parts:
        if _RUNS.search(part.filename):
            raise WorkbookError("In dit bestand zitten macro's of koppelingen met andere "
                                "bestanden. Bewaar het als gewone werkmap (.xlsx), zonder.")
        # No file of Excel has one; it could make a few words into millions, or fetch a file.
        if b"<!DOCTYPE" in package.read(part):
            raise WorkbookError("Dit is geen bestand zoals Excel het schrijft.")


def _read_lines(
    book: openpyxl.Workbook, sheets: Sequence[str], heads: Sequence[str]
) -> Iterator[SheetLine]:
    if sorted(book.sheetnames) != sorted(sheets):
        raise WorkbookError(f"Dit bestand heeft de bladen {_to_list(book.sheetnames)}; er moeten "
                            f"precies {_to_list(sheets)} in staan. Vul een bestand in dat van "
                            "hier komt, en voeg geen bladen toe.")
    sheet = book[sheets[0]]
    # Of what a file says of its own size, nothing is believed.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS)
    found = [_to_words(cell).strip() for cell in next(rows, ())]
    _check_heads([head for head in found if head], heads)
    for number, row in enumerate(rows, start=2):
        cells = {head: _to_words(cell) for head, cell in zip(found, row, strict=False) if head}
        if any(cell.strip() for cell in cells.values()):
            yield SheetLine(number, cells)


def _check_heads(found: Sequence[str], heads: Sequence[str]) -> None:
    missing = [head for head in heads if head not in found]
    others = [head for head in found if head not in heads]
    if missing:
        there = f"; wel staat er {_to_list(others)}" if others else ""
        raise WorkbookError(f"De kolom {_to_list(missing)} ontbreekt{there}. Geef de kolommen "
                            "de namen die ze hadden.")
    if others or len(found) > len(heads):
        extra = others or [head for head in heads if found.count(head) > 1]
        raise WorkbookError(f"De kolom {_to_list(extra)} hoort er niet bij, of staat er twee keer. "
                            "Haal ze weg.")


def _to_words(cell: Cell) -> str:
    value = cell.value
    if cell.data_type == "f":
        raise WorkbookError(f"In cel {cell.coordinate} staat een formule. Zet er de woorden zelf.")
    if cell.data_type == "e":
        raise WorkbookError(f"In cel {cell.coordinate} staat een fout van Excel ({value}).")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _to_list(words: Sequence[str]) -> str:
    return ", ".join(f"‘{word[:60]}’" for word in words[:10])
