"""What stands on a question card, and what its buttons carry."""

from __future__ import annotations

from dataclasses import replace

import pytest
from facts import LONG, SERVICE, asked, home_view, online, reviewed, section, text_question, village_offers
from facts_records import apps
from phone import held, pressed, texts

from bot.flows.answers import Standing
from bot.flows.form import Kind
from bot.flows.problems import Problem
from bot.screens.home import bar, home, mark
from bot.screens.press import Press, Verb, decode
from bot.screens.question import question
from bot.screens.repeats import repeat
from bot.screens.screen import Screen
from bot.screens.sections import review
from bot.screens.views import DoubtView, OfferView, QuestionView, Status


def said(screen: Screen) -> set[str]:
    return {button.text for row in screen.rows for button in row}


def offering(*labels: str, kind: Kind = Kind.SELECT_ONE) -> QuestionView:
    return replace(online("id"), kind=kind, offers=tuple(OfferView(i, one) for i, one in enumerate(labels)))


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (("Ya", "Tidak"), [["Ya", "Tidak"]]),
        (("1", "2", "3", "4", "5"), [["1", "2", "3", "4", "5"]]),
        (("Berhenti", "Rencana", "Uji coba"), [["Berhenti", "Rencana"], ["Uji coba"]]),
        (("Belum ada", "Ada, seluruhnya tatap muka"), [["Belum ada"], ["Ada, seluruhnya tatap muka"]]),
        (("a" * 40, "b"), [["1", "2"]]),
        (tuple("a" * 40 for _ in range(6)), [["1", "2", "3"], ["4", "5", "6"]]),
    ],
)
def test_choices_stand_as_wide_as_a_phone_allows(labels: tuple[str, ...], rows: list[list[str]]) -> None:
    assert texts(question(offering(*labels), "id"))[: len(rows)] == rows


def test_labels_too_long_for_a_button_are_listed_by_number() -> None:
    text = held(question(offering(*(label for label, _ in LONG)), "id"))
    assert "2  Ada SK, tetapi belum aktif bekerja sampai hari ini" in text


def test_a_choice_button_carries_question_items_revision_and_index() -> None:
    view = replace(offering(*(label for label, _ in SERVICE)), items=("3", "1a"), revision=5)
    press = decode(pressed(question(view, "id"), "Sebagian prosesnya daring"))
    assert press == Press(Verb.CHOOSE, 7, 1, 41, ("3", "1a"), 5, "3")


def test_a_tick_becomes_an_untick_and_done_counts() -> None:
    view = replace(offering("A", "B", kind=Kind.SELECT_MULTIPLE))
    view = replace(view, offers=(view.offers[0], replace(view.offers[1], picked=True)))
    screen = question(view, "id")
    assert [decode(pressed(screen, mark)).verb for mark in ("☐ A", "☑ B", "Selesai memilih (1)")] == [  # type: ignore[union-attr]
        Verb.TICK, Verb.UNTICK, Verb.DONE,
    ]  # fmt: skip


@pytest.mark.parametrize(("page", "first", "turns"), [(0, "Sangatta Utara", {"▶"}), (1, "Teluk Pandan", {"◀", "▶"}),
                                                      (2, "Kaliorang", {"◀"}), (9, "Kaliorang", {"◀"})])  # fmt: skip
def test_a_long_list_has_pages(page: int, first: str, turns: set[str]) -> None:
    screen = question(replace(online("id"), offers=village_offers("id"), page=page), "id")
    assert first in screen.rows[0][0].text
    assert said(screen) & {"◀", "▶"} == turns
    numbered = replace(
        online("id"), offers=tuple(OfferView(i, f"{i} " + "z" * 40) for i in range(20)), page=1
    )
    assert question(numbered, "id").rows[0][0].text == "9", "numbers go on over the pages, as typed ones do"


def test_a_ten_choice_list_needs_no_pages() -> None:
    screen = question(offering(*(f"Pilihan {n}" for n in range(10))), "id")
    assert "Pilihan 9" in said(screen) and "▶" not in said(screen)


