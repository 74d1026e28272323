"""The composition root: the only place where everything meets. Reads top to bottom as the bot's life."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import Connection
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ExtBot

from bot.background import Background, Loop, backoff
from bot.clock import Clock, clock_from
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.fetching import Fetcher
from bot.delivery.sender import Gone, send
from bot.handlers import add_routes
from bot.handlers.showing import carry_out
from bot.handlers.world import World
from bot.intake import Intake, Poller
from bot.lanes import Lanes
from bot.pacing import Pacer, Priority
from bot.screens import notices
from bot.screens.commands import Role, commands
from bot.screens.notices import Trouble
from bot.screens.phrases import LANGUAGES
from bot.screens.screen import Screen
from bot.services import alerting, visits
from bot.services.library import Library
from bot.services.visits import Setting
from bot.settings import Settings
from bot.transport import AiohttpRequest, Paced
from bot.turn import Turn, chat_of, run
from storage import chats, inbox, lease, outbox, people
from storage.database import Database, connect
from storage.migrate import upgrade_database

if TYPE_CHECKING:
    from bot.webhook import WebServer

log = structlog.get_logger(__name__)

PRESS_LIFE = timedelta(seconds=150)  # how long Telegram keeps a press for us
MIDDLE = timedelta(minutes=10)  # who was shown a card this short before an outage was in the middle
BEAT = timedelta(seconds=30)
KEPT = timedelta(days=7)  # of handled updates: Telegram repeats nothing that is older than a day
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass
class App:
    """A running bot. `start` returns when it takes updates; `stop` ends it within `stop_seconds` and a bit."""

    settings: Settings
    database: Database
    application: AnyApplication
    lanes: Lanes
    background: Background
    world: World
    poller: Poller | None
    web: WebServer | None

    async def stop(self) -> None:
        """Take nothing new, finish what runs, close. Whatever is left stands in the inbox and the outbox."""
        if self.poller is not None:
            await self.poller.stop()
        if self.web is not None:
            await self.web.stop()
        await self.lanes.stop(self.settings.stop_seconds)
        await self.background.stop(2.0)
        with contextlib.suppress(TelegramError, RuntimeError):
            await self.application.shutdown()
        await self.database.close()
        log.info("app.stopped")


async def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ended.set)
    starting = asyncio.create_task(start(settings))
    waiting = asyncio.create_task(ended.wait())
    await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await starting
        return
    app = await starting
    await ended.wait()
    await app.stop()


async def start(settings: Settings) -> App:
    """Build everything and begin. Raises `InvalidToken` for a token that Telegram refuses."""
    clock = clock_from(settings.clock_file)
    database = connect(settings.database_url)
    await upgrade_database(database)
    wire = AiohttpRequest()
    pacer = Pacer(settings.send_rate, settings.chat_rate)
    application = _application(settings, Paced(wire, pacer, Priority.REPLY))
    pushes = _bot(settings, Paced(wire, pacer, Priority.PUSH))
    await _initialize(application)
    bot: Bot = application.bot
    world = World(
        database,
        bot,
        Setting(Library(), bot.username, settings.invitation_days),
        clock,
    )
    application.bot_data["world"] = world
    add_routes(application)
    lanes = _lanes(settings, database, application, world, clock)
    intake = Intake(database, lanes, bot.id, clock)
    background = _background(settings, database, pushes, world, lanes, clock)
    outage = await database.write(_note_start, bot.id, clock())
    poller, web = None, None
    if settings.webhook_url:
        from bot.webhook import WebServer, set_webhook, webhook_app  # a web server that polling needs not

        web = WebServer(
            webhook_app(intake, settings.webhook_secret.get_secret_value()),
            settings.listen_host,
            settings.listen_port,
        )
        await web.start()
        await set_webhook(bot, settings.webhook_url, settings.webhook_secret.get_secret_value())
    else:
        poller = Poller(intake, wire, f"{bot.base_url}/getUpdates", role=f"polling:{bot.id}", clock=clock)
    lanes.start()
    background.start()
    if poller is not None:
        poller.start()
    await _set_menus(bot)
    await _show_again(world, outage)
    log.info("app.started", bot=bot.username, polling=poller is not None, database=database.dialect)
    return App(settings, database, application, lanes, background, world, poller, web)


# -------------------------------------------------------------------- building


def _application(settings: Settings, request: Paced) -> AnyApplication:
    """PTB's route table. Its updater, persistence and job queue are not used; docs/decisions says why."""
    return ApplicationBuilder().bot(_bot(settings, request)).updater(None).job_queue(None).build()


def _bot(settings: Settings, request: Paced) -> ExtBot[None]:
    server = settings.telegram_api_url.rstrip("/")
    return ExtBot(
        settings.bot_token.get_secret_value(),
        base_url=f"{server}/bot",
        base_file_url=f"{server}/file/bot",
        request=request,
        get_updates_request=request,
    )


