"""One agency as its coordinator sees it: people, sections, what is missing, the last acts; and what can be done."""

from __future__ import annotations

from bot.screens.acts import noted, undo, what, who
from bot.screens.coordinators import back_to, everyone, held
from bot.screens.dates import due, lately, moment
from bot.screens.evidence import counted
from bot.screens.evidence_buttons import proofs
from bot.screens.home import NAME, bar, count, locked, mark
from bot.screens.length import line, narrow
from bot.screens.overviews import AgencyView, PersonLine, SectionQuestion
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import DANGER, PRIMARY, Row, button, row, side_by_side, stack
from bot.screens.screen import Button, Screen
from bot.screens.seals import seal_line, to_receipts
from bot.screens.task_left import counted as counted_tasks
from bot.screens.views import Place, SectionLine

MISSING = 4  # questions named for one section; the rest is a number
PEOPLE = 5
CONTACT = 200


def agency(view: AgencyView, language: str) -> Screen:
    """The card. In a group nobody is named and nothing can be changed."""
    p = phrases(language)
    one = view.agency
    done = p("home-progress", done=one.done, asked=one.asked)
    proofs = counted(one.proved, one.unproved, p)
    head = (escape(line(one.name, NAME)), f"{bar(one.done, one.asked)} {done}", proofs, _until(view, p))
    parts = (
        noted(view.note, view.deadline.zone, p),
        "\n".join(filter(None, head)),
        _people(view, p) if view.private else "",
        "\n".join(_section(s, p, view.missing.get(s.index, ())) for s in one.sections),
        counted_tasks(one.tasks, p),
        _last(view, p) if view.private else "",
        seal_line(one.seal, p) if one.seal is not None else "",
        p("agency-hint") if view.private else "",
    )
    if not view.private:
        return Screen(held(parts), stack(row(everyone(view.whole, view.form, p))))
    rows = stack(
        row(undo(view.note, one.submission, view.form, p)),
        *_sections(view, p),
        *side_by_side(_acts(view, p), 2),
        _proofs(view, p),
        _receipts(view, p),
        row(everyone(view.whole, view.form, p)),
    )
    return Screen(held(parts), rows)


def closing(view: SectionQuestion, language: str) -> Screen:
    """Whether to lock a section although its representatives have not sent it."""
    p = phrases(language)
    said = p("section-close", agency=_name(view), section=line(view.section.label, 80))
    missing = (p("section-close-missing", count=view.section.missing),) if view.section.missing else ()
    text = "\n".join((said, *missing, *audience(view.people, p)))
    return _question(view, Verb.CLOSE, "button-close-yes", text, p)


def reopening(view: SectionQuestion, language: str) -> Screen:
    """Whether to open a section again that was sent."""
    p = phrases(language)
    said = p("agency-reopen", agency=_name(view), section=line(view.section.label, 80))
    if view.sealed:
        said = Html(f"{said}\n{p('seal-will-break', number=view.sealed)}")
    return _question(view, Verb.REOPEN, "button-reopen-yes", "\n".join((said, *audience(view.people, p))), p)


def audience(people: tuple[PersonLine, ...], p: Phrases) -> tuple[Html, ...]:
    """Who will be told, by name, and who cannot be."""
    told = [one for one in people if not one.unreachable]
    lost = [one for one in people if one.unreachable]
    said = [p("told-people", names=_names(told, p)) if told else p("told-nobody")]
    if lost:
        said.append(p("told-unreachable", names=_names(lost, p)))
    return tuple(said)


def person(one: PersonLine, view: AgencyView, p: Phrases) -> Html:
    """'Rini Wulandari · perwakilan · terakhir aktif kemarin pukul 14.03 WITA'."""
    role = p("person-alternate") if one.alternate else p("person-representative")
    if one.unreachable:
        seen = p("person-unreachable")
    elif one.seen_at is None:
        seen = p("person-never")
    else:
        at = lately(one.seen_at, view.deadline.zone, view.deadline.now, p.language)
        seen = p("agency-seen", seen=at)
    return p("person-line", name=line(one.name, PERSON), role=role, seen=seen)


def _until(view: AgencyView, p: Phrases) -> Html:
    if view.closed:
        return p("status-closed")
    until = due(view.deadline, p.language)
    if view.usual is None:
        return until
    usual = p("agency-own-deadline", usual=moment(view.usual, view.deadline.zone, p.language))
    return Html(f"{until}\n{usual}")