@pytest.mark.parametrize(
    ("view", "has", "lacks"),
    [
        (asked("id"), {"Data belum tersedia", "◀ Kembali", "☰ Menu"}, {"Lewati", "Lanjut ▶", "Hapus jawaban"}),
        (asked("id", required=False), {"Lewati"}, set()),
        (asked("id", can_back=False), set(), {"◀ Kembali"}),
        (asked("id", unavailable_allowed=False), set(), {"Data belum tersedia"}),
        (asked("id", present="17", required=False), {"Lanjut ▶", "Hapus jawaban"}, {"Lewati"}),
        (asked("id", present_standing=Standing.UNAVAILABLE), {"Lanjut ▶", "Hapus jawaban"}, {"Data belum tersedia"}),
        (asked("id", kind=Kind.NOTE), {"Lanjut ▶"}, {"Data belum tersedia", "Lewati"}),
        (asked("id", read_only=True, present="5"), {"Lanjut ▶"}, {"Hapus jawaban", "Data belum tersedia"}),
        (asked("id", kind=Kind.ACKNOWLEDGE), {"✓ Ya, saya setuju"}, {"Data belum tersedia"}),
        (asked("id", asking_reason=True), {"Tidak relevan bagi kami", "◀ Batal"}, {"Data belum tersedia", "Lewati"}),
        (text_question("id", present="Teks"), {"+ Tambahkan"}, set()),
        (text_question("id", present="Teks", collecting=True), {"Sudah lengkap, lanjut ▶"}, {"Hapus jawaban"}),
    ],
)  # fmt: skip
def test_a_card_offers_the_ways_on_that_make_sense(
    view: QuestionView, has: set[str], lacks: set[str]
) -> None:
    found = said(question(view, "id"))
    assert has <= found and not lacks & found


def test_only_the_question_is_bold() -> None:
    for view in (asked("id"), online("id", problem=None), asked("id", present="17", present_by="Pak Andi")):
        assert held(question(view, "id")).count("**") == 2


def test_a_reading_whose_button_would_not_fit_is_left_out() -> None:
    long = "9" * 70
    view = asked("id", doubt=DoubtView("number", ((long, "9…9", ""), ("5", "5", ""))))
    assert {"5"} <= said(question(view, "id")) and "9…9" not in said(question(view, "id"))


def test_a_reading_without_value_means_that_there_is_none() -> None:
    screen = question(asked("id", doubt=DoubtView("nihil", (("0", "0", ""), ("", "", "")))), "id")
    assert decode(pressed(screen, "Data belum tersedia")) == Press(Verb.UNAVAILABLE, 7, 1, 41)
    assert decode(pressed(screen, "0")) == Press(Verb.VALUE, 7, 1, 41, argument="0")


@pytest.mark.parametrize(
    ("readings", "said_first"),
    [
        ((("0", "0", ""), ("", "", "")), "Maksud Bapak/Ibu jumlahnya nol"),
        ((("", "", ""),), "Apakah maksud Bapak/Ibu datanya belum tersedia?"),
        ((("nihil", "nihil", ""), ("", "", "")), "Apakah “nihil” jawabannya"),
    ],
)
def test_nihil_is_asked_in_the_words_of_the_question(
    readings: tuple[tuple[str, str, str], ...], said_first: str
) -> None:
    assert held(question(asked("id", doubt=DoubtView("nihil", readings)), "id")).startswith(said_first)


