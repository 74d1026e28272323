"""What goes on beside the conversations: pushes, reminders, files, leases, tidying up. Each is a step in a loop."""

from __future__ import annotations

from datetime import datetime, timedelta

from telegram import Bot

from bot.absence import BEAT, Absence
from bot.background import Background, Loop
from bot.bookkeeping import EVERY, Bookkeeper
from bot.clock import Clock
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.fetching import Download, Fetcher
from bot.delivery.rendering import Renderer
from bot.delivery.topics import AgencyTopics
from bot.handlers.world import World
from bot.lanes import Lanes
from bot.reminders.planner import Planner
from bot.screens.screen import Screen
from bot.sending import Gone
from bot.services import calling, enrolling, grouping, pushes
from bot.settings import Settings
from bot.workshop import Workshop
from storage import inbox, outbox
from storage.database import Database
from storage.evidence_store import open_store

KEPT = timedelta(days=7)  # of handled updates: Telegram repeats nothing that is older than a day


def background_of(
    settings: Settings,
    database: Database,
    pushing: Bot,
    download: Download,
    world: World,
    lanes: Lanes,
    absence: Absence,
    workshop: Workshop,
    clock: Clock,
) -> Background:
    """All loops of a running bot, not started yet; the world learns which of them can be poked."""
    render = Renderer(database, pushing, world.setting, workshop, clock)

    async def on_gone(row: outbox.Row, gone: Gone) -> None:
        if gone.unreachable and row.chat_id < 0:
            await database.write(grouping.left, row.chat_id, clock())
        elif gone.unreachable:
            await database.write(calling.gone, row.chat_id, clock())

    async def on_moved(old_chat_id: int, new_chat_id: int) -> None:
        await database.write(grouping.moved, old_chat_id, new_chat_id)

    async def on_topic_gone(chat_id: int) -> None:
        await database.write(grouping.topic_gone, chat_id, clock())

    async def on_sent(row: outbox.Row, screen: Screen, message_id: int | None) -> None:
        follow = pushes.FOLLOWS.get(row.kind)
        if follow is not None:
            await database.write(follow, world.setting, row, screen, message_id, clock())
        if row.kind in pushes.MENUS and (menu := await database.read(enrolling.menu_of, row.chat_id)):
            await world.set_menu(row.chat_id, *menu)

    topics = AgencyTopics(database, pushing, clock)
    dispatcher = Dispatcher(
        database,
        pushing,
        render,
        bundle=pushes.bundle,
        without=pushes.SLOW,
        on_sent=on_sent,
        on_gone=on_gone,
        on_moved=on_moved,
        on_topic_gone=on_topic_gone,
        place=topics.place,
        clock=clock,
    )
    slow = Dispatcher(
        database,
        pushing,
        render,
        only=pushes.SLOW,
        on_gone=on_gone,
        on_moved=on_moved,
        on_topic_gone=on_topic_gone,
        clock=clock,
    )

    def on_queued() -> None:
        world.poke("outbox")
        world.poke("slow")

    fetcher = Fetcher(
        database,
        pushing,
        open_store(settings.evidence_dir),
        download,
        most_bytes=world.setting.most_bytes,
        on_told=on_queued,
        clock=clock,
    )
    planner = Planner(database, world.setting.calendar, poke=on_queued)

    async def purge(now: datetime) -> bool:
        await database.write(inbox.purge, now - KEPT)
        return False

    beat = absence.listening if settings.webhook_url else absence.beat
    planning = 60.0 if settings.clock_file is None else 1.0  # a clock that is moved by hand jumps
    loops = {
        "outbox": Loop("outbox", dispatcher.step, every=min(planning, 5), clock=clock),
        "slow": Loop("slow", slow.step, every=min(planning, 5), clock=clock),
        "planner": Loop("planner", planner.step, every=planning, clock=clock),
        "fetch": Loop("fetch", fetcher.step, every=30, clock=clock),
        "lanes": Loop("lanes", lanes.sweep, every=15, clock=clock),
        "beat": Loop("beat", beat, every=BEAT.total_seconds(), clock=clock),
        "purge": Loop("purge", purge, every=3600, clock=clock),
        "ledger": Loop("ledger", Bookkeeper(database).step, every=min(planning, EVERY), clock=clock),
    }
    world.pokes = {name: loops[name].poke for name in ("outbox", "slow", "fetch")}
    return Background(*loops.values())