async def _initialize(application: AnyApplication) -> None:
    """Ask Telegram who we are, as long as it takes: the server may start after us."""
    failures = 0
    while True:
        try:
            await application.initialize()
            return
        except InvalidToken:
            raise
        except TelegramError as error:
            failures += 1
            log.warning("app.no_server", failures=failures, why=str(error))
            await asyncio.sleep(backoff(failures, first=0.2, longest=15))


def _lanes(
    settings: Settings, database: Database, application: AnyApplication, world: World, clock: Clock
) -> Lanes:
    async def handle(turn: Turn) -> None:
        update = Update.de_json(turn.body, application.bot)
        await run(application, update, turn)

    async def on_dead(row: inbox.Row, _error: BaseException) -> None:
        await _tell(world, row, Trouble.UNREADABLE)

    async def on_unsaved(row: inbox.Row, _error: BaseException) -> None:
        await _tell(world, row, Trouble.NOT_SAVED)

    return Lanes(
        database,
        handle,
        bot_id=application.bot.id,
        limit=settings.concurrency,
        shared=bool(settings.webhook_url) and database.dialect == "postgresql",
        on_dead=on_dead,
        on_unsaved=on_unsaved,
        clock=clock,
    )


async def _tell(world: World, row: inbox.Row, what: Trouble) -> None:
    """Say that something was not saved, without the database: it may be what is broken."""
    with contextlib.suppress(ValueError):
        chat_id = chat_of(json.loads(row.body))
        if chat_id is not None and chat_id > 0:
            await send(world.bot, chat_id, notices.trouble(what, await _language(world, chat_id)))


async def _language(world: World, chat_id: int) -> str:
    try:
        chat = await world.database.read(chats.for_chat, chat_id)
    except Exception:  # the very database that could not save
        return LANGUAGES[0]
    return chat.language if chat is not None else LANGUAGES[0]


def _background(
    settings: Settings, database: Database, pushes: Bot, world: World, lanes: Lanes, clock: Clock
) -> Background:
    async def render(row: outbox.Row) -> Screen | None:
        return await database.read(alerting.render, world.setting.library, row, clock())

    async def on_gone(row: outbox.Row, gone: Gone) -> None:
        if gone.unreachable:
            await database.write(people.mark_unreachable, row.chat_id, clock())

    dispatcher = Dispatcher(database, pushes, render, on_gone=on_gone, clock=clock)
    fetcher = Fetcher(database, pushes, settings.evidence_dir)

    async def beat(now: datetime) -> bool:
        await database.write(_beat, world.bot.id, now)
        return False

    async def purge(now: datetime) -> bool:
        await database.write(inbox.purge, now - KEPT)
        return False

    loops = {
        "outbox": Loop("outbox", dispatcher.step, every=5, clock=clock),
        "fetch": Loop("fetch", fetcher.step, every=30, clock=clock),
        "lanes": Loop("lanes", lanes.sweep, every=15, clock=clock),
        "beat": Loop("beat", beat, every=BEAT.total_seconds(), clock=clock),
        "purge": Loop("purge", purge, every=3600, clock=clock),
    }
    world.pokes = {name: loops[name].poke for name in ("outbox", "fetch")}
    return Background(*loops.values())


# -------------------------------------------------------------------- beginning


async def _set_menus(bot: Bot) -> None:
    """The menu for whoever has none of her own yet, and for groups, in each language."""
    scopes = ((Role.STRANGER, BotCommandScopeAllPrivateChats()), (Role.GROUP, BotCommandScopeAllGroupChats()))
    try:
        for role, scope in scopes:
            for language in LANGUAGES:
                menu = [BotCommand(c.name, c.description) for c in commands(role, language)]
                code = None if language == LANGUAGES[0] else language
                await bot.set_my_commands(menu, scope=scope, language_code=code)
    except TelegramError as error:  # the commands work without their menu
        log.warning("menu.not_set", why=str(error))


def _note_start(conn: Connection, bot_id: int, now: datetime) -> datetime | None:
    """Since when nobody was there, if that is long enough for presses to be lost; None otherwise."""
    last = lease.last_until(conn, f"alive:{bot_id}")
    _beat(conn, bot_id, now)
    return last if last is not None and now - last > PRESS_LIFE else None


def _beat(conn: Connection, bot_id: int, now: datetime) -> None:
    lease.acquire(conn, f"alive:{bot_id}", str(os.getpid()), now, now)


async def _show_again(world: World, outage: datetime | None) -> None:
    """Show the present card to whoever was in the middle when we went away, or never saw the last one."""
    now = world.clock()
    waiting = await world.database.read(chats.unshown, now - timedelta(days=1))
    if outage is not None:
        waiting += await world.database.read(chats.recently_active, outage - MIDDLE)
    for chat_id in dict.fromkeys(waiting):
        reply = await world.database.write(visits.resume, world.setting, chat_id, now)
        await carry_out(world, chat_id, reply)
