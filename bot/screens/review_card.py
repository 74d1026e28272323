"""One question under review: the answer, what proves it, what was said about it, and the way to return it."""

from __future__ import annotations

from babel.numbers import format_decimal

from bot.flows.moves import LOCKED
from bot.screens import review_pieces
from bot.screens.acts import noted
from bot.screens.coordinators import held
from bot.screens.dates import lately, plain_date
from bot.screens.home import NAME
from bot.screens.length import MESSAGE, cut, line, narrow, paragraph, shown
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.problems import problem
from bot.screens.review_views import QuestionReview
from bot.screens.reviews import page_of
from bot.screens.rows import PRIMARY, Row, button, row, side_by_side, stack
from bot.screens.saved import value
from bot.screens.screen import Button, Screen
from bot.screens.threads import WHOLE, comment, thread

REASONS = 3  # ready-made ones: return-reason-0 .. return-reason-2 in the catalogues
VALUE = 1000  # UTF-16 units of an answer
WHY = 400
LABEL = 800  # of a question: held cuts whole lines, and none may end in the middle of a tag


def question(view: QuestionReview, language: str) -> Screen:
    """The card, or what it asks the reviewer for: why it is returned, her words for the thread."""
    p = phrases(language)
    asked = p(f"review-asks-{view.asking}") if view.asking else Html("")
    parts = (
        noted(view.note, view.zone, p),
        problem(p, view.problem) if view.problem is not None else Html(""),
        _head(view, p),
        _answer(view, p),
        _beside(view, p),
        _returned(view, p),
        thread(view.thread, p, WHOLE),
    )
    text = held(parts)
    while asked and shown(text) + shown(asked) + 2 > MESSAGE:  # what she is asked for stands last, and stays
        text = text[: text.rindex("\n")]
    rows = stack(*_asking_rows(view, p)) if view.asking else stack(*_rows(view, p))
    text = f"{text}\n\n{asked}" if asked else text
    return Screen(text, rows, placeholder=p.plain("review-placeholder") if view.asking else "")


def _head(view: QuestionReview, p: Phrases) -> str:
    agency, section = line(view.agency, NAME), line(view.section.label, 60)
    where = " › ".join(filter(None, (section, line(view.record, 60))))
    place = p("question-where", path=where, number=str(view.number), total=str(view.total))
    return f"{escape(agency)}\n{place}\n<b>{escape(cut(paragraph(view.label), LABEL))}</b>"


def _answer(view: QuestionReview, p: Phrases) -> str:
    said = [f"→ {value(p, view.value, view.standing, view.reason, VALUE)}"]
    if view.before:
        said.append(p("review-before", value=line(view.before, WHY)))
    if view.carried:
        said.append(p("review-carried"))
    if view.at is not None:
        when = lately(view.at, view.zone, view.now, p.language)
        by = line(view.by, PERSON)
        said.append(p("act-who", person=by, when=when) if by else when)
    return "\n".join(said)


def _beside(view: QuestionReview, p: Phrases) -> str:
    """Evidence, last round's value, the self-check: what an assessor holds the answer against."""
    said: list[Html] = []
    if view.pieces:
        said.append(p("review-evidence", count=len(view.pieces)))
        said += [Html(one) for one in review_pieces.lines(view.pieces, view.zone, p)]
    elif view.unproved:
        said.append(p("review-evidence-none"))
    if view.earlier:
        at = view.earlier_at
        when = plain_date(at.astimezone(view.zone).date(), p.language) if at is not None else ""
        said.append(p("review-earlier", value=line(view.earlier, WHY), when=when))
    if view.score is not None:
        score = format_decimal(view.score, format="0.##", locale=p.language)
        said.append(p("review-score", score=score))
    return "\n".join(said)


def _returned(view: QuestionReview, p: Phrases) -> str:
    if view.listed:
        return p("review-is-listed", why=line(comment(view.listed, p), WHY), by=line(view.listed_by, PERSON))
    if view.returned:
        return p(
            "review-is-fixed" if view.fixed else "review-is-returned",
            why=line(comment(view.returned, p), WHY),
        )
    return ""


def _rows(view: QuestionReview, p: Phrases) -> tuple[Row, ...]:
    give_back = off = words = None
    if Verb.RETURN in view.verbs and view.section.status in LOCKED:
        text = p.plain("button-return-change" if view.listed else "button-return-question")
        give_back = button(text, _press(view, Verb.RETURN))
        if view.listed:
            off = button(p.plain("button-return-off"), _press(view, Verb.RETURN, "x"))
    if Verb.THREAD in view.verbs:
        words = button(p.plain("button-thread"), _press(view, Verb.THREAD, "w"))
    trace = None
    if Verb.TRACE in view.verbs and not view.is_repeat:
        trace = button(p.plain("button-trace"), _press(view, Verb.TRACE, "0"))
    place = (view.submission, view.form, view.ordinal, view.items)
    page = to36(page_of(view.number))
    back = Press(Verb.INSPECT, view.submission, view.form, argument=f"{to36(view.section.index)}.{page}")
    name = p.plain("button-back-to", name=narrow(view.section.label, 24))
    return (
        *review_pieces.buttons(review_pieces.FILE, view.files, place, p),
        *review_pieces.buttons(review_pieces.PIECE, view.pieces, place, p),
        row(give_back, off),
        row(words, trace),
        row(view.back, view.onward),
        row(button(name, back)),
    )


def _asking_rows(view: QuestionReview, p: Phrases) -> tuple[Row, ...]:
    ready: list[Button | None] = []
    if view.asking == "why":
        for number in range(REASONS):
            press = _press(view, Verb.RETURN, str(number))
            ready.append(button(p.plain(f"return-reason-{number}"), press, PRIMARY if not number else ""))
    cancel = button(p.plain("button-cancel-words"), _press(view, Verb.INSPECT))
    return (*side_by_side(ready, 1), row(cancel))


def _press(view: QuestionReview, verb: Verb, argument: str = "") -> Press:
    if view.is_repeat:  # its ordinal counts repeats
        argument = f"i{argument}"
    return Press(verb, view.submission, view.form, view.ordinal, view.items, argument=argument)
