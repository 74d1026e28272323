"""One piece of evidence as it came, with the question whether it is the right one; and evidence to be used again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from bot.screens.dates import lately
from bot.screens.evidence import MARKS, piece
from bot.screens.evidence_buttons import BACK, PAGE_OF, REMOVE, REPLACE, RESTORE, RIGHT, USE
from bot.screens.evidence_views import PieceView
from bot.screens.length import cut, line, paragraph, shown
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.register_views import DocumentLine, PieceCard, ReuseView
from bot.screens.rows import (
    DANGER,
    button,
    evenly,
    held_page,
    page_count,
    pager,
    row,
    side_by_side,
    stack,
)
from bot.screens.screen import Button, Given, Screen

FILES = frozenset({"photo", "document", "audio", "voice", "video"})
UNDER_FILE = 1024  # UTF-16 units of the words below a file
LABEL, VALUE, NAME, CAPTION, POST = 120, 100, 90, 200, 2000
OFFERS = 6  # documents on one page of those that can be used again
USES = 3  # questions named for one document; the rest is a number
KB, MB = 1 << 10, 1 << 20


def card(view: PieceCard, language: str) -> Screen:
    """The piece itself, and below it what it proves. Whoever may change it is asked whether it is the right one."""
    p = phrases(language)
    asked = p("piece-right" if view.piece.kind in ("photo", "document") else "piece-right-other")
    text = _told(view, p, asked if view.may_change else "")
    if not view.may_change:
        return Screen(text, given=_given(view, p))
    right = _button(p, "button-piece-right", view, RIGHT)
    rows = stack(
        row(right),
        row(_button(p, "button-piece-replace", view, REPLACE), _button(p, "button-remove", view, REMOVE)),
    )
    return Screen(text, rows, given=_given(view, p))


def right(view: PieceCard, language: str) -> Screen:
    """What stays of the question once she has said yes."""
    p = phrases(language)
    return Screen(_told(view, p, p("piece-is-right")))


def removed(view: PieceCard, language: str) -> Screen:
    """What was taken off, and a way back."""
    p = phrases(language)
    text = p("piece-removed", name=called(view.piece, p), label=line(view.label, LABEL))
    return Screen(text, stack(row(_button(p, "button-undo", view, RESTORE))))


def same(view: PieceView, label: str, other: str, language: str) -> Screen:
    """A file whose content was sent before, for another question."""
    p = phrases(language)
    return Screen(p("file-same", name=called(view, p), label=line(label, LABEL), other=line(other, LABEL)))


def full(most: int, language: str) -> Screen:
    """There is no room for what was taken off."""
    return Screen(phrases(language)("evidence-full", most=most))


def gone(language: str) -> Screen:
    """The piece was taken off meanwhile."""
    return Screen(phrases(language)("piece-gone"))


def reuse(view: ReuseView, language: str) -> Screen:
    """Documents that this agency has given before; a number makes one prove this answer as well."""
    p = phrases(language)
    pages = page_count(len(view.lines), OFFERS)
    page = held_page(view.page, pages)
    lines = view.lines[page * OFFERS : (page + 1) * OFFERS]
    title = f"{p('reuse-title')} <b>{escape(line(view.label, LABEL))}</b>"
    listed = "\n".join(documents(lines, view.zone, p))
    text = "\n\n".join((title, listed, p("reuse-how")))

    def press(argument: str) -> Press:
        return Press(
            Verb.REUSE, view.place.submission, view.place.form, view.ordinal, view.items, argument=argument
        )

    numbers = (
        button(str(number), press(USE + to36(one.piece.id)))
        for number, one in enumerate(lines, start=1)
        if one.piece is not None
    )
    rows = stack(
        *side_by_side(numbers, evenly(len(lines))),
        pager(page, pages, press(""), PAGE_OF),
        row(button(p.plain("button-back"), press(BACK))),
    )
    return Screen(text, rows)


def documents(
    lines: Sequence[DocumentLine], zone: ZoneInfo, p: Phrases, caption: int = 40, name: int = 60
) -> Iterator[str]:
    """Numbered lines, each with what it proves, indented; documents that prove the same say so together, below."""
    for number, one in enumerate(lines, start=1):
        if one.piece is None:
            yield f"{number}  ⚪ {escape(line(one.uses[0], LABEL))}\n    {p('register-missing')}"
            continue
        said = piece(replace(one.piece, number=number), zone, p, caption, name)
        then = lines[number] if number < len(lines) else None
        together = then is not None and then.piece is not None
        is_same = together and then is not None and (then.uses, then.section) == (one.uses, one.section)
        yield said if is_same else f"{said}\n{uses(one, p)}"


def uses(one: DocumentLine, p: Phrases) -> str:
    named = [line(use, 70) for use in one.uses[:USES]]
    rest = len(one.uses) - len(named)
    said = [Html(f"    → {escape(name)}") for name in named]
    return "\n".join((*said, *((f"    {p('and-more', count=rest)}",) if rest > 0 else ())))


def called(view: PieceView, p: Phrases) -> str:
    """The name of a piece, or what it is."""
    return line(view.name, NAME) or p.plain(f"evidence-{view.kind}")


def bytes_of(size: int, language: str) -> str:
    """'2,3 MB', '640 KB'; '' for nothing."""
    if not size:
        return ""
    unit, name = (MB, "MB") if size >= MB else (KB, "KB")
    number = format_decimal(max(size / unit, 0.1), format="0.#", locale=language)
    return f"{number} {name}"


def _told(view: PieceCard, p: Phrases, below: str) -> str:
    """What is known of a piece, and what follows. Under a file its caption gives way where there is no room."""
    text = "\n\n".join(filter(None, (_known(view, p, CAPTION), below)))
    if view.piece.kind in FILES and shown(text) > UNDER_FILE:
        text = "\n\n".join(filter(None, (_known(view, p, 0), below)))
    return text


def _known(view: PieceCard, p: Phrases, caption: int) -> str:
    about = p("evidence-for", label=line(view.label, LABEL), value=line(view.value, VALUE))
    if not view.value:
        about = escape(line(view.label, LABEL))
    said = [
        *([f"<b>{escape(line(view.agency, LABEL))}</b>"] if view.agency else []),
        f"📎 {about}",
        piece(view.piece, view.zone, p, caption, NAME),
    ]
    if view.piece.kind == "link":
        said[-1] = f"{MARKS['link']} {escape(line(view.text, POST))}"
    if view.piece.kind == "post":
        said.append(f"“{escape(cut(paragraph(view.text), POST))}”")
    said.append(_when(view, p))
    if view.others:
        said.append(p("piece-others"))
        said.append(uses(DocumentLine(view.piece, view.others), p))
    return "\n".join(said)


def _when(view: PieceCard, p: Phrases) -> Html:
    when, by = lately(view.at, view.zone, view.now, p.language), line(view.by, 60)
    size = bytes_of(view.size, p.language)
    if by and size:
        return p("piece-given", by=by, size=size, when=when)
    if by:
        return p("piece-given-by", by=by, when=when)
    return p("piece-given-size", size=size, when=when) if size else when


def _given(view: PieceCard, p: Phrases) -> Given | None:
    if view.piece.kind == "place":
        return Given("place", latitude=view.latitude, longitude=view.longitude)
    is_refused = view.piece.refused not in ("", "lost")
    if view.piece.kind not in FILES or (is_refused and view.agency):
        return None  # what was refused is handed to nobody of another agency
    return Given(view.piece.kind, view.file_id, lost=p("piece-lost"))


def _button(p: Phrases, key: str, view: PieceCard, argument: str) -> Button | None:
    press = Press(Verb.PIECE, view.place.submission, view.place.form, argument=argument + to36(view.piece.id))
    return button(p.plain(key), press, DANGER if argument == REMOVE else "")
