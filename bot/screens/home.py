"""The calm screens around the questions: the first tap on a link, the home card, the choice of an agency."""

from __future__ import annotations

from collections.abc import Sequence

from bot.flows.moves import LOCKED
from bot.screens.dates import due, greeting
from bot.screens.evidence import walk
from bot.screens.evidence_buttons import register
from bot.screens.holders import holders
from bot.screens.length import HALF_ROW, line, narrow
from bot.screens.people import address, you
from bot.screens.phrases import LANGUAGES, Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import PRIMARY, Row, button, row, side_by_side, stack
from bot.screens.saved import saved
from bot.screens.screen import Button, Screen
from bot.screens.seals import seal_line, to_receipts
from bot.screens.task_left import home_button
from bot.screens.views import AgencyChoiceView, HomeView, Place, SectionLine, Status, WelcomeView

BAR = 10  # blocks of a progress bar
NAME = 160  # UTF-16 units of the name of an agency, a region or a round
_MARKS = {Status.SUBMITTED: "🔒", Status.ACCEPTED: "🔒", Status.RETURNED: "↩️"}


def bar(done: int, asked: int) -> str:
    """'▰▰▰▰▰▰▱▱▱▱'; full only when everything is done, empty only when nothing is."""
    if not asked or done <= 0:
        return "▱" * BAR
    filled = BAR if done >= asked else min(max(round(BAR * done / asked), 1), BAR - 1)
    return "▰" * filled + "▱" * (BAR - filled)


def mark(section: SectionLine) -> str:
    """⚪ untouched, 🟡 under way, ✅ nothing required is missing, 🔒 sent, ↩️ came back."""
    if section.status in _MARKS:
        return _MARKS[section.status]
    if section.done >= section.asked or (section.done and not section.missing):
        return "✅"
    return "🟡" if section.done else "⚪"


def count(section: SectionLine) -> str:
    return f"{section.done}/{section.asked}"


def locked(section: SectionLine) -> bool:
    """Sent and not returned: only a coordinator opens it again."""
    return section.status in LOCKED


def agency_in_region(agency: str, region: str, p: Phrases) -> str:
    """'Dinas Kesehatan Kabupaten Kutai Timur'; the region is not said twice."""
    name, place = line(agency, NAME), line(region, NAME)
    if not place or place.casefold() in name.casefold():
        return name
    return p.plain("agency-in-region", agency=name, region=place)


def welcome(view: WelcomeView, language: str) -> Screen:
    """After the first tap on an invitation: who she is here, how much it is, until when. One big button."""
    p = phrases(language)
    hello = p(
        "welcome",
        greeting=greeting(view.deadline.now, view.deadline.zone, language),
        person=address(view.person, language),
        you=you(view.person, language),
        agency=agency_in_region(view.agency, view.region, p),
        round=line(view.round, NAME),
    )
    load = p("welcome-load", questions=view.questions, minutes=view.minutes)
    text = "\n\n".join(
        filter(None, (hello, f"{load}\n{due(view.deadline, language)}", escape(line(view.notice, 400))))
    )
    begin = "button-continue" if view.started else "button-begin"
    rows = stack(
        row(_press(p.plain(begin), view.place, Verb.START, style=PRIMARY)),
        row(_press(p.plain("button-sections"), view.place, Verb.HOME), _other_language(view.place, language)),
    )
    return Screen(text, rows)


def home(view: HomeView, language: str) -> Screen:
    """The home card: how far, until when, and one big way on; the sections below, two a row."""
    p = phrases(language)
    done, asked = (sum(s.done for s in view.sections), sum(s.asked for s in view.sections))
    title = "\n".join(
        (
            escape(line(view.agency, NAME)),
            p("home-round", round=line(view.round, NAME), region=line(view.region, NAME)),
        )
    )
    progress = f"{bar(done, asked)} {p('home-progress', done=done, asked=asked)}"
    when = p("home-closed") if view.closed else due(view.deadline, language)
    parts = (
        saved(p, view.saved) if view.saved else "",
        title,
        f"{progress}\n{when}",
        p("home-to-fix", count=view.to_fix) if view.to_fix and not view.closed else "",
        _advice(view, p),
        holders([s for s in view.sections if not locked(s)], p),
        "" if all(locked(s) for s in view.sections) else p("home-legend"),
    )
    return Screen("\n\n".join(filter(None, parts)), stack(*_home_rows(view, p)))


