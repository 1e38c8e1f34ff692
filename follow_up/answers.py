"""
The answers of one dataset: saving and publishing them, and reading what became of the remarks.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, func, insert, select, update

from follow_up.answer import (
    TEXT_FIELDS,
    Answer,
    AnswerError,
    Conflict,
    Saved,
    find_broken_rules,
)
from follow_up.current import (
    find_current_answers,
    mark_for_review,
    select_history,
    select_versions,
    to_fingerprint,
    to_kinds,
    to_statuses,
)
from follow_up.drafts import drop_draft
from follow_up.plans import list_plans
from follow_up.told import Told
from loaders.dataset import Dataset
from store.engine import Store
from store.journal import log
from store.tables import answer_remarks, answers, journal

__all__ = ["Answer", "AnswerError", "Conflict", "FollowUp", "Saved"]

_CHANGED = "Dit antwoord is intussen gewijzigd: bekijk het opnieuw."
_UNKNOWN = "Dit antwoord bestaat niet."


@dataclass(frozen=True)
class _Snapshot:
    """All that was saved up to one change: every version of every answer, with its remarks."""

    revision: int
    versions: pd.DataFrame


class FollowUp:
    """
    What became of the remarks of one dataset.

    Every method raises :class:`store.errors.StoreError` where the store can't be used.

    Attributes:
        store: where they are kept, with drafts and boilerplates.
    """

    def __init__(self, store: Store, dataset: Dataset) -> None:
        self.store, self._dataset = store, dataset
        self._words = dict(zip(dataset.remarks["remark_id"], dataset.remarks["text"], strict=True))
        self._kinds = to_kinds(dataset)
        self._last: _Snapshot | None = None

    @property
    def revision(self) -> int:
        """Give the number of the last change; what was made of an older one is out of date."""
        return self.store.revision

    def save(
        self, answer: Answer, expected_version: int | None, actor: str, *,
        seen: int | None = None, why: str = "",
    ) -> Saved | Conflict:
        """
        Save a new version of an answer, as a draft that readers don't see.

        Args:
            answer: what was typed. Remarks that another answer is about move to this one.
            expected_version: the version that was on the form; of a new answer None or 0.
            actor: who saves.
            seen: the revision that the form was drawn from: where someone answered one of the
                remarks since then, that is a conflict too. Without it, the last one counts.
            why: what to say in the journal.

        Returns:
            Saved, also where the same words stand there already; Conflict where others do.

        Raises:
            AnswerError: with every rule that is broken.
        """
        self._check(answer, actor)
        with self.store.write() as connection:
            return self._save(connection, answer, expected_version, actor, seen, why)

    def save_all(
        self, wanted: Collection[tuple[Answer, int | None]], actor: str, *, seen: int,
        why: str = "",
    ) -> tuple[Saved, ...] | Conflict:
        """
        Save several answers, each as :meth:`save` does: all of them, or none.

        Args:
            wanted: each with the version that it started from.
            actor: who saves.
            seen: the revision that all of it was made from.
            why: what to say in the journal.

        Returns:
            What was saved; or the first conflict, and then nothing was.

        Raises:
            AnswerError: where one breaks a rule.
        """
        for answer, _ in wanted:
            self._check(answer, actor)
        try:
            with self.store.write() as connection:
                return tuple(
                    _to_saved(self._save(connection, answer, version, actor, seen, why))
                    for answer, version in wanted
                )
        except _ConflictError as error:
            return error.conflict

    def publish(
        self, answer_ids: Iterable[str], actor: str, *, seen: int | None = None
    ) -> tuple[Saved, ...]:
        """
        Show the newest version of these answers to readers, all of them or none.

        Nothing is ever taken back: to withdraw an answer, save and publish it as open.

        Args:
            answer_ids: which ones; those that are published as they are stay so.
            actor: who publishes.
            seen: the revision that was looked at; what was saved since then is refused.

        Returns:
            What readers now see that they did not see before.

        Raises:
            AnswerError: where one is unknown, changed since, or breaks a rule of today.
        """
        published = []
        with self.store.write() as connection:
            for answer_id in dict.fromkeys(answer_ids):
                newest = _find_newest(connection, answer_id)
                if newest is None:
                    raise AnswerError(("answer_id", _UNKNOWN))
                if newest.published:
                    continue
                if seen is not None and newest.saved > seen:
                    raise AnswerError(("answer_id", _CHANGED))
                self._check(newest.answer, actor)
                _publish(connection, newest, actor)
                published.append(Saved(answer_id, newest.version))
        return tuple(published)

    def answers(self, published_only: bool = False) -> pd.DataFrame:
        """
        Give one row per answer: its newest version, or the newest that was published.

        Returns:
            The fields of :class:`Answer`, ``version``, ``kind``, ``saved_at``, ``published_at``
            ("" for a draft), ``is_published``, ``current_remark_ids`` (those that no later
            answer is about) and ``needs_review`` (a remark changed since); the last one at
            the end. Who saved it is in the journal only.
        """
        selected = self._select(published_only)
        current = find_current_answers(selected)
        return selected.assign(
            kind=[self._kinds.get(status, "") for status in selected["status"]],
            is_published=selected["published"] > 0,
            current_remark_ids=[
                tuple(key for key in keys if current[key] == answer_id) for answer_id, keys in
                zip(selected["answer_id"], selected["remark_ids"], strict=True)
            ],
            needs_review=mark_for_review(selected, self._dataset),
        ).drop(columns=["saved", "published", "words", "actor"]).reset_index(drop=True)

    def statuses(self, published_only: bool = True) -> pd.DataFrame:
        """
        Give the status of every remark, in the order of the dataset.

        Returns:
            ``remark_id``, ``status`` (a key of the codebook) and ``kind``.
        """
        return to_statuses(self._select(published_only), self._dataset)

    def current_answers(self, published_only: bool = True) -> dict[str, str]:
        """Give the answer of each remark that has one, by remark."""
        return find_current_answers(self._select(published_only))

    def history(self, remark_id: str, published_only: bool = True) -> pd.DataFrame:
        """
        Give what was ever answered to a remark, the first at the top; for a timeline.

        Returns:
            The fields of :class:`Answer`, ``version``, ``kind``, ``saved_at``, ``published_at``
            and, for editors, ``actor``.
        """
        return select_history(self._list_versions(published_only), remark_id)

    def tell(self) -> Told:
        """Give all that readers are told now."""
        # First: what is saved meanwhile is in what follows, and makes that it is read again.
        revision = self.revision
        return Told(revision, self.answers(published_only=True),
                    self._list_versions(published_only=True), self.statuses())

    def journal(self) -> pd.DataFrame:
        """
        Give one row per change, the first at the top.

        Returns:
            ``id``, ``at`` (UTC), ``actor``, ``table``, ``row_id``, ``version``, ``before`` and
            ``after`` (dicts of what changed), ``why``.
        """
        with self.store.read() as connection:
            rows = connection.execute(select(journal).order_by(journal.c.id)).mappings().all()
        return pd.DataFrame(
            [{**row, "before": json.loads(row["before"]), "after": json.loads(row["after"])}
             for row in rows],
            columns=journal.c.keys(),
        )

    def foresee(self, answer_ids: Iterable[str]) -> pd.DataFrame:
        """
        Give what readers would see otherwise if the newest versions of these were published.

        Returns:
            One row per remark whose answer would change, in the order of the dataset:
            ``remark_id``, and ``before`` and ``after``, keys of statuses; these are the same
            where only words would change.
        """
        versions, last = self._read().versions, self.revision
        newest = select_versions(versions, published_only=False).set_index("answer_id")
        foreseen = versions.copy()
        for place, answer_id in enumerate(dict.fromkeys(answer_ids), start=1):
            is_it = (versions["answer_id"] == answer_id) & (
                versions["version"] == newest.loc[answer_id, "version"])
            foreseen.loc[is_it & (versions["published"] == 0), "published"] = last + place
        before, after = (select_versions(rows, published_only=True)
                         for rows in (versions, foreseen))
        changed = set(_to_shown(before).items()) ^ set(_to_shown(after).items())
        statuses = to_statuses(before, self._dataset).assign(
            after=to_statuses(after, self._dataset)["status"])
        return statuses.rename(columns={"status": "before"}).loc[
            statuses["remark_id"].isin({remark_id for remark_id, _ in changed}),
            ["remark_id", "before", "after"],
        ].reset_index(drop=True)

    def find_answer(
        self, answer_id: str, version: int | None = None
    ) -> tuple[Answer, int] | None:
        """Find a version of an answer, the newest one to put on a form, and its number."""
        with self.store.read() as connection:
            found = _find_newest(connection, answer_id, version)
        return (found.answer, found.version) if found else None

    def find_problems(self, answer: Answer) -> tuple[tuple[str, str], ...]:
        """Name every rule that an answer breaks: its field, and what to tell about it."""
        return tuple(find_broken_rules(
            answer, self._kinds, self._words, list_plans(self._dataset, answer.remark_ids)))

    def _save(
        self, connection: Connection, answer: Answer, expected_version: int | None, actor: str,
        seen: int | None, why: str,
    ) -> Saved | Conflict:
        before = _find_newest(connection, answer.answer_id)
        if answer.answer_id and before is None:
            raise AnswerError(("answer_id", _UNKNOWN))
        twin = before or _find_answering(connection, answer.remark_ids[:1])
        if twin and twin.answer.content == answer.content and twin.words == self._print(answer):
            drop_draft(connection, actor, answer)
            return Saved(str(twin.answer.answer_id), twin.version)
        if before and before.version != expected_version:
            return _to_conflict(connection, answer, before, expected_version)
        rival = seen is not None and _find_answering(
            connection, answer.remark_ids, seen, answer.answer_id
        )
        if rival:
            return _to_conflict(connection, answer, rival, None)
        drop_draft(connection, actor, answer)
        return self._insert(connection, answer, before, actor, why)

    def _check(self, answer: Answer, actor: str) -> None:
        problems = [*self.find_problems(answer)]
        if not actor.strip():
            problems.append(("actor", "Meld u aan om te bewaren."))
        if problems:
            raise AnswerError(*problems)

    def _print(self, answer: Answer) -> dict[str, str]:
        """Give the fingerprint of each remark that an answer is about."""
        return {key: to_fingerprint(self._words[key]) for key in answer.remark_ids}

    def _insert(
        self, connection: Connection, answer: Answer, before: _Version | None, actor: str, why: str
    ) -> Saved:
        version = before.version + 1 if before else 1
        answer_id = answer.answer_id or _to_new_id(connection)
        old = before.answer.content if before else {}
        new = {key: cell for key, cell in answer.content.items() if old.get(key) != cell}
        saved = log(
            connection, actor, "answers", answer_id, version=version,
            before={key: old[key] for key in new if key in old}, after=new, why=why,
        )
        connection.execute(insert(answers).values(
            answer_id=answer_id, version=version, status=answer.status, saved=saved, published=0,
            **{name: getattr(answer, name) for name in TEXT_FIELDS},
        ))
        connection.execute(insert(answer_remarks), [
            {"answer_id": answer_id, "version": version, "remark_id": remark_id,
             "words": words} for remark_id, words in self._print(answer).items()
        ])
        return Saved(answer_id, version)

    def _list_versions(self, published_only: bool) -> pd.DataFrame:
        """Give every version, in the order in which it came; who saved it, to editors only."""
        rows = self._read().versions
        rows = rows[rows["published"] > 0] if published_only else rows
        hidden = ["saved", "published", "words", *(["actor"] if published_only else [])]
        return rows.sort_values("published" if published_only else "saved").assign(
            kind=lambda rows: [self._kinds.get(status, "") for status in rows["status"]]
        ).drop(columns=hidden)

    def _select(self, published_only: bool) -> pd.DataFrame:
        return select_versions(self._read().versions, published_only)

    def _read(self) -> _Snapshot:
        """Give all that was saved; read anew only where something changed."""
        revision = self.store.revision
        if self._last is None or self._last.revision != revision:
            with self.store.read() as connection:
                # A change that came in between is in it already, and makes that it is read again.
                self._last = _Snapshot(revision, _load_versions(connection))
        return self._last


def _to_shown(selected: pd.DataFrame) -> dict[str, tuple[str, int]]:
    """Give the answer of each remark that has one, with its version."""
    versions = dict(zip(selected["answer_id"], selected["version"], strict=True))
    return {remark_id: (answer_id, versions[answer_id])
            for remark_id, answer_id in find_current_answers(selected).items()}


@dataclass(frozen=True)
class _Version:
    """One version of an answer, with the changes that saved and published it (0: not published)."""

    answer: Answer
    words: dict[str, str]
    version: int
    saved: int
    published: int


class _ConflictError(Exception):
    """Undoes what was saved before a conflict."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        super().__init__()


