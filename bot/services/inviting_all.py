"""All invitations of a round at once, as a workbook and as QR codes; and the example of an agency list.

A link exists in the document alone: only its hash is stored. So each document has links of its own, made when it
is made; one that had to be sent twice leaves both sets valid until they expire.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.form import Choice
from bot.reports.invitations import (
    InvitationLine,
    InvitationWords,
    TemplateWords,
    write_template,
    write_workbook,
)
from bot.reports.paper import draw_qr_sheet
from bot.screens.dates import long_date
from bot.screens.invitations import plain_invitation
from bot.screens.overviews import InviteView
from bot.screens.phrases import Phrases, phrases
from bot.screens.screen import Screen
from bot.services import lists
from bot.services.cockpit import enter
from bot.services.inviting import REPRESENTATIVE, invite
from bot.services.replies import Order, Rendered
from bot.services.rounds import desks_of_round
from bot.services.setting import Setting
from storage import chats, overview, rounds, setups, submissions
from storage.chats import ChatRow
from storage.outbox import Row

INVITATIONS = "invitations"  # the kind of row


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """A row of kind 'invitations'; it writes, since the links are made now. None once the right to it is lost."""
    row = rows[0]
    chat = chats.for_chat(conn, row.chat_id)
    if chat is None:
        return None
    p = phrases(chat.language)
    part = str(row.params["part"])
    if part == "template":
        example = _template(conn, setting, chat, p)
        return Order(
            Screen(p("setup-template")), write_template, (example,), f"{p.plain('file-template')}.xlsx"
        )
    round_ = rounds.get(conn, int(row.params["round"]))
    whole = submissions.region_of(conn, round_.id) if round_ is not None else 0
    if round_ is None or enter(conn, setting, chat, now, submission=whole) is None:
        return None
    zone = ZoneInfo(round_.timezone)
    joined = overview.representatives(conn, round_.id)
    only_alone = bool(row.params.get("alone"))
    lines, expires = [], now
    for desk in desks_of_round(conn, setting.library, round_, chat, now):
        agency = desk.work.agency
        assert agency is not None
        here = joined.get(agency.id, [])
        if only_alone and here:
            continue
        made = invite(
            conn,
            role=REPRESENTATIVE,
            region_id=round_.region_id,
            agency_id=agency.id,
            name="",
            created_by=chat.person_id,
            now=now,
            days=setting.invitation_days,
        )
        expires = made.expires_at
        welcome = lists.welcome_view(desk)
        link = made.link(setting.bot_name)
        view = InviteView(
            agency=agency.name,
            region=round_.region_name,
            round=round_.name,
            link=link,
            code=made.code,
            deadline=desk.deadline,
            expires=made.expires_at,
            questions=welcome.questions,
            minutes=welcome.minutes,
        )
        names = ", ".join(person.name for person in here)
        text = plain_invitation(view, chat.language)
        lines.append(
            InvitationLine(agency.name, agency.short_name, agency.contact, names, link, made.code, text)
        )
    until = long_date(expires.astimezone(zone).date(), chat.language)
    words = _words(p, round_.name, round_.region_name, until)
    if part == "qr":
        screen = Screen(p("setup-qr", round=round_.name))
        return Order(screen, draw_qr_sheet, (tuple(lines), words), f"{p.plain('file-qr')}.pdf")
    screen = Screen(p("setup-invitations", round=round_.name, count=len(lines)))
    return Order(screen, write_workbook, (tuple(lines), words), f"{p.plain('file-invitations')}.xlsx")


def _template(conn: Connection, setting: Setting, chat: ChatRow, p: Phrases) -> TemplateWords:
    """Two agencies as an example, with the kinds that the form at hand knows."""
    setup = setups.get(conn, chat.person_id)
    kinds: tuple[tuple[str, str], ...] = ()
    if setup is not None and setup.form_id is not None:
        form = setting.library.logic(conn, setup.form_id).form
        kinds = tuple(
            (choice.name, _label(choice, form.language(chat.language)))
            for choice in form.lists.get("agency_kind", ())
        )
    headers = tuple(p.plain(f"list-header-{name}") for name in ("code", "name", "short", "kind", "contact"))
    rows = tuple(tuple(p.plain(f"list-row-{number}").split("; ")) for number in (1, 2))
    return TemplateWords(p.plain("list-title"), headers, rows, p.plain("list-kinds"), kinds)


def _label(choice: Choice, language: str) -> str:
    parts = choice.label.by_language.get(language) or next(iter(choice.label.by_language.values()), ())
    return "".join(part for part in parts if isinstance(part, str)) or choice.name


def _words(p: Phrases, round_: str, region: str, expires: str) -> InvitationWords:
    return InvitationWords(
        title=p.plain("invitations-title", round=round_),
        note=p.plain("invitations-note", region=region, expires=expires),
        agency=p.plain("invitations-agency"),
        contact=p.plain("invitations-contact"),
        people=p.plain("invitations-people"),
        link=p.plain("invitations-link"),
        code=p.plain("invitations-code"),
        text=p.plain("invitations-text"),
        how=p.plain("invitations-how"),
    )
