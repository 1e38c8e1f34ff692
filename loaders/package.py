"""
The data package: the tables described for other tools, generated from the schema.

Follows Frictionless Data Package and Table Schema (specs.frictionlessdata.io,
version 1). What the editor says about the meeting (title, place, sources) is
kept; what the schema says about the tables is written anew. The collection has a
package of its shared tables, and each meeting one of its own.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from loaders.files import list_files, list_meetings, read_bytes, read_folder
from loaders.limits import Limits
from loaders.schema import (
    CODEBOOK_FIELDS,
    IN_PROGRESS,
    KEY_FORM,
    LIST_SEPARATOR,
    MEETING_TABLES,
    MEETINGS_DIR,
    NOT_TAKEN_UP,
    NOTED,
    OPEN,
    PACKAGE_FILE,
    REPORT_FILE,
    SHARED_TABLES,
    TABLES,
    TAKEN_UP,
    ColumnRule,
    Kind,
    Table,
    to_place,
)
from loaders.settings import read_limits

# What the first meeting is called where no one names it.
FIRST_MEETING = "meeting-1"
NEW_COLLECTION = {
    "name": "new-collection", "title": "Titel van het geheel", "place": "Plaats",
    "version": "0.1.0",
}
NEW_PACKAGE = {
    "name": "new-meeting",
    "title": "Titel van de bijeenkomst",
    "place": "Plaats",
    "description": "",
    "version": "0.1.0",
    "sources": [{"title": "Verslag van de bijeenkomst", "path": REPORT_FILE}],
}
# The keys the code itself relies on; themes are for the editor of the new folder to choose.
NEW_CODEBOOK = {
    "sentiment": (
        ("positive", "Positief", "Keurt iets goed wat er is of wat in de tekst staat."),
        ("missing", "Ontbreekt", "Noemt iets wat er niet is of te weinig aandacht krijgt."),
        ("critical", "Kritisch", "Vindt iets wat er is fout, onduidelijk of riskant."),
        ("neutral", "Neutraal", "Geen van de andere: een feit, een vraag of een idee."),
    ),
    "label_basis": (
        ("heading", "Kop in het verslag", "De kop in het verslag zegt het."),
        ("curated", "Gelezen in de woorden", "Gelezen in de woorden van de opmerking."),
    ),
    "theme": (("other", "Andere", "Vervang dit door de eigen thema's."),),
    "attendance": (
        ("present", "Aanwezig", "Staat in de lijst van aanwezigen."),
        ("excused", "Verontschuldigd", "Staat in de lijst van verontschuldigden."),
    ),
    "passage": (
        ("heading", "Kop", "Kop van een deel of een groep."),
        ("question", "Vraag", "Vraag van de moderator of tussenkop."),
        ("other", "Andere", "Paginanummer, inleiding, lijst van aanwezigen."),
    ),
    "abbreviation_source": (
        ("report", "Uit het verslag", "Het verslag legt de afkorting zelf uit."),
        ("general", "Algemeen bekend", "De afkorting is algemeen bekend."),
    ),
    # Each the key of its kind, too.
    "status": (
        (OPEN, "Open", "Nog geen antwoord."),
        (NOTED, "Genoteerd", "Gelezen; vraagt niets, of niets meer."),
        (IN_PROGRESS, "In behandeling", "Een dienst werkt eraan, tegen een datum."),
        (TAKEN_UP, "Opgenomen", "Staat nu in de tekst, of gebeurt."),
        (NOT_TAKEN_UP, "Niet opgenomen", "Komt er niet, om een reden die erbij staat."),
    ),
}


def to_resources(tables: Sequence[Table]) -> list[dict[str, Any]]:
    """
    Describe tables as the schema has them, each as one Data Resource.

    A foreign key to a table of another package can't be said, and is left out.
    """
    return [_to_resource(table, {other.name for other in tables}) for table in tables]


def describe(folder: Path) -> None:
    """
    Write the descriptions of the tables into every datapackage.json of a collection.

    Raises:
        OSError: where one of them is not there.
        ValueError: where one holds no JSON object; it stays as it is.
    """
    _describe(folder, SHARED_TABLES)
    for key in list_meetings(folder):
        _describe(folder / to_place(key), MEETING_TABLES)


def to_zip(folder: Path) -> bytes:
    """
    Pack every file of a data folder, the descriptions included, into one zip.

    What a spreadsheet did to a file (semicolons, another encoding) is undone as it is for the
    screens, for the description says how the files are written. A file that can't be read as a
    whole is packed as it stands there.

    Raises:
        OSError: where a file of the folder is missing, or no file.
    """
    raw, packed = read_folder(folder, Limits(read_limits())), io.BytesIO()
    texts: dict[str, str] = {}
    for one in (raw, *raw.meetings.values()):
        place = to_place(one.key) if one.key else ""
        texts |= {
            place + table.table.file: _to_csv(
                table.columns, zip(*table.columns.values(), strict=True))
            for name, table in one.tables.items() if table.is_whole and name not in one.shared
        }
        if one.report is not None:
            texts[place + REPORT_FILE] = one.report
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in list_files(folder):
            entry = zipfile.ZipInfo.from_file(folder / name, name)
            content = texts[name].encode() if name in texts else read_bytes(folder / name)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def write_new(folder: Path, meeting: str = "") -> None:
    """
    Start a collection that passes every check, or add an empty meeting to one.

    Args:
        folder: the collection; empty, or not there yet, or with the meetings of before.
        meeting: key of the new meeting, and name of its folder.

    Raises:
        FileExistsError: where the folder holds anything else, or that meeting; nothing is
            overwritten.
        ValueError: where the key is none.
    """
    keys = list_meetings(folder)
    key = meeting or ("" if keys else FIRST_MEETING)
    if not KEY_FORM.fullmatch(key):
        raise ValueError(f"{key!r} is no key of a meeting; name it with --meeting, in small "
                         "letters a-z, digits, _ and -; nothing was written")
    folder.mkdir(parents=True, exist_ok=True)
    if not keys and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; nothing was written")
    path = folder / MEETINGS_DIR / key
    path.mkdir(parents=True)
    _write_tables(path, MEETING_TABLES)
    (path / REPORT_FILE).write_text("", encoding="utf-8")
    place: dict[str, Any] = {"order": len(keys) + 1} if keys else {"order": 1, "bare_keys": True}
    write_package(path, {**NEW_PACKAGE, **place}, MEETING_TABLES)
    if not keys:
        _write_tables(folder, SHARED_TABLES)
        write_package(folder, NEW_COLLECTION, SHARED_TABLES)


def _write_tables(folder: Path, tables: Sequence[Table]) -> None:
    codebook = [
        (field, key, label, definition, place, key if field == "status" else "", "", "", "")
        for field in CODEBOOK_FIELDS
        for place, (key, label, definition) in enumerate(NEW_CODEBOOK[field], start=1)
    ]
    for table in tables:
        write_table(folder, table, codebook if table.name == "codebook" else [])


def write_table(folder: Path, table: Table, rows: Iterable[Iterable[object]]) -> None:
    """Write the rows of a table, each with a cell for every column."""
    text = _to_csv(table.column_names, rows)
    (folder / table.file).write_text(text, encoding="utf-8", newline="")


def _describe(folder: Path, tables: Sequence[Table]) -> None:
    package = json.loads(read_bytes(folder / PACKAGE_FILE).decode("utf-8-sig"))
    if not isinstance(package, dict):
        raise ValueError(f"{PACKAGE_FILE} must hold one JSON object, {{ … }}")
    write_package(folder, package, tables)


def write_package(folder: Path, package: dict[str, Any], tables: Sequence[Table]) -> None:
    """Write what an editor says of a folder, with the descriptions of its tables."""
    resources = to_resources(tables)
    if tables is MEETING_TABLES:
        resources.append({
            "name": "report", "path": REPORT_FILE, "format": "txt", "mediatype": "text/plain",
            "encoding": "utf-8", "description": "the report, word for word as received",
        })
    text = json.dumps({**package, "resources": resources}, ensure_ascii=False, indent=2)
    (folder / PACKAGE_FILE).write_text(text + "\n", encoding="utf-8", newline="")


def _to_csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def _to_resource(table: Table, described: Collection[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_to_field(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = table.key
    foreign_keys = [
        {"fields": column.name,
         "reference": {"resource": "" if name == table.name else name,
                       "fields": TABLES[name].key}}
        for column in table.columns
        # A foreign key of a Table Schema is one key that points to one table.
        if column.kind is Kind.KEY and len(column.tables) == 1
        for name in column.tables if name in described
    ]
    if foreign_keys:
        schema["foreignKeys"] = foreign_keys
    return {
        "name": table.name, "path": table.file, "profile": "tabular-data-resource",
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "description": table.row, "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "schema": schema,
    }


def _to_field(column: ColumnRule) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": column.required}
    if column.unique:
        constraints["unique"] = True
    if column.kind is Kind.INTEGER:
        constraints["minimum"] = 1
    described: dict[str, Any] = {
        "name": column.name,
        "type": "integer" if column.kind is Kind.INTEGER else "string",
        "description": column.meaning,
        "constraints": constraints,
    }
    if column.kind.is_many:
        described["separator"] = LIST_SEPARATOR
    if column.codebook:
        described["codebook"] = column.codebook
    return described
