"""One cell of the table: a crowd, a bot, so many seconds; and what was seen."""

from __future__ import annotations

import time
from dataclasses import dataclass

from bench.people import Crowd
from bench.processes import Program


@dataclass(frozen=True, slots=True)
class Measure:
    """`waits` in seconds, sorted; the last `unanswered` of them were still waiting when the time was over.

    `updates` were replied to; `answers` of them stored something, the others only move on ('later' to a request for
    evidence, a note that was read)."""

    seconds: float
    updates: int
    answers: int
    cpu: float
    server_cpu: float
    waits: tuple[float, ...]
    unanswered: int
    lost: int
    others: float = 0.0  # share of the bots' core that other programs of this machine used meanwhile

    @property
    def rate(self) -> float:
        """Updates a second."""
        return self.updates / self.seconds

    @property
    def cpu_each(self) -> float:
        """Seconds of CPU for an update."""
        return self.cpu / self.updates if self.updates else float("nan")

    @property
    def updates_each(self) -> float:
        """Updates for an answer, with those that only move on."""
        return self.updates / self.answers if self.answers else float("nan")

    @property
    def server_busy(self) -> float:
        """How much of its core the load server used: near 1 it would be what is measured."""
        return self.server_cpu / self.seconds

    def wait(self, share: float) -> float:
        """The percentile; nan when nothing was answered."""
        return (
            self.waits[min(len(self.waits) - 1, int(len(self.waits) * share))] if self.waits else float("nan")
        )

    def is_bound(self, share: float) -> bool:
        """Whether the percentile is a lower bound only, because so many still waited at the end."""
        return self.unanswered > len(self.waits) * (1 - share)


@dataclass
class _Start:
    program: Program
    cpu: float = 0.0
    server_cpu: float = 0.0
    at: float = 0.0
    core: float = 0.0

    def __call__(self) -> None:
        self.cpu, self.server_cpu, self.at = self.program.cpu, time.process_time(), time.perf_counter()
        self.core = self.program.core_busy


async def at_once(
    crowd: Crowd, program: Program, people: int, *, warm_up: float, seconds: float, patience: float
) -> Measure:
    """So many people, each with one step under way."""
    start = _Start(program)
    await crowd.at_once(people, start, warm_up, seconds)
    return await _end(crowd, start, patience)


async def steady(
    crowd: Crowd, program: Program, rate: float, *, warm_up: float, seconds: float, patience: float
) -> Measure:
    """So many steps a second, whether the bot keeps up or not; whoever waits at the end counts with her wait
    so far."""
    start = _Start(program)
    await crowd.steady(rate, start, warm_up, seconds)
    return await _end(crowd, start, patience)


async def _end(crowd: Crowd, start: _Start, patience: float) -> Measure:
    at, cpu, server_cpu = time.perf_counter(), start.program.cpu, time.process_time()
    core = start.program.core_busy
    waits, updates, answers = list(crowd.latencies), crowd.replies, crowd.answers
    # who has waited no longer than others do says nothing yet
    usual = sorted(waits)[len(waits) // 2] if waits else 0.0
    overdue = [wait for wait in crowd.overdue() if wait > usual]
    lost = await crowd.drain(patience)
    return Measure(
        at - start.at,
        updates,
        answers,
        cpu - start.cpu,
        server_cpu - start.server_cpu,
        tuple(sorted(waits + overdue)),
        len(overdue),
        lost,
        max(0.0, core - start.core - (cpu - start.cpu)) / (at - start.at),
    )
