"""Remembering what a coordinator did, and finding it again as facts for a sentence. `undoing` says what can be
undone, and how.

An act's kind has its sentence in any catalogue: 'deadline_moved' is told by `act-deadline-moved`. It may name every
param of the act, and `agency`. A param that is an ISO moment is shown as a moment; `section` is a path, shown as
the label; a param that is None is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.flows.form import Form
from bot.screens.overviews import ActLine
from bot.services.cockpit import Cockpit
from storage import acts, agencies
from storage.acts import ActRow

UNDONE = "undone"
RECENT = 5


@dataclass(frozen=True, slots=True)
class Undo:
    """How a kind is undone. `fits`: the world is still as the act left it, nobody has changed it since."""

    fits: Callable[[Connection, Cockpit, ActRow], bool]
    do: Callable[[Connection, Cockpit, ActRow], None]


def remember(conn: Connection, cockpit: Cockpit, kind: str, **params: Any) -> int:
    """Keep an act, in the transaction of what it does; its id. It is about the cockpit's agency, or the round."""
    return acts.add(
        conn,
        region_id=cockpit.round.region_id,
        round_id=cockpit.round.id,
        submission_id=cockpit.submission,
        person_id=cockpit.chat.person_id or None,  # nobody sits at the command line
        kind=kind,
        params=params,
        at=cockpit.now,
    )


def latest(conn: Connection, cockpit: Cockpit, kind: str, **params: Any) -> int:
    """The act that this is the second tap of: the newest of this kind with these params that still stands; 0 if
    there is none. So two quick taps read alike."""
    about = cockpit.submission
    found = (
        acts.of_round(conn, cockpit.round.id, RECENT)
        if about is None
        else acts.of_submission(conn, about, RECENT)
    )
    for row in found:
        if row.kind == kind and params.items() <= dict(row.params).items() and row.undone_at is None:
            return row.id
    return 0


def lines(conn: Connection, cockpit: Cockpit, rows: Sequence[ActRow]) -> tuple[ActLine, ...]:
    """Acts of the cockpit's round in the reader's language, in the order given."""
    form = cockpit.library.logic(conn, cockpit.round.form_id).form
    names = {submission: agency.name for submission, agency in agencies.in_round(conn, cockpit.round.id)}
    language = cockpit.chat.language
    return tuple(told(conn, row, form, names, language) for row in rows)


def told(conn: Connection, row: ActRow, form: Form, names: Mapping[int, str], language: str) -> ActLine:
    """An act in a language; `names` are the agencies of its round, by submission."""
    line = _line(row, form, names, language)
    undone = acts.get(conn, int(row.params["act"])) if row.kind == UNDONE else None
    return line if undone is None else _line(row, form, names, language, _line(undone, form, names, language))


def _line(
    row: ActRow, form: Form, names: Mapping[int, str], language: str, of: ActLine | None = None
) -> ActLine:
    params: dict[str, str | int | datetime] = {}
    for name, value in row.params.items():
        if name == "section":
            params[name] = section_name(form, str(value), language)
        elif isinstance(value, str):
            params[name] = _moment(value) or value
        elif isinstance(value, int):
            params[name] = value
    if row.submission_id is not None:
        params["agency"] = names.get(row.submission_id, "")
    return ActLine(row.id, row.at, row.person_name, row.kind, params, row.undone_at is not None, of=of)


def section_name(form: Form, section: str, language: str) -> str:
    """The label of a section without any agency's answers in it; the form's title for the rows outside of
    groups."""
    group = form.groups.get(section) if section else None
    if group is None:
        return form.titles.get(language) or form.titles.get("") or form.form_id
    texts = group.label.by_language
    parts = texts.get(form.language(language)) or texts.get("") or next(iter(texts.values()), ())
    return "".join(part for part in parts if isinstance(part, str)).strip() or group.name


def _moment(text: str) -> datetime | None:
    """The moment that an ISO text means; None for any other text, a date or a number too."""
    if len(text) < len("2024-06-21T16:00+00:00") or "T" not in text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
