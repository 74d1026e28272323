"""Made-up rounds to draw: a few agencies, forty, a hundred, long and foreign names."""

from __future__ import annotations

import random
from dataclasses import replace

from bot.reports.picture_views import (
    AgencyCard,
    Bar,
    Cell,
    Fact,
    Heading,
    HeatMap,
    Legend,
    Radar,
    Row,
    SectionBar,
    Shade,
    Spoke,
    paged,
)

SECTIONS = {
    "id": (
        "Data Pengisi", "Ketersediaan Kebijakan", "Aktivitas Kelembagaan", "Anggaran",
        "Infrastruktur Pendukung", "Pelaksanaan Program dan Rencana Aksi", "Smart Governance",
        "Smart Branding", "Smart Economy", "Smart Living", "Smart Society", "Smart Environment",
        "Dampak (Hasil Survei Warga)", "Quick Win", "Program Kolaborasi Kawasan", "Data Pendukung 2024",
    ),
    "en": (
        "Respondent", "Available Policies", "Institutions", "Budget", "Supporting Infrastructure",
        "Programmes and Action Plan", "Smart Governance", "Smart Branding", "Smart Economy", "Smart Living",
        "Smart Society", "Smart Environment", "Impact (Citizen Survey)", "Quick Wins",
        "Area Collaboration", "Supporting Data 2024",
    ),
}  # fmt: skip
LEGENDS = {
    "id": Legend(
        open="belum diisi",
        begun="sedang diisi",
        ready="lengkap, belum dikirim",
        sent="terkirim",
        none="tidak ditanyakan",
        unjoined="tautan belum dibuka",
        counts="Angka: terisi dari yang ditanyakan",
        percents="Angka: persen yang sudah terisi",
    ),
    "en": Legend(
        open="not begun",
        begun="under way",
        ready="complete, not sent",
        sent="sent",
        none="not asked",
        unjoined="link not opened",
        counts="Numbers: answered of asked",
        percents="Numbers: per cent answered",
    ),
}
KNOWN = (
    ("Dinas Komunikasi, Informatika, Statistik dan Persandian", "Diskominfo"),
    ("Badan Perencanaan Pembangunan Daerah", "Bappeda"),
    ("Dinas Kesehatan", "Dinkes"),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", "PUPR"),
    ("Dinas Pendidikan dan Kebudayaan", "Disdikbud"),
    ("Dinas Perindustrian, Perdagangan, Koperasi dan UKM", "Perindagkop UKM"),
    ("Dinas Lingkungan Hidup", "DLH"),
    ("Bagian Hukum Sekretariat Daerah", "Bag. Hukum"),
    ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "DPMPTSP"),
    ("Dinas Perhubungan", "Dishub"),
)


def heading(language: str) -> Heading:
    if language == "en":
        return Heading(
            "Kabupaten Kutai Timur",
            (
                "Smart City Evaluation 2024 Phase I",
                "Recap Monday, 10 June 2024 at 08.00 WITA",
                "Due Friday, 21 June 2024 at 16.00 WITA (11 days left)",
            ),
        )
    return Heading(
        "Kabupaten Kutai Timur",
        (
            "Evaluasi Smart City 2024 Tahap I",
            "Rekap Senin, 10 Juni 2024 pukul 08.00 WITA",
            "Paling lambat Jumat, 21 Juni 2024 pukul 16.00 WITA (11 hari lagi)",
        ),
    )


