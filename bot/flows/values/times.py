"""Times of day and moments: `14.20`, `pukul 9 pagi`, `setengah 9`, `9pm`, `27 Mei 2024 pukul 14.20`.

Canonical is what ODK tools read, `14:20:00.000` and `2024-05-27T14:20:00.000`, then the region's offset if
the caller gives one. A typed WIB, WITA or WIT is turned into the region's own time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from babel.dates import format_date

from bot.flows.problems import Problem
from bot.flows.values import habits
from bot.flows.values.dates import is_date, read_date
from bot.flows.values.readings import LONGEST_LINE, Accepted, Asked, Doubt, Reading, settle
from bot.flows.values.words import KNOWN, add_up

ZONES = {"wib": 7, "wita": 8, "wit": 9}
"""Hours before UTC of Indonesia's zones; none has daylight saving."""

_DAY = 86400
_PARTS = {
    **dict.fromkeys(("pagi", "subuh", "dini hari", "am", "a.m", "a.m.", "in the morning"), "morning"),
    **dict.fromkeys(("siang",), "noon"),
    **dict.fromkeys(
        ("sore", "petang", "pm", "p.m", "p.m.", "in the afternoon", "in the evening"), "afternoon"
    ),
    **dict.fromkeys(("malam", "mlm", "at night"), "night"),
}
_NAMED = {"tengah hari": 43200, "noon": 43200, "midday": 43200, "tengah malam": 0, "midnight": 0}
_LEADS = re.compile(r"^(?:(?:pukul|pkl|pk|jam|at|@)\b\.?\s*)+")
_ZONE = re.compile(r"\s*\b(wib|wita|wit)\b\.?$")
_CLOCK = re.compile(
    r"(?P<half>setengah )?(?P<hour>[0-9]{1,2})"
    r"(?:(?P<sign>[.:])(?P<minute>[0-9]{2})(?:[.:](?P<second>[0-9]{2})(?:\.[0-9]{1,3})?)?)?"
    rf"\s*(?P<part>{'|'.join(re.escape(part) for part in sorted(_PARTS, key=len, reverse=True))})?$"
)
_PACKED = re.compile(r"(?P<hour>[01][0-9]|2[0-4]|[1-9])(?P<minute>[0-5][0-9])$")
_NOW = frozenset({"sekarang", "skrg", "skr", "saat ini", "now", "right now", "just now"})
_OPENS = 7
"""The hour from which an unnamed half of the day is the working one: 'jam 9' is in the morning."""

_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}(?:Z|[+-][0-9]{2}:[0-9]{2})?"
_ISO = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[tT ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]{1,9})?"
    r"(?P<offset>[zZ]|[+-][0-9]{2}:?[0-9]{2})?$"
)
_JOINT = re.compile(r"[,;]?\s+(?:(?:pukul|pkl|pk|jam|at|@)\b\.?\s*)?")
_MOST_JOINTS = 12
_TELLING = frozenset({"problem-date-impossible", "problem-date-far"})


def read_time(text: str, asked: Asked) -> Reading:
    """What a typed line says to a time question. A bare hour up to 6 is asked about."""
    line = habits.plain(text)
    if habits.nothing(line):
        return Doubt(("",), "nihil")
    bare = habits.without_address(line).lower()
    if bare.rstrip(".,!") in _NOW and asked.now is not None:
        return Accepted(f"{asked.now:%H:%M}:00.000{asked.offset}")
    packed = _PACKED.match(_LEADS.sub("", bare))
    if packed:
        bare = f"{packed['hour']}:{packed['minute']}"
    found = clock_readings(bare, asked.offset)
    if found:
        return settle([_time(seconds) + asked.offset for seconds in found], "time")
    return Problem("problem-politeness" if habits.is_polite(line) else "problem-time")


def read_moment(text: str, asked: Asked) -> Reading:
    """What a typed line says to a dateTime question: a date and a time, in either order."""
    line = habits.plain(text)
    if len(line) > LONGEST_LINE:
        return Problem("problem-datetime")
    if habits.nothing(line):
        return Doubt(("",), "nihil")
    bare = habits.without_address(line)
    if bare.lower().rstrip(".,!") in _NOW and asked.now is not None:
        return Accepted(f"{asked.now:%Y-%m-%dT%H:%M}:00.000{asked.offset}")
    iso = _ISO.match(bare)
    if iso and is_date(iso["date"]):
        moved = _minutes(asked.offset) - _minutes(iso["offset"]) if iso["offset"] and asked.offset else 0
        clocks = [seconds + moved * 60 for seconds in clock_readings(iso["time"], "")]
        return _settle_moments([iso["date"]], clocks, asked) if clocks else Problem("problem-datetime")
    impossible: Problem | None = None
    for days, clock in _splits(bare):
        clocks = list(clock_readings(clock.lower(), asked.offset))
        reading = read_date(days, _by_day(asked)) if clocks else None
        if isinstance(reading, Accepted | Doubt) and "" not in _values(reading):
            return _settle_moments(_values(reading), clocks, asked)
        if isinstance(reading, Problem) and reading.key in _TELLING:
            impossible = reading
    day = read_date(bare, _by_day(asked))
    if isinstance(day, Accepted | Doubt):
        return Problem("problem-time-missing")
    return impossible or (Problem("problem-datetime") if day.key == "problem-date" else day)


