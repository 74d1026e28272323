"""A coordinator locks a section, or opens it again; both can be undone while nobody has touched it since."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.flows.moves import Move, Status, after
from bot.screens import agency_card as screens
from bot.screens.overviews import Note, SectionQuestion
from bot.screens.press import read36
from bot.services import lists, moves, tidings
from bot.services.acting import Undo, latest, remember
from bot.services.cards import section_label
from bot.services.cockpit import Cockpit, refused
from bot.services.desk import Desk
from bot.services.overseeing import agency_card, people_of, statuses_of
from bot.services.replies import Reply
from bot.services.submitting import close, reopen
from storage import answers, people, sections, submissions
from storage.acts import ActRow

CLOSED, REOPENED = "section_closed", "section_reopened"


def close_section(conn: Connection, cockpit: Cockpit) -> Reply:
    """Lock a section; argument: section index, and '.y' when she is sure."""
    return _turn(conn, cockpit, CLOSED)


def reopen_section(conn: Connection, cockpit: Cockpit) -> Reply:
    """Open a section again; argument as of `close_section`."""
    return _turn(conn, cockpit, REOPENED)


def _turn(conn: Connection, cockpit: Cockpit, kind: str) -> Reply:
    assert cockpit.submission is not None
    index, _, sure = cockpit.argument.partition(".")
    submissions.lock(conn, cockpit.submission)
    desk = cockpit.desk(conn)
    line = next((one for one in lists.section_lines(desk) if one.index == read36(index)), None)
    if line is None:
        return refused(cockpit.chat)
    section = desk.form.sections[line.index]
    done = "section-closed" if kind == CLOSED else "agency-reopened"
    label = section_label(desk, section)
    move = Move.CLOSE if kind == CLOSED else Move.REOPEN
    if after(move, desk.status(section), cockpit.side) is None:  # a second tap, or somebody was faster
        if sure != "y":
            return agency_card(conn, cockpit, Note("section-already"))
        earlier = latest(conn, cockpit, kind, section=section)
        return agency_card(conn, cockpit, Note(done, {"section": label}, earlier))
    if sure != "y":
        assert desk.work.agency is not None
        (agency,) = statuses_of(conn, cockpit.round, [desk])
        told = tuple(one for one in people_of(conn, desk.work.agency.id) if not one.alternate)
        sealed = agency.seal.number if agency.seal is not None and not agency.seal.changed else ""
        view = SectionQuestion(agency, cockpit.round.form_id, line, told, sealed)
        ask = screens.closing if kind == CLOSED else screens.reopening
        return Reply(ask(view, cockpit.chat.language), cockpit.where)
    act = remember(conn, cockpit, kind, section=section, was=desk.status(section).value)
    if kind == CLOSED:
        _close(conn, cockpit, desk, section, act)
    else:
        reopen(conn, desk, section)
    return agency_card(conn, cockpit, Note(done, {"section": label}, act))


def _close(conn: Connection, cockpit: Cockpit, desk: Desk, section: str, act: int) -> None:
    """The representatives are told, and every answer is still there."""
    close(conn, desk, section)
    assert desk.work.agency is not None
    readers = people.representatives(conn, desk.work.agency.id)
    key = f"{act}:{int(cockpit.now.timestamp() * 1000)}"
    by = cockpit.chat.person_name
    tidings.tell(conn, tidings.SECTION_CLOSED, readers, key, cockpit.now, act=act, by=by)


def _fits(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    """The section stands as the act left it, and nobody has answered in it since."""
    assert act.submission_id is not None
    section = str(act.params["section"])
    found = sections.statuses(conn, [act.submission_id]).get((act.submission_id, section))
    if found is None or found.changed_at != act.at or found.changed_by != act.person_id:
        return False
    if section not in cockpit.library.logic(conn, cockpit.round.form_id).form.sections:
        return False  # the form is another version by now
    if act.params.get("was") == Status.RETURNED:
        return False  # what was returned is not known any more
    return act.kind == CLOSED or not _answered_since(conn, cockpit, act, section)


def _answered_since(conn: Connection, cockpit: Cockpit, act: ActRow, section: str) -> bool:
    form = cockpit.library.logic(conn, cockpit.round.form_id).form
    mine = (act.submission_id or 0, cockpit.whole_round(conn))
    return any(
        row.at > act.at and row.question in form.questions and form.section_of(row.question) == section
        for row in answers.load(conn, mine)
    )


def _open_again(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    reopen(conn, cockpit.desk(conn), str(act.params["section"]))


def _close_again(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    section = str(act.params["section"])
    _close(conn, cockpit, cockpit.desk(conn), section, act.id)
    if act.params.get("was") == Status.ACCEPTED:
        moves.make(conn, cockpit.desk(conn), section, Move.ACCEPT, cockpit.side)


UNDO_CLOSED = Undo(_fits, _open_again)
UNDO_REOPENED = Undo(_fits, _close_again)
