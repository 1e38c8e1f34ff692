"""
A collection of one meeting with five remarks, small enough to read, to break on purpose.

Its files are called here by their names alone: no two of them are alike, but for the
datapackage.json of the collection, which is COLLECTION_PACKAGE.
"""

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from loaders.dataset import DATA_DIR, DatasetError, load_dataset
from loaders.package import describe
from loaders.problems import Problem
from loaders.schema import MEETING_FILES, SHARED_FILES, to_place

REPORT = """\
Rondje
▪ Wonen is te duur.
▪ Meer tolken nodig. →Dat komt er.

Groep 1 (Moderator Ann Peeters)
o De bus rijdt

  niet op zondag.
▪ Goed plan!

Ann Peeters coördinator Buurtwerk
Jan Claes Stad
"""

TABLES = {
    "remarks.csv": """\
remark_id,group,section,question,text,sentiment,label_basis,themes,speaker,organisations,line_start,line_end,replies_to
r1,round,Rondje,,Wonen is te duur.,critical,curated,housing,,,2,2,
r2,round,Rondje,,Meer tolken nodig.,missing,curated,language;housing,,,3,3,
r3,round,Rondje,,Dat komt er.,neutral,curated,language,p1,,3,3,r2
r4,group_1,Groep 1,,De bus rijdt niet op zondag.,critical,curated,bus,,city,6,8,
r5,group_1,Groep 1,,Goed plan!,positive,heading,housing,p2,city;local,9,9,
""",
    "passages.csv": """\
line_start,line_end,kind,text
1,1,heading,Rondje
5,5,heading,Groep 1 (Moderator Ann Peeters)
11,11,other,Ann Peeters coördinator Buurtwerk
12,12,other,Jan Claes Stad
""",
    "groups.csv": """\
key,label,moderator,note_taker,order
group_1,Groep 1,p1,p2,2
round,Rondje,,,1
""",
    "attendance.csv": """\
person,role,organisations,attendance
p1,coördinator,local;city,present
p2,,city,excused
""",
    "people.csv": """\
key,name,spellings
p1,Ann Peeters,A. Peeters;Ann
p2,Jan Claes,
""",
    "organisations.csv": """\
key,name,spellings
city,Stad,Stad Gent
local,Buurtwerk,BW;Buurt Werk
""",
    "codebook.csv": """\
field,key,label,definition,order,kind
sentiment,positive,Positief,Keurt goed.,1,
sentiment,missing,Ontbreekt,Is er niet.,2,
sentiment,critical,Kritisch,"Fout, of onduidelijk.",3,
sentiment,neutral,Neutraal,Geen oordeel.,4,
label_basis,heading,Kop,Uit de kop.,1,
label_basis,curated,Gelezen,Uit de woorden.,2,
theme,language,Taal,Tolken.,3,
theme,housing,Wonen,Huizen.,1,
theme,bus,Vervoer,Bussen.,2,
attendance,present,Aanwezig,Was er.,1,
attendance,excused,Verontschuldigd,Was er niet.,2,
passage,heading,Kop,Een kop.,1,
passage,other,Andere,De rest.,2,
abbreviation_source,report,Verslag,Uitgelegd.,1,
abbreviation_source,general,Algemeen,Bekend.,2,
status,open,Open,Geen antwoord.,1,open
status,done,Klaar,Het is gebeurd.,2,taken_up
""",
    "abbreviations.csv": """\
abbreviation,meaning,source
BW,Buurtwerk,report
BW,buitenwijk,general
""",
    "synonyms.csv": """\
key,words,broader,related
home,wonen;huisvesting,,
roof,dakloos;sans-abri,home,bus
bus,bus;openbaar vervoer,,
""",
    "label_passes.csv": """\
reader,remark_id,sentiment,themes
1,r1,critical,housing
2,r1,missing,housing
""",
}

PACKAGE = """\
{"name": "klein", "title": "Klein overleg", "place": "Gent",
 "sources": [{"title": "Verslag"}], "licenses": [{"name": "CC0-1.0", "title": "CC0"}],
 "bare_keys": true}
"""
COLLECTION_PACKAGE = "datapackage.json of the collection"
MEETING = "klein"


def to_path(file: str, meeting: str = MEETING) -> str:
    """Say where a file stands in its collection."""
    if file == COLLECTION_PACKAGE:
        return "datapackage.json"
    return file if file in SHARED_FILES and file not in MEETING_FILES else to_place(meeting) + file


@cache
def whole_files() -> dict[str, bytes]:
    """Give the files of a valid folder by name; its packages describe its tables."""
    about = '{"name": "alles", "title": "Alle overleg", "place": "Gent"}'
    texts = {**TABLES, "report.txt": REPORT, "datapackage.json": PACKAGE, COLLECTION_PACKAGE: about}
    with TemporaryDirectory() as name:
        path = Path(name)
        (path / to_place(MEETING)).mkdir(parents=True)
        for file, text in texts.items():
            (path / to_path(file)).write_text(text, encoding="utf-8", newline="")
        describe(path)
        return {file: (path / to_path(file)).read_bytes() for file in texts}


class DataFolder:
    """
    A data folder of one meeting on disk, and the few things that tests do to it.
    """

    meeting = MEETING

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / to_place(MEETING)).mkdir(parents=True, exist_ok=True)
        for folder in (path, path / to_place(MEETING)):
            for left in folder.iterdir():
                # To write into a pipe that a test left would wait for a reader.
                if left.name == "meetings" and not left.is_symlink():
                    continue
                left.rmdir() if left.is_dir() and not left.is_symlink() else left.unlink()
        for file, content in whole_files().items():
            self.at(file).write_bytes(content)

    def at(self, file: str) -> Path:
        """Give the path of a file."""
        return self.path / to_path(file, self.meeting)

    def replace(self, file: str, old: str, new: str) -> None:
        """Change the one place where the old text stands."""
        text = self.at(file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.at(file).write_text(text.replace(old, new), encoding="utf-8", newline="")

    def append(self, file: str, text: str) -> None:
        """Add text at the end of a file."""
        with self.at(file).open("a", encoding="utf-8", newline="") as stream:
            stream.write(text)

    def problems(self) -> list[Problem]:
        """Load the folder and give what is wrong with it, in files by their names alone."""
        try:
            load_dataset(self.path)
        except DatasetError as error:
            return [without_meeting(problem, self.meeting) for problem in error.problems]
        return []

    def places(self) -> list[tuple[str, int, str]]:
        """Load the folder and give file, line and column of what is wrong with it."""
        return [(problem.file, problem.line, problem.column) for problem in self.problems()]


class RealFolder(DataFolder):
    """
    A copy of the real data.
    """

    meeting = "armoedebeleidsplan"

    def __init__(self, path: Path) -> None:
        self.path = shutil.copytree(DATA_DIR, path)


class Fault(NamedTuple):
    """
    One change to a folder, and what the check must say of it.
    """

    check: str
    file: str
    old: str
    new: str
    place: tuple[str, int, str]
    value: str
    message: str


def without_meeting(problem: Problem, meeting: str = MEETING) -> Problem:
    """Call the file of a problem by its name alone."""
    return replace(problem, file=problem.file.removeprefix(to_place(meeting)))


@pytest.fixture
def folder(tmp_path):
    """A valid data folder with five remarks."""
    return DataFolder(tmp_path / "klein")


@pytest.fixture
def real_folder(tmp_path):
    """A copy of the real data."""
    return RealFolder(tmp_path / "data")


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory):
    """Give one and the same data folder, whole again at every call."""
    path = tmp_path_factory.mktemp("klein")
    return lambda: DataFolder(path)
