"""
Ten small remarks that hold every trap of the keyword search, and an index of them.
"""

import pandas as pd

from analysis.search.index import RemarkIndex
from tests.small_meeting import make_dataset

TEXTS = {
    "a": "De ouders en hun thema’s: kinderopvang is duur…",
    "b": "Ouderbetrokkenheid, participatie-moeheid en een case manager.",
    "c": "Groeiende drempels in hulp- en dienstverlening; Basisinkomen /-behoeften.",
    "d": "Mensen in armoede (MIA) krijgen geïntegreerde hulpverlening.",
    "e": "Als MIA kan je terecht bij K&G of Kind&Gezin.",
    "f": "Durven wij out-of-the-box denken? Hele generatie met weinig hulverlening.",
    "g": "Bestaansrecht, digitaal en totaal: de rechtenbenadering.",
    "h": "Recht op grondrechten; i.v.m. de casemanagers van het OCMW.",
    "i": "Het proces van de diensten met inkomen is georganiseerd in alle steden.",
    "j": "Een soort netwerk zonder grens.",
}
ABBREVIATIONS = [
    ("MIA", "mensen in armoede"),
    ("K&G", "Kind en Gezin"),
    ("OCMW", "openbaar centrum voor maatschappelijk welzijn"),
]


def make_index(texts: dict[str, str] | None = None) -> RemarkIndex:
    texts = TEXTS if texts is None else texts
    remarks = pd.DataFrame({"remark_id": list(texts), "text": list(texts.values())})
    abbreviations = pd.DataFrame(ABBREVIATIONS, columns=["abbreviation", "meaning"])
    return RemarkIndex(remarks, abbreviations.assign(source="report"), make_dataset())


def found(index: RemarkIndex, query: str, exact: bool = False) -> set[str]:
    return {match.remark_id for match in index.find(query, exact=exact)}


def marked(index: RemarkIndex, query: str) -> list[tuple[str, str, str]]:
    return sorted(
        (match.remark_id, TEXTS[match.remark_id][start:end], reason)
        for match in index.find(query)
        for start, end, reason in match.marks
    )
