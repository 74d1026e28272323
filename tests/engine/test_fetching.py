"""Sent files reach the store whole or not at all, and whoever sent one that does not count hears of it once."""

from __future__ import annotations

import asyncio
import hashlib
import os
import signal
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, update
from telegram import Bot

from bot.delivery import fetching
from bot.delivery.fetching import ATTEMPTS, LEASE, UNAVAILABLE_ATTEMPTS, Fetcher
from bot.screens.press import Verb
from bot.screens.screen import Screen
from bot.services import filing, pushes
from bot.services.library import Library
from bot.services.setting import Setting
from bot.transport import AiohttpRequest
from storage import answers, evidence, files, outbox, people, rounds, tasks
from storage.database import Database
from storage.evidence_store import open_store
from storage.files import FileRow
from storage.models import file as file_table
from storage.outbox import Row
from tests.services.exported import Told, tell
from tests.services.town import NOW

from . import fetching_process
from . import sent_bytes as sent
from .wire import TOKEN, Wire, refuse

ROOT = Path(__file__).parents[2]


class Office:
    """A round in which Ibu Rini has answered a question with a file that waits to be fetched."""

    def __init__(self, database: Database, wire: Wire, request: AiohttpRequest, folder: Path) -> None:
        self.database, self.wire, self.request, self.folder = database, wire, request, folder
        self.told = Told()
        self.now = NOW + timedelta(hours=1)
        self.heard = 0

    def fetcher(self, most: int = 20 << 20) -> Fetcher:
        server = self.wire.url
        bot = Bot(TOKEN, f"{server}/bot", f"{server}/file/bot", request=self.request)

        def on_told() -> None:
            self.heard += 1

        return Fetcher(
            self.database,
            bot,
            open_store(str(self.folder)),
            self.request.download,
            most_bytes=most,
            on_told=on_told,
            clock=lambda: self.now,
        )

    async def row(self) -> FileRow:
        found = await self.database.read(files.get, self.told.file)
        assert found is not None
        return found

    async def called(self, name: str) -> None:
        change = update(file_table).values(name=name)
        await self.database.write(lambda conn: conn.execute(change) and None)

    async def news(self, kind: str) -> list[Row]:
        """What was queued of this kind."""
        rows = await self.database.write(outbox.claim, self.now, 50, self.now + LEASE, only=(kind,))
        return list(rows)

    async def screen(self, row: Row) -> Screen | None:
        setting = Setting(Library(), "pilar_bot", 30)
        found: Any = await self.database.read(pushes.render, setting, [row], self.now)
        return found  # type: ignore[no-any-return]

    def kept(self) -> list[bytes]:
        """What lies in the store, half files too."""
        return sorted(path.read_bytes() for path in self.folder.rglob("*") if path.is_file())


@pytest.fixture
async def office(database: Database, wire: Wire, request_: AiohttpRequest, tmp_path: Path) -> Office:
    office = Office(database, wire, request_, tmp_path / "evidence")

    def work(conn: Connection) -> Told:
        told = tell(conn)
        round_ = rounds.get(conn, told.round)
        assert round_ is not None
        sari = people.put(conn, telegram_id=9, name="Pak Sari", language="en", at=NOW)
        people.add_membership(
            conn, person_id=sari, role="coordinator", region_id=round_.region_id, agency_id=None, at=NOW
        )
        return told

    office.told = await database.write(work)
    return office


async def test_a_file_is_kept_under_its_hash_with_the_type_that_its_bytes_show(office: Office) -> None:
    office.wire.contents["x"] = sent.JPEG
    assert await office.fetcher().step(office.now) is False

    row = await office.row()
    digest = hashlib.sha256(sent.JPEG).hexdigest()
    assert (row.sha256, row.size, row.sniffed, row.refused) == (digest, len(sent.JPEG), "image/jpeg", "")
    assert (office.folder / digest[:2] / digest).read_bytes() == sent.JPEG
    assert office.kept() == [sent.JPEG]
    assert office.heard == 0


@pytest.mark.parametrize(
    ("name", "content", "why", "said"),
    [
        ("SK.pdf", b"", "empty", "kosong"),
        ("SK.pdf", sent.EXE, "program", "program dan skrip tidak kami simpan"),
        ("SK\u202efdp.exe", sent.PDF, "program", "program dan skrip tidak kami simpan"),
        ("rekap.xlsx", sent.BOMB, "bomb", "terlalu besar bila dibuka"),
        ("arsip.zip", sent.endless(), "bomb", "terlalu besar bila dibuka"),
        ("SK.docx", sent.MACROS, "disguised", "tidak sesuai dengan namanya"),
        ("<b>&" + "x" * 250 + ".exe", sent.PDF, "program", "&lt;b&gt;&amp;xxx"),
    ],
)
async def test_what_is_no_evidence_is_not_kept_and_its_sender_hears_what_to_do(
    office: Office, name: str, content: bytes, why: str, said: str
) -> None:
    office.wire.contents["x"] = content
    await office.called(name)
    for _ in range(3):
        await office.fetcher().step(office.now)

    row = await office.row()
    assert (row.refused, row.fetched_at, row.gave_up_at) == (why, office.now, None)
    assert office.kept() == []
    (news,) = await office.news(filing.REFUSED)  # once, however often it is looked at
    assert (news.chat_id, office.heard) == (7, 1)
    screen = await office.screen(news)
    assert screen is not None
    assert said in screen.text
    assert "SK?" in screen.text
    assert "\u202e" not in screen.text
    assert screen.rows[0][0].text == "📎 Kirim lagi"


