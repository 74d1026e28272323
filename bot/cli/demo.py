"""`pilar demo`: the unchanged bot, a local Bot API server and a page with several phones, no token needed."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import re
import shutil
import signal
import socket
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from sqlalchemy import Connection

from bot.cli.bot_process import BotProcess
from bot.cli.refusal import Refused
from bot.cli.work import in_database

HOST = "127.0.0.1"
HOME = Path("data/demo")
CLOCK = "clock.txt"
DATABASE = "pilar.db"
QUESTIONNAIRE = Path("questionnaires/smart-city-2024")
AGENCIES = Path("questionnaires/agencies-example.csv")
ZONE = "Asia/Makassar"
REGION = "Kabupaten Kutai Timur"
TOKEN = "1000000001:" + "demo-token-of-the-local-playground-0"  # good for the local server only
USERNAME = "pilar_bot"
DAYS = 12
PATIENCE = 20  # seconds for the bot's first words on a slow machine
PEOPLE = (
    ("Rini Wulandari", "id", "representative", "dinkes"),
    ("Agus Salim", "id", "representative", "dinkes"),
    ("Sari Handayani", "id", "coordinator", ""),
)


def demo(
    port: Annotated[int, typer.Option(help="Where the page is; 0 takes any free port.")] = 8081,
    form: Annotated[Path, typer.Option(help="Any other form: a workbook or a folder.")] = QUESTIONNAIRE,
    folder: Annotated[
        Path, typer.Option(help="Where everything lives; it begins anew at each start.")
    ] = HOME,
) -> None:
    """Open a demo round and serve the page."""
    if not form.exists() or not AGENCIES.exists():
        raise Refused("run the demo in the project's folder: it opens the questionnaires that lie there")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(port, form, folder))


async def _serve(port: int, form: Path, folder: Path) -> None:
    links = await asyncio.to_thread(_prepare, form, folder)
    port = port or _free_port()
    bot = BotProcess(_environment(f"http://{HOST}:{port}", folder))
    await bot.restart()  # it takes a second to wake up and asks for its server until it is there
    try:
        await _serve_page(port, bot, links, folder)
    finally:
        await bot.stop()


async def _serve_page(port: int, bot: BotProcess, links: list[str], folder: Path) -> None:
    from playground.client import Playground
    from playground.launch import start

    try:
        running = await start(
            HOST,
            port,
            clock_file=folder / CLOCK,
            controller=bot,
            people=[
                {"name": name, "language_code": language, "role": _role(role, agency)}
                for name, language, role, agency in PEOPLE
            ],
            bot_username=USERNAME,
            zone=ZONE,
        )
    except OSError as error:
        raise Refused(f"port {port} is taken ({error.strerror}); try pilar demo --port 0") from None
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    try:
        async with Playground(running.address) as playground:
            for person, token in zip(await playground.people(), links, strict=True):
                await person.start(token)
            await playground.settle(patience=PATIENCE)
            sys.stdout.write(_hello(running.address))
            sys.stdout.flush()
            await ended.wait()
    finally:
        await running.stop()


def _prepare(form: Path, folder: Path) -> list[str]:
    """A fresh database with an open round; the tokens of everybody's invitation, in the order of PEOPLE.

    The round is opened once a day and form, and copied from then on: a second start has nothing to compile."""
    folder.mkdir(parents=True, exist_ok=True)
    today = datetime.now(ZoneInfo(ZONE)).date()
    ready = folder / f"round-{today}-{_fingerprint(form)}.db"
    if not ready.exists():
        for old in folder.glob("round-*.db"):
            old.unlink()
        _open_round(form, ready)
    for leftover in (*folder.glob("pilar.db*"), folder / CLOCK):
        leftover.unlink(missing_ok=True)
    shutil.copyfile(ready, folder / DATABASE)
    return in_database(_invite_all, f"sqlite:///{folder / DATABASE}")


def _open_round(form: Path, ready: Path) -> None:
    """Compile the form and open the round in a new file, whole or not at all."""
    from bot.cli.round_ import read_entries, read_pictures
    from bot.flows.checking.findings import FormRejected
    from bot.flows.loading.xlsform import load_form
    from bot.services.pictures import names
    from bot.services.rounds import open_round

    try:
        loaded = load_form(form)
    except FormRejected:
        raise Refused(f"the form has mistakes; see: pilar form check {form}") from None
    passing = ready.with_suffix(".new")
    passing.unlink(missing_ok=True)
    local = datetime.now(ZoneInfo(ZONE))
    deadline = (local + timedelta(days=DAYS)).replace(hour=16, minute=0, second=0, microsecond=0)
    while deadline.weekday() > 4:  # a deadline on a weekend would look odd
        deadline += timedelta(days=1)
    title = (
        loaded.form.titles.get("id") or loaded.form.titles.get("") or next(iter(loaded.form.titles.values()))
    )
    in_database(
        lambda conn: open_round(
            conn,
            form=loaded.form,
            xform=loaded.xform,
            region=REGION,
            name=re.sub(r"\b20\d\d\b", str(deadline.year), title),
            deadline=deadline,
            timezone=ZONE,
            entries=read_entries(AGENCIES),
            at=datetime.now(UTC),
            pictures=read_pictures(form, names(loaded.form)),
        ),
        f"sqlite:///{passing}",
    )
    passing.replace(ready)


def _invite_all(conn: Connection) -> list[str]:
    from bot.services.inviting import invite
    from storage import agencies, regions

    region = regions.put(conn, name=REGION)
    tokens = []
    for name, _, role, code in PEOPLE:
        agency = agencies.by_code(conn, region, code) if code else None
        made = invite(
            conn,
            role=role,
            region_id=region,
            agency_id=agency.id if agency else None,
            name=name,
            created_by=None,
            now=datetime.now(UTC),
            days=30,
        )
        tokens.append(made.token)
    return tokens


def _environment(server: str, folder: Path) -> dict[str, str]:
    """The settings of the demo's bot."""
    return {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": server,
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
        "EVIDENCE_DIR": str(folder / "evidence"),
        "CLOCK_FILE": str(folder / CLOCK),
        "WEBHOOK_URL": "",
        "CHAT_RATE": "0",  # the local server knows no limits, and a newcomer taps fast
        "SEND_RATE": "0",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "warning"),
    }


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _fingerprint(form: Path) -> str:
    """Changes when the form, the agency list or the program's tables change."""
    from storage.migrate import HEAD

    files = sorted(form.rglob("*")) if form.is_dir() else [form]
    digest = hashlib.sha256(f"{HEAD}:{form}".encode())
    for file in (*files, AGENCIES):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _role(role: str, agency: str) -> str:
    return "Koordinator" if role == "coordinator" else f"PIC {agency.capitalize()}"


def _hello(address: str) -> str:
    return (
        f"\nPilar is running: {address}\n\n"
        "Open the page. Two representatives of one agency and a coordinator stand side by side;\n"
        "tap Mulai in the first chat. Ctrl+C ends everything.\n"
    )
