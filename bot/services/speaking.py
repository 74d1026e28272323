"""What is said whatever is being worked on: in which language, what can be done here, and what in a group."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.screens import groups, home, notices
from bot.screens.commands import Action, Role
from bot.screens.views import HelpView
from bot.services import controls, enrolling, lists
from bot.services.enrolling import Who
from bot.services.library import Library
from bot.services.outcomes import landed, landing
from bot.services.replies import Reply, Where
from bot.services.setting import Setting
from bot.services.showing import show_present
from bot.services.workplaces import desk_for, no_work
from storage import chats, people
from storage.chats import ChatRow


def speak(
    conn: Connection,
    library: Library,
    who: Who,
    chat: ChatRow,
    language: str,
    now: datetime,
    tapped: int | None,
) -> Reply:
    """Switch the language, also in the middle of a question; the present card is drawn anew."""
    if language not in ("id", "en"):
        return Reply(notices.language_choice(chat.language), Where.ASIDE)
    people.set_language(conn, chat.person_id, language)
    again = chats.for_chat(conn, chat.chat_id)
    assert again is not None
    role = enrolling.role_of(conn, chat.person_id)
    menu = f"{role}.{language}"
    desk = desk_for(conn, library, again, now)
    if desk is None:
        shown = Role.COORDINATOR if role is Role.BOTH else role
        help_ = notices.help_for(HelpView("stranger" if shown is Role.REPRESENTATIVE else shown), language)
        return Reply(help_, Where.ASIDE, menu=menu)
    card = landing(desk, tapped) if tapped is not None else None
    if not desk.chat.question and not len(desk.instance.answers):
        screen = home.welcome(lists.welcome_view(desk), language)
        chats.put(conn, chat.chat_id, card_id=card, shown_at=now)
    else:
        screen = show_present(conn, desk, card=card)
    return landed(desk, Reply(screen, Where.CARD, menu=menu), card)


def explain(conn: Connection, library: Library, chat: ChatRow, now: datetime) -> Reply:
    """/bantuan: what can be done here, and whom to ask."""
    desk = desk_for(conn, library, chat, now)
    if desk is None:
        return no_work(conn, chat)
    others = (one for one in people.coordinators(conn, desk.work.region_id) if one.id != chat.person_id)
    names = tuple(person.name for person in others)
    both = enrolling.coordinates(conn, chat.person_id)
    view = HelpView(
        "both" if both else "representative", desk.work.agency.name if desk.work.agency else "", names
    )
    return Reply(notices.help_for(view, chat.language, desk.place), Where.ASIDE)


def in_group(
    conn: Connection,
    setting: Setting,
    who: Who,
    chat: ChatRow | None,
    action: Action,
    argument: str,
    now: datetime,
) -> Reply:
    """Groups are for coordinators' commands; nothing personal is ever said there, and no invitation is spent."""
    language = chat.language if chat is not None else who.language
    controlled = action in controls.COMMANDS and action in controls.IN_GROUPS
    if controlled and chat is not None and enrolling.coordinates(conn, chat.person_id):
        return controls.command(conn, setting, who, chat, action, argument, now)
    if action is Action.HELP or (action is Action.START and not argument):
        return Reply(notices.in_group(language), Where.ASIDE)
    if controlled:
        return Reply(groups.coordinators_only(language), Where.ASIDE)
    said = notices.link_in_group if action is Action.START else notices.private_only
    return Reply(said(language), Where.ASIDE)
