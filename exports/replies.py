"""What became of the remarks of an extract: which of them ask for something, how far, and whose."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from analysis.facet import STATUS
from analysis.profiles import find_represented
from analysis.remarks import Remark
from drawing.words.sentences import to_number, to_remark_count
from exports.extract import Extract
from follow_up.progress import count_progress, select_asking
from follow_up.told import Told

VOICES_MEANING = (
    "Een stem is een spreker die het verslag noemt, of anders de groep. Ze telt één keer, waar ze "
    "het minst ver staat: zonder antwoord zolang er iets openstaat."
)


class Replies:
    """
    An extract with what readers are told of its remarks: no draft is in it.

    Attributes:
        extract: the same remarks, in the order of the report, each with its status.
    """

    def __init__(self, extract: Extract, told: Told) -> None:
        """Put the answers with the remarks."""
        statuses = dict(zip(told.statuses["remark_id"], told.statuses["status"], strict=True))
        every = extract.dataset.remarks
        remarks = every[every["remark_id"].isin(extract.remarks["remark_id"])]
        self.extract = replace(
            extract, told=told.answered,
            remarks=remarks.assign(**{STATUS: remarks["remark_id"].map(statuses)}),
        )
        self._statuses = told.statuses

    @cached_property
    def asking(self) -> list[Remark]:
        """Give the remarks that ask for something, in the order of the report."""
        wanted = set(select_asking(self.extract.remarks)["remark_id"])
        return [remark for remark in self.extract.rows() if remark.remark_id in wanted]

    @cached_property
    def also_answered(self) -> list[Remark]:
        """Give the others that have an answer all the same."""
        asking = {remark.remark_id for remark in self.asking}
        return [remark for remark in self.extract.rows()
                if remark.remark_id in self.extract.told and remark.remark_id not in asking]

    def kind(self, remark: Remark) -> str:
        """Give the kind of a remark's status: one of ``loaders.schema.STATUS_KINDS``."""
        return self.extract.labels.kind(remark.status)

    def kind_name(self, kind: str) -> str:
        """Name a kind, in words as they may leave."""
        return self.extract.words(self.extract.labels.kind_name(kind))

    @cached_property
    def counts(self) -> list[tuple[str, int, int]]:
        """
        Count what asks for something: the word of each kind, its remarks and its voices.

        Kinds without a remark are there too; the last row is all of ``asking`` together.
        """
        counts = count_progress(self.extract.remarks, self._statuses)
        remarks, voices = (counts[name].tolist() for name in ("remark_count", "voice_count"))
        words = map(self.kind_name, counts["kind"])
        return [*zip(words, remarks, voices, strict=True), ("Samen", sum(remarks), sum(voices))]

    @property
    def asking_line(self) -> str:
        """Say how many remarks ask for something, of how many."""
        asked, every = len(self.asking), to_remark_count(len(self.extract.remarks))
        verb = "vraagt" if asked == 1 else "vragen"
        return f"{to_number(asked)} van de {every} {verb} iets: wat ontbreekt, of kritiek."

    @property
    def has_letters(self) -> bool:
        """Tell whether the report names an organisation, or someone for one, as a speaker here."""
        speakers = set(self.extract.remarks["speaker"])
        return not speakers.isdisjoint(find_represented(self.extract.dataset))

    def by_organisation(self) -> dict[str, list[Remark]]:
        """Give what an organisation, or someone for it, said: by key, in the order of names."""
        speaks_for = find_represented(self.extract.dataset)
        said: dict[str, list[Remark]] = {}
        for remark in self.extract.rows():
            if key := speaks_for.get(remark.speaker):
                said.setdefault(key, []).append(remark)
        name = self.extract.labels.organisation
        return {key: said[key] for key in sorted(said, key=lambda key: name(key).casefold())}
