"""The screens of a review, on both sides, with the facts of a real agency."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from facts import DEADLINE, DINKES, NOW, PLACE, REGION, ROUND, WITA, asked, lines, said, section

from bot.screens import assessors, fixes, question, review_card, review_tidings, reviews
from bot.screens.assessors import PillarChoiceView
from bot.screens.evidence_views import PieceView
from bot.screens.overviews import Note
from bot.screens.press import Verb
from bot.screens.review_tidings import ReturnedTidings
from bot.screens.review_views import (
    ExplainView,
    FixesView,
    FixLine,
    QuestionReview,
    QueueView,
    ReviewedLine,
    SaidView,
    SectionReview,
    WaitingLine,
)
from bot.screens.screen import Screen
from bot.screens.views import RemarkLine, ReturnedView, Status

VERBS = frozenset(
    {Verb.INSPECT, Verb.RETURN, Verb.ACCEPT, Verb.THREAD, Verb.REOPEN, Verb.SECTIONS, Verb.UNDO, Verb.TRACE}
)
SENT = NOW - timedelta(hours=3)
WHY = ("angka berbeda dengan profil kesehatan", "the figure differs from the health profile")
BECAUSE = ("Sudah sesuai, profil memakai data Mei", "It is right, the profile has data of May")


def queue(lang: str, **changed: object) -> Screen:
    agency = "Dinkes"
    waiting = (
        WaitingLine(4, agency, section(lang, 9, done=10, missing=0, status=Status.SUBMITTED), SENT, False),
        WaitingLine(5, "RSUD", section(lang, 9, done=10, missing=0, status=Status.SUBMITTED), NOW, True),
    )
    view = QueueView(1, 7, REGION, said(lang, ROUND), WITA, NOW, waiting, (), 0, False)
    return reviews.queue(replace(view, **changed), lang)  # type: ignore[arg-type]


def reviewed(lang: str, **changed: object) -> SectionReview:
    marks: tuple[Mapping[str, object], ...] = (
        {"pieces": 2},
        {"listed": said(lang, WHY), "pieces": 1},
        {"unproved": True, "remarks": 2},
        {"listed": "return-reason-0"},
    )
    shown = tuple(
        replace(ReviewedLine(line), **(marks[n] if n < len(marks) else {}))  # type: ignore[arg-type]
        for n, line in enumerate(lines(lang))
    )
    view = SectionReview(
        form=1,
        submission=4,
        agency=said(lang, DINKES),
        short="Dinkes",
        section=section(lang, 9, done=10, missing=0, status=Status.SUBMITTED),
        zone=WITA,
        now=NOW,
        moved_by="Rini Wulandari",
        moved_at=SENT,
        lines=shown,
        page=0,
        whole=7,
        verbs=VERBS,
        people=("Rini Wulandari", "Agus Salim"),
    )
    return replace(view, **changed)  # type: ignore[arg-type]


def one(lang: str, **changed: object) -> Screen:
    line = lines(lang)[1]
    view = QuestionReview(
        form=1,
        submission=4,
        agency=said(lang, DINKES),
        section=section(lang, 9, done=10, missing=0, status=Status.SUBMITTED),
        ordinal=line.ordinal,
        items=(),
        is_repeat=False,
        number=2,
        total=10,
        record="",
        label=line.label,
        value=line.value or "97%",
        standing=line.standing,
        reason="",
        carried=False,
        by="Rini Wulandari",
        at=SENT,
        zone=WITA,
        now=NOW,
        pieces=(
            PieceView(3, 1, "document", "Profil Kesehatan 2023.pdf"),
            PieceView(4, 2, "link", "drive.google.com/file/d/1x"),
        ),
        files=(),
        unproved=False,
        earlier="95,2%" if lang == "id" else "95.2%",
        earlier_at=NOW - timedelta(days=330),
        score=3.5,
        before="",
        listed="",
        listed_by="",
        returned="",
        fixed=False,
        thread=(
            RemarkLine("Sari Handayani", said(lang, WHY), SENT, False),
            RemarkLine("Rini Wulandari", said(lang, BECAUSE), NOW, True),
        ),
        verbs=VERBS,
    )
    return review_card.question(replace(view, **changed), lang)  # type: ignore[arg-type]


def fix_lines(lang: str) -> tuple[FixLine, ...]:
    first, second, *_ = lines(lang)
    return (
        FixLine(first.ordinal, (), False, 1, first.label, said(lang, WHY), "Sari Handayani", "91,4%", "93%", "", True),
        FixLine(
            second.ordinal, (), False, 2, second.label, "return-reason-0", "Sari Handayani", "97%", "97%",
            said(lang, BECAUSE), True,
        ),
    )  # fmt: skip


def to_fix(lang: str, **changed: object) -> Screen:
    back = section(lang, 9, done=10, missing=0, status=Status.RETURNED)
    return fixes.fixes(replace(FixesView(PLACE, back, fix_lines(lang), ()), **changed), lang)  # type: ignore[arg-type]


def returned_question(lang: str) -> Screen:
    back = ReturnedView(said(lang, WHY), "Sari Handayani", 2)
    return question.question(replace(asked(lang), returned=back), lang)


def told(lang: str) -> Screen:
    view = ReturnedTidings(
        place=PLACE,
        person="Ibu Rini",
        agency=said(lang, DINKES),
        sections=("Smart Living",),
        by="Sari Handayani",
        questions=tuple(replace(line, fixed=False) for line in fix_lines(lang)),
        deadline=DEADLINE,
        count=2,
    )
    return review_tidings.returned(view, lang)


def remark(lang: str, to_agency: bool) -> Screen:
    line = lines(lang)[1]
    words = SaidView(
        "Sari Handayani" if to_agency else "Rini Wulandari",
        "Smart Living",
        line.label,
        said(lang, WHY if to_agency else BECAUSE),
        line.ordinal,
        (),
        False,
    )
    return review_tidings.remarks(PLACE, said(lang, DINKES), (words,), to_agency, lang)


REVIEW: Mapping[str, Callable[[str], Screen]] = {
    "review-queue": queue,
    "review-queue-empty": lambda lang: queue(lang, waiting=()),
    "reviewed": lambda lang: reviews.section(reviewed(lang), lang),
    "reviewed-returned": lambda lang: reviews.section(
        reviewed(
            lang,
            section=section(lang, 9, done=10, missing=0, status=Status.RETURNED),
            lines=tuple(replace(one, listed="", returned=one.listed) for one in reviewed(lang).lines),
            note=Note("section-was-returned", {"section": "Smart Living"}, 3),
        ),
        lang,
    ),
    "reviewed-by-assessor": lambda lang: reviews.section(
        reviewed(lang, lines=tuple(map(ReviewedLine, lines(lang))), verbs=VERBS - {Verb.REOPEN, Verb.SECTIONS}), lang
    ),
    "return-preview": lambda lang: reviews.returning(reviewed(lang), lang),
    "reviewed-question": one,
    "reviewed-question-why": lambda lang: one(lang, asking="why"),
    "reviewed-question-fixed": lambda lang: one(lang, before="91%", thread=(), earlier="", score=None),
    "fix-question": returned_question,
    "fixes": to_fix,
    "fixes-left": lambda lang: to_fix(
        lang, fixes=tuple(replace(line, fixed=False, said="") for line in fix_lines(lang)), refused=True
    ),
    "fix-explain": lambda lang: fixes.explain(
        ExplainView(PLACE, 3, (), False, lines(lang)[0].label, "91,4%", (), Status.RETURNED, may_change=True), lang
    ),
    "fix-others": lambda lang: fixes.others_stay("Smart Living", 9, PLACE, lang),
    "explain-thanks": lambda lang: fixes.thanked(PLACE, lang),
    "tidings-returned": told,
    "tidings-recalled": lambda lang: review_tidings.recalled(PLACE, said(lang, DINKES), "Smart Living", lang),
    "tidings-accepted": lambda lang: review_tidings.accepted(
        PLACE, "Ibu Rini", said(lang, DINKES), ("Smart Living",), False, DEADLINE, lang
    ),
    "tidings-sent-back": lambda lang: review_tidings.sent_back(
        PLACE, said(lang, DINKES), "Smart Living", 9, lang
    ),
    "tidings-remark": lambda lang: remark(lang, True),
    "tidings-replied": lambda lang: remark(lang, False),
    "assessor-choice": lambda lang: assessors.choice(
        PillarChoiceView(7, 1, ("Smart Governance", "Smart Living", "Smart Society")), lang
    ),
    "assessor-joined": lambda lang: assessors.joined("Asri Wijaya", REGION, ("Smart Living",), lang),
}  # fmt: skip
