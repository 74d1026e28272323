"""INSERT … ON CONFLICT for both dialects. Made once, at import: SQLAlchemy then compiles it once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite


@dataclass(frozen=True, slots=True)
class Upsert:
    sqlite: Executable
    postgresql: Executable

    def on(self, connection: Connection) -> Executable:
        """The statement in this connection's dialect."""
        return self.postgresql if connection.dialect.name == "postgresql" else self.sqlite


def insert_or_ignore(table: Table, *returning: Column[int]) -> Upsert:
    """An insert that does nothing, and returns nothing, where any unique key is taken."""
    return Upsert(
        sqlite.insert(table).on_conflict_do_nothing().returning(*returning or (table.c[0],)),
        postgresql.insert(table).on_conflict_do_nothing().returning(*returning or (table.c[0],)),
    )


def insert_or_update(table: Table, *, key: tuple[str, ...], update: tuple[str, ...]) -> Upsert:
    """An insert that sets the columns `update` of the row where `key` is taken; returns the primary key."""
    for_sqlite, for_postgres = sqlite.insert(table), postgresql.insert(table)
    identity = tuple(table.primary_key)
    return Upsert(
        for_sqlite.on_conflict_do_update(
            index_elements=key, set_={name: for_sqlite.excluded[name] for name in update}
        ).returning(*identity),
        for_postgres.on_conflict_do_update(
            index_elements=key, set_={name: for_postgres.excluded[name] for name in update}
        ).returning(*identity),
    )
