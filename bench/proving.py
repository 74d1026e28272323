"""What a photo as evidence costs beside a typed text: both are one message in, one commit, one card out.

In turns, in one process, through the bot's services and a database that waits for its disk; Telegram is left out,
since both make the same calls. Fetching the file comes later and off everybody's way.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import Connection

from bench.walks import DEADLINE, NOW, Given, Recording, record
from bot.flows.answers import AnswerKey
from bot.flows.evidence import Need, wanted
from bot.flows.form import Kind
from bot.flows.inputs import Medium, Sent, Typed
from bot.screens.press import Press, Verb
from bot.services import visits
from bot.services.desk import open_desk
from bot.services.enrolling import Who
from bot.services.library import Library
from bot.services.rounds import open_round
from bot.services.setting import Setting
from storage import agencies, answers, chats, people, regions, submissions
from storage.database import Database, connect
from storage.migrate import upgrade_database

MOST = 1.05  # a photo's CPU, of a text's: what two runs of the same differ by
ROUNDS = 6
EACH = 4  # questions of each sort that one agency answers or proves
FIRST_CHAT = 100


@dataclass(frozen=True, slots=True)
class Proving:
    """Medians, in seconds: how long the turn took, and the CPU of the whole process for it."""

    turns: int
    text: tuple[float, float]
    photo: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Agency:
    who: Who
    submission: int
    texts: tuple[AnswerKey, ...]
    proofs: tuple[AnswerKey, ...]


def measure(rounds: int = ROUNDS) -> Proving:
    """Every agency of the example list edits texts and proves answers, one of each in turn."""
    recording = record()
    with tempfile.TemporaryDirectory(prefix="pilar-bench-") as folder:
        return asyncio.run(_measure(recording, Path(folder), rounds))


def block(found: Proving) -> Iterator[str]:
    """The lines of the table."""
    yield "EVIDENCE BESIDE A TEXT              turns    ms wall     ms CPU"
    for name, (wall, cpu) in (("a typed text", found.text), ("a photo as evidence", found.photo)):
        yield f"{name:<30}{found.turns:>11}{wall * 1000:>11.2f}{cpu * 1000:>11.2f}"
    ratio = found.photo[1] / found.text[1]
    met = "met   " if ratio <= MOST else "MISSED"
    yield f"  {met}  CPU of a photo at most {MOST:g} x that of a text: {ratio:.2f} x"


async def _measure(recording: Recording, folder: Path, rounds: int) -> Proving:
    database = connect(f"sqlite:///{folder}/proving.db")
    await upgrade_database(database)
    setting = Setting(Library(), "bench_bot", 30)
    try:
        offices = await database.write(_fill, setting, recording)
        texts: list[tuple[float, float]] = []
        photos: list[tuple[float, float]] = []
        for turn in range(rounds):
            for place in range(EACH):
                for office in offices:
                    if place < min(len(office.texts), len(office.proofs)):
                        said = f"Sudah berjalan sejak 2022, dilaporkan tiap triwulan, kali {turn}"
                        texts.append(
                            await _turn(
                                database, setting, office, Verb.OPEN, office.texts[place], Typed(said)
                            )
                        )
                        unique = f"{office.submission}-{place}-{turn}"
                        photo = Sent(
                            Medium.PHOTO, f"AgACAgUAAxkBAAI{unique}", unique, mime="image/jpeg", size=90_000
                        )
                        key = office.proofs[place]
                        photos.append(await _turn(database, setting, office, Verb.EVIDENCE, key, photo))
    finally:
        await database.close()
    warm = len(texts) // rounds  # in the first round everything is met for the first time
    return Proving(len(texts) - warm, _middle(texts[warm:]), _middle(photos[warm:]))


async def _turn(
    database: Database, setting: Setting, office: _Agency, verb: Verb, key: AnswerKey, raw: Typed | Sent
) -> tuple[float, float]:
    """Open the card, unmeasured, then send the message; how long that took, and its CPU."""

    def show(conn: Connection) -> int:
        chat = chats.for_chat(conn, office.who.chat_id)
        assert chat is not None and chat.work is not None and chat.card_id is not None
        form = setting.library.logic(conn, chat.work.form_id).form
        ordinal = form.questions[key.question].ordinal
        opened = Press(verb, office.submission, chat.work.form_id, ordinal)
        visits.press(conn, setting, office.who, opened.encode(), chat.card_id, NOW)
        return chat.card_id

    card = await database.write(show)
    begun, spent = time.perf_counter(), time.process_time()
    reply = await database.write(visits.message, setting, office.who, raw, card + 1, None, NOW)
    took = time.perf_counter() - begun, time.process_time() - spent
    assert reply.screen is not None
    await database.write(chats.shown, office.who.chat_id, card + 2, NOW)
    return took


def _middle(found: list[tuple[float, float]]) -> tuple[float, float]:
    return median(wall for wall, _ in found), median(cpu for _, cpu in found)


def _fill(conn: Connection, setting: Setting, recording: Recording) -> list[_Agency]:
    """Every question of every agency is answered, and nothing is proved yet."""
    region = "Kabupaten Kutai Timur"
    opened = open_round(
        conn,
        form=recording.form,
        xform=recording.xform,
        region=region,
        name="Bench",
        deadline=DEADLINE,
        timezone="Asia/Makassar",
        entries=recording.agencies,
        at=NOW,
    )
    region_id = regions.put(conn, name=region)
    _answer(conn, submissions.region_of(conn, opened.round_id), recording.of_region)
    offices = []
    for place, (submission, agency) in enumerate(agencies.in_round(conn, opened.round_id)):
        chat_id = FIRST_CHAT + place
        person = people.put(conn, telegram_id=chat_id, name="Sri", language="id", at=NOW)
        people.add_membership(
            conn, person_id=person, role="representative", region_id=region_id, agency_id=agency.id, at=NOW
        )
        chats.put(conn, chat_id, person_id=person, submission_id=submission, card_id=1, shown_at=NOW)
        _answer(conn, submission, recording.given[place])
        chat = chats.for_chat(conn, chat_id)
        assert chat is not None
        desk = open_desk(conn, setting.library, chat, NOW)
        needs = [one.key for one in wanted(desk.instance) if one.need is Need.REQUIRED]
        texts = [
            AnswerKey(one.question)
            for one in recording.given[place]
            if recording.form.questions[one.question].kind is Kind.TEXT and one.standing == "given"
        ]
        office = _Agency(Who(chat_id, chat_id, "Sri"), submission, tuple(texts[:EACH]), tuple(needs[:EACH]))
        offices.append(office)
    return offices


def _answer(conn: Connection, submission: int, given: tuple[Given, ...]) -> None:
    for one in given:
        answers.put(
            conn,
            submission_id=submission,
            question=one.question,
            items="",
            value=one.value,
            standing=one.standing,
            reason=one.reason,
            person_id=None,
            at=NOW,
            chat_id=None,
            message_id=None,
            expected_revision=0,
        )