async def test_nobody_hears_of_a_refused_file_that_stands_nowhere_any_more(office: Office) -> None:
    office.wire.contents["x"] = sent.EXE
    await office.fetcher().step(office.now)

    def clear(conn: Connection) -> None:
        answers.put(
            conn, submission_id=office.told.rows["dinkes"], question="health/decree", items="", value="",
            standing="cleared", reason="", person_id=office.told.rini, at=office.now, chat_id=7, message_id=None,
            expected_revision=1,
        )  # fmt: skip

    (news,) = await office.news(filing.REFUSED)
    await office.database.write(clear)
    assert await office.screen(news) is None


async def test_a_file_that_telegram_does_not_give_out_is_asked_for_again(office: Office) -> None:
    office.wire.fail("getFile", refuse(400, "Bad Request: wrong file_id"))
    await office.fetcher().step(office.now)

    assert (await office.row()).gave_up_at == office.now
    (news,) = await office.news(filing.LOST)
    screen = await office.screen(news)
    assert screen is not None
    assert "Mohon kirim sekali lagi; bila lebih dari 20 MB" in screen.text
    (told,) = await office.news(filing.LOST_NEWS)
    assert told.chat_id == 9
    screen = await office.screen(told)
    assert screen is not None
    assert screen.text.startswith("📎 A file of Dinas Kesehatan could not be fetched")


UNAVAILABLE = "Bad Request: wrong file_id or the file is temporarily unavailable"


async def test_trouble_of_telegrams_own_costs_nobody_a_file(office: Office) -> None:
    office.wire.contents["x"] = sent.PDF
    office.wire.fail("getFile", *[refuse(400, UNAVAILABLE)] * 2)
    for _ in range(3):
        await office.fetcher().step(office.now)
        office.now += timedelta(minutes=2)
    assert office.kept() == [sent.PDF]
    assert (await office.news(filing.LOST), office.heard) == ([], 0)


async def test_a_file_that_stays_unavailable_is_given_up_within_minutes(office: Office) -> None:
    office.wire.fail("getFile", *[refuse(400, UNAVAILABLE)] * 30)
    began = office.now
    while (row := await office.row()).gave_up_at is None:
        await office.fetcher().step(office.now)
        office.now += timedelta(seconds=10)
    assert row.attempts == UNAVAILABLE_ATTEMPTS
    assert row.gave_up_at - began < timedelta(minutes=10)


async def test_a_file_that_came_in_the_end_is_no_news(office: Office) -> None:
    office.wire.fail("getFile", refuse(400, "Bad Request: wrong file_id"))
    await office.fetcher().step(office.now)
    await office.database.write(
        files.fetched, office.told.file, sha256="f" * 64, size=1, at=office.now, sniffed="application/pdf"
    )
    for kind in (filing.LOST, filing.LOST_NEWS):
        (news,) = await office.news(kind)
        assert await office.screen(news) is None


@pytest.mark.parametrize("trouble", ["breaks", "short", "refused"])
async def test_a_download_that_breaks_off_is_tried_again_later(office: Office, trouble: str) -> None:
    office.wire.contents["x"] = sent.PDF * 1000
    match trouble:
        case "breaks":
            office.wire.breaks = 1
        case "short":
            office.wire.announced["x"] = len(sent.PDF) * 1000 + 1
        case _:
            office.wire.fail("getFile", refuse(500, "Internal Server Error"))
    await office.fetcher().step(office.now)

    row = await office.row()
    assert (row.fetched_at, row.gave_up_at, row.attempts) == (None, None, 1)
    assert row.error
    assert TOKEN not in row.error
    assert office.kept() == []

    office.now += timedelta(minutes=5)
    office.wire.announced.clear()
    await office.fetcher().step(office.now)
    assert office.kept() == [sent.PDF * 1000]
    assert (await office.row()).error is None


async def test_more_bytes_than_are_taken_are_not_waited_for(office: Office) -> None:
    office.wire.contents["x"] = bytes(3 << 20)
    await office.fetcher(most=1 << 20).step(office.now)
    assert (await office.row()).gave_up_at == office.now
    assert office.kept() == []


async def test_the_last_attempt_is_the_last(office: Office) -> None:
    office.wire.contents["x"] = sent.PDF * 1000
    office.wire.breaks = ATTEMPTS + 1
    for _ in range(ATTEMPTS + 1):
        await office.fetcher().step(office.now)
        office.now += timedelta(hours=2)
    row = await office.row()
    assert (row.attempts, row.gave_up_at is not None) == (ATTEMPTS, True)
    assert office.wire.breaks == 1


