"""The question card: what was just saved, where we are, the question in bold, and everything she can tap.

The card never outgrows one message: the present answer gives way first, then the hint, then the listed
choices, and the question itself last.
"""

from __future__ import annotations

import re

from bot.flows.answers import Standing
from bot.flows.form import CHOOSING, Kind
from bot.screens import earlier
from bot.screens.evidence import offers
from bot.screens.fixes import above, explaining
from bot.screens.length import MESSAGE, line, narrow, paragraph, share, shown, units
from bot.screens.offers import Layout, offered
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb
from bot.screens.problems import problem
from bot.screens.rows import PRIMARY, Row, button, columns_for, menu, row, side_by_side, stack
from bot.screens.saved import REASONS, reason, saved
from bot.screens.screen import Button, Screen
from bot.screens.views import ColleagueView, DoubtView, QuestionView

PLACEHOLDER = 64  # Telegram's limit
ROOM = 800  # UTF-16 units for the question itself; a thread gives way to it
TYPED = frozenset(
    {Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.RANGE, Kind.DATE, Kind.TIME, Kind.DATETIME, Kind.BARCODE}
)
# nothing was wrong with what she typed: no example
PLAIN = frozenset({"problem-not-shown", "problem-unseen"})
_LANGUAGE_CODE = re.compile(r"\s*\([A-Za-z-]+\)$")  # forms name a language 'English (en)'
_NO_CHOICES = Layout((), (), 0, 1)


def question(view: QuestionView, language: str, lead: Html | None = None) -> Screen:
    """The card of one question, as it stands for this person now; `lead` stands above it, as in a reminder."""
    p = phrases(language)
    choosing = view.kind in CHOOSING and not (view.read_only or view.doubt or view.asking_reason)
    layout = offered(view, p) if choosing else _NO_CHOICES
    word = explaining(view.returned, view.place, view.ordinal, view.items, p)
    rows = stack(*_answer_rows(view, p, layout), word, *_moving_rows(view, p))
    example = line(view.example, PLACEHOLDER) if view.kind in TYPED else ""
    return Screen(_text(view, p, layout, lead), rows, placeholder=example)


def _text(view: QuestionView, p: Phrases, layout: Layout, lead: Html | None) -> str:
    first, where = (*([lead] if lead else []), *_news(view, p)), _where(view, p)
    tail = _below(view, p, layout)
    for said in (view.thread, ()):  # a long one stands with the request for a word, too
        head = (*first, *above(view.returned, said, p))
        free = MESSAGE - sum(shown(part) + 2 for part in (*head, where, *tail)) - 120
        free -= sum(units(mark) + 3 for mark, _ in layout.lines)
        if free >= ROOM:
            break
    labels = tuple((label, 60) for _, label in layout.lines)
    present = paragraph(view.present) if view.present_standing in (None, Standing.GIVEN) else ""
    wished = (
        (present, 120),
        (paragraph(view.guidance), 100),
        (paragraph(view.hint), 200),
        *labels,
        (paragraph(view.label), 0),
    )
    present, guidance, hint, *listed, label = share(free, wished)

    bold = f"<b>{escape(label)}</b>" if label else ""
    asked = Html("\n".join(filter(None, (where, bold, escape(hint), escape(guidance)))))
    marks = (mark for mark, _ in layout.lines)
    choices = "\n".join(f"{escape(m)}  {escape(text)}" for m, text in zip(marks, listed, strict=True))
    answer = _present(view, p, present)
    return "\n\n".join(filter(None, (*head, asked, answer, choices, "\n".join(tail)))) or "…"


def _news(view: QuestionView, p: Phrases) -> tuple[Html, ...]:
    """What happened since the last card: what was saved or ticked, what was wrong, what is asked first."""
    news: list[Html] = []
    if view.saved and not (view.colleague or view.doubt):
        news.append(saved(p, view.saved))
    if view.ticked:
        news.append(p("question-ticked", value=line(view.ticked, 200)))
    if view.problem:
        example = "" if view.problem.key in PLAIN else view.example
        news.append(problem(p, view.problem, example))
    if view.colleague:
        news.append(_colleague(view.colleague, p))
    elif view.doubt:
        news.append(_doubt(view.doubt, p))
    return tuple(news)


def _where(view: QuestionView, p: Phrases) -> Html:
    section, inner = line(view.section, 60), line(view.record or view.group, 60)
    # 'Quick Win › Quick win 2' says it twice
    steps = ("" if inner.casefold().startswith(section.casefold()) else section, inner)
    path = " › ".join(filter(None, steps))
    if view.read_only or not view.total:
        return escape(path)
    return (
        p("question-where", path=path, number=str(view.number), total=str(view.total)) if path else Html("")
    )


