"""A file that a coordinator sent: a questionnaire or a list of agencies, looked into away from the update path.

`look_into_…` run in a process of their own, `tell_…` afterwards in one write, with what they found.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkstemp

from sqlalchemy import Connection

from bot.flows.checking.findings import FormRejected, Severity
from bot.flows.loading.agencies import AgencyList, read_agencies, unknown_kinds
from bot.flows.problems import Problem
from bot.flows.roster import Member, Roster
from bot.screens import setups as screens
from bot.screens.findings import sentence
from bot.screens.screen import Document, Screen
from bot.services import trying_out
from bot.services.preparation import as_params, facts_of, go_on, prepare
from bot.services.replies import Reading
from bot.services.setting import Setting
from storage import agencies, chats, forms, people, setups
from storage.chats import ChatRow
from storage.outbox import Row

SHEET = "sheet"  # the kind of row
FORM, AGENCIES = "form", "agencies"


@dataclass(frozen=True, slots=True)
class FormFound:
    """What is in a questionnaire file: an XForm, or only the author's mistakes."""

    form_id: str
    version: str
    xform: str  # '' when it cannot be used
    errors: int
    warnings: int
    findings: tuple[str, ...]
    report: Path | None  # all findings as a text file, where there are many


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Reading:
    """A row of kind 'sheet'."""
    params = rows[0].params
    file, name = str(params["file"]), str(params["name"])
    if params["what"] == AGENCIES:
        return Reading(file, name, read_agencies, (name,), tell_agencies)
    return Reading(file, name, look_into_form, (_chat(conn, rows[0]).language,), tell_form)


def look_into_form(path: Path, language: str) -> FormFound:
    """Compile and check a questionnaire; the report is in this language. Raises nothing for what a file can hold."""
    form_id, version, xform = "", "", ""
    try:
        from bot.flows.loading.xlsform import load_form  # slow and large; only the workshop compiles

        loaded = load_form(path)
        form_id, version, xform = loaded.form.form_id, loaded.form.version, loaded.xform
        findings = loaded.warnings
    except FormRejected as rejected:
        findings = rejected.findings
    said = tuple(sentence(finding, language) for finding in findings)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    report = _report(said) if len(said) > screens.MOST_LINES else None
    return FormFound(form_id, version, xform, errors, len(said) - errors, said, report)


def tell_form(conn: Connection, setting: Setting, row: Row, found: FormFound | None, now: datetime) -> Screen:
    """Keep a questionnaire that can be used, and say what was found."""
    chat, name = _chat(conn, row), str(row.params["name"])
    preparation = prepare(conn, setting, chat, now)
    if found is None or preparation is None:
        return screens.unreadable(name, chat.language)
    facts = None
    if found.xform:
        form_row = forms.put(
            conn,
            form_id=found.form_id,
            version=found.version,
            sha256=hashlib.sha256(found.xform.encode()).hexdigest(),
            xform=found.xform,
            at=now,
        )
        trying_out.end(conn, preparation)
        setups.change(conn, chat.person_id, now, form_id=form_row)
        facts = facts_of(conn, setting.library, form_row, chat.language)
        _go_on(conn, setting, chat, now)
    document = Document(f"{Path(name).stem or 'form'}.txt", found.report) if found.report else None
    view = screens.CheckView(name, facts, found.errors, found.warnings, found.findings, document)
    return screens.checked(view, chat.language)


def tell_agencies(
    conn: Connection, setting: Setting, row: Row, found: AgencyList | None, now: datetime
) -> Screen:
    """Keep a list that can be used with the setup, and say what it would do. No agency is made yet."""
    chat, name = _chat(conn, row), str(row.params["name"])
    preparation = prepare(conn, setting, chat, now)
    if found is None or preparation is None:
        return screens.unreadable(name, chat.language)
    setup = preparation.setup
    known = {agency.code for agency in agencies.in_region(conn, setup.region_id)}
    entries = [one.entry for one in found.rows]
    warnings: tuple[Problem, ...] = ()
    orphans = 0
    if setup.form_id is not None and not found.problems:
        form = setting.library.logic(conn, setup.form_id).form
        warnings = tuple(unknown_kinds(found.rows, form))
        members = tuple(Member(number, frozenset(one.kinds)) for number, one in enumerate(entries, start=1))
        orphans = len(Roster(form, members).orphans)
    if not found.problems:
        rows = [as_params(entry) for entry in entries]
        setups.change(conn, chat.person_id, now, agencies=rows)
        _go_on(conn, setting, chat, now)
    new = sum(entry.code not in known for entry in entries)
    view = screens.ListView(name, len(entries), new, found.problems, warnings, orphans)
    return screens.listed(view, chat.language)


def _go_on(conn: Connection, setting: Setting, chat: ChatRow, now: datetime) -> None:
    """What is still open can be typed or sent now."""
    preparation = prepare(conn, setting, chat, now)
    if preparation is not None:
        go_on(conn, preparation)


def _chat(conn: Connection, row: Row) -> ChatRow:
    person = people.get(conn, int(row.params["person"]))
    chat = chats.for_chat(conn, row.chat_id)
    if person is None or chat is None:
        raise LookupError(f"chat {row.chat_id}")
    return chat


def _report(findings: Sequence[str]) -> Path:
    handle, name = mkstemp(suffix=".txt", prefix="pilar-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join(findings) + "\n")
    return Path(name)