def cell(done: int, asked: int, sent: bool = False) -> Cell:
    if not asked:
        return Cell(Shade.NONE)
    shade = Shade.SENT if sent else Shade.READY if done == asked else Shade.BEGUN if done else Shade.OPEN
    return Cell(shade, f"{done}/{asked}", str(done * 100 // asked))


def row(dice: random.Random, number: int, sections: int, progress: float) -> Row:
    name, short = KNOWN[number % len(KNOWN)]
    if number >= len(KNOWN):
        name, short = f"Kecamatan Sangatta Nomor {number}", f"Kec. Sangatta {number}"
    cells: list[Cell] = []
    done_all = asked_all = 0
    for place in range(sections):
        asked = dice.choice((0, 2, 5, 8, 12, 20)) if sections > 3 and place else dice.choice((3, 6, 14))
        done = (
            asked if progress >= 1 else min(asked, int(asked * max(0.0, progress + dice.uniform(-0.5, 0.5))))
        )
        cells.append(cell(done, asked, sent=progress >= 1 or (done > asked * 0.7 and dice.random() < 0.5)))
        done_all, asked_all = done_all + done, asked_all + asked
    joined = progress > 0.05
    return Row(name, short, f"opd{number}", f"{done_all}/{asked_all}", tuple(cells), joined)


def heat_maps(agencies: int, sections: int, language: str, **changes: object) -> list[HeatMap]:
    """The pages of a round in which the last ones are done and the first ones have not begun."""
    dice = random.Random(agencies * 100 + sections)
    rows = tuple(row(dice, n, sections, n / max(1, agencies - 2)) for n in range(agencies))
    words = {"id": ("Terisi", "Waktu", "dari", "hari"), "en": ("Answered", "Time", "of", "days")}[language]
    summary = {
        "id": f"1 perangkat daerah selesai · {agencies - 3} sedang mengisi · 2 belum mulai · 2 belum membuka tautan",
        "en": f"1 agency is done · {agencies - 3} under way · 2 have not begun · 2 have not opened the link",
    }[language]
    more = {
        "id": "Bergerak sejak kemarin: Dinkes +4, Dishub +2, PUPR +1",
        "en": "Moved since yesterday: Dinkes +4, Dishub +2, PUPR +1",
    }[language]
    found = []
    pages = paged(rows)
    for number, page in enumerate(pages, start=1):
        view = HeatMap(
            heading=heading(language),
            bars=(
                Bar(words[0], 0.43, f"43% · 812 {words[2]} 1.880"),
                Bar(words[1], 0.42, f"8 {words[2]} 19 {words[3]}", Shade.NONE),
            ),
            summary=(summary, more),
            sections=SECTIONS[language][:sections],
            total="Total",
            everyone=Row(
                {"id": "Semua", "en": "All"}[language], "", "", "43%",
                tuple(Cell(Shade.BEGUN, f"{30 + 3 * n}%", str(30 + 3 * n)) for n in range(sections)),
            ),
            rows=page,
            legend=LEGENDS[language],
            page=f"{number}/{len(pages)}" if len(pages) > 1 else "",
        )  # fmt: skip
        found.append(replace(view, **changes))  # type: ignore[arg-type]
    return found


def radar(language: str, scores: tuple[float | None, ...] = (2.71, 1.4, 2.05, 3.2, 0.62, 2.0)) -> Radar:
    labels = (
        "Smart Governance",
        "Smart Branding",
        "Smart Economy",
        "Smart Living",
        "Smart Society",
        "Smart Environment",
    )
    none = {"id": "belum ada jawaban", "en": "no answers yet"}[language]
    head = heading(language)
    title = {"id": "Perkiraan skor enam pilar", "en": "Estimated score of the six pillars"}[language]
    decimal = "," if language == "id" else "."
    return Radar(
        Heading(title, (head.title, *head.lines[:2])),
        tuple(
            Spoke(label, score, none if score is None else f"{score:.2f}".replace(".", decimal))
            for label, score in zip(labels, scores, strict=False)
        ),
        f"2{decimal}15",
        {"id": "perkiraan indeks", "en": "estimated index"}[language],
        {
            "id": ("Perkiraan dari 64 dari 120 butir yang sudah dijawab, bukan nilai resmi.",),
            "en": ("An estimate from 64 of 120 items answered so far, not an official score.",),
        }[language],
        {"id": "Skala 0 sampai 4", "en": "Scale from 0 to 4"}[language],
    )


def card(language: str) -> AgencyCard:
    shares = (
        (1, 1, Shade.SENT),
        (2, 2, Shade.SENT),
        (6, 10, Shade.BEGUN),
        (3, 3, Shade.READY),
        (0, 5, Shade.OPEN),
    )
    names = [SECTIONS[language][n] for n in (0, 1, 9, 2, 15)]
    id_ = language == "id"
    return AgencyCard(
        Heading(
            "Dinas Perindustrian, Perdagangan, Koperasi dan Usaha Kecil Menengah",
            (heading(language).title, *heading(language).lines),
        ),
        Bar("Terisi" if id_ else "Answered", 12 / 21, "12 dari 21" if id_ else "12 of 21"),
        tuple(
            SectionBar(name, done / asked, f"{done}/{asked}", shade)
            for name, (done, asked, shade) in zip(names, shares, strict=True)
        ),
        (
            Fact("PIC" if id_ else "Representatives", "Ibu Rini, Bapak Agus"),
            Fact(
                "Terakhir" if id_ else "Last seen",
                "kemarin pukul 14.03 WITA" if id_ else "yesterday, 14.03 WITA",
            ),
            Fact("Bukti dukung" if id_ else "Evidence", "8 berkas" if id_ else "8 files"),
        ),
        "Masih kami tunggu" if id_ else "Still missing",
        (
            "Cakupan air minum aman",
            "Sinyal seluler di desa",
            "Berapa puskesmas yang memakai rekam medis elektronik?",
        ),
        "dan 6 lagi" if id_ else "and 6 more",
    )
