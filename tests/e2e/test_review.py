"""Evidence, a question that is returned and fixed, an accepted section, and the confirmation of an agency's head: with
the real bot and the page.

The pictures of the README and the guides come from here: `PICTURES=write python -m pytest tests/e2e/test_review.py`
draws them anew.
"""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.async_api import Page, expect
from pypdf import PdfReader

from bot.reports.receipt_check import check

from .phones import Phone, narrow_page
from .pictures import CHROMIUM
from .region import Region, region

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]
FORM = Path(__file__).with_name("review_form.md")


@pytest.fixture
async def kutai(tmp_path: Path) -> AsyncIterator[Region]:
    async with region(tmp_path, FORM) as opened:
        yield opened


@pytest.fixture
async def page(kutai: Region) -> AsyncIterator[Page]:
    async with narrow_page(kutai.page) as shown:
        yield shown


def letter(title: str, lines: int = 9) -> Image.Image:
    """A letter with its head, some lines and a stamp, as a phone would photograph it."""
    paper = Image.new("RGB", (900, 640), "#f4f1ea")
    pen = ImageDraw.Draw(paper)
    pen.rectangle((60, 40, 840, 600), fill="white", outline="#cfc8b8")
    pen.text((250, 70), "PEMERINTAH KABUPATEN KUTAI TIMUR", fill="#222222", font_size=20)
    pen.text((345, 100), "DINAS KESEHATAN", fill="#222222", font_size=22)
    pen.line((100, 140, 800, 140), fill="#222222", width=3)
    pen.text((100, 165), title, fill="#222222", font_size=24)
    for number in range(lines):
        wide = 700 if number % 4 else 560
        pen.line((100, 225 + number * 28, 100 + wide, 225 + number * 28), fill="#b7b7b7", width=6)
    pen.ellipse((590, 450, 720, 580), outline="#3a53a4", width=6)
    pen.text((622, 502), "DINKES", fill="#3a53a4", font_size=20)
    return paper


def as_bytes(paper: Image.Image, kind: str) -> bytes:
    kept = io.BytesIO()
    paper.save(kept, kind)
    return kept.getvalue()


