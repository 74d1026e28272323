"""Evidence by hand, with the real bot and the page: an album of photos, a piece to look at, one used again, the register."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from .phones import Phone, narrow_page
from .pictures import CHROMIUM
from .region import Region, region
from .test_review import FORM, as_bytes, letter

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture
async def kutai(tmp_path: Path) -> AsyncIterator[Region]:
    async with region(tmp_path, FORM) as opened:
        yield opened


@pytest.fixture
async def page(kutai: Region) -> AsyncIterator[Page]:
    async with narrow_page(kutai.page) as shown:
        yield shown


async def pick(page: Page, phone: Phone, kind: str, files: list[Path], caption: str = "") -> None:
    """Files of hers, picked by hand and sent with a caption."""
    await phone.node.get_by_role("button", name="Lampirkan").click()
    async with page.expect_file_chooser() as chosen:
        await page.get_by_role("menuitem", name=kind, exact=True).click()
    await (await chosen.value).set_files(files)
    await page.get_by_test_id("caption").fill(caption)
    await page.get_by_test_id("send-these").click()


async def test_what_she_gives_is_seen_looked_at_and_used_again(
    kutai: Region, page: Page, tmp_path: Path
) -> None:
    rini = Phone(page, kutai, "rini")
    await rini.look()
    await rini.say("/lanjut")
    await rini.reads("Sejauh mana pendaftaran pasien puskesmas sudah daring?")
    await rini.tap("Sebagian prosesnya daring")
    await rini.reads("Mohon bukti dukungnya")

    photos = [tmp_path / f"loket-{number}.jpg" for number in range(1, 5)]
    for number, file in enumerate(photos):
        file.write_bytes(as_bytes(letter(f"Papan loket {number + 1}", lines=4 + number), "JPEG"))
    await pick(page, rini, "Foto", photos, "Papan loket pendaftaran")
    await rini.reads("4 bukti dukung tersimpan")
    album = rini.node.locator(".message.mine").last
    await expect(album.get_by_test_id("picture")).to_have_count(4)
    await expect(album).to_contain_text("Papan loket pendaftaran")
    await rini.picture("album-id", tmp_path)

    decree = tmp_path / "SK Pendaftaran Daring.pdf"
    decree.write_bytes(as_bytes(letter("Surat Keputusan Pendaftaran Daring"), "PDF"))
    await pick(page, rini, "File", [decree], "ditandatangani 3 Juni")
    await rini.reads("5 bukti dukung tersimpan", "SK Pendaftaran Daring.pdf")

    # the photo and the document come back as they were sent
    await rini.tap("👁 2")
    await rini.reads("Apakah ini berkas yang benar")
    await expect(rini.card.get_by_test_id("picture")).to_be_visible()
    await rini.picture("piece-id", tmp_path)
    await rini.tap("Hapus")
    await rini.reads("Dihapus dari bukti")
    await rini.told("4  📄")
    await rini.tap("Batalkan")
    await rini.reads("Apakah ini berkas yang benar")
    card = await rini.told("Masih ada?")
    await card.get_by_role("button", name="👁 5").click()
    await rini.reads("ditandatangani 3 Juni")
    async with page.expect_download() as saved:
        await rini.card.get_by_test_id("document").click()
    assert Path(await (await saved.value).path()).read_bytes() == decree.read_bytes()

    await rini.tap("Ya")
    await rini.reads("Masih ada?")

    # the decree proves another answer as well
    await rini.tap("Lanjut")
    await rini.reads("imunisasi dasar lengkap")
    await rini.say("91,4")
    await rini.reads("Mohon bukti dukungnya")
    await rini.tap("Pakai bukti yang sudah ada")
    await rini.reads("SK Pendaftaran Daring.pdf")
    await rini.picture("reuse-id", tmp_path)
    await rini.tap("1")
    await rini.reads("1 bukti dukung tersimpan")
    await rini.say("/bukti")
    await rini.reads("5 bukti untuk 2 jawaban")
    await rini.picture("register-id", tmp_path)
    assert await kutai.playground.problems() == []
