"""A region with a round of June 2024, its offices, the real bot as a process, and the page that shows their phones.

The clock stands still but for the moves of a test, so what people see is the same at each run."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from bot.cli.bot_process import BotProcess
from bot.flows.loading.agencies import AgencyEntry
from bot.flows.loading.xlsform import load_form
from bot.services.inviting import invite
from bot.services.rounds import open_round
from playground.client import Person, Playground, Seen
from playground.launch import start
from storage import agencies, regions
from storage.database import Database, connect
from storage.migrate import upgrade_database
from storage.models import outbox

FORM = Path(__file__).with_name("form.md")
ZONE = ZoneInfo("Asia/Makassar")
REGION = "Kabupaten Kutai Timur"
ROUND = "Evaluasi Smart City 2024 Tahap I"
OPENED = datetime(2024, 6, 3, 9, 0, tzinfo=ZONE)
DEADLINE = datetime(2024, 6, 21, 16, 0, tzinfo=ZONE)
TOKEN = "1000000001:" + "token-of-the-local-playground-000000"
USERNAME = "pilar_bot"
PATIENCE = 60  # seconds for one thing to be seen on a busy machine

AGENCIES = (
    ("diskominfo", "Dinas Komunikasi dan Informatika", "Diskominfo", "kominfo"),
    ("bappeda", "Badan Perencanaan Pembangunan Daerah", "Bappeda", "bappeda"),
    ("dinkes", "Dinas Kesehatan", "Dinkes", "dinkes"),
    ("disdik", "Dinas Pendidikan dan Kebudayaan", "Disdikbud", "disdik"),
    ("dlh", "Dinas Lingkungan Hidup", "DLH", "dlh"),
    ("pupr", "Dinas Pekerjaan Umum dan Penataan Ruang", "PUPR", "pupr"),
    ("dishub", "Dinas Perhubungan", "Dishub", "dishub"),
    ("perindagkop", "Dinas Perindustrian, Perdagangan, Koperasi dan UKM", "Perindagkop", "perindag"),
)
CONTACTS = {"pupr": "Kasubbag Program, 0812 5550 0123"}
# code or right, name, language
PEOPLE = (
    ("coordinator", "Sari Handayani", "id"),
    ("coordinator", "Dewi Lestari", "en"),
    ("leader", "Ismail Rahman", "id"),
    ("dinkes", "Rini Wulandari", "id"),
    ("diskominfo", "Agus Salim", "id"),
    ("bappeda", "Made Suarta", "id"),
    ("disdik", "Nurul Aini", "id"),
    ("dlh", "Yohanes Lejo", "id"),
    ("dishub", "Budi Santoso", "id"),
    ("perindagkop", "Maria Lende", "id"),
)
ROLES = {"coordinator": "Koordinator", "leader": "Pimpinan"}


@dataclass(frozen=True, slots=True)
class Region:
    """`page` is the address to open; `people` stand under their first names."""

    page: str
    playground: Playground
    people: dict[str, Person]
    database: Database

    async def clock(self, moment: str) -> None:
        """To this local moment, as in '2024-06-14T08:00', once everything has gone out that was due before."""
        await self.quiet()
        await self.playground.move_to(datetime.fromisoformat(moment).replace(tzinfo=ZONE).isoformat())

    async def quiet(self) -> None:
        """Until nothing that is due waits in the outbox. Raises AssertionError."""
        now = datetime.fromisoformat(await self.playground.now())
        until = time.monotonic() + PATIENCE
        while (waiting := await self.database.read(_waiting, now)) and time.monotonic() < until:
            await asyncio.sleep(0.03)
        assert not waiting, f"{waiting} rows of the outbox are due and not sent"

    async def newcomer(self, name: str, role: str, link: str) -> Person:
        person = await self.playground.person(name, role=role)
        await person.start(link)
        await shown(person, lambda card: bool(card.text))
        self.people[name.split()[0].lower()] = person
        return person


@asynccontextmanager
async def region(folder: Path, form: Path = FORM) -> AsyncIterator[Region]:
    """The round has just been opened, everybody of PEOPLE is in, and nobody has answered anything."""
    url = f"sqlite:///{folder / 'pilar.db'}"
    database = connect(url)
    tokens = await _opened(database, form)
    running = await start(
        clock_file=folder / "clock.txt", moment=OPENED, frozen=True, bot_username=USERNAME, zone=str(ZONE)
    )
    bot = BotProcess(_environment(running.address, url, folder))
    try:
        await bot.restart()
        async with Playground(running.address) as playground:
            people = {}
            for (right, name, language), token in zip(PEOPLE, tokens, strict=True):
                role = ROLES.get(right) or f"PIC {_short(right)}"
                person = await playground.person(name, language_code=language, role=role)
                await person.start(token)
                people[name.split()[0].lower()] = person
            for person in people.values():
                await shown(person, lambda card: bool(card.text))
            yield Region(running.address, playground, people, database)
    finally:
        await bot.stop()
        await running.stop()
        await database.close()


def _waiting(conn: Connection, now: datetime) -> int:
    open_ = (outbox.c.sent_at.is_(None), outbox.c.dropped_at.is_(None), outbox.c.gave_up_at.is_(None))
    count: int = conn.execute(select(func.count()).where(*open_, outbox.c.due_at <= now)).scalar_one()
    return count


async def work(person: Person, answers: int) -> None:
    """Answer so many questions, and send each section that is complete by then."""
    card = await _after(person, await person.say("/lanjut"))
    while True:
        send = next((one for one in card.buttons if one.startswith("Kirim ")), "")
        if "Nanti saja" in card.buttons:
            card = await _tapped(person, card, "Nanti saja")
            continue
        choices = [b.value for row in card.keyboard for b in row if b.value.startswith("c:")]
        if send or (not choices and any(one.startswith("▶") for one in card.buttons)):
            label = send or next(one for one in card.buttons if one.startswith("▶"))
            if not send and not answers:
                return
            card = await _tapped(person, card, label)
        elif not answers:
            return
        else:
            answers -= 1
            if choices:
                card = await _tapped(person, card, choices[min(len(choices) - 1, 2)])
            else:
                card = await _after(person, await person.say("91,4"))
        if "Semua bagian sudah terkirim" in card.text:
            assert not answers, f"{person.name} has nothing left to answer"
            return


async def shown(person: Person, is_it: Callable[[Seen], bool]) -> Seen:
    """The newest message of the bot, once it is what the caller waits for. Raises AssertionError."""
    until = time.monotonic() + PATIENCE
    card = None
    while time.monotonic() < until:
        card = next((one for one in reversed(await person.transcript()) if one.from_bot), None)
        if card is not None and is_it(card):
            return card
        await asyncio.sleep(0.03)
    raise AssertionError(f"{person.name} still sees {card.text if card else 'nothing'}")


async def _after(person: Person, message: int) -> Seen:
    return await shown(person, lambda card: card.id > message)


async def _tapped(person: Person, card: Seen, label: str) -> Seen:
    await person.tap_old(card, label)
    return await shown(person, lambda now: (now.id, now.html) != (card.id, card.html))


async def _opened(database: Database, form: Path) -> list[str]:
    loaded = load_form(form)

    def put(conn: Connection) -> list[str]:
        open_round(
            conn,
            form=loaded.form,
            xform=loaded.xform,
            region=REGION,
            name=ROUND,
            deadline=DEADLINE,
            timezone=str(ZONE),
            entries=[
                AgencyEntry(code, name, short, tuple(kind.split()), CONTACTS.get(code, ""))
                for code, name, short, kind in AGENCIES
            ],
            at=OPENED,
        )
        return [_token(conn, right, name) for right, name, _ in PEOPLE]

    await upgrade_database(database)
    return await database.write(put)


def _token(conn: Connection, right: str, name: str) -> str:
    region_id = regions.put(conn, name=REGION)
    agency = None if right in ROLES else agencies.by_code(conn, region_id, right)
    made = invite(
        conn,
        role="representative" if agency else right,
        region_id=region_id,
        agency_id=agency.id if agency else None,
        name=name,
        created_by=None,
        now=OPENED,
        days=30,
    )
    return made.token


def _environment(server: str, database_url: str, folder: Path) -> dict[str, str]:
    return {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": server,
        "DATABASE_URL": database_url,
        "EVIDENCE_DIR": str(folder / "evidence"),
        "CLOCK_FILE": str(folder / "clock.txt"),
        "HOLIDAYS_FILE": "",
        "WEBHOOK_URL": "",
        "CHAT_RATE": "0",  # the local server knows no limits
        "SEND_RATE": "0",
        "LOG_LEVEL": "warning",
    }


def _short(code: str) -> str:
    return next(short for one, _, short, _ in AGENCIES if one == code)