def _people(view: AgencyView, p: Phrases) -> str:
    representatives = [one for one in view.people if not one.alternate]
    said = [f"• {person(one, view, p)}" for one in view.people[:PEOPLE]]
    if len(view.people) > PEOPLE:
        said.append(p("and-more", count=len(view.people) - PEOPLE))
    if not representatives:
        said.insert(0, p("agency-nobody"))
    elif all(one.unreachable for one in representatives):
        said.append(p("agency-unreachable"))
    if view.contact:
        said.append(p("agency-contact", contact=line(view.contact, CONTACT)))
    return "\n".join(said)


def _section(section: SectionLine, p: Phrases, missing: tuple[str, ...]) -> str:
    by = f" · {escape(line(section.holder, PERSON))}" if section.holder else ""
    proofs = counted(section.proved, section.unproved, p)
    beside = f" · {proofs}" if proofs else ""
    said = [f"{mark(section)} {escape(line(section.label, 60))} {count(section)}{by}{beside}"]
    missing = () if locked(section) else missing
    said += [f"     – {escape(line(label, 70))}" for label in missing[:MISSING]]
    if len(missing) > MISSING:
        said.append(f"     {p('and-more', count=len(missing) - MISSING)}")
    return "\n".join(said)


def _last(view: AgencyView, p: Phrases) -> str:
    zone, now = view.deadline.zone, view.deadline.now
    said = []
    for act in view.acts:
        undone = f" · {p('act-was-undone')}" if act.undone else ""
        said.append(f"• {what(act, zone, p)}\n   {who(act, zone, now, p)}{undone}")
    return "\n".join((p("agency-acts"), *said)) if said else ""


def _sections(view: AgencyView, p: Phrases) -> tuple[Row, ...]:
    """A button a section, to see its answers; beside a locked one the way to open it again."""
    seeing, alone = [], []
    for section in view.agency.sections:
        place = (view.agency.submission, view.form)
        index = to36(section.index)
        see = Press(Verb.ANSWERS, *place, argument=f"{index}.0")
        name = button(f"{mark(section)} {narrow(section.label, 16)}", see)
        if locked(section) and Verb.REOPEN in view.verbs:
            reopen = Press(Verb.REOPEN, *place, argument=index)
            seeing.append(row(name, button(p.plain("button-reopen"), reopen)))
        else:
            alone.append(name)
    return (*seeing, *side_by_side(alone, 2))


def _acts(view: AgencyView, p: Phrases) -> list[Button | None]:
    keys = {
        Verb.NUDGE: "control-nudge",
        Verb.TASK: "button-tasks",
        Verb.EXTEND: "control-extend",
        Verb.INVITE: "button-invite",
        Verb.PEOPLE: "control-people",
        Verb.HISTORY: "control-history",
    }
    nobody = not any(not one.alternate and not one.unreachable for one in view.people)
    if nobody or view.agency.complete:
        del keys[Verb.NUDGE]
    found = []
    for verb, key in keys.items():
        if verb in view.verbs:
            style = PRIMARY if verb is Verb.INVITE and nobody else ""
            found.append(button(p.plain(key), Press(verb, view.agency.submission, view.form), style))
    return found


def _proofs(view: AgencyView, p: Phrases) -> Row:
    """All evidence of the agency, where its questions ask for any."""
    some = any(one.proved or one.unproved for one in view.agency.sections)
    shown = some and Verb.PROOFS in view.verbs
    return row(proofs(p, Place(view.agency.submission, view.form))) if shown else ()


def _receipts(view: AgencyView, p: Phrases) -> Row:
    """What its head has confirmed, or can be asked to."""
    one = view.agency
    shown = Verb.RECEIPT in view.verbs and (one.complete or one.seal is not None)
    return to_receipts(Verb.RECEIPT, Place(one.submission, view.form), p) if shown else ()


def _question(view: SectionQuestion, verb: Verb, yes: str, text: str, p: Phrases) -> Screen:
    sure = Press(verb, view.agency.submission, view.form, argument=f"{to36(view.section.index)}.y")
    back = back_to(view.agency, view.form, p)
    return Screen(text, stack(row(button(p.plain(yes), sure, DANGER)), row(back)))


def _name(view: SectionQuestion) -> str:
    return line(view.agency.name, NAME)


def _names(people: list[PersonLine], p: Phrases) -> str:
    names = ", ".join(line(one.name, PERSON) for one in people[:PEOPLE])
    rest = len(people) - PEOPLE
    return f"{names} {p.plain('and-more', count=rest)}" if rest > 0 else names
