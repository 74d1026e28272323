"""The programs under test: started as a person would, held to one core, their CPU and memory read from the system."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it brings no types

from bench.server import Account
from bench.walks import ROOT

START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Cores:
    """Which core the bots run on, and which the load server; None where there is only one to share."""

    bots: int | None
    server: int | None

    def hold_server(self) -> None:
        if self.server is not None:
            os.sched_setaffinity(0, {self.server})

    def hold_bot(self) -> None:
        if self.bots is not None:
            os.sched_setaffinity(0, {self.bots})


def cores() -> Cores:
    """One core for the bots and another for the server, if the machine has two and lets us choose."""
    if not hasattr(os, "sched_getaffinity"):
        return Cores(None, None)
    free = sorted(os.sched_getaffinity(0))
    return Cores(free[0], free[1]) if len(free) > 1 else Cores(free[0], None)


@dataclass
class Program:
    """A running bot. `start_seconds`: from nothing to its first getUpdates."""

    process: subprocess.Popen[bytes]
    start_seconds: float
    log: Path
    core: int | None = None

    @property
    def cpu(self) -> float:
        """Seconds of CPU so far, of all threads, in user and system mode."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    @property
    def core_busy(self) -> float:
        """Seconds that its core has worked so far, for whomever; 0 if it has none of its own."""
        if self.core is None:
            return 0.0
        times = psutil.cpu_times(percpu=True)[self.core]
        return float(sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0))

    @property
    def peak_memory(self) -> int:
        """The most bytes that it ever held (resident)."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return int(psutil.Process(self.process.pid).memory_info().rss)
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


async def start_bot(
    account: Account, url: str, database: Path, held: Cores, *, send_rate: float = 0, chat_rate: float = 0
) -> Program:
    """`python -m bot run`, with nothing changed but what a person would set; no pacing unless rates are given,
    since the limits of Telegram are seldom what is measured."""
    environment = {
        "BOT_TOKEN": account.token,
        "TELEGRAM_API_URL": url,
        "DATABASE_URL": f"sqlite:///{database}",
        "EVIDENCE_DIR": str(database.parent / "evidence"),
        "SEND_RATE": str(send_rate),
        "CHAT_RATE": str(chat_rate),
    }
    return await _start(["-m", "bot", "run"], environment, account, database.with_suffix(".log"), held)


async def start_echo(account: Account, url: str, log: Path, held: Cores, *, concurrent: bool) -> Program:
    """The stock echo."""
    arguments = ["-m", "bench.echo", url, account.token, *(["concurrent"] if concurrent else [])]
    return await _start(arguments, {}, account, log, held)


async def _start(
    arguments: list[str], environment: dict[str, str], account: Account, log: Path, held: Cores
) -> Program:
    account.polled.clear()
    begin = time.perf_counter()
    with log.open("ab") as errors:
        process = subprocess.Popen(  # noqa: ASYNC220 - a blink, while nothing is measured
            [sys.executable, *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            cwd=log.parent,  # away from anybody's .env
            stdout=subprocess.DEVNULL,
            stderr=errors,
            preexec_fn=held.hold_bot,
        )
    try:
        await asyncio.wait_for(account.polled.wait(), START_SECONDS)
    except TimeoutError:
        process.kill()
        raise RuntimeError(f"{' '.join(arguments[:3])} did not start; see {log}") from None
    return Program(process, time.perf_counter() - begin, log, held.bots)
