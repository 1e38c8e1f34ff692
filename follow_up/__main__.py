"""
Looks after the answers: takes them out, puts them in, copies them, forgets a person.

    python -m follow_up export <folder>        write answers, journal and boilerplates as CSV
    python -m follow_up import <folder>        fill an empty store with such a folder
    python -m follow_up import <file.xlsx>     save what a service filled in, as drafts; with
                                               --dry-run, only say what would be saved
    python -m follow_up backup <file>          copy the store, also while the dashboard runs
    python -m follow_up restore <file>         put such a copy back in the place of what is there
    python -m follow_up publish-site <folder>  write what was published as pages of plain HTML,
                                               without names, for any web server
    python -m follow_up forget --actor <who>   replace a person's identity by a pseudonym

The store is DASHBOARD_STORE, or a file in var/.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from exports.site import to_file, to_site
from follow_up.answers import FollowUp
from follow_up.archive import export_answers, import_answers
from follow_up.backup import ToolError, back_up, restore
from follow_up.forget import KEEPER, forget
from follow_up.worksheet import preview_sheet, save_sheet
from loaders.dataset import load_dataset
from loaders.problems import DatasetError, to_printable
from loaders.settings import read_data_folder, read_store_url
from loaders.workbook import WorkbookError, load_content
from store.engine import Store, open_store
from store.errors import StoreError


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code: 0 when all is well, 1 on a problem."""
    parser = argparse.ArgumentParser(
        prog="python -m follow_up", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        command = commands.add_parser(name)
        if name == "forget":
            command.add_argument("--actor", required=True)
        else:
            command.add_argument("place")
        if name == "import":
            command.add_argument("--dry-run", action="store_true")
    given = vars(parser.parse_args(arguments))
    try:
        done = COMMANDS[given.pop("command")](open_store(read_store_url()), *given.values())
    except DatasetError as error:
        return _say(*error.problems, code=1)
    except (StoreError, ToolError, WorkbookError, OSError) as error:
        return _say(error, code=1)
    return _say(done)


def _export(store: Store, place: str) -> str:
    return f"{place}: {_to_counts(export_answers(store, Path(place)))}"


def _import(store: Store, place: str, dry_run: bool) -> str:
    if place.endswith(".xlsx"):
        return _import_sheet(store, Path(place), dry_run)
    if dry_run:
        raise ToolError("--dry-run is for an .xlsx file; a folder is checked before it is read")
    counts = import_answers(store, Path(place), read_data_folder())
    return f"{store.url!r}: {_to_counts(counts)}"


def _import_sheet(store: Store, place: Path, dry_run: bool) -> str:
    dataset = load_dataset(read_data_folder())
    follow_up, content = FollowUp(store, dataset), load_content(place)
    preview = (preview_sheet(follow_up, dataset, content) if dry_run else
               save_sheet(follow_up, dataset, content, KEEPER, why=place.name))
    for line in preview.lines:
        what = [f"{field}: {message}" for field, message in line.problems]
        if line.state != "same":
            _say(*(f"line {line.number}: {line.remark_id}: {line.state}: {told}"
                   for told in what or [", ".join(line.changed)]))
    counts = ", ".join(f"{count} {state}" for state, count in preview.counts.items())
    if preview.is_saved:
        return f"{place}: {counts}; saved as drafts"
    if "wrong" in preview.counts:
        raise ToolError(f"{place}: {counts}; nothing was saved")
    why = "as was asked" if dry_run else "for nothing is new"
    return f"{place}: {counts}; nothing was saved, {why}"


def _backup(store: Store, place: str) -> str:
    back_up(store, Path(place))
    return f"{place}: all changes up to {store.revision}"


def _restore(store: Store, place: str) -> str:
    restore(store, Path(place))
    return f"{store.url!r}: as it was in {place}"


def _publish_site(store: Store, place: str) -> str:
    dataset, folder = load_dataset(read_data_folder()), Path(place)
    pages = to_site(dataset, FollowUp(store, dataset).tell())
    folder.mkdir(parents=True, exist_ok=True)
    # Of a theme that has nothing to tell any more.
    for old in {path.name for path in folder.glob(to_file("*"))} - {*pages}:
        (folder / old).unlink()
    for name, page in pages.items():
        (folder / name).write_bytes(page)
    return f"{place}: {len(pages)} pages"


def _forget(store: Store, actor: str) -> str:
    pseudonym, count = forget(store, actor)
    return (f"{count} rows now say {pseudonym}; backups and exports that were made before "
            "still hold the name")


def _to_counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} rows in {file}" for file, count in counts.items())


def _say(*lines: object, code: int = 0) -> int:
    for line in lines:
        print(to_printable(str(line)))
    return code


COMMANDS: dict[str, Callable[..., str]] = {
    "export": _export, "import": _import, "backup": _backup, "restore": _restore,
    "publish-site": _publish_site, "forget": _forget,
}

if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main())