def clock_readings(line: str, offset: str) -> tuple[int, ...]:
    """Seconds since midnight that a lower-case line can mean, likeliest first; past 86400 is the next day."""
    if len(line) > 40:
        return ()
    zone = _ZONE.search(line)
    shift = _minutes(offset) * 60 - ZONES[zone[1]] * 3600 if zone and offset else 0
    line = _LEADS.sub("", line[: zone.start()] if zone else line)
    if line in _NAMED:
        return (_NAMED[line] + shift,)
    return tuple(seconds + shift for seconds in _clock(_with_digits(line)))


def is_time(value: str) -> bool:
    return re.fullmatch(_TIME, value) is not None


def is_moment(value: str) -> bool:
    day, mark, clock = value.partition("T")
    return bool(mark) and is_date(day) and is_time(clock)


def show_time(value: str, language: str) -> str:
    """'pukul 14.20' or '14:20'; seconds only where there are any."""
    clock = value[:8] if value[6:8] != "00" else value[:5]
    return clock if language == "en" else f"pukul {clock.replace(':', '.')}"


def show_moment(value: str, language: str) -> str:
    """'27 Mei 2024 pukul 14.20' or '27 May 2024, 14:20', in the region's time."""
    day = format_date(date.fromisoformat(value[:10]), "d MMMM y", locale="en" if language == "en" else "id")
    return f"{day}{', ' if language == 'en' else ' '}{show_time(value[11:], language)}"


def _with_digits(line: str) -> str:
    """'sembilan pagi' -> '9 pagi', 'setengah sembilan' -> 'setengah 9'."""
    words = line.split(" ")
    start = 1 if words[0] == "setengah" else 0
    for end in (start + 2, start + 1):
        name = words[start:end]
        value = add_up(name) if name and all(word in KNOWN for word in name) else None
        if value is not None and value % 1 == 0 and value <= 24:
            return " ".join((*words[:start], str(int(value)), *words[end:]))
    return line


def _clock(line: str) -> tuple[int, ...]:
    found = _CLOCK.match(line)
    if not found:
        return ()
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return ()
    if found["half"] and (found["sign"] or not 1 <= hour <= 12):
        return ()
    half = 1800 if found["half"] else 0  # 'setengah 9' is half before nine
    part = _PARTS.get(found["part"] or "", "")
    if part or found["sign"] or not 1 <= hour <= 12:
        named = _hour_of_part(hour, part) if part else hour
        seconds = named * 3600 + minute * 60 + second - half
        return (seconds if seconds >= 0 else seconds + _DAY,)  # half before twelve at night
    said = (hour - 1 or 12) if half else hour
    return tuple(h * 3600 + half for h in ((said,) if said >= _OPENS else (said, said + 12)))


def _hour_of_part(hour: int, part: str) -> int:
    """12 is midnight in the morning and at night; the small hours stay small at night ('1 malam')."""
    if hour > 12:
        return hour
    if part == "morning":
        return hour % 12
    if part == "night":
        return hour + 12 if 5 <= hour < 12 else hour % 12
    if part == "noon" and hour in (10, 11):
        return hour
    return hour % 12 + 12


def _splits(line: str) -> Iterable[tuple[str, str]]:
    """Ways to part a line into date and time, the longest date first."""
    joints = list(_JOINT.finditer(line))[:_MOST_JOINTS]
    for joint in reversed(joints):
        yield line[: joint.start()], line[joint.end() :]
    for joint in joints:
        yield line[joint.end() :], line[: joint.start()]


def _settle_moments(days: Iterable[str], clocks: Iterable[int], asked: Asked) -> Reading:
    seconds = tuple(clocks)
    return settle([_moment(day, clock) + asked.offset for day in days for clock in seconds], "date")


def _moment(iso: str, clock: int) -> str:
    later, rest = divmod(clock, _DAY)
    return f"{(date.fromisoformat(iso) + timedelta(days=later)).isoformat()}T{_time(rest)}"


def _time(seconds: int) -> str:
    seconds %= _DAY
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def _values(reading: Accepted | Doubt) -> tuple[str, ...]:
    return (reading.value,) if isinstance(reading, Accepted) else reading.readings


def _minutes(offset: str) -> int:
    if not re.fullmatch(r"[+-][0-9]{2}:?[0-9]{2}", offset):
        return 0
    return (1 if offset[0] == "+" else -1) * (int(offset[1:3]) * 60 + int(offset[-2:]))


def _by_day(asked: Asked) -> Asked:
    return replace(asked, question=asked.question.model_copy(update={"appearance": frozenset()}))
