"""The card that asks for the evidence of an answer: what was saved, what fits, what is there already."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.flows.problems import Problem
from bot.screens import evidence_buttons
from bot.screens.dates import plain_date
from bot.screens.evidence_views import EvidenceView, PieceView
from bot.screens.length import MESSAGE, line, shown
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.problems import problem
from bot.screens.rows import PRIMARY, Row, button, menu, row, stack
from bot.screens.saved import saved
from bot.screens.screen import Button, Screen
from bot.screens.views import Place, QuestionView, SectionLine

MARKS = {"photo": "📷", "document": "📄", "audio": "🎧", "voice": "🎧", "video": "🎬", "link": "🔗"}
MARKS |= {"post": "📰", "place": "📍"}
ONWARD = "n"  # argument of the button that leaves the card; the way that she is on follows
WAY = "w"  # argument: answers that lack evidence one after the other; the section may follow
LABEL, VALUE, NAME, CAPTION, KINDS, SHARED = 120, 120, 70, 60, 220, 90
REASONS = frozenset({"empty", "program", "bomb", "disguised", "lost"})
MOST_SHARED = 4  # names of the other questions that share the evidence


def card(view: EvidenceView, language: str) -> Screen:
    """The card as it stands now. It never outgrows a message: captions give way, then names."""
    p = phrases(language)
    text = _text(view, p, CAPTION, NAME)
    if shown(text) > MESSAGE:
        text = _text(view, p, 0, 30)
    key = "button-next" if view.pieces else "button-evidence-later"
    leave = button(p.plain(key), onward(view), PRIMARY if view.pieces else "")
    change = Press(Verb.OPEN, view.place.submission, view.place.form, view.ordinal, view.items)
    answer = button(p.plain("button-evidence-answer"), change)
    again = evidence_buttons.reuse(p, view.place, view.ordinal, view.items, view.reusable)
    looks = evidence_buttons.looks(view.pieces, view.place)
    return Screen(text, stack(*looks, row(again), row(leave), row(answer, menu(p, view.place))))


def onward(view: EvidenceView) -> Press:
    """Later, or Next: both leave the card for what comes after it."""
    return Press(
        Verb.EVIDENCE,
        view.place.submission,
        view.place.form,
        view.ordinal,
        view.items,
        argument=f"{ONWARD}{view.way}",
    )


def _text(view: EvidenceView, p: Phrases, caption: int, name: int) -> str:
    parts = (
        problem(p, view.problem) if view.problem else "",
        _about(view, p),
        _asked(view, p),
        "\n".join(piece(one, view.zone, p, caption, name) for one in view.pieces),
        "\n".join(_below(view, p)),
    )
    return "\n\n".join(filter(None, parts))


def _about(view: EvidenceView, p: Phrases) -> Html:
    """The answer that the evidence is for: just saved, or as it stands; then another one that was saved above it."""
    label, value = line(view.label, LABEL), line(view.value, VALUE)
    if view.taken:
        return p("evidence-taken", label=label, count=len(view.pieces))
    about = p("evidence-for", label=label, value=value) if value else escape(label)
    if view.saved is None:
        return about
    is_own = (view.saved.label, view.saved.value) == (view.label, view.value)
    return saved(p, view.saved) if is_own else Html(f"{saved(p, view.saved)}\n\n{about}")


def _asked(view: EvidenceView, p: Phrases) -> str:
    where = line(view.path, 90)
    if view.total and where:
        where = p("question-where", path=where, number=str(view.number), total=str(view.total))
    asked = p("evidence-more" if view.pieces else "evidence-asked")
    said = [escape(where), Html(f"📎 <b>{asked}</b>")]
    if view.kinds and not view.pieces:
        said.append(p("evidence-kinds", kinds=line(", ".join(view.kinds), KINDS)))
    if view.shared and not view.pieces:
        named = [f"• {escape(line(one, SHARED))}" for one in view.shared[:MOST_SHARED]]
        rest = len(view.shared) - len(named)
        said.append(Html("\n".join((p("evidence-shared"), *named))))
        if rest:
            said.append(p("and-more", count=rest))
    return "\n".join(filter(None, said))


def piece(view: PieceView, zone: ZoneInfo, p: Phrases, caption: int = CAPTION, name: int = NAME) -> str:
    """A piece in one line: what it is, who posted it, and whether it counts. `zone` dates what was forwarded."""
    what = line(view.name, name) or p(f"evidence-{view.kind}")
    said = [f"{view.number}  {MARKS.get(view.kind, '📄')} {escape(what)}"]
    if view.caption and caption:
        said.append(p("evidence-caption", text=line(view.caption, caption)))
    if view.origin:
        day = plain_date(view.origin_at.astimezone(zone).date(), p.language) if view.origin_at else ""
        said.append(p("evidence-origin", origin=line(view.origin, 60), date=day))
    if view.refused:
        why = view.refused if view.refused in REASONS else "other"
        said.append(p(f"evidence-bad-{why}"))
    elif view.under_way:
        said.append(p("evidence-under-way"))
    elif view.same_as:
        said.append(p("piece-same-as", number=view.same_as))
    return " · ".join(said)


def _below(view: EvidenceView, p: Phrases) -> list[Html]:
    said: list[Html] = []
    if view.known:
        key = "piece-known-more" if len(view.known) > 1 else "piece-known"
        said.append(p(key, label=line(view.known[0], LABEL), count=len(view.known) - 1))
    if any(one.refused for one in view.pieces):
        said.append(p("evidence-refused-why"))
    if any(one.on_drive for one in view.pieces):
        said.append(p("evidence-share"))
    if view.photo_tip:
        said.append(p("evidence-photo-tip"))
    if not view.pieces:
        said.append(p("evidence-how"))
    elif view.replaced:
        one = view.pieces[view.replaced - 1]
        name = line(one.name, NAME) or p.plain(f"evidence-{one.kind}")
        said.append(p("piece-replace", name=f"{one.number} {name}"))
    elif len(view.pieces) >= view.most:
        told = view.problem is not None and view.problem.key == "problem-evidence-full"
        said += [] if told else [p("evidence-full", most=view.most)]
    else:
        said.append(p("evidence-more-how"))
    if view.left > 1:
        said.append(p("evidence-left", count=view.left))
    return said


def offers(view: QuestionView, p: Phrases) -> tuple[Row, ...]:
    """Under a question: the evidence of its answer, and quietly that of the answer just saved."""
    found: list[Row] = []
    if view.pieces is not None:
        key = "button-evidence-count" if view.pieces else "button-evidence"
        found.append(row(adding(view.place, view.ordinal, view.items, p.plain(key, count=view.pieces))))
    if view.saved is not None and view.saved.proves is not None:
        found.append(row(adding(view.place, *view.saved.proves, p.plain("button-evidence-saved"))))
    return tuple(found)


def adding(place: Place, ordinal: int, items: tuple[str, ...], text: str) -> Button | None:
    """The button that opens the card of an answer's evidence."""
    return button(text, Press(Verb.EVIDENCE, place.submission, place.form, ordinal, items))


