"""A round that a coordinator puts together in the chat: one card that tells what is there and what is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.flows.problems import Problem
from bot.screens.coordinators import held
from bot.screens.dates import due, moment
from bot.screens.home import NAME
from bot.screens.length import MESSAGE, line, shown
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb
from bot.screens.problems import problem as say_problem
from bot.screens.rows import DANGER, PRIMARY, SUCCESS, Row, button, row, side_by_side, stack
from bot.screens.screen import Button, Document, Screen
from bot.screens.views import Deadline

STEPS = 4
MOST_LINES = 10  # mistakes that stand in the message; the rest is in the document beside it
SPELLINGS = ".xlsx, .xls, .csv, .md"
_CODE = re.compile(r"\s*\([\w-]+\)$")  # XLSForm writes 'Bahasa Indonesia (id)'


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What is told about a questionnaire that can be used."""

    title: str
    questions: int
    sections: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetupView:
    region: str
    form: FormFacts | None
    name: str
    deadline: Deadline | None
    agencies: int
    zone: str  # 'WITA'
    several_regions: bool = False
    trying: bool = False
    last_agencies: int = 0  # of the region's last round, which can be taken over

    @property
    def step(self) -> int:
        """The first step that is still open, from 1; `STEPS` + 1 when nothing is."""
        done = (self.form is not None, bool(self.name), self.deadline is not None, self.agencies > 0)
        return next((number for number, one in enumerate(done, start=1) if not one), STEPS + 1)


@dataclass(frozen=True, slots=True)
class CheckView:
    """A questionnaire that was sent and looked into. `findings` are the author's mistakes and warnings, each in
    the words of `pilar form check`."""

    file: str
    form: FormFacts | None  # None: it cannot be used yet
    errors: int
    warnings: int
    findings: tuple[str, ...]
    document: Document | None = None  # all of them, where there are too many for a message


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of agencies that was sent and looked into; nothing is stored before the round is opened."""

    file: str
    count: int
    new: int
    problems: tuple[Problem, ...]  # keep the list out
    warnings: tuple[Problem, ...]
    orphans: int  # questions that none of these agencies is asked


def card(view: SetupView, language: str, problem: Problem | None = None) -> Screen:
    """What is there, what is missing, and what to do next."""
    p = phrases(language)
    ready = view.step > STEPS
    where = p("setup-ready") if ready else p("setup-step", step=view.step, steps=STEPS)
    parts = (
        say_problem(p, problem) if problem is not None else "",
        f"<b>{p('setup-title', region=line(view.region, NAME))}</b>\n{where}",
        "\n".join(_lines(view, p)),
        "" if ready else p(f"setup-ask-{view.step}", spellings=SPELLINGS),
    )
    return Screen("\n\n".join(filter(None, parts)), stack(*_rows(view, p)))


def asked(what: str, language: str, problem: Problem | None = None, example: str = "") -> Screen:
    """A step whose answer is typed or sent: 'name', 'deadline', 'agencies', 'form'."""
    p = phrases(language)
    text = p(f"setup-wanted-{what}", example=example, spellings=SPELLINGS)
    if problem is not None:
        text = Html(f"{say_problem(p, replace(problem, example=None))}\n\n{text}")
    last = row(_step(p, "button-setup-template", "m")) if what == "agencies" else ()
    return Screen(text, stack(last, row(_step(p, "button-cancel", "s"))))


def zones(language: str) -> Screen:
    """Which clock the deadline is read by."""
    p = phrases(language)
    names = ("WIB", "WITA", "WIT")
    buttons = (button(name, Press(Verb.SETUP, argument=f"z{n}")) for n, name in enumerate(names, start=1))
    return Screen(p("setup-zones"), stack(row(*buttons), row(_step(p, "button-cancel", "s"))))


def regions(names: tuple[str, ...], language: str) -> Screen:
    """For which of her regions?"""
    p = phrases(language)
    buttons = (
        button(line(name, 40), Press(Verb.SETUP, argument=f"r{number}")) for number, name in enumerate(names)
    )
    return Screen(p("setup-regions"), stack(*side_by_side(buttons, 1)))


def looking(file: str, language: str) -> Screen:
    """It is being looked into, off everybody's way."""
    return Screen(phrases(language)("setup-looking", file=line(file, 80)))


def checked(view: CheckView, language: str) -> Screen:
    """The report on a questionnaire."""
    p = phrases(language)
    if view.form is None:
        title = p("setup-refused", file=line(view.file, 80), errors=view.errors, warnings=view.warnings)
    else:
        title = Html(f"{p('setup-accepted', file=line(view.file, 80))}\n{_facts(view.form, p)}")
        if view.warnings:
            title = Html(f"{title}\n{p('setup-warnings', count=view.warnings)}")
    rows = stack(
        row(
            _step(p, "button-setup-try", "t") if view.form is not None else None,
            _step(p, "button-setup-go-on", "s", PRIMARY) if view.form is not None else None,
        ),
    )
    if view.document is not None:
        return Screen(title, rows, document=view.document)
    said = [f"• {escape(one)}" for one in view.findings[:MOST_LINES]]
    text = "\n\n".join(filter(None, (title, "\n".join(said))))
    while shown(text) > MESSAGE and said:
        said.pop()
        text = "\n\n".join((title, "\n".join(said), p("and-more", count=len(view.findings) - len(said))))
    return Screen(text, rows)


