"""
The data package: the tables described for other tools, generated from the schema.

Follows Frictionless Data Package and Table Schema (specs.frictionlessdata.io,
version 1). What the editor says about the meeting (title, place, sources) is
kept; what the schema says about the tables is written anew.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from loaders.files import read_bytes
from loaders.schema import (
    CODEBOOK_FIELDS,
    FILES,
    IN_PROGRESS,
    LIST_SEPARATOR,
    NOT_TAKEN_UP,
    NOTED,
    OPEN,
    PACKAGE_FILE,
    REPORT_FILE,
    TABLES,
    TAKEN_UP,
    ColumnRule,
    Kind,
    Table,
)

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


def to_resources() -> list[dict[str, Any]]:
    """
    Describe every file of a data folder as the schema has it.

    Returns:
        One Data Resource per table, in the order of the schema, and the report.
    """
    tables = [_to_resource(table) for table in TABLES.values()]
    report = {
        "name": "report", "path": REPORT_FILE, "format": "txt", "mediatype": "text/plain",
        "encoding": "utf-8", "description": "the report, word for word as received",
    }
    return [*tables, report]


def describe(folder: Path) -> None:
    """
    Write the descriptions of the tables into the datapackage.json of a folder.

    Raises:
        OSError: where the folder has no datapackage.json.
        ValueError: where that file holds no JSON object; it stays as it is.
    """
    path = folder / PACKAGE_FILE
    package = json.loads(read_bytes(path).decode("utf-8-sig"))
    if not isinstance(package, dict):
        raise ValueError(f"{PACKAGE_FILE} must hold one JSON object, {{ … }}")
    _write_package(path, {**package, "resources": to_resources()})


def to_zip(folder: Path) -> bytes:
    """
    Pack every file of a data folder, the description included, into one zip.

    Raises:
        OSError: where a file of the folder is missing, or no file.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in FILES:
            entry = zipfile.ZipInfo.from_file(folder / name, name)
            archive.writestr(entry, read_bytes(folder / name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def write_new(folder: Path) -> None:
    """
    Write an empty set of tables that passes every check, to start a dataset from.

    Raises:
        FileExistsError: where the folder holds anything; nothing is overwritten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; nothing was written")
    codebook = [
        (field, key, label, definition, place, key if field == "status" else "")
        for field in CODEBOOK_FIELDS
        for place, (key, label, definition) in enumerate(NEW_CODEBOOK[field], start=1)
    ]
    for table in TABLES.values():
        rows = codebook if table.name == "codebook" else []
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([table.column_names, *rows])
        (folder / table.file).write_text(text.getvalue(), encoding="utf-8", newline="")
    (folder / REPORT_FILE).write_text("", encoding="utf-8")
    _write_package(folder / PACKAGE_FILE, {**NEW_PACKAGE, "resources": to_resources()})


def _write_package(path: Path, package: dict[str, Any]) -> None:
    text = json.dumps(package, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", newline="")


def _to_resource(table: Table) -> dict[str, Any]:
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
        for name in column.tables
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
