"""Days named from today: 'kemarin', '3 hari lalu', 'Jumat lalu', 'awal bulan ini', in both languages."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from bot.flows.values.habits import vocabulary
from bot.flows.values.words import KNOWN, add_up

_WEEKDAY_WORDS = (
    "senin monday mon",
    "selasa tuesday tue tues",
    "rabu wednesday wed",
    "kamis thursday thu thurs",
    "jumat jum'at jumaat friday fri",
    "sabtu saturday sat",
    "minggu ahad sunday sun",
)
WEEKDAYS = {word: number for number, words in enumerate(_WEEKDAY_WORDS) for word in vocabulary(words)}

_NAMED = {
    "hari ini": 0,
    "hr ini": 0,
    "ini hari": 0,
    "sekarang": 0,
    "skrg": 0,
    "skr": 0,
    "today": 0,
    "now": 0,
    "kemarin": -1,
    "kmrn": -1,
    "kemaren": -1,
    "yesterday": -1,
    "kemarin lusa": -2,
    "kemarin dulu": -2,
    "day before yesterday": -2,
    "the day before yesterday": -2,
    "besok": 1,
    "bsk": 1,
    "esok": 1,
    "tomorrow": 1,
    "lusa": 2,
    "besok lusa": 2,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
}
_LONG = {
    **dict.fromkeys(vocabulary("hari hr day days"), "day"),
    **dict.fromkeys(vocabulary("minggu mgg pekan week weeks"), "week"),
    **dict.fromkeys(vocabulary("bulan bln month months"), "month"),
    **dict.fromkeys(vocabulary("tahun thn th year years"), "year"),
}
_PAST = "lalu|kemarin|kemaren|kmrn|yang lalu|yg lalu|ago|silam"
_AHEAD = "lagi|ke depan|kedepan|depan|mendatang|yang akan datang|from now|later"
_UNITS = "|".join(_LONG)
_WHEN = rf"(?:(?P<past>{_PAST})|(?P<ahead>{_AHEAD}))"
_COUNTED = re.compile(rf"(?:in )?(?P<count>[a-z0-9 ]+?) (?P<unit>{_UNITS})(?: {_WHEN})?$")
_JOINED = re.compile(rf"(?P<count>se)(?P<unit>{_UNITS}) {_WHEN}$")
_PERIOD = re.compile(rf"(?P<unit>{_UNITS}) {_WHEN}$")
_PERIOD_EN = re.compile(rf"(?:(?P<past>last)|(?P<ahead>next)) (?P<unit>{_UNITS})$")
_WEEKDAY = re.compile(
    rf"(?:hari )?(?P<day>{'|'.join(WEEKDAYS)})(?: (?:(?P<past>{_PAST})|(?P<ahead>{_AHEAD})|(?P<this>ini)))?$"
)
_WEEKDAY_EN = re.compile(
    rf"(?:(?P<past>last|past)|(?P<ahead>next|coming)|(?P<this>this)) (?P<day>{'|'.join(WEEKDAYS)})$"
)
_EDGE = re.compile(
    r"(?:(?P<first>awal|(?:the )?(?:beginning|start)(?: of)?)|(?P<last>akhir|(?:the )?end(?: of)?))"
    r"(?: (?P<which>last|next|this))? (?P<unit>bulan|bln|tahun|thn|month|year)"
    r"(?: (?P<when>ini|lalu|kemarin|depan|[0-9]{4}))?$"
)


def read_relative(line: str, today: date) -> tuple[str, ...]:
    """ISO dates that a lower-case line can mean, likeliest first; empty when it names no day from today."""
    if line in _NAMED:
        return (_days(today, _NAMED[line]),)
    edge = _EDGE.match(line)
    if edge:
        return (_edge(edge, today),)
    found = []
    for shape in (_COUNTED, _JOINED, _PERIOD, _PERIOD_EN):
        match = shape.match(line)
        moved = _moved(match, today) if match else ""
        if moved:
            found.append(moved)
            break
    weekday = _WEEKDAY.match(line) or _WEEKDAY_EN.match(line)  # 'minggu lalu' is also last Sunday
    return (*found, *(_weekdays(weekday, today) if weekday else ()))


def names_period(line: str) -> bool:
    """Whether a line names a month or a year from today, but no day of it ('bulan lalu', 'last year')."""
    found = _PERIOD.match(line) or _PERIOD_EN.match(line)
    return found is not None and _LONG[found.group("unit")] in ("month", "year")


def _moved(found: re.Match[str], today: date) -> str:
    groups = found.groupdict()
    ahead = bool(groups["ahead"]) or found.group().startswith("in ")
    if not ahead and not groups["past"]:
        return ""
    count = _count(groups.get("count") or "1")
    if not 1 <= count <= 5000:
        return ""
    steps = count if ahead else -count
    unit = _LONG[groups["unit"]]
    if unit in ("day", "week"):
        return _days(today, steps * (7 if unit == "week" else 1))
    return _months(today, steps * (12 if unit == "year" else 1))


def _count(text: str) -> int:
    if text in ("se", "a", "an", "the"):
        return 1
    if text.isdecimal():
        return int(text) if len(text) < 5 else 0
    words = text.split()
    value = add_up(words) if all(word in KNOWN for word in words) else None
    return int(value) if value is not None and value % 1 == 0 and value < 10000 else 0


def _weekdays(found: re.Match[str], today: date) -> tuple[str, ...]:
    groups = found.groupdict()
    day = WEEKDAYS[groups["day"]]
    ahead = _days(today, (day - today.weekday() - 1) % 7 + 1)
    past = _days(today, -((today.weekday() - day - 1) % 7 + 1))
    if groups["past"] or groups["ahead"]:
        return (past if groups["past"] else ahead,)
    if groups["this"]:
        return (_days(today, day - today.weekday()),)
    same = (_days(today, 0),) if day == today.weekday() else ()
    return (*same, past, ahead)


def _edge(found: re.Match[str], today: date) -> str:
    when = found.group("when") or found.group("which") or "ini"
    steps = {"lalu": -1, "kemarin": -1, "last": -1, "depan": 1, "next": 1}.get(when, 0)
    yearly = found.group("unit") in ("tahun", "thn", "year")
    year, month = today.year, today.month
    if yearly:
        year = int(when) if when.isdecimal() else year + steps
    else:
        year, month = _shift(year, month, steps)
    if not 1 <= year <= 9999:
        return ""
    if found.group("first"):
        return f"{year:04}-{1 if yearly else month:02}-01"
    month = 12 if yearly else month
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def _days(today: date, steps: int) -> str:
    return (today + timedelta(days=steps)).isoformat()


def _months(today: date, steps: int) -> str:
    """The same day some months on, or the month's last day where it has no such day; '' before the year 1."""
    year, month = _shift(today.year, today.month, steps)
    if not 1 <= year <= 9999:
        return ""
    return f"{year:04}-{month:02}-{min(today.day, calendar.monthrange(year, month)[1]):02}"


def _shift(year: int, month: int, steps: int) -> tuple[int, int]:
    years, index = divmod(month - 1 + steps, 12)
    return year + years, index + 1
