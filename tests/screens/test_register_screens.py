"""A piece, the list to use again and the register: Telegram takes them whatever stands in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from facts import NOW
from hypothesis import given
from hypothesis import strategies as st
from phone import held, texts, utf16
from register_gallery import piece_card, register, reuse
from test_limits import NASTY, QUICK

from bot.screens import evidence_pieces, evidence_register
from bot.screens.evidence_views import PieceView
from bot.screens.register_views import DocumentLine

KINDS = st.sampled_from(["photo", "document", "audio", "voice", "video", "link", "post", "place"])
CAPTION = 1024  # UTF-16 units of the words under a file


@st.composite
def some_piece(draw: st.DrawFn) -> PieceView:
    kind, name, caption, origin = draw(KINDS), draw(NASTY), draw(NASTY), draw(NASTY)
    return PieceView(
        draw(st.integers(1, 10**9)),
        10,
        kind,
        name,
        caption,
        origin,
        refused=draw(st.sampled_from(["", "program"])),
    )


@st.composite
def some_line(draw: st.DrawFn) -> DocumentLine:
    uses = tuple(draw(st.lists(NASTY, min_size=1, max_size=12)))
    piece = draw(st.one_of(st.none(), some_piece()))
    return DocumentLine(piece, uses, 3, ("a1b2", "c3"), section=draw(NASTY))


@QUICK
@given(piece=some_piece(), said=st.tuples(NASTY, NASTY, NASTY, NASTY), others=st.lists(NASTY, max_size=5))
def test_the_words_under_a_file_fit(
    piece: PieceView, said: tuple[str, str, str, str], others: list[str]
) -> None:
    label, value, by, text = said
    view = piece_card(
        "id", piece=piece, label=label, value=value, by=by, text=text, agency=value, others=tuple(others)
    )
    for screen in (
        evidence_pieces.card(view, "id"),
        evidence_pieces.card(replace(view, may_change=False), "en"),
        evidence_pieces.right(view, "en"),
        evidence_pieces.removed(view, "id"),
    ):
        shown = held(screen).replace("**", "")  # what stands for bold is not counted
        if piece.kind not in ("link", "post", "place"):
            assert utf16(shown) <= CAPTION


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", ["photo", "document", "audio", "voice", "video"])
def test_the_longest_words_under_a_file_fit(kind: str, language: str) -> None:
    long = "x" * 300
    piece = PieceView(1, 10, kind, long, long, long, NOW, refused="disguised")
    view = piece_card(
        language,
        piece=piece,
        label=long,
        value=long,
        by=long,
        agency=long,
        others=(long, f"{long}y", "z", "w"),
    )
    for screen in (evidence_pieces.card(view, language), evidence_pieces.right(view, language)):
        assert utf16(held(screen)) <= CAPTION


@QUICK
@given(lines=st.lists(some_line(), max_size=20), page=st.integers(0, 10**6), label=NASTY)
def test_a_page_fits_and_any_page_can_be_asked_for(lines: list[DocumentLine], page: int, label: str) -> None:
    held(evidence_register.register(register("id", lines=tuple(lines), page=page, agency=label), "id"))
    held(evidence_register.register(register("en", lines=tuple(lines), page=page, own=False), "en"))
    given_before = tuple(one for one in lines if one.piece is not None)
    if given_before:
        held(evidence_pieces.reuse(replace(reuse("en"), lines=given_before, page=page, label=label), "en"))


def test_whoever_only_looks_on_changes_nothing() -> None:
    assert texts(evidence_pieces.card(piece_card("id", may_change=False), "id")) == []
    rows = texts(evidence_register.register(register("id", own=False), "id"))
    assert rows == [["1", "2", "3", "4"], ["◀ Kembali"]]
    after = texts(evidence_register.register(register("id", open=False), "id"))
    assert ["1", "2", "3", "4"] in after and not any("belum ada" in one for row in after for one in row)
