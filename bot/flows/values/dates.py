"""Dates as people type them, Indonesian and English, day before month; and as they are shown.

A strict grammar takes what offices write. Phrases about time past or to come that it does not know go to
dateparser, which is loaded only then (it is heavy).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date

from bot.flows.form import Question
from bot.flows.problems import Problem
from bot.flows.values import habits
from bot.flows.values.habits import vocabulary
from bot.flows.values.readings import LONGEST_LINE, Accepted, Asked, Doubt, Reading, settle
from bot.flows.values.relative import WEEKDAYS, names_period, read_relative
from bot.flows.values.words import KNOWN, add_up

EARLIEST, LATEST = 1900, 2100
"""Years that a typed date can have; outside of them it is a slip of the finger."""

_MONTH_WORDS = (
    "januari january jan jany",
    "februari pebruari february feb peb febr",
    "maret march mar mrt",
    "april apr",
    "mei may mey",
    "juni june jun",
    "juli july jul",
    "agustus august agt agu ags aug agust",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in vocabulary(words)}

_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
_WORD = r"(?P<word>[a-z]+)\.?"
_DAY = r"(?P<day>[0-9]{1,2})"
_MONTH = r"(?P<month>[0-9]{1,2})"
_DAYS = tuple(
    re.compile(f"{shape}$")
    for shape in (
        rf"(?P<year>[0-9]{{4}})\s*[-/.]\s*{_MONTH}\s*[-/.]\s*{_DAY}",
        rf"{_DAY}\s*(?P<sign>[-/. ])\s*{_MONTH}\s*(?P=sign)\s*{_YEAR}",
        rf"{_DAY}[\s\-/.,]*{_WORD}(?:[\s\-/.,]*(?:tahun |th\.? ?)?{_YEAR})?",
        rf"{_WORD}\s*{_DAY}(?:(?:\s*,\s*|\s+)(?P<year>[0-9]{{4}}))?",
        rf"{_DAY}\s*[-/]\s*{_MONTH}",
        rf"{_DAY}\s+bulan\s+(?:{_MONTH}|{_WORD})(?:\s+(?:tahun\s+)?{_YEAR})?",
    )
)
_MONTH_YEARS = tuple(
    re.compile(f"{shape}$")
    for shape in (
        r"(?P<year>[0-9]{4})\s*[-/.]\s*(?P<month>[0-9]{1,2})",
        r"(?P<month>[0-9]{1,2})\s*[-/. ]\s*(?P<year>[0-9]{4})",
        rf"(?:bulan )?{_WORD}[\s\-/.,]*(?:tahun )?{_YEAR}",
    )
)
_ONLY_YEAR = re.compile(r"(?P<year>[0-9]{4})$")
_PACKED = re.compile(r"[0-9]{6}(?:[0-9]{2})?$")
_NEAR = 10
"""Years to come that two digits mean without a question; what is later may as well be of the last century."""

_LEADS = re.compile(
    rf"^(?:(?:{'|'.join(WEEKDAYS)})\b[.,]?\s*(?=[0-9a-z])|(?:tanggal|tgl|pada|hari|on|the)\b\.?\s*)"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a typed date names. `years` are those that it can mean, none when it is left out."""

    years: tuple[int, ...]
    month: int
    day: int


def read_date(text: str, asked: Asked) -> Reading:
    """What a typed line says to a date question; appearance `month-year` or `year` asks for less."""
    line = habits.plain(text)
    if len(line) > LONGEST_LINE:
        return Problem("problem-date")
    if habits.nothing(line):
        return Doubt(("",), "nihil")
    reading = _read(habits.without_address(line).lower().rstrip(".,"), asked.today, detail(asked.question))
    if isinstance(reading, Problem) and reading.key == "problem-date":
        polite = habits.is_polite(line) or line.lower() in habits.YES
        return Problem("problem-politeness") if polite else reading
    return reading


def detail(question: Question) -> str:
    """How much of a date is asked: 'day', 'month' or 'year'."""
    if "year" in question.appearance:
        return "year"
    return "month" if "month-year" in question.appearance else "day"


def is_date(value: str) -> bool:
    """Whether a value is an ISO date."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def show_date(value: str, question: Question, language: str) -> str:
    """'27 Mei 2024', 'Mei 2024' or '2024', by the question's appearance."""
    pattern = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}[detail(question)]
    return format_date(date.fromisoformat(value), pattern, locale="en" if language == "en" else "id")


