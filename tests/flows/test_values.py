"""Every kind of question: what is taken in, what is shown again, and that nothing typed can break it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bot.flows.form import FILES, SILENT, Kind, Question
from bot.flows.inputs import Input, Medium, Sent, Tapped, Typed
from bot.flows.problems import Problem
from bot.flows.values import KINDS, Accepted, Doubt, Offered, Reading, example, expectation, read, show
from bot.flows.values.figures import canonical

TODAY = date(2024, 5, 27)
CHOICES = (Offered("a", "Sangat baik"), Offered("b", "Rusak berat"), Offered("c", "Sedang diperbaiki"))
LANGUAGES = st.sampled_from(["id", "en"])


def question(kind: Kind, **columns: object) -> Question:
    return Question(path="x", name="x", ordinal=0, kind=kind, **columns)  # type: ignore[arg-type]


def given_to(kind: Kind, raw: Input, choices: Sequence[Offered] = CHOICES) -> Reading:
    return read(question(kind), raw, choices=choices, language="id", today=TODAY)


def said(kind: Kind, text: str) -> Reading:
    return given_to(kind, Typed(text))


# ------------------------------------------------------------------ what is shown is read again


def numbers(places: int) -> st.SearchStrategy[str]:
    return st.decimals(-(10**13), 10**13, places=places, allow_nan=False).map(canonical)


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
CLOCKS = st.times().map(lambda clock: f"{time(clock.hour, clock.minute, clock.second).isoformat()}.000")
DEGREES = st.tuples(
    st.decimals(-90, 90, places=7),
    st.decimals(-180, 180, places=7),
    st.integers(-400, 9000),
    st.integers(0, 5000),
).map(lambda place: " ".join((*(canonical(Decimal(part)) for part in place[:2]), *map(str, place[2:]))))

LINES = st.lists(st.from_regex(r"[a-c12é']{1,9}( [a-c12é]{1,9})?x", fullmatch=True), min_size=1, max_size=4)

SHOWN = {
    "text": (
        question(Kind.TEXT),
        LINES.map("\n".join),
    ),
    "barcode": (question(Kind.BARCODE), st.from_regex(r"[A-Z]{2}[0-9]{1,12}", fullmatch=True)),
    "integer": (question(Kind.INTEGER), numbers(0)),
    "integer people": (question(Kind.INTEGER, unit="orang"), numbers(0)),
    "decimal": (question(Kind.DECIMAL), numbers(3)),
    "fine decimal": (question(Kind.DECIMAL), numbers(10)),
    "percent": (question(Kind.DECIMAL, unit="percent"), numbers(2)),
    "money": (question(Kind.DECIMAL, unit="idr"), numbers(0)),
    "year": (question(Kind.INTEGER, format="year"), st.integers(1900, 2100).map(str)),
    "range": (question(Kind.RANGE), st.integers(1, 10).map(str)),
    "date": (question(Kind.DATE), DAYS),
    "month": (question(Kind.DATE, appearance={"month-year"}), DAYS.map(lambda iso: f"{iso[:7]}-01")),
    "year of a date": (question(Kind.DATE, appearance={"year"}), DAYS.map(lambda iso: f"{iso[:4]}-01-01")),
    "time": (question(Kind.TIME), CLOCKS),
    "moment": (question(Kind.DATETIME), st.tuples(DAYS, CLOCKS).map("T".join)),
    "choice": (question(Kind.SELECT_ONE), st.sampled_from("abc")),
    "choices": (question(Kind.SELECT_MULTIPLE), st.sampled_from(["a", "b", "a b", "a c", "a b c"])),
    "rank": (question(Kind.RANK), st.permutations("abc").map(" ".join)),
    "acknowledge": (question(Kind.ACKNOWLEDGE), st.just("OK")),
    "place": (question(Kind.GEOPOINT), DEGREES),
}


@pytest.mark.parametrize("name", SHOWN)
@settings(deadline=None, max_examples=40)
@given(data=st.data(), language=LANGUAGES)
def test_what_is_shown_is_read_as_the_same_value_again(name: str, data: st.DataObject, language: str) -> None:
    asked, values = SHOWN[name]
    value = data.draw(values)
    shown = show(asked, value, language=language, choices=CHOICES)
    reading = read(asked, Typed(shown), choices=CHOICES, language=language, today=TODAY)
    if isinstance(reading, Doubt):  # '1.234' is asked about even where it was shown so, the right one first
        assert reading.kind == "number"
        reading = Accepted(reading.readings[0])
    assert reading == Accepted(value)


@pytest.mark.parametrize("name", SHOWN)
@settings(deadline=None, max_examples=20)
@given(data=st.data())
def test_a_button_with_a_canonical_value_is_taken(name: str, data: st.DataObject) -> None:
    asked, values = SHOWN[name]
    value = data.draw(values)
    assert read(asked, Tapped(value), choices=CHOICES, language="id", today=TODAY) == Accepted(value)


# ------------------------------------------------------------------ nothing typed can break it

PIECES = st.sampled_from(
    [
        *(
            "1",
            "2.",
            "1.234",
            "1,234",
            "31",
            "2024",
            "Rp",
            "M",
            "jt",
            "juta",
            "ribu",
            "%",
            "-",
            "km",
            "½",
            "se",
        ),
        *(
            "mei",
            "minggu",
            "lalu",
            "lagi",
            "hari",
            "awal",
            "bulan",
            "tahun",
            "jumat",
            "pukul",
            "jam",
            "pagi",
            "ago",
        ),
        *(
            "ya",
            "belum",
            "dan",
            "semua",
            "kedua",
            "setengah",
            "koma",
            "puluh",
            "ratus",
            "belas",
            "WIB",
            "in",
            "a",
        ),
        *(
            "°",
            "'",
            '"',
            "LS",
            "https://x/@",
            "±",
            "\n",
            ",",
            ";",
            " ",
            "\u202e",
            "\ud800",
            "\u0000",
            "١",
            "🙏",
            "-an",
        ),
    ]
)
ANYTHING = (
    st.text(max_size=80)
    | st.lists(PIECES, max_size=12).map(" ".join)
    | st.lists(PIECES, max_size=9).map("".join)
)
READING = sorted(set(Kind) - SILENT - {Kind.NOTE, Kind.IMAGE, Kind.AUDIO, Kind.VIDEO})  # a file is a file
ANY_UNIT = st.sampled_from([None, "idr", "percent", "km", "juta rupiah", "%"])


@pytest.mark.parametrize("kind", READING)
@settings(deadline=None, max_examples=60)
@given(text=ANYTHING, language=LANGUAGES, unit=ANY_UNIT, today=st.dates())
def test_any_text_gets_an_answer(kind: Kind, text: str, language: str, unit: str | None, today: date) -> None:
    asked = question(kind, unit=unit)
    reading = read(asked, Typed(text), choices=CHOICES, language=language, today=today, offset="+08:00")
    values = [reading.value] if isinstance(reading, Accepted) else []
    values = [*reading.readings] if isinstance(reading, Doubt) else values
    assert isinstance(reading, Problem) or values
    for value in filter(None, values):
        tapped = read(asked, Tapped(value), choices=CHOICES, language=language, today=today)
        assert tapped == Accepted(value)  # a doubt's button is always good
        assert show(asked, value, language=language, choices=CHOICES)


@pytest.mark.parametrize("kind", READING)
@pytest.mark.parametrize(
    "text",
    [
        "9" * 50_000,
        "1." * 20_000,
        "1 " * 20_000,
        "1,234," * 10_000,
        "ya " * 20_000,
        "ada, " * 10_000,
        "Sangat baik\n" * 5_000,
        "setengah " * 5_000,
        "-" * 50_000,
        "https://" + "/@1" * 15_000,
        "a" * 290,
        "1 " * 149,
        "https://" + "/@1" * 300,
        "kira-kira " * 29,
        "Sangat baik, " * 300,
    ],
    ids=lambda text: f"{text[:12]} {len(text)}",
)
def test_a_flood_of_text_is_read_in_one_go(kind: Kind, text: str) -> None:
    many = [
        Offered(f"c{place}", f"Kecamatan nomor {place} di pesisir utara kabupaten") for place in range(300)
    ]
    assert given_to(kind, Typed(text), (*CHOICES, *many)) is not None


# ------------------------------------------------------------------ text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Rini Andayani, S.Kom. ", "Rini Andayani, S.Kom."),
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
        ("satu   \n\n dua", "satu\n\n dua"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("a\x00b\x1bc\x7fd\ud800e", "abcde"),
        ("e\u0301", "é"),
        ("a\ufffeb\uffffc", "abc"),
        ("keluarga 👨\u200d👩\u200d👧", "keluarga 👨\u200d👩\u200d👧"),
        ("tidak ada", "tidak ada"),
        ("Baik", "Baik"),
        ("Pagi", "Pagi"),
        ("x" * 20_000, "x" * 20_000),
    ],
)
def test_a_text_is_kept_as_typed_without_what_could_deceive_or_break(typed: str, kept: str) -> None:
    assert said(Kind.TEXT, typed) == Accepted(kept)


@settings(deadline=None)
@given(st.text())
def test_an_accepted_text_fits_into_the_instance_document(text: str) -> None:
    reading = said(Kind.TEXT, text)
    if isinstance(reading, Accepted):
        element = etree.Element("x")
        element.text = reading.value
        assert etree.fromstring(etree.tostring(element)).text == reading.value


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("", Problem("problem-text-empty")),
        (" \n\u200e ", Problem("problem-text-empty")),
        ("???", Problem("problem-text-symbols")),
        ("...", Problem("problem-text-symbols")),
        ("👍", Problem("problem-politeness")),
        ("siap, Bu", Problem("problem-politeness")),
        ("-", Doubt(("-", ""), "nihil")),
        ("Nihil", Doubt(("Nihil", ""), "nihil")),
        ("n/a", Doubt(("n/a", ""), "nihil")),
    ],
)
def test_a_text_that_says_nothing_is_not_an_answer(typed: str, reading: Reading) -> None:
    assert said(Kind.TEXT, typed) == reading


def test_a_barcode_is_one_line() -> None:
    assert said(Kind.BARCODE, " 899\n123 ") == Accepted("899 123")


# ------------------------------------------------------------------ files, places, consent

PHOTO = Sent(Medium.PHOTO, file_id="f", unique_id="u1")
PDF = Sent(Medium.DOCUMENT, file_id="f", unique_id="u2", name="sk.pdf", mime="application/pdf")
SCAN = Sent(Medium.DOCUMENT, file_id="f", unique_id="u3", name="sk.jpg", mime="image/jpeg")
VOICE = Sent(Medium.VOICE, file_id="f", unique_id="u4", mime="audio/ogg")
HERE = Sent(Medium.LOCATION, latitude=-0.502134567, longitude=117.15, accuracy=15.26)


@pytest.mark.parametrize(
    ("kind", "raw", "taken"),
    [
        (Kind.IMAGE, PHOTO, True),
        (Kind.IMAGE, SCAN, True),
        (Kind.IMAGE, PDF, False),
        (Kind.IMAGE, HERE, False),
        (Kind.FILE, PDF, True),
        (Kind.FILE, PHOTO, True),
        (Kind.FILE, VOICE, True),
        (Kind.FILE, HERE, False),
        (Kind.AUDIO, VOICE, True),
        (Kind.AUDIO, PHOTO, False),
        (Kind.VIDEO, Sent(Medium.VIDEO, unique_id="u5"), True),
        (Kind.VIDEO, PHOTO, False),
        (Kind.FILE, Sent(Medium.DOCUMENT), False),
    ],
)
def test_a_file_question_takes_the_files_that_fit(kind: Kind, raw: Sent, taken: bool) -> None:
    reading = given_to(kind, raw)
    assert reading == (
        Accepted(raw.unique_id) if taken else Problem("problem-file-kind", {"kind": kind.value})
    )


@pytest.mark.parametrize("kind", sorted(FILES))
def test_words_to_a_file_question_ask_for_the_file(kind: Kind) -> None:
    assert said(kind, "nanti saya kirim") == Problem("problem-file-expected", {"kind": kind.value})
    assert said(kind, "siap Bu") == Problem("problem-politeness")
    assert said(kind, "belum ada") == Doubt(("",), "nihil")


@pytest.mark.parametrize("kind", sorted(set(Kind) - FILES - SILENT - {Kind.NOTE, Kind.GEOPOINT}))
def test_a_file_to_any_other_question_asks_for_words(kind: Kind) -> None:
    assert given_to(kind, PHOTO) == Problem("problem-typed-expected")


def test_a_file_is_shown_by_the_name_that_the_caller_knows() -> None:
    asked = question(Kind.FILE)
    assert show(asked, "17", language="id", choices=[Offered("17", "sk.pdf")]) == "sk.pdf"
    assert show(asked, "17", language="id") == ""


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        (HERE, Accepted("-0.5021346 117.15 0 15.3")),
        (Typed("-0.5021, 117.1536"), Accepted("-0.5021 117.1536 0 0")),
        (Typed("-0,5021; 117,1536"), Accepted("-0.5021 117.1536 0 0")),
        (Typed("0°30'7.6\"LS 117°9'13\"BT"), Accepted("-0.5021111 117.1536111 0 0")),
        (Typed("https://maps.google.com/?q=-0.5,117.1"), Accepted("-0.5 117.1 0 0")),
        (Typed("https://www.google.com/maps/place/X/@-0.5,117.1,17z"), Accepted("-0.5 117.1 0 0")),
        (Typed("117.1, -0.5"), Problem("problem-place-outside")),
        (Typed("Sangatta"), Problem("problem-place")),
        (PHOTO, Problem("problem-place")),
        (Sent(Medium.LOCATION, latitude=float("nan"), longitude=float("inf")), Problem("problem-place")),
        (Sent(Medium.LOCATION, latitude=1.0, longitude=1e300), Problem("problem-place-outside")),
        (Sent(Medium.LOCATION, latitude=1e-9, longitude=2.0, accuracy=float("nan")), Accepted("0 2 0 0")),
    ],
)
def test_a_place_is_sent_or_typed_or_pasted(raw: Input, reading: Reading) -> None:
    assert given_to(Kind.GEOPOINT, raw) == reading


@pytest.mark.parametrize(
    ("texts", "reading"),
    [
        (("ok", "siap, Bu", "Ya", "setuju", "sudah", "👍", "saya setuju"), Accepted("OK")),
        (("tidak", "belum", "ya, tapi belum", "5", ""), Problem("problem-acknowledge")),
    ],
)
def test_consent_is_any_way_to_say_yes(texts: tuple[str, ...], reading: Reading) -> None:
    for text in texts:
        assert said(Kind.ACKNOWLEDGE, text) == reading, text


# ------------------------------------------------------------------ the table


def test_every_kind_stands_in_the_table() -> None:
    assert set(KINDS) == set(Kind)


@pytest.mark.parametrize("kind", [*sorted(SILENT), Kind.NOTE])
@pytest.mark.parametrize("raw", [Typed("17"), Tapped("17"), PHOTO])
def test_what_is_not_asked_is_not_answered(kind: Kind, raw: Input) -> None:
    assert given_to(kind, raw) == Problem("problem-not-asked")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.INTEGER, "1.5"),
        (Kind.INTEGER, "007"),
        (Kind.INTEGER, "1" * 50),
        (Kind.DECIMAL, "1e5"),
        (Kind.DECIMAL, "1.50"),
        (Kind.DECIMAL, "-0"),
        (Kind.DECIMAL, "١٢"),
        (Kind.RANGE, "11"),
        (Kind.DATE, "2024-02-30"),
        (Kind.DATE, "20240227"),
        (Kind.TIME, "25:00:00.000"),
        (Kind.DATETIME, "2024-05-27"),
        (Kind.GEOPOINT, "91 0 0 0"),
        (Kind.GEOPOINT, "1 2"),
        (Kind.TEXT, " a"),
        (Kind.TEXT, ""),
        (Kind.ACKNOWLEDGE, "ok"),
        (Kind.IMAGE, "17"),
    ],
)
def test_a_forged_button_is_refused(kind: Kind, value: str) -> None:
    assert given_to(kind, Tapped(value)) == Problem("problem-button")


@pytest.mark.parametrize(
    ("asked", "key", "params"),
    [
        (question(Kind.TEXT), "expect-text", {}),
        (question(Kind.INTEGER, unit="schools"), "expect-integer", {"unit": "sekolah"}),
        (question(Kind.INTEGER, format="year"), "expect-year", {"unit": "sekolah"}),
        (question(Kind.DATE), "expect-date", {}),
        (question(Kind.DATE, appearance={"month-year"}), "expect-month", {}),
        (question(Kind.DATE, appearance={"year"}), "expect-year", {}),
        (question(Kind.RANGE), "expect-range", {"unit": "sekolah", "start": "1", "end": "10", "step": "1"}),
        (question(Kind.SELECT_ONE), "expect-choice", {"count": 3}),
        (question(Kind.NOTE), "expect-nothing", {}),
    ],
)
def test_a_card_can_say_what_it_expects(asked: Question, key: str, params: dict[str, object]) -> None:
    told = expectation(asked, language="id", choices=CHOICES, unit="sekolah")
    assert (told.key, dict(told.params)) == (key, params)


@pytest.mark.parametrize("kind", sorted(set(Kind) - SILENT - FILES - {Kind.NOTE, Kind.TEXT, Kind.BARCODE}))
@pytest.mark.parametrize("language", ["id", "en"])
def test_an_example_is_what_it_says_an_accepted_value(kind: Kind, language: str) -> None:
    shown = example(question(kind), (None, None), language, choices=CHOICES)
    reading = read(question(kind), Typed(shown), choices=CHOICES, language=language, today=TODAY)
    assert isinstance(reading, Accepted)


def test_no_value_is_shown_as_nothing() -> None:
    for kind in Kind:
        assert show(question(kind), "", language="id") == ""


def test_a_computed_number_is_shown_with_its_unit() -> None:
    assert show(question(Kind.CALCULATE, unit="percent"), "3.5", language="id", unit="%") == "3,5%"
    assert show(question(Kind.CALCULATE), "kota", language="id") == "kota"
