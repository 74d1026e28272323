"""The whole run: which bots, which people, in which order; what is compared is measured in turns.

The machine's speed drifts within minutes, so everything that becomes a ratio alternates in short windows and
the median counts.
"""

from __future__ import annotations

import asyncio
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench import measuring
from bench.fill import Filled, Size, count_events, fill
from bench.forms import Loading, load
from bench.measuring import Measure
from bench.people import Crowd, crowd_of, crowd_of_texters
from bench.processes import Cores, Program, start_bot, start_echo
from bench.server import Server
from bench.walks import Sort, record

RATE = 30.0
DELAYS = (0.0, 0.05)
TEXT = "Sudah berjalan sejak 2022, dilaporkan tiap triwulan kepada kepala dinas"
SORTS = (Sort.CHOICE, Sort.NUMBER, Sort.TEXT)


@dataclass(frozen=True, slots=True)
class Pace:
    """How long everything takes; `--quick` is for trying it out, not for numbers to quote."""

    warm_up: float
    seconds: float
    steady_seconds: float
    rounds: int
    people: tuple[int, ...]
    large: int
    walking_rounds: int
    sort_rounds: int


FULL = Pace(0.7, 3.0, 12.0, 5, (1, 50, 500), 1_000_000, 90, 150)
QUICK = Pace(0.3, 0.7, 3.0, 1, (1, 50), 50_000, 15, 24)
SMALL = 1_000


@dataclass
class Results:
    """Everything that the table is made of."""

    cores: Cores
    compared: dict[str, list[Measure]] = field(default_factory=lambda: defaultdict(list))
    grid: dict[tuple[str, float, int], Measure] = field(default_factory=dict)
    steady: dict[str, Measure] = field(default_factory=dict)
    starts: dict[str, float] = field(default_factory=dict)
    peaks: dict[str, int] = field(default_factory=dict)
    stored: dict[str, int] = field(default_factory=dict)  # answers in the database at the beginning
    sent: int = 0
    kept: int = 0
    lost: int = 0
    forms: list[Loading] = field(default_factory=list)

    def cpu(self, name: str) -> float:
        """Seconds of CPU for an update, the median of the windows that took turns."""
        return median(one.cpu_each for one in self.compared[name])

    @property
    def updates_each(self) -> float:
        """Updates for an answer of a walk."""
        return median(one.updates_each for one in self.compared["large"])

    @property
    def every(self) -> list[Measure]:
        compared = [measure for measures in self.compared.values() for measure in measures]
        return [*compared, *self.grid.values(), *self.steady.values()]

    @property
    def busiest_server(self) -> float:
        return max(measure.server_busy for measure in self.every)


async def run(pace: Pace, folder: Path, held: Cores) -> Results:
    """Everything, in order; progress goes to stderr."""
    results = Results(held)
    say("walking the questionnaire once")
    recording = await asyncio.to_thread(record)
    for questions in (100, 500):
        say(f"loading a form of {questions} questions")
        results.forms.append(await load(questions, folder))
    databases: dict[str, Filled] = {}
    for name, size in (
        ("small", Size(pace.walking_rounds, 0, SMALL)),
        ("large", Size(pace.walking_rounds, pace.sort_rounds, pace.large)),
    ):
        say(f"filling a database with {size.answers:,} answers")
        databases[name] = await asyncio.to_thread(fill, folder / f"{name}.db", recording, size)
        results.stored[name] = databases[name].answers
    held.hold_server()
    server = Server()
    await server.start()
    stage = _Stage(pace, folder, held, server, databases, results)
    try:
        await stage.all()
    finally:
        stage.stop()
        await server.stop()
    return results


