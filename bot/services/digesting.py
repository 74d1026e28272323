"""Renders the daily digest and what /rekap asked for when it is sent: who reads it, and which picture it is.

None means that nobody wants it any more: the round is closed, the day is over, the right to see it has ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.reports.picture import draw
from bot.reports.picture_views import PAGE, AgencyCard
from bot.screens import digests as screens
from bot.screens import recaps
from bot.screens.digests import CARD, MAP, RADAR, Around, Losses
from bot.screens.phrases import phrases
from bot.screens.screen import Screen
from bot.services.cockpit import overseen
from bot.services.inviting import COORDINATOR, LEADER
from bot.services.losses import losses
from bot.services.overseeing import reader_of
from bot.services.recapping import Recap, agency_push
from bot.services.recapping import recap as recap_of
from bot.services.recaps import DIGEST
from bot.services.replies import Order
from bot.services.rounds import desks_of_round
from bot.services.setting import Setting
from bot.services.tasks import counts, total
from storage import agencies, groups, people, rounds, submissions
from storage.chats import ChatRow
from storage.outbox import Row
from storage.rounds import RoundRow


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads it: a coordinator, a leader, or a group. People are named to coordinators in private alone."""

    chat: ChatRow
    coordinates: bool
    private: bool

    @property
    def named(self) -> bool:
        return self.coordinates and self.private


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Order | Screen | None:
    """One picture with its text."""
    row = rows[0]
    round_ = rounds.get(conn, int(row.params["round"]))
    if round_ is None or (row.kind == DIGEST and not _of_today(row, round_, now)):
        return None
    reader = _reader(conn, row, round_)
    if reader is None:
        return None
    what, page = str(row.params.get("what", MAP)), int(row.params.get("page", 0))
    if what == CARD:
        return _card(conn, setting, round_, reader, int(row.params["submission"]), now)
    desks = desks_of_round(conn, setting.library, round_, reader.chat, now)
    found = recap_of(conn, setting.library, round_, reader.chat, now, desks)
    if what == RADAR:
        return _radar(found)
    if row.kind == DIGEST and _is_still(found):
        return None
    order = _page(conn, round_, reader, found, page, row.kind)
    if row.kind == DIGEST and reader.coordinates and not page:
        lost = losses(conn, setting.library, round_, desks, now, named=reader.named)
        return replace(order, screen=screens.with_losses(order.screen, lost, reader.chat.language))
    owed = total(counts(conn, round_.id, now).values())
    if reader.coordinates and owed and not page:
        told = screens.with_losses(order.screen, Losses(tasks=owed), reader.chat.language)
        return replace(order, screen=told)
    return order


def page_count(conn: Connection, round_: RoundRow) -> int:
    """How many pictures show all agencies of the round: a digest is a row a page."""
    return max(1, -(-len(agencies.in_round(conn, round_.id)) // PAGE))


def _of_today(row: Row, round_: RoundRow, now: datetime) -> bool:
    """A digest that could not go out on its day has a newer one behind it."""
    zone = ZoneInfo(round_.timezone)
    same_day = row.created_at.astimezone(zone).date() == now.astimezone(zone).date()
    return same_day and round_.closed_at is None and not round_.trial


def _is_still(found: Recap) -> bool:
    """Everything is in, and nothing has moved since yesterday: there is nothing to say."""
    return all(one.complete and not one.moved and not one.sent for one in found.view.awaited)


# -------------------------------------------------------------------- who reads it


def _reader(conn: Connection, row: Row, round_: RoundRow) -> Reader | None:
    if row.chat_id < 0:
        return _group(conn, row, round_)
    person = people.by_telegram(conn, row.chat_id)
    roles = _roles(conn, person.id, round_) if person is not None else frozenset()
    if person is None or not roles & {COORDINATOR, LEADER}:
        return None
    chat = reader_of(row.chat_id, person.id, person.name, person.language)
    return Reader(chat, COORDINATOR in roles, private=True)


def _group(conn: Connection, row: Row, round_: RoundRow) -> Reader | None:
    """A group that takes this region's news, or one that takes none and in which a coordinator asked for it."""
    group = groups.get(conn, row.chat_id)
    if group is not None:
        if group.region_id != round_.region_id:
            return None
        return Reader(reader_of(row.chat_id, 0, "", group.language), True, private=False)
    person = people.get(conn, int(row.params.get("by", 0)))
    if person is None or COORDINATOR not in _roles(conn, person.id, round_):
        return None
    return Reader(reader_of(row.chat_id, 0, "", person.language), True, private=False)


def _roles(conn: Connection, person_id: int, round_: RoundRow) -> frozenset[str]:
    held = people.memberships(conn, person_id)
    return frozenset(one.role for one in held if one.region_id == round_.region_id)


# -------------------------------------------------------------------- what it shows


def _page(conn: Connection, round_: RoundRow, reader: Reader, found: Recap, page: int, kind: str) -> Order:
    """A page of the heat map. The text stands with the first; a recap has its buttons under each."""
    pages = len(found.pictures) - (found.view.estimate is not None)
    page = min(max(page, 0), pages - 1)
    language = reader.chat.language
    is_digest = kind == DIGEST
    around = Around(
        whole=submissions.region_of(conn, round_.id),
        form=round_.form_id,
        page=page,
        pages=1 if is_digest else pages,
        estimate=found.view.estimate is not None,
        coordinates=reader.coordinates,
        rounds=() if is_digest else _other_rounds(conn, round_, reader),
    )
    buttons = screens.under(around, language)
    if page:
        screen = recaps.page(found.view, f"{page + 1}/{pages}", language)
        return Order(replace(screen, rows=() if is_digest else buttons), draw, (found.pictures[page],))
    screen = recaps.recap(found.view, language, buttons)
    return Order(screen, draw, (found.pictures[page],))


def _radar(found: Recap) -> Order | Screen:
    screen = recaps.estimate(found.view, found.language)
    if found.view.estimate is None:
        return screen
    return Order(screen, draw, (found.pictures[-1],))


def _card(
    conn: Connection, setting: Setting, round_: RoundRow, reader: Reader, submission: int, now: datetime
) -> Order | None:
    """One agency's card; without its people for whoever may not read their names there."""
    desks = desks_of_round(conn, setting.library, round_, reader.chat, now, only=submission)
    if not desks:
        return None
    order = agency_push(conn, round_, desks[0])
    if reader.named:
        return order
    (card,) = order.args
    assert isinstance(card, AgencyCard)
    people_ = phrases(reader.chat.language).plain("card-people")
    facts = tuple(fact for fact in card.facts if fact.label != people_)
    return replace(order, args=(replace(card, facts=facts),))


def _other_rounds(conn: Connection, round_: RoundRow, reader: Reader) -> tuple[tuple[int, str], ...]:
    if not reader.private:
        return ()
    mine = overseen(conn, reader.chat, leaders=True)
    return tuple((submissions.region_of(conn, one.id), one.name) for one in mine if one.id != round_.id)
