"""When people are reminded and when the digest goes out: ticks and an hour, kept with one tap."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reminders.offsets import Offsets, read_offsets
from bot.screens.home import NAME
from bot.screens.length import line
from bot.screens.phrases import Phrases, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.reaches import Target
from bot.screens.rows import PRIMARY, button, row, side_by_side, stack
from bot.screens.screen import Button, Screen

FIRST_HOUR, LAST_HOUR = 7, 17  # of the digest
KEEP = "y"
# What can be ticked, in the order in which it comes; a bit each in a button's argument
TICKS = ("opened", "7d", "3d", "1d", "day", "3h", "overdue")


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """`offsets` and `hour` are as they are ticked now, which need not be what the round has."""

    target: Target
    round: str
    offsets: Offsets
    hour: int
    zone_name: str
    changed: bool  # something is ticked otherwise than it is kept
    kept: bool = False  # it has just been kept


def schedule(view: ScheduleView, language: str) -> Screen:
    """All ticks, the hour, and what is beside them in words; nothing counts before it is kept."""
    p = phrases(language)
    ticked = ticks_of(view.offsets)
    said = [p("schedule", round=line(view.round, NAME))]
    further = [n for n in view.offsets.days if f"{n}d" not in TICKS]
    further_hours = [n for n in view.offsets.hours if f"{n}h" not in TICKS]
    if further:
        said.append(p("schedule-further-days", days=", ".join(map(str, further))))
    if further_hours:
        said.append(p("schedule-further-hours", hours=", ".join(map(str, further_hours))))
    if view.offsets == Offsets():
        said.append(p("schedule-nobody"))
    if view.kept:
        said.append(p("schedule-kept"))
    elif view.changed:
        said.append(p("schedule-changed"))
    toggles = [
        _button(
            view,
            f"{'✅' if tick in ticked else '◻️'} {_name(tick, view.offsets, p)}",
            state(ticked ^ {tick}, view.hour),
        )
        for tick in TICKS
    ]
    clock = p.plain("schedule-hour", clock=f"{view.hour:02}.00 {view.zone_name}")
    hours = (
        _button(view, "−", state(ticked, view.hour - 1)) if view.hour > FIRST_HOUR else None,
        _button(view, clock, state(ticked, view.hour)),
        _button(view, "+", state(ticked, view.hour + 1)) if view.hour < LAST_HOUR else None,
    )
    keep = _button(view, p.plain("button-keep-schedule"), KEEP + state(ticked, view.hour), PRIMARY)
    back = button(
        p.plain("button-back"), Press(Verb.DEADLINE, view.target.submission, view.target.form, argument="q")
    )
    return Screen(
        "\n\n".join(said),
        stack(*side_by_side(toggles, 2), row(*hours), row(keep if view.changed else None), row(back)),
    )


def ticks_of(offsets: Offsets) -> frozenset[str]:
    """Which of the ticks are set."""
    found = {
        *(["opened"] if offsets.opened else []),
        *(f"{n}d" for n in offsets.days),
        *(["day"] if offsets.day else []),
        *(f"{n}h" for n in offsets.hours),
        *(["overdue"] if offsets.overdue else []),
    }
    return frozenset(found & set(TICKS))


def in_words(reminders: str, p: Phrases) -> str:
    """A stored schedule as a part of a sentence: 'saat dibuka, 7 hari sebelum, 3 jam sebelum'."""
    offsets = read_offsets(reminders)
    if not isinstance(offsets, Offsets):
        return reminders
    ticks = [
        *(["opened"] if offsets.opened else []),
        *(f"{n}d" for n in offsets.days),
        *(["day"] if offsets.day else []),
        *(f"{n}h" for n in offsets.hours),
        *(["overdue"] if offsets.overdue else []),
    ]
    names = [_name(tick, offsets, p) for tick in ticks]
    return ", ".join(name[:1].lower() + name[1:] for name in names) or p.plain("schedule-none")


def state(ticked: frozenset[str], hour: int) -> str:
    """Ticks and hour as a button carries them."""
    return f"{to36(sum(1 << n for n, tick in enumerate(TICKS) if tick in ticked))}.{to36(hour)}"


def _name(tick: str, offsets: Offsets, p: Phrases) -> str:
    if tick == "opened":
        return p.plain("tick-opened")
    if tick == "day":
        return p.plain("tick-day")
    if tick == "overdue":
        return (
            p.plain("tick-overdue", count=offsets.overdue) if offsets.overdue else p.plain("tick-overdue-off")
        )
    if tick.endswith("d"):
        return p.plain("tick-days", days=int(tick[:-1]))
    return p.plain("tick-hours", hours=int(tick[:-1]))


def _button(view: ScheduleView, text: str, argument: str, style: str = "") -> Button | None:
    return button(
        text, Press(Verb.SCHEDULE, view.target.submission, view.target.form, argument=argument), style
    )
