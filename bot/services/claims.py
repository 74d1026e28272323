"""Taking on a section and letting go of it. A claim is a word among colleagues: everybody of the agency sees it, it
leads the reminders, and it never keeps a colleague from answering."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.screens import holders as screens
from bot.screens.holders import RELEASE
from bot.screens.press import Press
from bot.services import holders
from bot.services.desk import Desk
from bot.services.inviting import REPRESENTATIVE
from bot.services.moving import section_at
from bot.services.outcomes import landed, landing, locked, moved_on
from bot.services.replies import Reply, Where
from bot.services.showing import show_list
from storage import claims
from storage.invitations import InvitationRow


def press(conn: Connection, desk: Desk, pressed: Press, tapped: int) -> Reply:
    """A representative's button; argument: section index, and '.r' where she lets go of it. What a colleague holds is
    hers until she lets go or leaves."""
    card = landing(desk, tapped)
    index, _, wish = pressed.argument.partition(".")
    section = section_at(desk, index)
    if section is None:
        return moved_on(conn, desk, card)
    if desk.locked(section):
        return locked(desk, section)
    row = holders.of_desk(conn, desk).get(section)
    language, toast = desk.chat.language, ""
    if wish == RELEASE and (row is None or row.person_id == desk.chat.person_id):
        claims.release(conn, desk.work.submission_id, section, desk.chat.person_id)
        toast = screens.released(language)
    elif row is None or row.person_id == desk.chat.person_id:
        claims.put(conn, desk.work.submission_id, section, desk.chat.person_id, desk.now)
        toast = screens.taken(language)
    else:
        toast = screens.taken_by(row.person_name, language)
    return landed(desk, Reply(show_list(conn, desk, section, 0, card=card), Where.CARD, toast=toast), card)


def passed_on(conn: Connection, invitation: InvitationRow, person: int, now: datetime) -> None:
    """Whoever opened the link of a section holds it from now on, also if somebody else did: she passed it on."""
    if invitation.role == REPRESENTATIVE and invitation.submission_id is not None:
        claims.put(conn, invitation.submission_id, invitation.path, person, now)