@pytest.mark.parametrize(
    ("done", "asked_", "drawn"),
    [(0, 20, "▱" * 10), (1, 200, "▰" + "▱" * 9), (12, 20, "▰" * 6 + "▱" * 4), (199, 200, "▰" * 9 + "▱"),
     (20, 20, "▰" * 10), (0, 0, "▱" * 10)],
)  # fmt: skip
def test_a_bar_is_full_only_when_all_is_done(done: int, asked_: int, drawn: str) -> None:
    assert bar(done, asked_) == drawn


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"done": 0}, "⚪"),
        ({"done": 3, "asked": 10, "missing": 2}, "🟡"),
        ({"done": 3, "asked": 10, "missing": 0}, "✅"),
        ({"done": 10, "asked": 10, "missing": 0}, "✅"),
        ({"done": 10, "asked": 10, "missing": 0, "status": Status.SUBMITTED}, "🔒"),
        ({"status": Status.ACCEPTED}, "🔒"),
        ({"status": Status.RETURNED}, "↩️"),
    ],
)
def test_a_section_shows_where_it_stands(changes: dict[str, object], shown: str) -> None:
    assert mark(section("id", 9, **changes)) == shown


def test_home_leads_to_what_is_open_then_to_what_is_ready() -> None:
    assert decode(home(home_view("id"), "id").rows[0][0].data).verb is Verb.START  # type: ignore[union-attr]
    ready = replace(home_view("id"), current=None, sections=(section("id", 9, done=10, missing=0),))
    assert decode(home(ready, "id").rows[0][0].data) == Press(Verb.REVIEW, 7, 1, argument="9.0")
    closed = replace(ready, closed=True)
    assert "Tinjau dan kirim: Smart Living" not in said(home(closed, "id"))


def test_the_pillars_stand_together_in_home() -> None:
    sections = (section("id", 3), *(section("id", n) for n in range(6, 12)), section("id", 15))
    rows = texts(home(replace(home_view("id"), sections=sections), "id"))
    assert [len(row) for row in rows[1:6]] == [1, 2, 2, 2, 1]


def test_a_record_is_added_once_and_opened_by_its_id() -> None:
    screen = repeat(apps("id", items=("a",), newest=5), "id")
    assert decode(pressed(screen, "+ Tambah")) == Press(Verb.ADD, 7, 1, 2, ("a",), revision=5)
    assert decode(pressed(screen, "1 e-Puskesmas")) == Press(Verb.ITEMS, 7, 1, 2, ("a", "1"))
    assert decode(pressed(screen, "Cukup")) == Press(Verb.ITEMS, 7, 1, 2, ("a",), argument="e")


def test_review_sends_only_what_is_complete() -> None:
    assert "Kirim Smart Living" not in said(review(reviewed("id"), "id"))
    assert "▶ Isi yang kurang" in said(review(reviewed("id"), "id"))
    ready = said(review(reviewed("id", gaps=()), "id"))
    assert "Kirim Smart Living" in ready
    locked = section("id", 9, status=Status.SUBMITTED)
    assert "Kirim Smart Living" not in said(review(reviewed("id", gaps=(), section=locked), "id"))


def test_a_full_card_gives_up_the_guidance_before_the_hint_and_the_hint_before_the_question() -> None:
    view = replace(text_question("id"), label="Q" * 1000, hint="X" * 1000, guidance="Z" * 4000)
    text = held(question(view, "id"))
    assert (text.count("Q"), text.count("X")) == (1000, 1000)
    assert 100 < text.count("Z") < 4000


@pytest.mark.parametrize(("problem", "said"), [("problem-choice", 1), ("problem-not-shown", 0)])
def test_a_card_without_choices_says_so_once_and_gives_no_example(problem: str, said: int) -> None:
    view = replace(offering(), problem=Problem(problem, {"count": 0}), example="1" if not said else "")
    text = held(question(view, "id"))
    assert (text.count("Belum ada pilihan"), text.count("Contoh")) == (said, 0)


@pytest.mark.parametrize(
    ("done", "words"), [(9, "masih ada pertanyaan pilihan"), (10, "tinggal ditinjau dan dikirim")]
)
def test_home_calls_a_section_complete_only_when_nothing_is_open(done: int, words: str) -> None:
    text = held(
        home(replace(home_view("id"), sections=(section("id", 9, done=done, asked=10, missing=0),)), "id")
    )
    assert words in text