async def test_a_store_that_is_full_loses_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    office.wire.contents["x"] = sent.PDF
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        for _ in range(ATTEMPTS + 3):
            await office.fetcher().step(office.now)
            office.now += timedelta(hours=2)
    row = await office.row()
    assert (row.attempts, row.gave_up_at, office.kept()) == (ATTEMPTS + 3, None, [])
    assert "No space left" in (row.error or "")
    await office.fetcher().step(office.now)
    assert office.kept() == [sent.PDF]


async def test_a_server_on_this_machine_names_a_path(
    office: Office, tmp_path: Path, monkeypatch: Any
) -> None:
    found = tmp_path / "its own copy.pdf"
    found.write_bytes(sent.PDF)
    monkeypatch.setattr(
        office.wire,
        "_place",
        lambda file_id: {"file_id": file_id, "file_unique_id": file_id, "file_path": str(found)},
    )
    await office.fetcher().step(office.now)
    assert office.kept() == [sent.PDF]
    assert found.exists()


async def test_two_processes_fetch_one_file_once(office: Office) -> None:
    office.wire.contents["x"] = sent.PDF
    await asyncio.gather(*(office.fetcher().step(office.now) for _ in range(5)))
    assert len(office.wire.sent("getFile")) == 1


async def test_a_long_download_keeps_its_lease(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr(fetching, "RENEWED", 0.01)
    office.wire.contents["x"] = sent.PDF
    office.wire.stalls = True
    at_it = asyncio.create_task(office.fetcher().step(office.now))
    await asyncio.wait_for(office.wire.halfway.wait(), 10)
    office.now += LEASE * 2
    for _ in range(50):
        await asyncio.sleep(0.01)
        claimed = await office.database.write(files.claim, now=office.now, lease=timedelta(0))
        if not claimed:
            break
    assert not claimed
    assert (await office.row()).error is None  # it is still under way, not put off
    at_it.cancel()
    await asyncio.gather(at_it, return_exceptions=True)
    assert office.kept() == []


async def test_a_block_at_a_time_is_held(wire: Wire, request_: AiohttpRequest) -> None:
    class Disk:
        largest = size = 0

        def write(self, block: bytes) -> None:
            self.largest, self.size = max(self.largest, len(block)), self.size + len(block)

    wire.contents["big"] = bytes(8 << 20)
    disk: Any = Disk()
    assert await request_.download(f"{wire.url}/file/bot{TOKEN}/documents/big", disk, 20 << 20) == 8 << 20
    assert disk.size == 8 << 20
    assert disk.largest <= 256 << 10


@pytest.mark.parametrize("moments", [1, 3])
async def test_a_process_killed_in_the_middle_of_a_download_leaves_neither_a_lost_nor_a_half_file(
    office: Office, database_url: str, moments: int
) -> None:
    content = sent.PDF * 100_000
    office.wire.contents["x"] = content
    office.wire.stalls = True
    for _ in range(moments):
        office.wire.halfway.clear()
        process = await fetch(office, database_url)
        await asyncio.wait_for(office.wire.halfway.wait(), 60)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        office.now += LEASE + timedelta(seconds=1)

    row = await office.row()
    assert (row.fetched_at, row.gave_up_at) == (None, None)
    assert not list(office.folder.glob("??/*"))
    office.wire.stalls = False
    process = await fetch(office, database_url)
    said, _ = await process.communicate()
    assert said.endswith(b"done\n")
    assert office.kept() == [content]
    assert (await office.row()).size == len(content)


async def fetch(office: Office, database_url: str) -> asyncio.subprocess.Process:
    moment: datetime = office.now
    return await asyncio.create_subprocess_exec(
        *(sys.executable, str(Path(fetching_process.__file__)), office.wire.url, database_url),
        *(str(office.folder), moment.isoformat()),
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )


async def test_a_file_for_a_follow_up_task_leads_back_to_it(office: Office) -> None:
    office.wire.contents["x"] = sent.EXE

    def give(conn: Connection) -> int:
        row = office.told.rows["dinkes"]
        task = tasks.add(
            conn, submission_id=row, text="Mohon notulen rapat", wanted="", due_at=office.now,
            person_id=office.told.rini, at=office.now,
        )  # fmt: skip
        file_id = files.add(
            conn, submission_id=row, telegram_file_id="x", medium="photo", name="", mime="", size=1,
            person_id=office.told.rini, at=office.now,
        )  # fmt: skip
        evidence.add(
            conn, submission_id=row, subject=f"task:{task}", items="", kind="file", file_id=file_id,
            person_id=office.told.rini, at=office.now,
        )  # fmt: skip
        return file_id

    file_id = await office.database.write(give)
    await office.fetcher().step(office.now)
    news = next(row for row in await office.news(filing.REFUSED) if row.params["file"] == file_id)
    screen = await office.screen(news)
    assert screen is not None
    assert screen.text.startswith("📎 foto\nMohon notulen rapat\n")
    assert screen.rows[0][0].data.startswith(f"{Verb.DELIVER}:")
