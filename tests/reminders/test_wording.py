"""What a reminder says: what is left and where, until when, without blame, in both languages, in one message."""

from __future__ import annotations

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.flows.form import Kind
from bot.screens.length import shown
from bot.screens.reminders import (
    ColleagueView,
    LeftView,
    ReminderView,
    StandInView,
    colleague,
    reminder,
    stand_in,
)
from bot.screens.views import Deadline, Place, QuestionView
from tests.reminders.terms import WITA, local

ZONE = ZoneInfo(WITA)
DUE = local("2024-06-21T16:00")
SOME = LeftView(12, 20, (("Smart Living", 4), ("Data Pendukung", 4)), (), 0, 9)
PLACE = Place(2, 1)
QUESTION = QuestionView(
    place=PLACE,
    ordinal=3,
    items=(),
    revision=0,
    kind=Kind.DECIMAL,
    section="Smart Living",
    group="Kesehatan",
    record="",
    number=7,
    total=10,
    label="Berapa persen bayi yang mendapat imunisasi dasar lengkap?",
    hint="",
    expectation="angka, persen",
    required=True,
)
VIEW = ReminderView(
    place=PLACE,
    row=7,
    person="Bu Rini",
    agency="Dinas Kesehatan",
    round="Evaluasi Smart City 2024",
    deadline=Deadline(DUE, ZONE, local("2024-06-20T08:00")),
    left=SOME,
    opening=False,
    question=QUESTION,
)


def at(moment: str) -> Deadline:
    return Deadline(DUE, ZONE, local(moment))


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (
            VIEW,
            "Selamat pagi, Ibu Rini. Kuesioner Dinas Kesehatan sudah terisi 12 dari 20; kurang 4 di Smart Living"
            " dan 4 di Data Pendukung, kira-kira 9 menit. Masih kami tunggu sampai Jumat, 21 Juni 2024 pukul 16.00"
            " WITA (besok). Terima kasih.",
        ),
        (
            replace(VIEW, left=replace(SOME, evidence=3)),
            "kira-kira 9 menit. 3 jawaban belum ada bukti dukungnya. Masih kami tunggu",
        ),
        (
            replace(VIEW, left=replace(SOME, ready=((0, "Kebijakan"), (1, "Anggaran")))),
            "Kebijakan dan Anggaran tinggal ditinjau dan dikirim.",
        ),
        (
            replace(VIEW, left=replace(SOME, places=(("A", 1), ("B", 7), ("C", 2), ("D", 5)))),
            "kurang 7 di B, 5 di D, dan 3 di 2 bagian lain, kira-kira",
        ),
        (
            replace(VIEW, left=replace(SOME, done=0)),
            "Kuesioner Dinas Kesehatan menunggu diisi: 20 pertanyaan",
        ),
        (
            replace(VIEW, left=LeftView(20, 20, (), ((0, "Kebijakan"),), 0, 1), question=None),
            "Kuesioner Dinas Kesehatan sudah terisi. Kebijakan tinggal ditinjau dan dikirim.",
        ),
        (replace(VIEW, several=True), "Ini tentang Evaluasi Smart City 2024. Kuesioner Dinas Kesehatan"),
        (replace(VIEW, opening=True), "Evaluasi Smart City 2024 sudah dibuka."),
        (replace(VIEW, deadline=at("2024-06-21T13:00")), "Selamat siang, Ibu Rini."),
        (replace(VIEW, deadline=at("2024-06-21T13:00")), "(hari ini, 3 jam lagi)"),
        (
            replace(VIEW, deadline=at("2024-06-24T08:00")),
            "Batas waktunya Jumat, 21 Juni 2024 pukul 16.00 WITA; sampai sekarang masih kami tunggu.",
        ),
        (
            replace(VIEW, snoozed_until=local("2024-06-21T08:00")),
            "⏰ Baik, kami ingatkan lagi Jumat, 21 Juni 2024",
        ),
    ],
)
def test_it_says_what_is_left_where_and_until_when(view: ReminderView, said: str) -> None:
    assert said in reminder(view, "id").text


def test_the_same_in_english() -> None:
    assert reminder(VIEW, "en").text.startswith(
        "Good morning, Ibu Rini. 12 of 20 questions are answered for Dinas Kesehatan; still open: 4 in Smart Living"
        " and 4 in Data Pendukung, about 9 minutes. We look forward to it until Friday, 21 June 2024, 16.00 WITA"
        " (tomorrow). Thank you."
    )


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("moment", ["2024-06-14T08:00", "2024-06-21T13:00", "2024-06-24T08:00"])
def test_nobody_is_blamed(language: str, moment: str) -> None:
    text = reminder(replace(VIEW, deadline=at(moment)), language).text
    assert not re.search(r"terlambat|telat|lalai|harus|late\b|overdue|fail", text, re.IGNORECASE)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_long_question_and_long_names_still_make_one_message(language: str) -> None:
    long = "Sangat & <panjang> " * 300
    left = LeftView(
        1, 900, tuple((long, n) for n in range(1, 30)), tuple((n, long) for n in range(9)), 5, 300
    )
    question = replace(QUESTION, label=long, hint=long, guidance=long, present=long, section=long, group=long)
    view = replace(VIEW, person=long, agency=long, round=long, opening=True, left=left, question=question)
    for screen in (
        reminder(view, language),
        stand_in(StandInView(long, long, long, view.deadline, left, (long,) * 9, (long,) * 9), language),
        colleague(
            ColleagueView(long, long, long, "https://t.me/x?start=y", "C", view.deadline, DUE, left), language
        ),
    ):
        assert shown(screen.text) <= 4096
        assert "<panjang>" not in screen.text
        for row in screen.rows:
            for button in row:
                assert len(button.data.encode()) <= 64


def test_the_ways_on_stand_under_the_buttons_that_answer() -> None:
    labels = [[button.text for button in row] for row in reminder(VIEW, "id").rows]
    assert labels == [
        ["Data belum tersedia"],
        ["▶ Isi di sini"],
        ["Besok pagi", "3 jam lagi"],
        ["Minta bantuan rekan"],
    ]