def agency_choice(view: AgencyChoiceView, language: str) -> Screen:
    """Which of her agencies she works for now."""
    p = phrases(language)
    several = len({round_ for _, _, round_ in view.options}) > 1
    one = several and len({agency for _, agency, _ in view.options}) == 1
    buttons = []
    for submission, agency, round_ in view.options[:90]:
        name = f"{line(agency, 100)} · {line(round_, 60)}" if several else line(agency, 100)
        name = line(round_, 100) if one else name
        text = ("✓ " if submission == view.current else "") + name
        buttons.append(button(text, Press(Verb.AGENCY, argument=to36(submission))))
    return Screen(p("round-choice" if one else "agency-choice"), side_by_side(buttons, 1))


def section_buttons(sections: Sequence[SectionLine], place: Place) -> tuple[Row, ...]:
    """Two a row, in the form's order; the pillars begin on a row of their own and stand together."""
    rows: list[Row] = []
    before: SectionLine | None = None
    for section in sections:
        if before is None or len(rows[-1]) == 2 or before.pillar != section.pillar:
            rows.append(())
        rows[-1] = (*rows[-1], _section_button(section, place))
        before = section
    return tuple(rows)


def _section_button(section: SectionLine, place: Place) -> Button:
    # The count stands first: a phone that is too narrow for the name cuts its end
    text = f"{mark(section)} {count(section)} {narrow(section.label, HALF_ROW + 4)}"
    verb = Verb.LIST if mark(section) in "⚪🟡" else Verb.REVIEW
    press = Press(verb, place.submission, place.form, argument=f"{to36(section.index)}.0")
    return Button(text, press.encode())


def _home_rows(view: HomeView, p: Phrases) -> tuple[Row, ...]:
    rows: list[Row] = []
    ready = next((s for s in view.sections if not locked(s) and mark(s) == "✅"), None)
    if view.to_fix and not view.closed:
        text = p.plain("button-fix-count", count=view.to_fix)
        rows.append(row(_press(text, view.place, Verb.FIX, style=PRIMARY)))
    back = next((s for s in view.sections if s.status is Status.RETURNED), None)
    if back is not None and not view.to_fix and not view.closed:
        text = p.plain("button-send-back", section=narrow(back.label, 18))
        rows.append(row(_press(text, view.place, Verb.REVIEW, f"{to36(back.index)}.0", PRIMARY)))
    if not view.closed and view.current and view.current.status is not Status.RETURNED:
        text = p.plain("button-continue-in", section=narrow(view.current.label, 20))
        rows.append(row(_press(text, view.place, Verb.START, style=PRIMARY)))
    elif not view.closed and ready:
        text = p.plain("button-review-in", section=narrow(ready.label, 18))
        rows.append(row(_press(text, view.place, Verb.REVIEW, f"{to36(ready.index)}.0", PRIMARY)))
    rows.append(row(home_button(view.tasks, view.place, p)))
    if view.proposals:
        text = p.plain("button-proposals", count=view.proposals)
        rows.append(row(_press(text, view.place, Verb.PROPOSAL)))
    rows.extend(section_buttons(view.sections, view.place))
    rows.append(row(walk(view.evidence_missing, view.place, p) if not view.closed else None))
    rows.append(row(register(p, view.place) if any(s.proved for s in view.sections) else None))
    change = p.plain("button-rounds" if view.other_rounds else "button-agencies")
    switch = button(change, Press(Verb.AGENCY)) if view.other_agencies else None
    rows.append(to_receipts(Verb.SIGN, view.place, p) if view.signable or view.seal else ())
    rows.append(row(switch, _other_language(view.place, p.language)))
    return tuple(rows)


def _advice(view: HomeView, p: Phrases) -> str:
    """What is left besides answering: sections to send, pillars, evidence. Nothing when there is nothing."""
    ready = [s for s in view.sections if not locked(s) and mark(s) == "✅"]
    said: list[Html] = []
    pillars = [s for s in view.sections if s.pillar]
    if pillars:
        marks = "".join(mark(s) for s in pillars)
        full = sum(1 for s in pillars if mark(s) in "✅🔒")
        said.append(p("home-pillars", marks=marks, full=str(full), pillars=str(len(pillars))))
    if view.sections and all(locked(s) for s in view.sections):
        said.append(p("home-all-sent"))
        if view.signable and view.seal is None:
            said.append(p("home-seal-wanted"))
    elif ready and not view.closed:
        optional = any(s.done < s.asked for s in ready)
        said.append(p("home-ready-optional" if optional else "home-ready", count=len(ready)))
    if view.seal is not None:
        said.append(seal_line(view.seal, p))
    return "\n".join(said)


def _other_language(place: Place, language: str) -> Button | None:
    other = next(code for code in LANGUAGES if code != language)
    return _press(phrases(other).plain("language-own-name"), place, Verb.LANGUAGE, other)


def _press(text: str, place: Place, verb: Verb, argument: str = "", style: str = "") -> Button | None:
    return button(text, Press(verb, place.submission, place.form, argument=argument), style)
