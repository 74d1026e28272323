"""What a newcomer does: one command, one page, a whole pillar in both languages, and the coordinator's alert.

The pictures of the README come from here: `PICTURES=write python -m pytest tests/e2e` draws them anew.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from .pictures import ARGUMENTS, CHROMIUM, ROOT, picture

PATIENCE = 90  # seconds until the demo speaks, on a busy machine

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`pilar demo` as the README has it; its address."""
    folder = tmp_path_factory.mktemp("demo")
    said = folder / "said.txt"
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--folder", str(folder / "data")]
    with said.open("w") as out, subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out) as process:
        try:
            yield _address(process, said)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = re.search(r"http://\S+", said.read_text())
        if found:
            return found[0]
        assert process.poll() is None, said.read_text()
        time.sleep(0.1)
    raise AssertionError(f"the demo said nothing in {PATIENCE} seconds: {said.read_text()}")


@pytest.fixture
async def page(demo: str) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = await browser.new_context(
            locale="id-ID", viewport={"width": 1280, "height": 860}, device_scale_factor=1.5
        )
        shown = await context.new_page()
        shown.set_default_timeout(20_000)
        expect.set_options(timeout=20_000)
        await shown.goto(demo)
        yield shown
        await browser.close()


class Chat:
    """One phone on the page."""

    def __init__(self, page: Page, name: str) -> None:
        self.phone = (
            page.locator(".phone", has=page.get_by_text(name))
            .or_(page.locator(f'[aria-label="{name}"]'))
            .first
        )

    @property
    def card(self) -> Locator:
        return self.phone.locator(".message.theirs").last

    async def tap(self, label: str) -> None:
        await self.card.get_by_role("button", name=label).first.click()

    async def say(self, text: str) -> None:
        field = self.phone.get_by_role("textbox")
        await field.fill(text)
        await field.press("Enter")

    async def reads(self, text: str) -> None:
        await expect(self.card).to_contain_text(text)


async def test_a_newcomer_walks_a_pillar_and_the_coordinator_hears_of_it(page: Page, tmp_path: Path) -> None:
    rini, sari = Chat(page, "Rini Wulandari"), Chat(page, "Sari Handayani")
    await rini.reads("Dinas Kesehatan")
    await picture(rini.phone, "welcome-id", tmp_path)
    await rini.tap("Semua bagian")
    await rini.reads("Smart Living")
    await picture(rini.phone, "home-id", tmp_path)
    await rini.tap("Smart Living")
    await rini.reads("Berapa persen program Smart Living")
    await rini.tap("1")
    await rini.reads("Pilih satu")
    await rini.tap("51–75%")
    await rini.tap("Nanti saja")
    await rini.reads("Sejauh mana pendaftaran pasien")
    await rini.tap("Sebagian prosesnya daring")
    await rini.reads("bukti dukung")
    await picture(rini.phone, "evidence-id", tmp_path)
    await rini.tap("Nanti saja")
    await rini.reads("baduta stunting")
    await rini.say("101")
    await rini.reads("Isi 0 sampai 100 persen")
    await picture(rini.phone, "refused-id", tmp_path)
    await rini.say("87,5%")
    await rini.reads("87,5%")
    await rini.tap("Nanti saja")
    await rini.reads("imunisasi dasar lengkap")
    await rini.say("91,4")
    await rini.reads("91,4%")
    await rini.tap("Nanti saja")
    await picture(rini.phone, "question-id", tmp_path)
    await rini.say("/bahasa en")
    await rini.reads("What share of births was attended by health workers?")
    await picture(rini.phone, "question-en", tmp_path)
    await rini.say("97")
    await rini.reads("97%")
    await rini.tap("Later")
    await picture(rini.phone, "review-en", tmp_path)
    await rini.tap("Send Smart Living")
    await rini.tap("Send without it")
    await rini.reads("Smart Living")
    await sari.reads("Smart Living")
    await sari.reads("Rini Wulandari")
    await picture(page, "demo", tmp_path)
    await sari.say("/status")
    await sari.reads("Dinkes")
    await picture(sari.phone, "status-id", tmp_path)
    agus = Chat(page, "Agus Salim")  # a colleague sees what was answered
    await agus.reads("Dinas Kesehatan")
    await agus.tap("Semua bagian")
    await agus.reads("5/5")


async def test_the_page_fits_a_narrow_phone(page: Page, tmp_path: Path) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    rini = Chat(page, "Rini Wulandari")
    await expect(rini.phone).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    await picture(page, "narrow", tmp_path)