def counted(proved: int, unproved: int, p: Phrases) -> Html:
    """'📎 8 · 2 belum ada bukti', wherever a section or an agency is summed up; '' when there is nothing to say."""
    if unproved:
        return p("evidence-counted", proved=str(proved), count=unproved)
    return p("evidence-counted-all", proved=str(proved)) if proved else Html("")


def walk(count: int, place: Place, p: Phrases, section: SectionLine | None = None) -> Button | None:
    """'📎 3 jawaban belum ada buktinya': the way through exactly those; None when there are none."""
    way = WAY if section is None else f"{WAY}{to36(section.index)}"
    press = Press(Verb.EVIDENCE, place.submission, place.form, argument=way)
    return button(p.plain("button-evidence-walk", count=count), press) if count else None


def sending(section: SectionLine, place: Place, p: Phrases) -> tuple[Row, ...]:
    """She wants to send a section in which evidence is missing: fill it in first, or send it as it is."""
    fill = Press(Verb.EVIDENCE, place.submission, place.form, argument=f"{WAY}{to36(section.index)}")
    send = Press(Verb.SUBMIT, place.submission, place.form, argument=f"{to36(section.index)}.y")
    return (
        row(button(p.plain("button-evidence-fill"), fill, PRIMARY)),
        row(button(p.plain("button-evidence-without"), send)),
    )


def unasked(card: Screen, language: str) -> Screen:
    """The answer asks for no evidence any more: the present card, under the word that nothing was kept."""
    said = problem(phrases(language), Problem("problem-evidence-unasked"))
    return replace(card, text=f"{said}\n\n{card.text}")


def refused(why: Problem, language: str) -> Screen:
    """Beside a card that is about something else: what was not kept, and why."""
    return Screen(problem(phrases(language), why))
