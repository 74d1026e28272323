"""Whatever people send and authors write, the card of an answer's evidence stays one message."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evidence_gallery import pieces, view
from hypothesis import given, settings
from hypothesis import strategies as st
from phone import held
from test_limits import NASTY

from bot.flows.problems import Problem
from bot.screens import evidence
from bot.screens.length import shown
from bot.screens.views import SavedView

KINDS = ("photo", "document", "audio", "voice", "video", "link", "post", "place")


@settings(max_examples=60, deadline=None)
@given(data=st.data(), language=st.sampled_from(["id", "en"]))
def test_ten_pieces_with_the_longest_names_fit(data: st.DataObject, language: str) -> None:
    nasty = data.draw(NASTY)
    one = pieces(language)[3]
    ten = tuple(
        replace(
            one,
            id=n,
            number=n,
            kind=KINDS[n % len(KINDS)],
            name=data.draw(NASTY),
            caption=data.draw(NASTY),
            origin=data.draw(NASTY),
            under_way=n % 2 == 0,
            refused="program" if n % 3 == 0 else "",
            on_drive=True,
        )
        for n in range(1, 11)
    )
    whole = view(
        language,
        path=nasty,
        label=nasty,
        value=nasty,
        kinds=(nasty,) * 20,
        shared=(nasty,) * 9,
        pieces=data.draw(st.sampled_from([(), ten])),
        saved=SavedView(nasty, data.draw(NASTY)),
        problem=Problem("problem-evidence-link", {"link": nasty}),
        taken=data.draw(st.sampled_from([0, 10])),
        photo_tip=True,
        way="w",
        left=99,
        known=(nasty, nasty),
    )
    held(evidence.card(whole, language))
    assert shown(evidence.card(whole, language).text) <= 4096


@pytest.mark.parametrize("language", ["id", "en"])
def test_evidence_of_an_answer_that_was_taken_back_stands_under_its_question_alone(language: str) -> None:
    first = evidence.card(view(language, pieces=pieces(language), value="", saved=None), language).text
    assert not first.split("\n")[0].rstrip().endswith(":")
