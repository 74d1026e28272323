"""The coordinator's way to follow-up tasks: the command, the button, and what she types for them."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.screens import task_setting
from bot.screens import tasks as screens
from bot.screens.press import read36
from bot.screens.tasks import CARD, LIST, NEW, PICK
from bot.screens.views import Place
from bot.services import task_cards
from bot.services import task_setting as setting
from bot.services.cockpit import Cockpit, end_errand, refused
from bot.services.overseeing import by_name, statuses_of, unknown
from bot.services.replies import Reply
from bot.services.tasks import list_view


def task(conn: Connection, cockpit: Cockpit) -> Reply:
    """/tugas, of the round or, with a name, of one agency; the button's argument is what its screens say."""
    argument = cockpit.argument
    if cockpit.tapped is None and argument:
        return _of_agency_named(conn, cockpit, argument)
    code, rest = argument[:1], argument[1:]
    if code in (NEW, CARD) and cockpit.submission is None:
        return refused(cockpit.chat)  # these are of one agency
    if code == NEW:
        return setting.begin(conn, cockpit, rest)
    if code == CARD:
        return task_cards.act(conn, cockpit, rest)
    end_errand(conn, cockpit.chat)
    if code == PICK:
        return _choose(conn, cockpit, read36(rest))
    view = list_view(conn, cockpit, read36(rest) if code == LIST else 0)
    return Reply(screens.task_list(view, cockpit.chat.language), cockpit.where)


def _of_agency_named(conn: Connection, cockpit: Cockpit, name: str) -> Reply:
    found = by_name(cockpit.desks(conn), name)
    if found is None:
        return unknown(conn, cockpit)
    view = list_view(conn, replace(cockpit, submission=found.work.submission_id))
    return Reply(screens.task_list(view, cockpit.chat.language), cockpit.where)


def _choose(conn: Connection, cockpit: Cockpit, page: int) -> Reply:
    agencies = statuses_of(conn, cockpit.round, cockpit.desks(conn))
    place = Place(cockpit.whole_round(conn), cockpit.round.form_id)
    return Reply(task_setting.choose(agencies, place, max(page, 0), cockpit.chat.language), cockpit.where)