def _to_saved(saved: Saved | Conflict) -> Saved:
    if isinstance(saved, Conflict):
        raise _ConflictError(saved)
    return saved


def _find_newest(
    connection: Connection, answer_id: str | None, version: int | None = None
) -> _Version | None:
    """Find the newest version of an answer, or the one of that number."""
    wanted = select(answers).where(answers.c.answer_id == answer_id)
    if version is not None:
        wanted = wanted.where(answers.c.version == version)
    row = connection.execute(wanted.order_by(answers.c.version.desc()).limit(1)).first()
    return _to_version(connection, row) if row else None


def _to_version(connection: Connection, row: Row[Any]) -> _Version:
    about = select(answer_remarks.c.remark_id, answer_remarks.c.words).where(
        answer_remarks.c.answer_id == row.answer_id, answer_remarks.c.version == row.version
    ).order_by(answer_remarks.c.remark_id)
    cells = {name: getattr(row, name) for name in TEXT_FIELDS}
    words = {found.remark_id: found.words for found in connection.execute(about)}
    return _Version(
        Answer(row.answer_id, tuple(words), row.status, **cells), words, row.version, row.saved,
        row.published,
    )


def _find_answering(
    connection: Connection, remark_ids: Collection[str], since: int = 0, but: str | None = None
) -> _Version | None:
    """Find the last answer that was saved to one of these remarks, after that change."""
    wanted = (
        select(answers.c.answer_id).join(answer_remarks, (
            (answer_remarks.c.answer_id == answers.c.answer_id)
            & (answer_remarks.c.version == answers.c.version)
        ))
        .where(answer_remarks.c.remark_id.in_(remark_ids), answers.c.saved > since,
               answers.c.answer_id != (but or ""))
        .order_by(answers.c.saved.desc()).limit(1)
    )
    found = connection.execute(wanted).scalar()
    return _find_newest(connection, found) if found else None


