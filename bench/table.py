"""The table: plain text, at most 100 columns, every aim with its ratio and whether it is met."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from bench.measuring import Measure
from bench.scenarios import DELAYS, RATE, SORTS, Pace, Results

NAMES = {
    "large": "this bot",
    "small": "this bot, small database",
    "sequential": "stock echo, sequential",
    "concurrent": "stock echo, concurrent",
}
BOTS = ("large", "sequential", "concurrent")
MOST_CPU, LEAST_RATE, MOST_ADDED, MOST_GROWTH, MOST_MEMORY = 2.0, 10.0, 0.025, 1.2, 150 << 20


@dataclass(frozen=True, slots=True)
class Aim:
    what: str
    found: str
    is_met: bool


def table(results: Results, pace: Pace) -> str:
    """All of it, ready to be printed."""
    blocks = [_head(results), _rates(results, pace), _cpu(results), _waits(results, pace), _steady(results)]
    blocks += [_sizes(results), _rest(results), _aims(results, pace)]
    return "\n\n".join("\n".join(block) for block in blocks)


def _head(results: Results) -> Iterator[str]:
    cores = results.cores
    yield "PILAR BENCH   ms unless said otherwise; 'p50/p95/p99' from update available to the reply in effect"
    yield f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {_load()}"
    if cores.server is None:
        yield "ONE core for everything: the load server takes its share of it"
    else:
        yield (
            f"bots on core {cores.bots} one at a time, load server on core {cores.server} "
            f"(busy {results.busiest_server:.0%} of it at most)"
        )
        others = median(one.others for one in results.every)
        yield f"other programs of this machine used {others:.0%} of the bots' core meanwhile (median)"
    yield "this bot: python -m bot run, the shipped questionnaire, SQLite synchronous=FULL, two calls"
    yield "  an answer, people of many agencies and rounds who walk their sections; pacing off"
    yield "stock echo: python-telegram-bot's example, its defaults (httpx), no database, one call an update"
    yield "a send, edit or callback answer takes effect and is answered after the delay, getUpdates at once"
    yield "'>': so many still waited when the time was over that the true number is higher"


def _rates(results: Results, pace: Pace) -> Iterator[str]:
    yield _row("UPDATES A SECOND", *(f"{d * 1000:.0f} ms, {n}" for d in DELAYS for n in pace.people))
    for name in BOTS:
        cells = (results.grid[name, delay, people].rate for delay in DELAYS for people in pace.people)
        yield _row(NAMES[name], *(f"{cell:.0f}" if cell >= 100 else f"{cell:.1f}" for cell in cells))
    yield "  (delay of the server, people at once: each sends the next the moment the reply is there)"
    storing = 100 / results.updates_each
    yield f"  (an update is a tap or a message that was replied to: {storing:.0f} of 100 in a walk store an answer,"
    yield "  the others say 'later' to a request for evidence or turn over a note; the echo's are all messages)"


def _cpu(results: Results) -> Iterator[str]:
    stock = results.cpu("sequential")
    yield _row("CPU OF AN UPDATE", "ms", "x stock", "lowest", "highest")
    for name in ("sequential", "concurrent", "large", *SORTS):
        label = f"this bot: {name}" if name in SORTS else NAMES[name] + (": walks" if name == "large" else "")
        windows = sorted(one.cpu_each for one in results.compared[name])
        cpu = results.cpu(name)
        yield _row(label, _ms(cpu), f"{cpu / stock:.2f}", _ms(windows[0]), _ms(windows[-1]))
    yield "  (user and system time of the whole process; median of windows that take turns, 50 at once)"
    whole = results.cpu("large") * results.updates_each
    ratio = f"{_ms(whole)} ms, {whole / stock:.2f} x"
    yield f"  (an answer of a walk with its share of the updates that only move on: {ratio})"


def _waits(results: Results, pace: Pace) -> Iterator[str]:
    yield _row(
        "WAIT, p50/p95/p99", *(f"{d * 1000:.0f} ms, {n} at once" for d in DELAYS for n in pace.people[:2])
    )
    for name in BOTS:
        cells = (results.grid[name, delay, people] for delay in DELAYS for people in pace.people[:2])
        yield _row(NAMES[name], *map(_percentiles, cells))
    if len(pace.people) > 2:
        most = pace.people[2]
        yield _row("", *(f"{d * 1000:.0f} ms, {most} at once" for d in DELAYS))
        for name in BOTS:
            yield _row(NAMES[name], *(_percentiles(results.grid[name, d, most]) for d in DELAYS))


def _steady(results: Results) -> Iterator[str]:
    yield _row(f"STEADY {RATE:.0f} A SECOND, 50 ms", "p50/p95/p99", "p99 added", "CPU ms")
    for name in ("large", "small", "sequential", "concurrent"):
        measure = results.steady[name]
        added = measure.wait(0.99) - DELAYS[1]
        least = ">" if measure.is_bound(0.99) else ""
        yield _row(NAMES[name], _percentiles(measure), least + _ms(added), _ms(measure.cpu_each))


def _sizes(results: Results) -> Iterator[str]:
    yield _row("STORED ANSWERS", "at start", "CPU ms", "updates/s", "steady p99")
    for name in ("small", "large"):
        windows = results.compared[name]
        rate = sum(one.updates for one in windows) / sum(one.seconds for one in windows)
        p99 = _ms(results.steady[name].wait(0.99))
        yield _row(NAMES["large"], f"{results.stored[name]:,}", _ms(results.cpu(name)), f"{rate:.0f}", p99)


def _rest(results: Results) -> Iterator[str]:
    yield _row("PROCESS", "peak MB", "start-up s")
    for name in ("large", "small", "sequential", "concurrent"):
        yield _row(NAMES[name], f"{results.peaks[name] / (1 << 20):.0f}", f"{results.starts[name]:.2f}")
    yield _row("FORM LOAD", "from its rows", "from the database", "in memory")
    for one in results.forms:
        cells = (f"{one.rows * 1e3:.0f}", f"{one.stored * 1e3:.1f}", f"{one.cached * 1e3:.4f}")
        yield _row(f"{one.questions} questions", *cells)
    yield f"ANSWERS SENT {results.sent:,}, CHANGES STORED {results.kept:,}, REPLIES MISSING {results.lost}"
    if results.kept < results.sent - results.lost:
        yield "  NOT EVERY ANSWER WAS STORED: these numbers mean nothing, read the bot's log"


def _aims(results: Results, pace: Pace) -> Iterator[str]:
    met = list(_judge(results, pace))
    yield "AIMS"
    for aim in met:
        yield f"  {'met   ' if aim.is_met else 'MISSED'}  {aim.what}: {aim.found}"


def _judge(results: Results, pace: Pace) -> Iterator[Aim]:
    most = pace.people[-1]
    ours, stock = (results.grid[name, DELAYS[1], most].rate for name in ("large", "sequential"))
    yield Aim("at 50 ms at least 10 x the stock sequential echo", f"{ours / stock:.1f} x", ours >= 10 * stock)
    for name in ("large", *SORTS):
        ratio = results.cpu(name) / results.cpu("sequential")
        what = "walks" if name == "large" else name
        yield Aim(
            f"CPU of an update at most 2 x the stock echo's update ({what})",
            f"{ratio:.2f} x",
            ratio <= MOST_CPU,
        )
    added = results.steady["large"].wait(0.99) - DELAYS[1]
    yield Aim("at 30 a second less than 25 ms added at p99", f"{_ms(added)} ms", added < MOST_ADDED)
    growth = results.cpu("large") / results.cpu("small")
    sizes = f"{results.stored['small']:,} to {results.stored['large']:,}"
    yield Aim(f"cost within 1.2 x from {sizes} stored answers", f"{growth:.2f} x", growth <= MOST_GROWTH)
    peak = results.peaks["large"]
    yield Aim("under 150 MB", f"{peak / (1 << 20):.0f} MB", peak < MOST_MEMORY)


def _row(label: str, *cells: str) -> str:
    width = 72 // max(len(cells), 4) if cells else 0
    return f"{label:<27}" + "".join(f"{cell:>{width}}" for cell in cells)


def _percentiles(measure: Measure) -> str:
    shares = (0.50, 0.95, 0.99)
    return "/".join((">" if measure.is_bound(s) else "") + _ms(measure.wait(s)) for s in shares)


def _ms(seconds: float) -> str:
    if math.isnan(seconds):
        return "-"
    digits = 0 if abs(seconds) >= 0.1 else 1 if abs(seconds) >= 0.01 else 2
    return f"{seconds * 1e3:.{digits}f}"


def _load() -> str:
    return f"load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
