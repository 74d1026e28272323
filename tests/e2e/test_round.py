"""A whole round from the coordinator's side: three weeks of June 2024 in a minute, with the real bot and the page.

The strip of the README and the pictures of the coordinator's guide come from here:
`PICTURES=write python -m pytest tests/e2e/test_round.py` draws them anew.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from .phones import Phone, narrow_page
from .pictures import CHROMIUM
from .region import Region, region, work

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture
async def kutai(tmp_path: Path) -> AsyncIterator[Region]:
    async with region(tmp_path) as opened:
        yield opened


@pytest.fixture
async def page(kutai: Region) -> AsyncIterator[Page]:
    async with narrow_page(kutai.page) as shown:
        yield shown


async def test_a_coordinator_carries_a_round_from_the_first_reminder_to_the_last_section(
    kutai: Region, page: Page, tmp_path: Path
) -> None:
    sari, dewi, ismail, rini, budi = (
        Phone(page, kutai, name) for name in ("sari", "dewi", "ismail", "rini", "budi")
    )
    office = kutai.people
    await asyncio.gather(
        *(work(office[name], count) for name, count in (("made", 6), ("nurul", 3), ("rini", 2)))
    )

    # seven days before: the work comes with the reminder, and is done where it stands
    await kutai.clock("2024-06-14T08:00")
    await rini.reads("Masih kami tunggu sampai Jumat, 21 Juni 2024 pukul 16.00 WITA (7 hari lagi)")
    await rini.reads("2 di Smart Governance dan 2 di Smart Living", "Sejauh mana layanan utama sudah daring?")
    await rini.picture("round-reminder", tmp_path)
    await rini.tap("Sebagian prosesnya daring")
    await rini.reads("✓ Sejauh mana layanan utama sudah daring: Sebagian", "Apakah aduan warga")

    # several offices send within minutes: the coordinator is told once
    await kutai.clock("2024-06-14T10:00")
    await work(office["agus"], 2)
    await sari.reads("Dinas Komunikasi dan Informatika mengirim Kebijakan")
    await asyncio.gather(
        *(work(office[name], count) for name, count in (("agus", 2), ("nurul", 3), ("yohanes", 6)))
    )
    await kutai.clock("2024-06-14T10:02")
    await sari.reads(
        "✅ Dinas Lingkungan Hidup sudah lengkap", "✅ Dinas Pendidikan dan Kebudayaan sudah lengkap"
    )
    await sari.reads("Dinas Komunikasi dan Informatika mengirim Smart Governance")
    await sari.reads("3 dari 8 perangkat daerah lengkap")
    await sari.picture("round-alerts", tmp_path)

    # four o'clock: the digest
    await kutai.clock("2024-06-14T16:00")
    await sari.reads("Rekap Jumat, 14 Juni 2024 pukul 16.00 WITA", "Tautan belum dibuka: PUPR")
    await sari.reads("perangkat daerah perlu dihubungi")
    await sari.sees_a_picture()
    await sari.picture("round-digest", tmp_path)
    await ismail.reads("Rekap Jumat, 14 Juni 2024 pukul 16.00 WITA")
    await expect(ismail.card).not_to_contain_text("perlu dihubungi")
    await ismail.sees_a_picture()
    await ismail.picture("round-leader", tmp_path)

    # two days before, after the holidays: who is missing what, one agency, a nudge seen before it is sent
    await kutai.clock("2024-06-19T09:00")
    await budi.reads("(2 hari lagi)")
    await kutai.clock("2024-06-19T13:00")
    await sari.say("/status")
    await sari.reads("3 dari 8 perangkat daerah lengkap", "PUPR 0/6 · belum bergabung")
    await sari.picture("round-status", tmp_path)
    await dewi.say("/bahasa en")
    await dewi.say("/status")
    await dewi.reads("3 of 8 agencies complete")
    await dewi.picture("round-status-en", tmp_path)
    await sari.tap("Dinkes")
    await sari.reads("Rini Wulandari · perwakilan", "Apakah aduan warga")
    await sari.picture("round-agency", tmp_path)
    await sari.say("/status")
    await sari.reads("3 dari 8 perangkat daerah lengkap")
    await sari.tap("Ingatkan")
    await sari.tap("Yang belum mulai")
    await sari.reads("Ingatkan yang belum mulai?", "Beginilah yang dibaca Budi Santoso:")
    await sari.picture("round-nudge", tmp_path)
    await sari.tap("Ya, kirim ke 2 orang")
    await budi.reads("Dari Sari Handayani, koordinator Kabupaten Kutai Timur")

    # nobody of PUPR has joined: somebody is invited, and they get three days more
    await sari.say("/hubungi")
    await sari.reads("1. Dinas Pekerjaan Umum dan Penataan Ruang", "☎ Kasubbag Program, 0812 5550 0123")
    await sari.picture("round-calls", tmp_path)
    await sari.tap("Undang")
    await sari.reads("Yth. Bapak/Ibu perwakilan Dinas Pekerjaan Umum dan Penataan Ruang")
    invitation = re.search(r"https://t\.me/\S+", await sari.card.inner_text())
    assert invitation is not None
    await kutai.newcomer("Wahyu Pratama", "PIC PUPR", invitation[0])
    await sari.say("/status pupr")
    await sari.reads("Wahyu Pratama · perwakilan")
    await sari.tap("Perpanjang")
    await sari.tap("+3 hari: 24 Juni")
    await sari.reads("Apa alasannya?")
    await sari.say("Perwakilannya baru bergabung")
    await sari.reads("Alasan: Perwakilannya baru bergabung", "Yang kami beri tahu: Wahyu Pratama")
    await sari.picture("round-extension", tmp_path)
    await sari.tap("Ya, perpanjang")
    await Phone(page, kutai, "wahyu").reads("diperpanjang oleh Sari Handayani sampai Senin, 24 Juni 2024")

    # the last day, in the other language, whenever she asks
    await work(office["maria"], 8)
    await kutai.clock("2024-06-19T13:05")
    await dewi.reads("Dinas Perindustrian, Perdagangan, Koperasi dan UKM is complete")
    await kutai.clock("2024-06-21T15:00")
    await dewi.say("/recap")
    await dewi.reads("Recap Friday, 21 June 2024, 15.00 WITA")
    await dewi.sees_a_picture()
    await dewi.picture("round-recap-en", tmp_path)

    # the deadline passes without blame; the next working day they are reminded once more
    await kutai.clock("2024-06-24T08:00")
    await budi.reads("Batas waktunya Jumat, 21 Juni 2024 pukul 16.00 WITA; sampai sekarang masih kami tunggu")
    await budi.picture("round-overdue", tmp_path)

    # everybody sends what is left
    await kutai.clock("2024-06-24T11:00")
    await asyncio.gather(
        *(work(office[name], count) for name, count in (("rini", 3), ("agus", 2), ("wahyu", 6)))
    )
    await kutai.clock("2024-06-24T11:05")
    await sari.reads(
        "✅ Dinas Pekerjaan Umum dan Penataan Ruang sudah lengkap", "7 dari 8 perangkat daerah lengkap"
    )
    await work(office["budi"], 4)
    await kutai.clock("2024-06-24T11:10")
    await sari.reads("Dinas Perhubungan mengirim")
    await work(office["budi"], 2)
    await sari.reads("✅ Semua 8 perangkat daerah sudah lengkap", "Smart Living dari Dinas Perhubungan")
    await sari.picture("round-complete", tmp_path)
    await sari.say("/status")
    await sari.reads("8 dari 8 perangkat daerah lengkap")