def _read(line: str, today: date, wanted: str) -> Reading:
    for _ in range(3):
        shorter = _LEADS.sub("", line)
        if shorter == line:
            break
        relative = read_relative(line, today)
        if relative:  # 'hari ini', 'minggu lalu': here the leading word is the date
            return _shorten(relative, wanted)
        line = shorter
    line = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)\b", "", line).replace(" of ", " ")
    if wanted != "day":
        less = _read_less(line, wanted, today)
        if less is not None:
            return less
    found = _parts(_with_digits(line), today)
    if found is not None:
        reading = _year_first(line, _settle_parts(found, today), today)
        return _shorten(reading.readings, wanted) if isinstance(reading, Doubt) else _cut(reading, wanted)
    if wanted == "day" and names_period(line):
        return Problem("problem-date-incomplete")
    relative = read_relative(line, today) or _read_phrase(line, today)
    relative = tuple(iso for iso in relative if EARLIEST <= int(iso[:4]) <= LATEST)
    if relative:
        return _shorten(relative, wanted)
    less = _read_less(line, "month", today) or _read_less(line, "year", today)
    return Problem("problem-date-incomplete" if less else "problem-date")


def _read_less(line: str, wanted: str, today: date) -> Accepted | Doubt | None:
    """A month of a year, or a year alone, as the first day of it (as ODK stores them)."""
    only = _ONLY_YEAR.match(line)
    if only:
        return Accepted(f"{line}-01-01") if wanted == "year" and EARLIEST <= int(line) <= LATEST else None
    for shape in _MONTH_YEARS:
        found = shape.match(line)
        month = found and _month(found)
        if found and month:
            years = [year for year in _years(found.group("year"), today) if EARLIEST <= year <= LATEST]
            if years:
                first = 1 if wanted == "year" else month
                return settle([f"{year:04}-{first:02}-01" for year in years], "date")
    return None


def _with_digits(line: str) -> str:
    """'dua puluh tujuh mei dua ribu dua puluh empat' -> '27 mei 2024'."""
    tokens = line.split(" ")
    at = next((place for place, word in enumerate(tokens) if word.rstrip(".,") in MONTHS), 0)
    sides = [tokens[:at], [word for word in tokens[at + 1 :] if word not in ("tahun", "thn")]]
    for place, side in enumerate(sides):
        value = add_up(side) if at and side and all(word in KNOWN for word in side) else None
        if value is not None and value % 1 == 0:
            sides[place] = [str(int(value))]
    return " ".join((*sides[0], tokens[at], *sides[1]))


def _parts(line: str, today: date) -> Parts | None:
    if _PACKED.match(line):
        return _packed(line, today)
    for shape in _DAYS:
        found = shape.match(line)
        month = found and _month(found)
        if found and month is not None:
            groups = found.groupdict()
            years = _years(groups["year"], today) if groups.get("year") else ()
            return Parts(years, month, int(groups["day"]))
    return None


def _packed(line: str, today: date) -> Parts:
    """'27052024', '20240527' or '270524'; the day-first reading wins."""
    day, month, year = int(line[:2]), int(line[2:4]), line[4:]
    if len(line) == 6 or (EARLIEST <= int(year) <= LATEST and 1 <= month <= 12):
        return Parts(_years(year, today), month, day)
    return Parts((int(line[:4]),), int(line[4:6]), int(line[6:]))


def _year_first(line: str, reading: Accepted | Doubt | Problem, today: date) -> Accepted | Doubt | Problem:
    """'240527' may be 24 May 2027, or the 27th of May 2024 as file names have it: asked where that is nearer."""
    if len(line) != 6 or not line.isdecimal() or isinstance(reading, Doubt):
        return reading
    other = _iso(_years(line[:2], today)[0], int(line[2:4]), int(line[4:]))
    if not other:
        return reading
    if isinstance(reading, Problem):
        return Doubt((other,), "date")
    ahead = (date.fromisoformat(reading.value) - today).days
    nearer = abs((date.fromisoformat(other) - today).days) < ahead
    return Doubt((reading.value, other), "date") if nearer else reading


