"""Tells a database that cannot store just now (locked, full, restarting) from a statement that is wrong."""

from __future__ import annotations

import sqlite3

from sqlalchemy import exc

from storage.unavailable import StorageUnavailable

# Primary result codes of https://sqlite.org/rescode.html
_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)
# Classes and codes of https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES = ("08", "53", "57P", "58", "40001", "40P01", "55P03", "25006")


def is_unavailable(error: BaseException) -> bool:
    """Whether the same work may succeed later without any change: the person is told that it was not saved,
    and the update stays in the inbox. False for wrong statements and broken constraints, which are bugs."""
    if isinstance(error, StorageUnavailable):
        return True
    if isinstance(error, exc.TimeoutError):  # the pool gave no connection
        return True
    if isinstance(error, exc.DBAPIError):
        if error.connection_invalidated or isinstance(error, exc.InterfaceError):
            return True
        return error.orig is not None and _is_passing(error.orig)
    return (isinstance(error, sqlite3.Error) and _is_passing(error)) or _is_lost_server(error)


def _is_passing(cause: BaseException) -> bool:
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return (code & 0xFF) in _SQLITE
    state = getattr(cause, "sqlstate", None)
    if state:
        return str(state).startswith(_POSTGRES)
    return isinstance(cause, (OSError, TimeoutError)) or _is_lost_server(cause)


def _is_lost_server(error: BaseException) -> bool:
    """A server that is not there raises the driver's own error, or the socket's, past SQLAlchemy."""
    if type(error).__module__.startswith("asyncpg"):
        state = getattr(error, "sqlstate", None)
        return state is None or str(state).startswith(_POSTGRES)
    return isinstance(error, (ConnectionRefusedError, ConnectionResetError))
