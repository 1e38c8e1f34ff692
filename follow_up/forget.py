"""Leaves a person's identity out of all that is kept, without leaving out what was done."""

from __future__ import annotations

import re
import secrets

from sqlalchemy import select, update

from store.engine import Store
from store.journal import log, to_json
from store.tables import Json, Words, metadata

# Who does what is done on the command line.
KEEPER = "beheer"


def forget(store: Store, actor: str) -> tuple[str, int]:
    """
    Replace an identity by a pseudonym, in every column and in every text.

    Backups and exports that were made before still hold it.

    Returns:
        The pseudonym, which says nothing, and the number of rows in which it now stands.
    """
    pseudonym = f"vergeten-{secrets.token_hex(4)}"
    # In JSON, it stands as JSON has it.
    patterns = _to_pattern(actor), _to_pattern(to_json({"": actor})[6:-2])
    count = 0
    with store.write() as connection:
        for table in metadata.tables.values():
            columns = [column for column in table.c if isinstance(column.type, Words)]
            for row in connection.execute(select(table)).mappings().all():
                old = {column: row[column.name] for column in columns}
                new = {column: patterns[isinstance(column.type, Json)].sub(pseudonym, words)
                       for column, words in old.items()}
                if new != old:
                    key = [column == row[column.name] for column in table.primary_key.columns]
                    connection.execute(update(table).where(*key).values(new))
                    count += 1
        if count:
            log(connection, KEEPER, "people", pseudonym, before={}, after={}, why="vergeten")
    store.scrub()
    return pseudonym, count


def _to_pattern(actor: str) -> re.Pattern[str]:
    # No part of a longer name or address.
    return re.compile(rf"(?<![\w.+@-]){re.escape(actor)}(?![\w@-]|\.\w)", re.IGNORECASE)