def _month(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    return int(groups["month"]) if groups.get("month") else MONTHS.get(groups.get("word") or "")


def _years(text: str, today: date) -> tuple[int, ...]:
    """The years that digits can mean, the nearest first: two of them are of this century while that is not far
    ahead ('24', '30'); past that we ask."""
    digits = text.lstrip("'")
    if len(digits) == 4:
        return (int(digits),)
    late, early = 2000 + int(digits), 1900 + int(digits)
    if late <= today.year + _NEAR:
        return (late,)
    return tuple(sorted((late, early), key=lambda year: abs(year - today.year)))


def _settle_parts(parts: Parts, today: date) -> Accepted | Doubt | Problem:
    if not parts.years:
        return _without_year(parts, today)
    year = parts.years[0]
    if not EARLIEST <= year <= LATEST:
        return Problem("problem-date-far", {"year": str(year), "from": str(EARLIEST), "to": str(LATEST)})
    fitting = [iso for one in parts.years if (iso := _iso(one, parts.month, parts.day))]
    if fitting:
        return settle(fitting, "date")
    american = _iso(year, parts.day, parts.month) if parts.month > 12 else ""
    return Doubt((american,), "date") if american else _impossible(parts)


def _without_year(parts: Parts, today: date) -> Doubt | Problem:
    """The years around today, the nearest first: a date should not rest on a guessed year."""
    years = sorted(range(today.year - 1, today.year + 2), key=lambda year: _distance(year, parts, today))
    fitting = [iso for year in years if (iso := _iso(year, parts.month, parts.day))]
    if not fitting:
        near = range(today.year - 4, today.year + 5)  # 29 February
        fitting = [iso for year in near if (iso := _iso(year, parts.month, parts.day))]
    return Doubt(tuple(fitting[:2]), "date") if fitting else _impossible(parts)


def _distance(year: int, parts: Parts, today: date) -> int:
    """In days. Forms ask about what has happened, so a date to come counts as two months farther."""
    iso = _iso(year, parts.month, parts.day)
    days = (date.fromisoformat(iso) - today).days if iso else 10**6
    return days + 60 if days > 0 else -days


def _iso(year: int, month: int, day: int) -> str:
    """'' where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return ""
    return f"{year:04}-{month:02}-{day:02}"


def _impossible(parts: Parts) -> Problem:
    year = str(parts.years[0]) if parts.years else ""
    return Problem("problem-date-impossible", {"day": parts.day, "month": parts.month, "year": year})


def _shorten(readings: Iterable[str], wanted: str) -> Accepted | Doubt:
    return settle([_trim(reading, wanted) for reading in readings], "date")


def _cut(reading: Accepted | Problem, wanted: str) -> Accepted | Problem:
    return Accepted(_trim(reading.value, wanted)) if isinstance(reading, Accepted) else reading


def _trim(iso: str, wanted: str) -> str:
    return {"day": iso, "month": f"{iso[:7]}-01", "year": f"{iso[:4]}-01-01"}[wanted]


_PHRASE_WORDS = frozenset(
    vocabulary(
        "hari minggu mgg pekan bulan bln tahun thn day days week weeks month months year years fortnight yang"
        " yg a an the in before after from yesterday tomorrow kemarin one two three four five six seven eight"
        " nine ten seminggu sebulan setahun sehari sepekan"
    )
)
_PHRASE_MARKS = frozenset(vocabulary("ago lalu lagi in before after from fortnight"))


def _read_phrase(line: str, today: date) -> tuple[str, ...]:
    """What dateparser makes of a phrase about time past or to come; nothing for any other words, since it is
    generous ('27 bulan 5 2024' would become a day in 2022)."""
    words = re.findall(r"[a-z]+", line)
    counted = re.fullmatch(r"(?:in )?[0-9]{1,3} [a-z ]+|[a-z ]+", line)
    if len(line) > 40 or not counted or not _PHRASE_MARKS & set(words):
        return ()
    if not all(word in _PHRASE_WORDS | _PHRASE_MARKS for word in words):
        return ()
    import dateparser

    found = dateparser.parse(
        line,
        languages=["id", "en"],
        settings={
            "DATE_ORDER": "DMY",
            "RELATIVE_BASE": datetime(today.year, today.month, today.day),
            "REQUIRE_PARTS": ["day", "month", "year"],
        },
    )
    return () if found is None else (found.date().isoformat(),)
