"""When the database cannot be used just now: one exception for both dialects, with a reason that a caller
can turn into a sentence. Everything else that a database raises is a bug and stays what it is.
"""

from __future__ import annotations

import sqlite3
from typing import Literal

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

Reason = Literal["locked", "full", "readonly", "broken", "lost"]


class StorageUnavailable(Exception):
    """Nothing was stored, and the same work may succeed later.

    `locked`: somebody else holds it too long; `full`: no room on the disk; `readonly`: the file or server
    takes no writes; `broken`: the disk or the file itself fails; `lost`: the server does not answer. After
    `lost` alone the commit may have arrived: work that must not happen twice checks before it is repeated.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason


# https://www.sqlite.org/rescode.html: the low byte is the primary code
_SQLITE: dict[int, Reason] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_PROTOCOL: "locked",  # too many attempts to get a WAL lock
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_IOERR: "broken",
    sqlite3.SQLITE_CANTOPEN: "broken",
    sqlite3.SQLITE_CORRUPT: "broken",
    sqlite3.SQLITE_NOTADB: "broken",
}

# https://www.postgresql.org/docs/current/errcodes-appendix.html; whole codes before classes
_POSTGRES: dict[str, Reason] = {
    "25006": "readonly",
    "40001": "locked",  # others were faster, again and again
    "40P01": "locked",
    "53100": "full",
    "55P03": "locked",
    "57014": "locked",  # statement_timeout
    "57P01": "lost",
    "57P02": "lost",
    "57P03": "lost",
    "57P05": "lost",
    "08": "lost",
    "53": "lost",  # too many connections, out of memory
    "57": "lost",
    "58": "broken",
    "XX": "broken",
}

_AGAIN = frozenset({"40001", "40P01", "23505"})


def raise_unavailable(error: Exception) -> None:
    """Raise what a caller may be told about this error; return when it is a bug, not a passing condition."""
    reason = _reason(error)
    if reason is not None:
        raise StorageUnavailable(reason, str(getattr(error, "orig", error))) from error


def again(error: DBAPIError) -> bool:
    """Whether PostgreSQL asks for the whole work once more: a serialization failure, a deadlock, or two
    writers that inserted the same key, of whom the second will now see the first."""
    return _sqlstate(error) in _AGAIN


def _reason(error: Exception) -> Reason | None:
    if isinstance(error, PoolTimeout):
        return "locked"
    if isinstance(error, OSError):  # no server behind the address, or the connection broke
        return "lost"
    state = _sqlstate(error)
    if state:
        return _POSTGRES.get(state) or _POSTGRES.get(state[:2])
    if not isinstance(error, DBAPIError):
        return None
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", None)
        return None if code is None else _SQLITE.get(code & 0xFF)
    return "lost" if error.connection_invalidated else None


def _sqlstate(error: Exception) -> str:
    origin = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(origin, "sqlstate", None) or "")