async def test_evidence_goes_out_comes_back_and_is_confirmed(
    kutai: Region, page: Page, tmp_path: Path
) -> None:
    sari, rini = (Phone(page, kutai, name) for name in ("sari", "rini"))
    office = kutai.people

    # evidence is asked for right after the answer, and counted
    await kutai.clock("2024-06-10T09:00")
    await rini.say("/lanjut")
    await rini.reads("Sejauh mana pendaftaran pasien puskesmas sudah daring?")
    await rini.tap("Sebagian prosesnya daring")
    await rini.reads("Mohon bukti dukungnya")
    scan = as_bytes(letter("Laporan pendaftaran daring 2024"), "PDF")
    await office["rini"].send_files("document", [("Laporan pendaftaran daring.pdf", "application/pdf", scan)])
    await rini.reads("1 bukti dukung", "Laporan pendaftaran daring.pdf")
    await kutai.quiet()
    photo = as_bytes(letter("SK Tim Puskesmas Digital"), "JPEG")
    await office["rini"].send_files("photo", [("sk.jpg", "image/jpeg", photo)], text="SK yang ditandatangani")
    await rini.reads("2 bukti dukung")
    await rini.picture("review-evidence", tmp_path)
    await rini.tap("Lanjut")
    await rini.reads("imunisasi dasar lengkap")
    await rini.say("91,4")
    await rini.reads("Mohon bukti dukungnya")
    await rini.tap("Nanti saja")
    await rini.reads("air minum aman")
    await rini.say("72")
    await rini.reads("1 jawaban belum ada buktinya")
    await rini.tap("Kirim Smart Living")
    await rini.tap("Kirim tanpa bukti")
    await rini.reads("Smart Living sudah kami terima")

    # the coordinator reads the answers beside their evidence, and returns one question with a comment
    await kutai.clock("2024-06-10T09:05")
    await sari.reads("Dinas Kesehatan sudah lengkap")
    await sari.tap("Lihat jawaban")
    await sari.reads("bukti belum ada")
    await sari.tap("1")
    await sari.reads("Smart Living · 1/3", "Sejauh mana pendaftaran pasien", "2 bukti")
    await sari.picture("review-question", tmp_path)
    await sari.tap("Smart Living")
    await sari.tap("2")
    await sari.reads("Smart Living · 2/3", "91,4")
    await sari.tap("Kembalikan")
    await sari.reads("Apa yang perlu diperbaiki?")
    await sari.say("Mohon laporan resminya; di profil kesehatan tertulis 94,1%")
    await sari.reads("1 akan dikembalikan")
    await sari.tap("Kembalikan 1 pertanyaan")
    await sari.reads("Jawaban yang lain tetap terkunci", "Rini Wulandari")
    await sari.picture("review-return", tmp_path)
    await sari.tap("Ya, kembalikan 1 pertanyaan")
    await sari.reads("dikembalikan untuk perbaikan")

    # her chat opens with what is to be fixed, and leads through exactly that
    await kutai.clock("2024-06-10T13:00")
    await rini.reads("perlu diperbaiki", "94,1%")
    await rini.tap("Perbaiki")
    await rini.reads("Mohon laporan resminya", "91,4")
    await rini.picture("review-fix", tmp_path)
    await rini.say("94,1")
    await rini.reads("Mohon bukti dukungnya")
    report = as_bytes(letter("Profil Kesehatan 2024"), "PDF")
    await office["rini"].send_files("document", [("Profil kesehatan 2024.pdf", "application/pdf", report)])
    await rini.reads("1 bukti dukung")
    await rini.tap("Lanjut")
    await rini.reads("91,4", "→", "94,1")
    await rini.picture("review-fixed", tmp_path)
    await rini.tap("Kirim kembali Smart Living")
    await rini.reads("Smart Living sudah kami terima")

    # accepted: the agency is told
    await kutai.clock("2024-06-10T13:10")
    await sari.reads("mengirim kembali Smart Living")
    await sari.say("/periksa")
    await sari.tap("Smart Living")
    await sari.reads("diperbaiki")
    await sari.picture("review-again", tmp_path)
    await sari.tap("Terima bagian ini")
    await sari.reads("Smart Living diterima")
    await kutai.clock("2024-06-10T13:20")
    await rini.told("sudah diperiksa dan diterima")

    # the head confirms behind a link, and everybody has the receipt
    await rini.say("/pilar")
    await rini.tap("Pengesahan pimpinan")
    await rini.tap("Buat tautan pengesahan")
    await rini.reads("Yth. Bapak/Ibu pimpinan Dinas Kesehatan")
    link = re.search(r"https://t\.me/\S+", await rini.card.inner_text())
    assert link is not None
    await kutai.newcomer("Andi Saputra", "Kepala Dinkes", link[0])
    andi = Phone(page, kutai, "andi")
    await andi.reads("menunggu pengesahan", "Jumlah: 3 jawaban, 3 bukti dukung")
    await andi.picture("review-sign", tmp_path)
    await andi.tap("Saya sahkan")
    await andi.tap("Ya, saya sahkan")
    await andi.told("Pengesahan tercatat dengan nomor TT-2024-1-0001")
    for phone in (andi, sari, rini):
        await phone.told("Dinas Kesehatan disahkan oleh Andi Saputra")
    await andi.picture("review-receipt", tmp_path)
    paper = await received(kutai, "andi", tmp_path)
    assert check(paper).faults == ()
    assert "TT-2024-1-0001" in PdfReader(paper).pages[0].extract_text()
    await rini.say("/pilar")
    await rini.reads("TT-2024-1-0001 · segel utuh")
    await expect(rini.card).not_to_contain_text("segel rusak")


async def received(kutai: Region, name: str, folder: Path) -> Path:
    """The newest document of this chat, as a file."""
    seen = [one for one in await kutai.people[name].transcript() if one.media == "document"]
    path = folder / seen[-1].raw["media"]["name"]
    path.write_bytes(await kutai.playground.file(seen[-1].raw["media"]["file_id"]))
    return path