def _below(view: QuestionView, p: Phrases, layout: Layout) -> tuple[Html, ...]:
    """The small print: what is expected, and what else can be done by typing."""
    said: list[Html] = []
    if view.asking_reason:
        return (p("question-why"),)
    expected = _expected(view, p)
    if view.doubt or view.colleague:
        return ()
    if view.earlier is not None:
        said.append(earlier.told(view.earlier, p))
    if expected:
        said.append(expected)
    if view.kind is Kind.RANK and view.offers:
        said.append(p("question-ranking"))
    if view.kind in CHOOSING and not view.offers and not view.problem:
        said.append(p("question-no-choices"))
    if layout.pages > 1 or view.filtered:
        filtered = line(view.filtered, 60)
        said.append(p("question-filtered", text=filtered) if filtered else p("question-search"))
    if view.fallback_language:
        said.append(p("question-fallback", language=_LANGUAGE_CODE.sub("", line(view.fallback_language, 40))))
    elif view.fallback_hint:
        said.append(
            p("question-fallback-hint", language=_LANGUAGE_CODE.sub("", line(view.fallback_hint, 40)))
        )
    if view.collecting:
        said.append(p("question-more-follows"))
    return tuple(said)


def _expected(view: QuestionView, p: Phrases) -> Html:
    if view.kind in (Kind.NOTE, Kind.ACKNOWLEDGE) or view.read_only:
        return Html("")
    need = p("question-required") if view.required else p("question-optional")
    expectation = line(view.expectation, 120)
    if not expectation:
        return need
    return p("question-expected", expectation=expectation[0].upper() + expectation[1:], need=need)


def _present(view: QuestionView, p: Phrases, value: str) -> Html:
    """The answer that stands now; a tick on the choice says it well enough by itself."""
    if view.present_standing is Standing.UNAVAILABLE:
        why = reason(p, view.present_reason)
        return p("question-present-unavailable-why", why=why) if why else p("question-present-unavailable")
    ticked = view.kind in CHOOSING or any(text == view.present for _, text in view.quick)
    if not value or view.colleague or (ticked and not view.read_only and not view.present_by):
        return Html("")
    if view.present_by:
        return p("question-present-by", value=value, name=line(view.present_by, 60))
    return p("question-present", value=value)


def _doubt(doubt: DoubtView, p: Phrases) -> Html:
    if doubt.kind == "nihil":
        return _nihil(doubt, p)
    readings = [
        p("doubt-words", reading=line(text, 80), words=line(words, 120)) if words else escape(line(text, 80))
        for _, text, words in doubt.readings
    ]
    if len(readings) == 1:
        return p("doubt-one", reading=readings[0])
    if len(readings) == 2:
        return p("doubt-two", first=readings[0], second=readings[1])
    return p("doubt-many")


def _nihil(doubt: DoubtView, p: Phrases) -> Html:
    """'Nihil' and '-' mean zero or none, and which of the two only she knows."""
    values = {value: text for value, text, _ in doubt.readings if value}
    if not values:
        return p("doubt-none")
    if "0" in values:
        return p("doubt-nihil")
    return p("doubt-nihil-words", reading=line(next(iter(values.values())), 80))


def _colleague(colleague: ColleagueView, p: Phrases) -> Html:
    facts = {
        "name": line(colleague.name, 60),
        "theirs": line(colleague.theirs, 200) or p("value-none"),
        "mine": line(colleague.mine, 200) or p("value-none"),
    }
    if colleague.own:
        return p("newer-answer", theirs=facts["theirs"], mine=facts["mine"])
    if colleague.minutes < 1:
        return p("colleague-now", **facts)
    if colleague.minutes >= 60:
        return p("colleague-earlier", **facts)
    return p("colleague-answered", minutes=colleague.minutes, **facts)


