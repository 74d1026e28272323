"""The composition root: the only place where everything meets. Reads top to bottom as the bot's life."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ExtBot

from bot.absence import Absence, is_showing_again, show_again, show_lost
from bot.background import Background, backoff
from bot.clock import Clock, clock_from
from bot.handlers import add_routes
from bot.handlers.world import World
from bot.intake import Intake, Poller
from bot.lanes import Lanes
from bot.loops import background_of
from bot.pacing import Pacer, Priority
from bot.reminders.calendar import Calendar, read_calendar
from bot.screens.commands import Role, commands
from bot.screens.notices import Trouble
from bot.screens.phrases import LANGUAGES
from bot.services.library import Library
from bot.services.visits import Setting
from bot.settings import Settings
from bot.telling import tell
from bot.transport import AiohttpRequest, Paced
from bot.turn import Turn, run
from bot.workshop import Workshop
from storage import inbox
from storage.database import Database, connect
from storage.migrate import upgrade_database
from storage.unavailable import StorageUnavailable

if TYPE_CHECKING:
    from bot.webhook import WebServer

log = structlog.get_logger(__name__)

OVER_SECONDS = 5.0  # to learn what was missed while nobody was there
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
    workshop: Workshop
    chores: tuple[asyncio.Task[None], ...] = ()  # what need not be ready to take updates

    async def stop(self) -> None:
        """Take nothing new, finish what runs, close. Whatever is left stands in the inbox and the outbox."""
        if self.poller is not None:
            await self.poller.stop()
        if self.web is not None:
            await self.web.stop()
        for chore in self.chores:
            chore.cancel()
        # side by side: together they must fit into the ten seconds that a service manager gives
        await asyncio.gather(
            self.lanes.stop(self.settings.stop_seconds), self.background.stop(2.0), self.workshop.close()
        )
        if self.poller is not None:
            await self.poller.leave()
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
    _spare_the_collector()
    await ended.wait()
    await app.stop()


def _spare_the_collector() -> None:
    """What was imported and compiled stays for good, and an answer makes many small things that die young:
    looking through all of it every 700 of them costs a seventh of an answer."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


async def start(settings: Settings) -> App:
    """Build everything and begin. Raises `InvalidToken` for a token that Telegram refuses."""
    clock = clock_from(settings.clock_file)
    database = connect(settings.database_url)
    await upgrade_database(database)
    wire = AiohttpRequest()
    pacer = Pacer(settings.send_rate, settings.chat_rate)
    application = _application(settings, Paced(wire, pacer, Priority.REPLY))
    pushing = _bot(settings, Paced(wire, pacer, Priority.PUSH))
    await _initialize(application)
    bot: Bot = application.bot
    world = World(
        database,
        bot,
        Setting(
            Library(),
            bot.username,
            settings.invitation_days,
            settings.database_url,
            _calendar(settings.holidays_file),
            settings.evidence_dir,
            settings.file_limit_mb << 20,
        ),
        clock,
    )
    application.bot_data["world"] = world
    add_routes(application)
    lanes = _lanes(settings, database, application, world, clock)

    async def on_unsaved(incoming: inbox.Incoming) -> None:
        await tell(world, incoming.body, Trouble.NOT_SAVED)

    intake = Intake(database, lanes, bot.id, clock, on_unsaved)
    absence = Absence(world, intake, clock)
    workshop = Workshop()
    background = background_of(
        settings, database, pushing, wire.download, world, lanes, absence, workshop, clock
    )
    poller, web, chores = None, None, [_set_menus(bot)]
    if settings.webhook_url:
        from bot.webhook import WebServer, webhook_app  # a web server that polling needs not

        web = WebServer(
            webhook_app(intake, settings.webhook_secret.get_secret_value()),
            settings.listen_host,
            settings.listen_port,
        )
        await _after_absence(absence, lanes)
        await web.start()
        chores.append(_set_webhook(bot, settings))
    else:
        url = f"{bot.base_url}/getUpdates"
        role = f"polling:{bot.id}"
        poller = Poller(
            intake, wire, url, role=role, clock=clock, on_role=absence.begin, on_heard=absence.heard
        )
        poller.start()
        await poller.looked.wait()
        if absence.is_long:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(absence.over.wait(), OVER_SECONDS)
    background.start()
    log.info("app.started", bot=bot.username, polling=poller is not None, database=database.dialect)
    tasks = tuple(asyncio.create_task(chore) for chore in chores)
    return App(settings, database, application, lanes, background, world, poller, web, workshop, tasks)


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


def _calendar(file: Path | None) -> Calendar:
    """The national calendar with the operator's own days; a line that cannot be read is named and left out."""
    if file is None:
        return Calendar()
    try:
        calendar, broken = read_calendar(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        log.error("holidays.unreadable", file=str(file), why=str(error))
        return Calendar()
    for line in broken:
        log.error("holidays.broken_line", file=str(file), line=line.number, text=line.text)
    return calendar


def _lanes(
    settings: Settings, database: Database, application: AnyApplication, world: World, clock: Clock
) -> Lanes:
    async def handle(turn: Turn) -> None:
        if is_showing_again(turn):
            await show_again(world, turn)
            return
        update = Update.de_json(turn.body, application.bot)
        await run(application, update, turn)

    async def on_dead(row: inbox.Row, _error: BaseException) -> None:
        await tell(world, row.body, Trouble.UNREADABLE)

    async def on_unsaved(row: inbox.Row, _error: BaseException) -> None:
        await tell(world, row.body, Trouble.NOT_SAVED)

    return Lanes(
        database,
        handle,
        bot_id=application.bot.id,
        limit=settings.concurrency,
        shared=bool(settings.webhook_url) and database.dialect == "postgresql",
        on_dead=on_dead,
        on_unsaved=on_unsaved,
        on_lost=show_lost,
        clock=clock,
    )


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


async def _set_webhook(bot: Bot, settings: Settings) -> None:
    """As long as it takes; until then Telegram keeps the updates."""
    from bot.webhook import set_webhook

    failures = 0
    while True:
        try:
            await set_webhook(bot, settings.webhook_url, settings.webhook_secret.get_secret_value())
            return
        except TelegramError as error:
            failures += 1
            log.error("webhook.not_set", failures=failures, why=str(error))
            await asyncio.sleep(backoff(failures))


async def _after_absence(absence: Absence, lanes: Lanes) -> None:
    try:
        try:
            await absence.begin()
        finally:
            lanes.start()  # what waits comes before the cards that `heard` queues
        await absence.heard()
    except StorageUnavailable as error:  # the next tap or /lanjut shows the card as well
        log.error("absence.unknown", why=str(error))
