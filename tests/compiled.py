"""Statements that one test has compiled are there for the next: each makes engines of its own, and a bot that is
dropped between two steps of a conversation does too."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event

Key = tuple[Any, ...]
MOST = 10_000  # statements


class Compiled(dict[Key, Any]):
    """SQLAlchemy's cache of compiled statements, for all engines of one kind of database."""

    def get(self, key: Key, default: Any = None) -> Any:
        return super().get(key[1:], default)  # the dialect comes first, and is each engine's own

    def __setitem__(self, key: Key, value: Any) -> None:
        if len(self) >= MOST:
            self.clear()
        super().__setitem__(key[1:], value)


_compiled: dict[str, Compiled] = {}


@event.listens_for(Engine, "engine_connect")
def _share(connection: Connection) -> None:
    dialect = connection.dialect
    connection.execution_options(
        compiled_cache=_compiled.setdefault(f"{dialect.name}+{dialect.driver}", Compiled())
    )