def _answer_rows(view: QuestionView, p: Phrases, layout: Layout) -> tuple[Row, ...]:
    """The buttons that answer."""
    if view.asking_reason:
        ready = (p.plain(f"reason-{n}") for n in range(REASONS))
        reasons = (button(text, _press(view, Verb.UNAVAILABLE, str(n))) for n, text in enumerate(ready))
        return side_by_side(reasons, 1)
    if view.colleague:
        own = view.colleague.own
        replacing = p.plain("button-replace-newer" if own else "button-replace")
        keeping = p.plain("button-keep-newer" if own else "button-keep")
        return (
            row(button(replacing, _press(view, Verb.REPLACE))),
            row(button(keeping, _press(view, Verb.KEEP))),
        )
    if view.doubt:
        return _readings(view, view.doubt, p)
    if view.kind is Kind.NOTE or view.read_only or view.collecting:
        text = p.plain("button-all-sent" if view.collecting else "button-next")
        return (row(button(text, _press(view, Verb.NEXT), PRIMARY)),)
    if view.kind in CHOOSING and not view.offers:
        return (row(_way_out(view, p)),)
    if view.kind is Kind.ACKNOWLEDGE:
        return (row(button(p.plain("button-acknowledge"), _press(view, Verb.VALUE, "OK"), PRIMARY)),)
    marked = [("✓ " if text == view.present else "") + (line(text, 60) or "…") for _, text in view.quick]
    presses = (_press(view, Verb.VALUE, value) for value, _ in view.quick)
    quick = (button(text, press) for press, text in zip(presses, marked, strict=True))
    same = earlier.button_of(view.earlier, _press(view, Verb.CARRY), p) if view.earlier else None
    return (row(same), *side_by_side(quick, columns_for(marked) or 1), *layout.rows)


def _way_out(view: QuestionView, p: Phrases) -> Button | None:
    """Nothing is on offer: the question that decides what is, or else the next one."""
    if view.first is None:
        return button(p.plain("button-next"), _press(view, Verb.NEXT), PRIMARY)
    ordinal, items, label = view.first
    press = Press(Verb.OPEN, view.place.submission, view.place.form, ordinal, items)
    return button(p.plain("button-first", question=narrow(label, 24)), press, PRIMARY)


def _readings(view: QuestionView, doubt: DoubtView, p: Phrases) -> tuple[Row, ...]:
    """One button a reading; a reading without a value means that there is none."""
    texts = [line(text, 60) or p.plain("button-unavailable") for _, text, _ in doubt.readings]
    buttons = (
        button(text, _press(view, Verb.VALUE, value) if value else _press(view, Verb.UNAVAILABLE))
        for (value, _, _), text in zip(doubt.readings, texts, strict=True)
    )
    return side_by_side(buttons, min(columns_for(texts) or 1, 2))


def _moving_rows(view: QuestionView, p: Phrases) -> tuple[Row, ...]:
    """The buttons that leave the question: as it is, without an answer, or for another one."""
    home = menu(p, view.place)
    if view.asking_reason:
        return (row(button(p.plain("button-cancel"), _press(view, Verb.OPEN)), home),)
    back = button(p.plain("button-back"), _press(view, Verb.BACK)) if view.can_back else None
    onward = button(p.plain("button-next"), _press(view, Verb.NEXT)) if _answered(view) else None
    pictures = button(p.plain("button-pictures"), _press(view, Verb.PICTURES)) if view.pictures else None
    proofs = offers(view, p) if not _only_onward(view) else ()
    return (row(pictures), *_leaving_rows(view, p), *proofs, row(back, home, onward))


def _leaving_rows(view: QuestionView, p: Phrases) -> tuple[Row, ...]:
    if _only_onward(view):
        return ()
    if _answered(view):
        more = view.kind is Kind.TEXT and view.present_standing is not Standing.UNAVAILABLE
        add = button(p.plain("button-more"), _press(view, Verb.MORE)) if more else None
        clear = button(p.plain("button-clear"), _press(view, Verb.CLEAR))
        # an answer that was changed has a story
        trace = button(p.plain("button-trace"), _press(view, Verb.TRACE)) if view.revision > 1 else None
        return (row(add), row(clear, _unavailable(view, p)), row(trace))
    skip = None if view.required else button(p.plain("button-skip"), _press(view, Verb.SKIP))
    ask = button(p.plain("button-pass-question"), _press(view, Verb.SHARE)) if view.passable else None
    if skip is None:
        return (row(_unavailable(view, p), ask),)
    return (row(skip, _unavailable(view, p)), row(ask))


def _only_onward(view: QuestionView) -> bool:
    """Nothing to clear or to skip: the card is read, or asks something else first."""
    reading = view.kind is Kind.NOTE or view.read_only
    return reading or view.collecting or bool(view.colleague) or bool(view.doubt)


def _answered(view: QuestionView) -> bool:
    present = bool(view.present) or view.present_standing is Standing.UNAVAILABLE
    return present and not _only_onward(view)


def _unavailable(view: QuestionView, p: Phrases) -> Button | None:
    if (
        not view.unavailable_allowed
        or view.kind is Kind.ACKNOWLEDGE
        or view.present_standing is Standing.UNAVAILABLE
    ):
        return None
    return button(p.plain("button-unavailable"), _press(view, Verb.UNAVAILABLE))


def _press(view: QuestionView, verb: Verb, argument: str = "") -> Press:
    return Press(
        verb, view.place.submission, view.place.form, view.ordinal, view.items, view.revision, argument
    )
