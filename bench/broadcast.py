"""`python -m bench.broadcast`: how long answering people wait while two thousand others are told something.

Windows with and without the broadcast take turns, since the machine's speed drifts; what counts is the ratio of the
p95 of the replies. The bot keeps Telegram's limits (30 a second, of which pushes get 20), as it would.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, func, insert, select

from bench import measuring
from bench.fill import Filled, Size, fill
from bench.people import Crowd, crowd_of
from bench.processes import Cores, Program, cores, start_bot
from bench.scenarios import DELAYS, say
from bench.server import Server
from bench.walks import record
from storage.models import act, agency, membership, outbox, person, region

PEOPLE = 2_000
FIRST_CHAT = 10_000_000
RATE = 6.0  # steps of answering people a second
A_SECOND = 20  # pushes
MOST_RATIO = 1.5
UNDER_WAY = 15.0  # seconds until a bot that was not poked must have begun


@dataclass(frozen=True, slots=True)
class Pace:
    turns: int
    seconds: float


FULL, QUICK = Pace(10, 8.0), Pace(2, 3.0)


@dataclass
class Found:
    """Waits of replies in all windows of a sort, and how many pushes went out in those with a broadcast."""

    without: list[float] = field(default_factory=list)
    during: list[float] = field(default_factory=list)
    pushed: int = 0
    lost: int = 0


def settle(path: Path) -> int:
    """A region of two thousand people, and the act of telling them something; its id."""
    at = datetime.now(UTC)
    with _inside(path) as conn:
        place = conn.execute(
            insert(region).values(name="Provinsi", is_kppn=False).returning(region.c.id)
        ).scalar_one()
        office = insert(agency).values(region_id=place, code="opd", name="OPD", short_name="OPD", kinds="")
        agency_id = conn.execute(office.returning(agency.c.id)).scalar_one()
        first = int(conn.scalar(select(func.max(person.c.id))) or 0) + 1
        conn.execute(
            insert(person),
            [
                {"id": first + n, "telegram_id": FIRST_CHAT + n, "name": f"Sri {n}", "language": "id"}
                for n in range(PEOPLE)
            ],
        )
        conn.execute(
            insert(membership),
            [
                {
                    "person_id": first + n,
                    "role": "representative",
                    "region_id": place,
                    "agency_id": agency_id,
                    "since": at,
                }
                for n in range(PEOPLE)
            ],
        )
        said = {"text": "Rapat koordinasi Senin pukul 09.00. " * 20, "region": "Provinsi"}
        told = insert(act).values(region_id=place, kind="announced", params=json.dumps(said), at=at)
        return int(conn.execute(told.returning(act.c.id)).scalar_one())


def queue(path: Path, act_id: int, first: int, count: int) -> None:
    """Rows as `bot.services.announcing` writes them."""
    at = datetime.now(UTC)
    with _inside(path) as conn:
        conn.execute(
            insert(outbox),
            [
                {
                    "dedupe_key": f"announced:{act_id}:{number}",
                    "kind": "announced",
                    "chat_id": FIRST_CHAT + number,
                    "params": json.dumps({"act": act_id, "submissions": [1]}),
                    "due_at": at,
                    "created_at": at,
                    "attempts": 0,
                }
                for number in range(first, min(first + count, PEOPLE))
            ],
        )


def sent(path: Path) -> int:
    """How many of them have been sent."""
    with _inside(path) as conn:
        found = select(func.count()).where(outbox.c.kind == "announced", outbox.c.sent_at.is_not(None))
        return int(conn.scalar(found) or 0)


async def run(pace: Pace, folder: Path, held: Cores) -> Found:
    say("walking the questionnaire once")
    recording = await asyncio.to_thread(record)
    filled = await asyncio.to_thread(fill, folder / "bench.db", recording, Size(60, 0, 20_000))
    act_id = settle(filled.path)
    held.hold_server()
    server = Server()
    await server.start()
    account = server.account(100)
    account.delay = DELAYS[1]
    program = await start_bot(account, server.url, filled.path, held, send_rate=30, chat_rate=1)
    try:
        return await _turns(pace, filled, act_id, program, crowd_of(account, filled.walkers))
    finally:
        program.stop()
        await server.stop()


async def _turns(pace: Pace, filled: Filled, act_id: int, program: Program, crowd: Crowd) -> Found:
    found = Found()
    await _window(crowd, program, pace.seconds / 2, found)  # everything is met for the first time
    told = min(PEOPLE // pace.turns, int(A_SECOND * (pace.seconds + 2)))
    for turn in range(pace.turns):
        say(f"turn {turn + 1} of {pace.turns}")
        found.without += await _window(crowd, program, pace.seconds, found)
        begin = await asyncio.to_thread(sent, filled.path)
        await asyncio.to_thread(queue, filled.path, act_id, turn * told, told)
        await _until(filled.path, begin + 1)
        found.during += await _window(crowd, program, pace.seconds, found)
        found.pushed += await asyncio.to_thread(sent, filled.path) - begin
        await _until(filled.path, begin + told)
    return found


async def _window(crowd: Crowd, program: Program, seconds: float, found: Found) -> tuple[float, ...]:
    measure = await measuring.steady(crowd, program, RATE, warm_up=0.3, seconds=seconds, patience=15.0)
    found.lost += measure.lost
    return measure.waits


async def _until(path: Path, count: int) -> None:
    end = time.monotonic() + UNDER_WAY + count / A_SECOND
    while await asyncio.to_thread(sent, path) < count:
        if time.monotonic() > end:
            raise RuntimeError(f"{count} pushes were not sent; see {path.with_suffix('.log')}")
        await asyncio.sleep(0.2)


def p95(waits: list[float]) -> float:
    ordered = sorted(waits)
    return ordered[int(len(ordered) * 0.95)] if ordered else float("nan")


def lines(found: Found) -> Iterator[str]:
    """The rows of the table."""
    without, during = p95(found.without), p95(found.during)
    ratio = during / without
    yield f"REPLIES WHILE {PEOPLE:,} PEOPLE ARE TOLD SOMETHING (server 50 ms, {RATE:.0f} steps a second)"
    yield f"{'':<27}{'replies':>18}{'p50 ms':>18}{'p95 ms':>18}"
    for name, waits in (("without", found.without), ("during the broadcast", found.during)):
        middle = sorted(waits)[len(waits) // 2] * 1e3 if waits else float("nan")
        yield f"{name:<27}{len(waits):>18}{middle:>18.1f}{p95(waits) * 1e3:>18.1f}"
    yield f"pushes in these windows: {found.pushed}; replies missing: {found.lost}"
    met = "met   " if ratio <= MOST_RATIO else "MISSED"
    yield f"  {met}  p95 during the broadcast at most {MOST_RATIO} x that without: {ratio:.2f} x"


@contextmanager
def _inside(path: Path) -> Iterator[Connection]:
    """A transaction beside the running bot."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 15})
    try:
        with engine.begin() as conn:
            yield conn
    finally:
        engine.dispose()


def main() -> None:
    """A bench, not a test: whatever the numbers say, the exit code is 0."""
    parser = argparse.ArgumentParser(prog="python -m bench.broadcast", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="half a minute, not for numbers to quote")
    pace = QUICK if parser.parse_args().quick else FULL
    with tempfile.TemporaryDirectory(prefix="pilar-bench-") as folder:
        found = asyncio.run(run(pace, Path(folder), cores()))
    print("\n".join(lines(found)))


if __name__ == "__main__":
    main()
