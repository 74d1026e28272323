"""A real round in both languages: one agency, one section with answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.flows.answers import Standing
from bot.flows.form import Kind
from bot.flows.problems import Problem
from bot.screens import home
from bot.screens.screen import Screen
from bot.screens.views import (
    ColleagueView,
    Deadline,
    DoubtView,
    HomeView,
    LineView,
    OfferView,
    Place,
    QuestionView,
    ReviewView,
    SavedView,
    SectionLine,
    Status,
    WelcomeView,
)

WITA = ZoneInfo("Asia/Makassar")
NOW = datetime(2024, 6, 18, 1, 30, tzinfo=UTC)
DEADLINE = Deadline(datetime(2024, 6, 21, 8, 0, tzinfo=UTC), WITA, NOW)
PLACE = Place(7, 1)
ROUND = ("Evaluasi Smart City 2024", "Smart City Evaluation 2024")
DINKES = ("Dinas Kesehatan", "Health Agency")
REGION = "Kabupaten Kutai Timur"


def said(language: str, texts: tuple[str, str]) -> str:
    return texts[0] if language == "id" else texts[1]


NAMES = (
    ("Data Pengisi", "About the Respondent"),
    ("Ketersediaan Kebijakan", "Policy Availability"),
    ("Aktivitas Kelembagaan", "Institutional Activity"),
    ("Anggaran", "Budget"),
    ("Infrastruktur Pendukung", "Supporting Infrastructure"),
    ("Pelaksanaan Program dan Rencana Aksi", "Programme and Action Plan Implementation"),
    ("Smart Governance", "Smart Governance"),
    ("Smart Branding", "Smart Branding"),
    ("Smart Economy", "Smart Economy"),
    ("Smart Living", "Smart Living"),
    ("Smart Society", "Smart Society"),
    ("Smart Environment", "Smart Environment"),
    ("Dampak (Hasil Survei Warga)", "Impact (Citizen Survey Results)"),
    ("Quick Win", "Quick Wins"),
    ("Program Kolaborasi Kawasan", "Area Collaboration Programme"),
    ("Data Pendukung 2024", "Supporting Data 2024"),
)
COUNTS = {0: (3, 3), 1: (2, 2), 2: (1, 1), 9: (6, 10), 10: (0, 1), 15: (0, 5)}


def section(language: str, index: int, **changes: object) -> SectionLine:
    done, asked = COUNTS.get(index, (0, 4))
    one = SectionLine(index, said(language, NAMES[index]), done, asked, asked - done, pillar=6 <= index <= 11)
    return replace(one, **changes)  # type: ignore[arg-type]


def home_view(language: str, **changes: object) -> HomeView:
    found = tuple(section(language, index) for index in COUNTS)
    sent = replace(found[0], status=Status.SUBMITTED)
    view = HomeView(
        PLACE, said(language, DINKES), REGION, said(language, ROUND), DEADLINE, (sent, *found[1:]), found[3]
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def whole_home(language: str) -> Screen:
    everything = tuple(section(language, index) for index in range(16))
    return home.home(
        home_view(
            language, sections=everything, current=everything[5], evidence_missing=3, other_agencies=True
        ),
        language,
    )


def asked(language: str, **changes: object) -> QuestionView:
    texts: dict[str, object] = {
        "label": said(
            language,
            (
                "Berapa puskesmas yang memakai rekam medis elektronik?",
                "How many health centres use electronic records?",
            ),
        ),
        "hint": said(language, ("Hitung yang aktif per hari ini.", "Count those active today.")),
        "group": said(language, ("Prasarana Kesehatan", "Health")),
        "expectation": said(language, ("angka bulat, unit", "whole number, facilities")),
    }
    view = QuestionView(
        PLACE,
        41,
        (),
        0,
        Kind.INTEGER,
        "Smart Living",
        number=7,
        total=10,
        record="",
        required=True,
        example="17",
        **texts,  # type: ignore[arg-type]
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def offers(language: str, *labels: tuple[str, str], picked: tuple[int, ...] = ()) -> tuple[OfferView, ...]:
    return tuple(OfferView(i, said(language, one), i in picked) for i, one in enumerate(labels))


SERVICE = (
    ("Belum ada", "None yet"),
    ("Ada, seluruhnya tatap muka", "Yes, fully face to face"),
    ("Informasinya sudah daring", "Its information is online"),
    ("Sebagian prosesnya daring", "Part of the process is online"),
    ("Seluruh proses daring dan dipantau", "Fully online and monitored"),
)
LONG = (
    ("Belum dibentuk", "Not set up"),
    ("Ada SK, tetapi belum aktif bekerja sampai hari ini", "There is a decree, but no activity until today"),
    ("Aktif, belum terdaftar di BSSN", "Active, not registered with the cyber agency"),
    (
        "Terdaftar dan rutin menangani insiden bersama tim lain",
        "Registered, handles incidents with other teams",
    ),
)
TRANSPORT = (
    ("Belum ada", "None yet"),
    ("ATCS (lampu lalu lintas terpadu)", "Area traffic control system"),
    ("PJU pintar", "Smart street lights"),
    ("Parkir elektronik", "Electronic parking"),
    ("Uji KIR elektronik", "Electronic vehicle test"),
)


def online(language: str, **changes: object) -> QuestionView:
    view = asked(
        language,
        kind=Kind.SELECT_ONE,
        label=said(
            language,
            (
                "Sejauh mana pendaftaran puskesmas sudah daring?",
                "How far is health-centre registration online?",
            ),
        ),
        hint=said(
            language,
            (
                "Nilai keadaan hari ini di sebagian besar puskesmas.",
                "Judge by most health centres, as of today.",
            ),
        ),
        expectation=said(language, ("pilih satu", "choose one")),
        offers=offers(language, *SERVICE),
        example="",
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def immunised(language: str, **changes: object) -> SavedView:
    view = SavedView(
        said(language, ("Imunisasi dasar lengkap", "Complete basic immunisation")),
        said(language, ("91,4%", "91.4%")),
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def village_offers(language: str) -> tuple[OfferView, ...]:
    return tuple(
        OfferView(i, f"{said(language, ('Desa', 'Village'))} {name}") for i, name in enumerate(VILLAGES)
    )


VILLAGES = (
    "Sangatta Utara",
    "Sangatta Selatan",
    "Teluk Lingga",
    "Singa Gembara",
    "Swarga Bara",
    "Teluk Singkama",
    "Sangkima",
    "Sangkima Lama",
    "Teluk Pandan",
    "Suka Damai",
    "Suka Rahmat",
    "Kandolo",
    "Martadinata",
    "Danau Redan",
    "Bukit Makmur",
    "Bukit Harapan",
    "Kaliorang",
    "Bangun Jaya",
    "Selangkau",
    "Bumi Sejahtera",
)


def lines(language: str) -> tuple[LineView, ...]:
    health = said(language, ("Prasarana Kesehatan", "Health"))
    rows = (
        (
            (
                "Berapa persen bayi yang mendapat imunisasi dasar lengkap pada tahun 2024?",
                "What share of babies completed basic immunisation in 2024?",
            ),
            ("91,4%", "91.4%"),
            Standing.GIVEN,
            "",
        ),
        (
            ("Berapa persen persalinan ditolong tenaga kesehatan?", "What share of births had skilled help?"),
            ("97%", "97%"),
            Standing.GIVEN,
            "",
        ),
        (
            (
                "Sejauh mana pendaftaran puskesmas sudah daring?",
                "How far is health-centre registration online?",
            ),
            ("Sebagian prosesnya daring", "Part of the process is online"),
            Standing.GIVEN,
            "Pak Andi",
        ),
        (
            (
                "Berapa persen rumah tangga dengan akses air minum layak?",
                "What share of households has proper water?",
            ),
            ("", ""),
            None,
            "",
        ),
        (
            ("Berapa angka kematian ibu pada tahun 2024?", "What was the maternal mortality in 2024?"),
            ("", ""),
            Standing.UNAVAILABLE,
            "",
        ),
        (
            (
                "Apa nama aplikasi layanan kesehatan daerah?",
                "What is the regional health application called?",
            ),
            ("", ""),
            Standing.SKIPPED,
            "",
        ),
    )
    return tuple(
        LineView(
            30 + n,
            (),
            n,
            said(language, label),
            said(language, value),
            standing,
            n != 6,
            reason="reason-1" if standing is Standing.UNAVAILABLE else "",
            group=health,
            by=by,
        )
        for n, (label, value, standing, by) in enumerate(rows, 1)
    )


def reviewed(language: str, **changes: object) -> ReviewView:
    every = lines(language)
    view = ReviewView(PLACE, section(language, 9, done=5, asked=6), (every[3],), (*every[:3], *every[4:]), 0)
    return replace(view, **changes)  # type: ignore[arg-type]


def full(language: str) -> ReviewView:
    every = lines(language)
    return reviewed(
        language, gaps=(), lines=(*every[:3], *every[4:]), section=section(language, 9, done=5, asked=5)
    )


def welcome(language: str, person: str = "Ibu Rini", **changes: object) -> Screen:
    notice = said(
        language,
        (
            "Rancangan kerja untuk penilaian mandiri, bukan instrumen resmi kementerian.",
            "Working draft for self-assessment, not the official ministry instrument.",
        ),
    )
    view = WelcomeView(
        PLACE, person, said(language, DINKES), REGION, said(language, ROUND), notice, 20, 25, DEADLINE, False
    )
    return home.welcome(replace(view, **changes), language)  # type: ignore[arg-type]


def colleague(language: str) -> ColleagueView:
    return ColleagueView(
        "Pak Andi",
        2,
        said(language, ("17 unit", "17 facilities")),
        said(language, ("18 unit", "18 facilities")),
    )


def number_doubt(language: str) -> DoubtView:
    if language == "id":
        return DoubtView(
            "number", (("1234", "1.234", "seribu dua ratus tiga puluh empat"), ("1.234", "1,234", ""))
        )
    return DoubtView(
        "number", (("1234", "1,234", "one thousand two hundred and thirty-four"), ("1.234", "1.234", ""))
    )


def refusal(language: str) -> Problem:
    return Problem(
        "problem-constraint",
        text=said(
            language, ("1.040 melebihi jumlah puskesmas (21).", "1,040 is more than the health centres (21).")
        ),
        example="17",
    )


def text_question(language: str, **changes: object) -> QuestionView:
    view = asked(
        language,
        kind=Kind.TEXT,
        label=said(language, ("Apa kendala utama tahun ini?", "What was the main obstacle this year?")),
        hint="",
        expectation=said(language, ("teks", "text")),
        required=False,
        example="",
    )
    return replace(view, **changes)  # type: ignore[arg-type]


OBSTACLE = (
    "Jaringan di pustu belum stabil dan tenaga TI terbatas.",
    "Networks are unstable and IT staff are few.",
)
PRIORITIES = (("Air bersih", "Clean water"), ("Jalan", "Roads"), ("Sekolah", "Schools"))