def unreadable(file: str, language: str) -> Screen:
    """Telegram does not give the file out, or it is too big to be fetched."""
    return Screen(phrases(language)("setup-unreadable", file=line(file, 80)))


def listed(view: ListView, language: str) -> Screen:
    """The dry run of a list of agencies."""
    p = phrases(language)
    notes = view.problems or view.warnings
    lines = [f"• {p(one.key, **one.params)}" for one in notes[:MOST_LINES]]
    if len(notes) > MOST_LINES:
        lines.append(p("and-more", count=len(notes) - MOST_LINES))
    if view.problems:
        title = p("setup-list-refused", file=line(view.file, 80))
        rows = stack(row(_step(p, "button-setup-template", "m"), _step(p, "button-cancel", "s")))
    else:
        title = p(
            "setup-list-accepted",
            file=line(view.file, 80),
            count=view.count,
            new=view.new,
            known=view.count - view.new,
        )
        rows = stack(row(_step(p, "button-setup-go-on", "s", PRIMARY)))
    orphans = p("setup-orphans", count=view.orphans) if view.orphans else ""
    return Screen(held((title, "\n".join(lines), orphans)), rows)


def confirm(view: SetupView, language: str) -> Screen:
    """Everything once more, before people can be invited."""
    p = phrases(language)
    assert view.form is not None and view.deadline is not None
    text = p(
        "setup-confirm",
        round=line(view.name, NAME),
        region=line(view.region, NAME),
        agencies=view.agencies,
        questions=view.form.questions,
        due=due(view.deadline, language),
    )
    yes = _step(p, "button-setup-open-yes", "oy", SUCCESS)
    return Screen(text, stack(row(yes), row(_step(p, "button-cancel", "s"))))


def give_up(language: str) -> Screen:
    """Whether she really wants to forget what she put together."""
    p = phrases(language)
    yes = _step(p, "button-setup-give-up-yes", "xy", DANGER)
    return Screen(p("setup-give-up"), stack(row(yes), row(_step(p, "button-cancel", "s"))))


def gave_up(language: str) -> Screen:
    return Screen(phrases(language)("setup-gave-up"))


def opened(round_: str, region: str, agencies: int, whole: int, language: str) -> Screen:
    """It is open; the invitations follow as documents. `whole` is what buttons of the whole round carry."""
    p = phrases(language)
    text = p("setup-opened", round=line(round_, NAME), region=line(region, NAME), agencies=agencies)
    return Screen(text, stack(row(button(p.plain("button-status"), Press(Verb.STATUS, whole, argument="0")))))


def trying(welcome: Screen, language: str) -> Screen:
    """What an agency is welcomed with, told to be a trial."""
    p = phrases(language)
    end = row(_step(p, "button-setup-tried", "e"))
    return Screen(f"{p('setup-trying')}\n\n{welcome.text}", (*welcome.rows, end))


def _lines(view: SetupView, p: Phrases) -> list[Html]:
    none = p("setup-open-yet")
    form = _facts(view.form, p) if view.form is not None else none
    at = moment(view.deadline.at, view.deadline.zone, p.language) if view.deadline is not None else none
    agencies = p("setup-agencies", count=view.agencies) if view.agencies else none
    name = escape(line(view.name, NAME)) if view.name else none
    have = (view.form is not None, bool(view.name), view.deadline is not None, view.agencies > 0)
    marks = ["✅" if one else "⚪" for one in have]
    return [
        p("setup-line", mark=mark, label=p(f"setup-label-{number}"), value=value)
        for number, (mark, value) in enumerate(zip(marks, (form, name, at, agencies), strict=True), start=1)
    ]


def _facts(form: FormFacts, p: Phrases) -> Html:
    return p(
        "setup-form",
        title=line(form.title, NAME),
        questions=form.questions,
        sections=form.sections,
        languages=", ".join(_CODE.sub("", name) or name for name in form.languages),
    )


def _rows(view: SetupView, p: Phrases) -> tuple[Row, ...]:
    again = _step(p, "button-setup-tried", "e", PRIMARY) if view.trying else _step(p, "button-setup-try", "t")
    last = (
        button(p.plain("button-setup-last", count=view.last_agencies), Press(Verb.SETUP, argument="l"))
        if view.last_agencies and not view.agencies
        else None
    )
    ready = view.step > STEPS
    return (
        row(_step(p, "button-setup-open", "o", SUCCESS) if ready else None),
        row(again if view.form is not None else None),
        row(
            _step(p, "button-setup-name", "n", PRIMARY if view.step == 2 else ""),
            _step(p, "button-setup-deadline", "d", PRIMARY if view.step == 3 else ""),
        ),
        row(
            _step(p, "button-setup-agencies", "a", PRIMARY if view.step == 4 else ""),
            button(p.plain("button-setup-zone", zone=view.zone), Press(Verb.SETUP, argument="z")),
        ),
        row(last),
        row(_step(p, "button-setup-give-up", "x")),
    )


def _step(p: Phrases, key: str, argument: str, style: str = "") -> Button | None:
    return button(p.plain(key), Press(Verb.SETUP, argument=argument), style)