def _to_conflict(
    connection: Connection, mine: Answer, theirs: _Version, expected_version: int | None
) -> Conflict:
    base = _find_newest(connection, mine.answer_id, expected_version or 0)
    change = connection.execute(select(journal).where(journal.c.id == theirs.saved)).one()
    return Conflict(
        base.answer if base else None, mine, theirs.answer, theirs.version, change.actor,
        change.at,
    )


def _publish(connection: Connection, newest: _Version, actor: str) -> None:
    answer_id = str(newest.answer.answer_id)
    earlier = connection.execute(
        select(answers.c.version).where(
            answers.c.answer_id == answer_id, answers.c.published > 0
        ).order_by(answers.c.version.desc()).limit(1)
    ).scalar()
    published = log(
        connection, actor, "answers", answer_id, version=newest.version,
        before={"published_version": earlier}, after={"published_version": newest.version},
    )
    connection.execute(
        update(answers).where(
            answers.c.answer_id == answer_id, answers.c.version == newest.version
        ).values(published=published)
    )


def _to_new_id(connection: Connection) -> str:
    # No answer is ever removed, and no one else writes now.
    count = connection.execute(select(func.count(answers.c.answer_id.distinct()))).scalar_one()
    return f"a{count + 1}"


def _load_versions(connection: Connection) -> pd.DataFrame:
    """Load every version of every answer, with who saved it and when, and what it is about."""
    saving, publishing = journal.alias(), journal.alias()
    rows = connection.execute(
        select(
            answers, saving.c.actor, saving.c.at.label("saved_at"),
            publishing.c.at.label("published_at"),
        ).join(saving, saving.c.id == answers.c.saved)
        .outerjoin(publishing, publishing.c.id == answers.c.published)
    ).mappings().all()
    about: dict[tuple[str, int], dict[str, str]] = {}
    remarks = select(answer_remarks).order_by(answer_remarks.c.remark_id)
    for answer_id, version, remark_id, words in connection.execute(remarks):
        about.setdefault((answer_id, version), {})[remark_id] = words
    names = [*answers.c.keys(), "actor", "saved_at", "published_at"]
    versions = pd.DataFrame([{**row} for row in rows], columns=names)
    keys = zip(versions["answer_id"], versions["version"], strict=True)
    words_of = [about.get(key, {}) for key in keys]
    return versions.assign(
        published_at=versions["published_at"].fillna(""),
        remark_ids=pd.Series([tuple(words) for words in words_of], dtype="object"),
        words=pd.Series(words_of, dtype="object"),
    )