class _Stage:
    """The running bots. Ours live through the whole run, as they would; an overloaded echo is started anew."""

    def __init__(
        self,
        pace: Pace,
        folder: Path,
        held: Cores,
        server: Server,
        databases: dict[str, Filled],
        results: Results,
    ) -> None:
        self._pace = pace
        self._folder = folder
        self._held = held
        self._server = server
        self._databases = databases
        self._results = results
        self._accounts = {
            name: server.account(number)
            for number, name in enumerate(("small", "large", "sequential", "concurrent"), start=100)
        }
        self._programs: dict[str, Program] = {}
        self._crowds = {name: crowd_of(self._accounts[name], f.walkers) for name, f in databases.items()}
        for sort in SORTS:
            self._crowds[sort] = crowd_of(self._accounts["large"], databases["large"].of_sort[sort])

    async def all(self) -> None:
        before = {name: count_events(filled.path) for name, filled in self._databases.items()}
        for name in self._accounts:
            say(f"starting {name}")
            await self._start(name)
        await self._compare()
        await self._measure_grid()
        await self._measure_steady()
        self._results.sent = sum(crowd.sent for crowd in self._crowds.values())
        after = {name: count_events(filled.path) for name, filled in self._databases.items()}
        self._results.kept = sum(after[name] - before[name] for name in before)

    def stop(self) -> None:
        for name, program in self._programs.items():
            self._note_peak(name)
            program.stop()

    async def _compare(self) -> None:
        """What becomes a ratio of CPU: in turns, 50 people at once, the server answering at once."""
        people = min(50, max(self._pace.people))
        for number in range(self._pace.rounds + 1):
            say(f"CPU of an update, turn {number} of {self._pace.rounds}")
            for name in ("sequential", "large", "small", *SORTS, "concurrent"):
                measure = await self._at_once(name, people, 0.0, self._pace.seconds / 2)
                if number:  # in the first, everything is met for the first time
                    self._results.compared[name].append(measure)

    async def _measure_grid(self) -> None:
        for delay in DELAYS:
            for people in self._pace.people:
                for name in ("large", "sequential", "concurrent"):
                    say(f"{people} at once, the server answers after {delay * 1000:.0f} ms: {name}")
                    # a crowd waits for seconds: it needs a longer look
                    seconds = self._pace.seconds * (2 if people > 100 else 1)
                    measure = await self._at_once(name, people, delay, seconds)
                    self._results.grid[name, delay, people] = measure

    async def _measure_steady(self) -> None:
        for name in ("large", "small", "concurrent", "sequential"):
            say(f"{RATE:.0f} a second: {name}")
            program, crowd = await self._ready(name, DELAYS[1])
            measure = await measuring.steady(
                crowd,
                program,
                RATE,
                warm_up=1.0,
                seconds=self._pace.steady_seconds,
                patience=self._patience(name),
            )
            self._results.steady[name] = self._noted(name, measure)

    async def _at_once(self, name: str, people: int, delay: float, seconds: float) -> Measure:
        program, crowd = await self._ready(name, delay)
        measure = await measuring.at_once(
            crowd,
            program,
            people,
            warm_up=self._pace.warm_up,
            seconds=seconds,
            patience=self._patience(name),
        )
        return self._noted(name, measure)

    async def _ready(self, name: str, delay: float) -> tuple[Program, Crowd]:
        bot = name if name in self._accounts else "large"
        if bot not in self._programs:
            await self._start(bot)
        self._accounts[bot].delay = delay
        return self._programs[bot], self._crowd(name)

    def _crowd(self, name: str) -> Crowd:
        if name in self._crowds:
            return self._crowds[name]
        return crowd_of_texters(self._accounts[name], max(self._pace.people) * 2, TEXT)

    def _noted(self, name: str, measure: Measure) -> Measure:
        if name in self._crowds:
            self._results.lost += measure.lost
            if self._crowds[name].ran_out:
                say(f"  fewer people than wanted: the scripts of '{name}' ran out")
        elif measure.lost:  # it still works on what it took: a fresh one comes next
            self._note_peak(name)
            self._programs.pop(name).kill()
        return measure

    def _patience(self, name: str) -> float:
        return 15.0 if name in self._crowds else 1.0

    def _note_peak(self, name: str) -> None:
        peak = self._programs[name].peak_memory
        self._results.peaks[name] = max(peak, self._results.peaks.get(name, 0))

    async def _start(self, name: str) -> None:
        account, url = self._accounts[name], self._server.url
        if name in self._databases:
            program = await start_bot(account, url, self._databases[name].path, self._held)
        else:
            log = self._folder / f"{name}.log"
            concurrent = name == "concurrent"
            program = await start_echo(account, url, log, self._held, concurrent=concurrent)
        self._programs[name] = program
        self._results.starts.setdefault(name, program.start_seconds)


def say(what: str) -> None:
    """Progress, for whoever waits."""
    print(f"bench: {what}", file=sys.stderr, flush=True)
