"""Sentences by key: escaped, without invisible marks, and never a crash in front of a person."""

from __future__ import annotations

import pytest

from bot.screens.people import address, you
from bot.screens.phrases import Html, Phrases, UnknownPhraseError, phrases


def test_a_param_is_escaped_unless_it_is_html_already() -> None:
    p = phrases("id")
    assert p("value-given", value="<b>A & B</b>") == "&lt;b&gt;A &amp; B&lt;/b&gt;"
    assert p("value-given", value=Html("<b>A</b>")) == "<b>A</b>"
    assert p("saved", label="x", value=p("value-given", value="a & b")) == "✓ x: a &amp; b"


def test_a_button_is_plain_text() -> None:
    assert (
        phrases("en").plain("button-continue-in", section="Roads & <bridges>")
        == "▶ Continue: Roads & <bridges>"
    )


def test_no_invisible_marks_stand_around_a_param() -> None:
    assert phrases("id")("home-progress", done=12, asked=20) == "12 dari 20"


@pytest.mark.parametrize(("days", "said"), [(1, "1 question"), (2, "2 questions"), (1200, "1,200 questions")])
def test_english_knows_one_from_many(days: int, said: str) -> None:
    assert phrases("en")("welcome-load", questions=days, minutes=5).startswith(said)


def test_thousands_have_a_dot_in_indonesian() -> None:
    assert phrases("id")("home-progress", done=1200, asked=2000) == "1.200 dari 2.000"


def test_a_param_may_be_longer_than_fluent_takes() -> None:
    long = "a & b " * 500
    assert phrases("id")("question-present", value=long) == "Jawaban saat ini: " + long.replace("&", "&amp;")


def test_an_unknown_language_gets_bahasa_indonesia() -> None:
    assert phrases("fr") is phrases("id")


def test_an_empty_param_takes_the_sentence_that_does_without_it() -> None:
    assert phrases("id")("expect-decimal", unit="km") == "angka, km"
    assert phrases("id")("expect-decimal", unit="") == "angka"


def test_a_mistake_raises_in_tests_and_still_speaks_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownPhraseError):
        phrases("id")("no-such-sentence")
    with pytest.raises(UnknownPhraseError):
        phrases("id")("saved", label="only one of two")
    monkeypatch.setattr(Phrases, "strict", False)
    assert phrases("id")("no-such-sentence", n=1) == "no-such-sentence"
    assert "only one of two" in phrases("id")("saved", label="only one of two")


@pytest.mark.parametrize(
    ("name", "language", "said", "pronoun"),
    [
        ("Ibu Rini", "id", "Ibu Rini", "Ibu"),
        ("Bu Rini", "id", "Ibu Rini", "Ibu"),
        ("bpk. Andi", "id", "Bapak Andi", "Bapak"),
        ("Andi Saputra", "id", "Bapak/Ibu Andi Saputra", "Bapak/Ibu"),
        ("Pakpahan", "id", "Bapak/Ibu Pakpahan", "Bapak/Ibu"),
        ("", "id", "Bapak/Ibu", "Bapak/Ibu"),
        ("Ibu", "id", "Bapak/Ibu Ibu", "Bapak/Ibu"),
        ("Andi Saputra", "en", "Andi Saputra", "you"),
        ("Ibu Rini", "en", "Ibu Rini", "you"),
    ],
)
def test_people_are_addressed_by_what_we_know(name: str, language: str, said: str, pronoun: str) -> None:
    assert (address(name, language), you(name, language)) == (said, pronoun)
