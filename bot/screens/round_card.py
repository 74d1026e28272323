"""The whole round as a menu: everything that can be done about it, and the question whether to close it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.screens.acts import noted, undo
from bot.screens.commands import WORDS, Action
from bot.screens.coordinators import everyone
from bot.screens.dates import due, moment
from bot.screens.digests import MAP
from bot.screens.home import NAME, bar
from bot.screens.length import line
from bot.screens.overviews import Note
from bot.screens.phrases import Phrases, phrases
from bot.screens.press import Press, Verb
from bot.screens.rows import DANGER, button, row, side_by_side, stack
from bot.screens.screen import Button, Screen
from bot.screens.views import Deadline

CLOSE, REOPEN = "c", "o"  # arguments of CONTROLS; '.y' does it
COORDINATOR, LEADER, ALTERNATE = ".c", ".l", ".a"  # of INVITE, where its argument is no page
ASSESSOR = ".s"  # and behind it of which pillar

# What each verb is called here, in the order of the menu, with what its button carries
MENU = (
    (Verb.RECAP, "control-recap", MAP),
    (Verb.NUDGE, "control-nudge-late", ""),
    (Verb.CALLS, "control-calls", "0"),
    (Verb.DEADLINE, "control-deadline", ""),
    (Verb.ANNOUNCE, "control-announce", ""),
    (Verb.EXPORT, "control-export", ""),
    (Verb.SCHEDULE, "control-schedule", ""),
    (Verb.HISTORY, "control-history", "0"),
    (Verb.INVITE, "button-invite", ""),
    (Verb.INVITE, "control-invite-leader", LEADER),
    (Verb.INVITE, "control-invite-assessor", ASSESSOR),
    (Verb.INVITE, "control-invite-coordinator", COORDINATOR),
)


@dataclass(frozen=True, slots=True)
class RoundView:
    whole: int
    form: int
    name: str
    region: str
    deadline: Deadline
    complete: int
    agencies: int
    verbs: frozenset[Verb]
    closed: bool
    note: Note | None = None


def controls(view: RoundView, language: str) -> Screen:
    """The menu. Of a closed round: what can still be read, and the way to open it again."""
    p = phrases(language)
    buttons = [
        button(p.plain(key), Press(verb, view.whole, view.form, argument=argument))
        for verb, key, argument in MENU
        if verb in view.verbs
    ]
    turn = ("control-reopen", REOPEN) if view.closed else ("control-close", CLOSE)
    rows = stack(
        row(undo(view.note, view.whole, view.form, p)),
        *side_by_side(buttons, 2),
        row(_own(view, *turn, p)),
        row(everyone(view.whole, view.form, p)),
    )
    parts = (noted(view.note, view.deadline.zone, p), _title(view, p), p("controls-what"))
    return Screen("\n\n".join(filter(None, parts)), rows)


def turning(view: RoundView, language: str) -> Screen:
    """Whether to close the round, or to open a closed one again: what that means to everybody."""
    p = phrases(language)
    zone, now = view.deadline.zone, view.deadline.now
    if view.closed:
        passed = p("round-reopen-passed", deadline=moment(view.deadline.at, zone, language))
        said = [p("round-reopen", round=line(view.name, NAME))]
        said += [passed] if view.deadline.at <= now else []
        sure = _own(view, "control-reopen-yes", f"{REOPEN}.y", p, DANGER)
    else:
        rest = view.agencies - view.complete
        said = [p("round-close", round=line(view.name, NAME))]
        said += [p("round-close-rest", count=rest)] if rest else []
        sure = _own(view, "control-close-yes", f"{CLOSE}.y", p, DANGER)
    back = _own(view, "button-cancel", "", p)
    return Screen("\n\n".join(said), stack(row(sure), row(back)))


def none_open(language: str) -> Screen:
    """To a coordinator all of whose rounds are closed: what can still be seen, and what comes next."""
    p = phrases(language)
    status, setup = (f"/{WORDS[one][p.language]}" for one in (Action.STATUS, Action.SETUP))
    return Screen(p("round-none-open", status=status, setup=setup))


def _title(view: RoundView, p: Phrases) -> str:
    title = p("home-round", round=line(view.name, NAME), region=line(view.region, NAME))
    until = p("status-closed") if view.closed else due(view.deadline, p.language)
    progress = p("status-progress", complete=view.complete, agencies=view.agencies)
    return f"{title}\n{until}\n{bar(view.complete, view.agencies)} {progress}"


def _own(view: RoundView, key: str, argument: str, p: Phrases, style: str = "") -> Button | None:
    return button(p.plain(key), Press(Verb.CONTROLS, view.whole, view.form, argument=argument), style)
