"""Whatever people write during a review, the cards on which it is fixed fit into one message."""

from __future__ import annotations

from dataclasses import replace

import pytest
from facts import NOW, PLACE, asked
from review_gallery import one, reviewed

from bot.flows.answers import Standing
from bot.flows.problems import Problem
from bot.screens import fixes, question, repeats, reviews
from bot.screens.length import FULL, shown
from bot.screens.record_views import RecordLine, RepeatView
from bot.screens.review_views import ExplainView
from bot.screens.views import RemarkLine, ReturnedView, SavedView, Status

LONG = "kata & <kata> " * 200
THREAD = tuple(RemarkLine("Sari Handayani " * 9, LONG, NOW, of_agency) for of_agency in (False, True) * 4)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_card_of_a_long_list_that_was_returned_fits(language: str) -> None:
    lines = tuple(RecordLine(str(n), LONG, 3, 12) for n in range(30))
    back = ReturnedView(LONG, "Sari Handayani", 3)
    view = RepeatView(PLACE, 0, (), LONG, LONG, LONG, lines, False, returned=back, thread=THREAD)
    screen = repeats.repeat(view, language)
    assert shown(screen.text) <= FULL
    assert "29" in screen.text


@pytest.mark.parametrize("language", ["id", "en"])
def test_whoever_returns_forty_questions_reads_who_is_told_and_that_a_seal_breaks(language: str) -> None:
    view = reviewed(language)
    many = tuple(replace(view.lines[0], listed=LONG) for _ in range(40))
    screen = reviews.returning(replace(view, lines=many, sealed="TT-2024-0007"), language)
    assert shown(screen.text) <= FULL
    assert "Rini Wulandari, Agus Salim" in screen.text and "TT-2024-0007" in screen.text


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_card_of_a_returned_question_fits_and_says_what_is_asked_and_why(language: str) -> None:
    view = replace(
        asked(language),
        label=LONG,
        hint=LONG,
        guidance=LONG,
        present=LONG,
        present_by=LONG,
        saved=SavedView(LONG, LONG, Standing.GIVEN),
        problem=Problem("problem-constraint", text=LONG),
        returned=ReturnedView(LONG, "Sari Handayani", 3),
        thread=THREAD,
    )
    screen = question.question(view, language)
    assert shown(screen.text) <= FULL
    asked_ = screen.text.partition("<b>")[2].partition("</b>")[0]
    assert len(asked_) > 300 and screen.text.count("kata") > 100


@pytest.mark.parametrize(
    ("language", "wanted"), [("id", "Apa yang perlu diperbaiki?"), ("en", "What needs fixing?")]
)
def test_a_reviewer_is_always_asked_what_she_is_to_type(language: str, wanted: str) -> None:
    screen = one(language, label=LONG, value=LONG, before=LONG, listed=LONG, thread=THREAD, asking="why")
    assert shown(screen.text) <= FULL
    assert wanted in screen.text and "</b>" in screen.text


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_request_for_a_word_is_read_to_its_end(language: str) -> None:
    view = ExplainView(PLACE, 3, (), False, LONG, LONG, THREAD, Status.RETURNED, may_change=True)
    screen = fixes.explain(view, language)
    assert shown(screen.text) <= FULL
    asked = {"id": "mengapa sudah benar", "en": "why it is right"}
    assert asked[language] in screen.text
