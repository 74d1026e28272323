"""What a coordinator needs of the page: groups, pictures to read, documents to keep, a clock that moves, many phones."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import telegram
from browser import CHROMIUM, phone
from playwright.async_api import Page, expect
from test_bot_api_messages import PIXEL

from playground.client import Person, Playground
from playground.launch import Running

expect.set_options(timeout=15_000)  # a busy machine

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]


async def test_a_group_has_its_own_phone_with_topics(
    page: Page, running: Running, rini: Person, bot: telegram.Bot, playground: Playground
) -> None:
    sari = await playground.person("Sari Handayani", role="Koordinator")
    group = await playground.group(sari, "Tim smart city", [rini], forum=True, rights=["can_manage_topics"])
    topic = await bot.create_forum_topic(group, "Evaluasi <b>2024</b>")
    await page.goto(running.address)
    shown = page.get_by_test_id("group")
    await expect(shown.locator(".status")).to_have_text("3 anggota · bot admin")
    await bot.send_message(group, "Rekap hari ini", message_thread_id=topic.message_thread_id)
    tab = shown.get_by_test_id("topic").nth(1)
    await expect(tab).to_have_text("Evaluasi <b>2024</b>")
    await expect(tab.locator(".unread")).to_be_visible()
    await expect(shown).not_to_contain_text("Rekap hari ini")
    await tab.click()
    await expect(shown.locator(".message").last).to_contain_text("Rekap hari ini")
    await expect(tab.locator(".unread")).to_have_count(0)

    await shown.get_by_test_id("speaker").select_option("Rini Wulandari")
    await shown.get_by_role("textbox").fill("/status")
    await shown.get_by_role("textbox").press("Enter")
    await expect(shown.locator(".message.mine")).to_contain_text("/status")
    asked = (await rini.transcript(group))[-1]
    assert (asked.raw["sender"]["id"], asked.raw["thread"]) == (rini.id, topic.message_thread_id)

    await shown.get_by_test_id("speaker").select_option("Sari Handayani")
    await shown.get_by_test_id("new-topic").click()
    await shown.get_by_label("Nama").fill("Undangan")
    await shown.get_by_role("button", name="Simpan").click()
    await expect(shown.get_by_test_id("topic")).to_have_count(3)
    await expect(shown.locator(".service").last).to_have_text("Topik “Undangan” dibuka")
    menu = shown.get_by_role("button", name="Menu", exact=True)
    await menu.click()
    await page.get_by_role("menuitem", name="Tutup topik").click()
    await expect(shown.locator(".service").last).to_have_text("Topik ditutup")
    await menu.click()
    await page.get_by_role("menuitem", name="Cabut hak admin bot").click()
    await expect(shown.locator(".status")).to_have_text("3 anggota")


async def test_a_group_that_grows_keeps_its_phone_under_its_new_number(
    page: Page, running: Running, rini: Person, playground: Playground
) -> None:
    group = await playground.group(rini, "Tim", kind="group")
    await page.goto(running.address)
    await expect(page.locator(f"#phone-{group}")).to_be_visible()
    grown = await playground.change_group(group, rini, "upgrade")
    await expect(page.locator(f"#phone-{grown['id']}")).to_be_visible()
    await expect(page.get_by_test_id("group")).to_have_count(1)


async def test_pictures_are_enlarged_with_their_album_and_documents_saved(
    page: Page, running: Running, rini: Person, bot: telegram.Bot
) -> None:
    await rini.start()
    album = [telegram.InputMediaPhoto(PIXEL, caption=text) for text in ("Halaman <1>", "Halaman <2>")]
    await bot.send_media_group(rini.id, album)
    await bot.send_document(rini.id, b"isi" * 1000, filename="rekap.xlsx", caption="Ekspor")
    await page.goto(running.address)
    hers = phone(page, rini)
    await hers.get_by_test_id("picture").first.click()
    viewer = page.get_by_test_id("viewer")
    await expect(viewer).to_contain_text("1 / 2")
    await expect(viewer.locator(".caption")).to_have_text("Halaman <1>")
    await page.keyboard.press("ArrowRight")
    await expect(viewer.locator(".caption")).to_have_text("Halaman <2>")
    loaded = "document.querySelector('.viewer img').naturalWidth"
    assert await page.evaluate(loaded) == 2
    await page.keyboard.press("Escape")
    await expect(viewer).to_have_count(0)

    document = hers.get_by_test_id("document")
    await expect(document).to_contain_text("rekap.xlsx2,9 KB · Unduh")
    async with page.expect_download() as saved:
        await document.click()
    found = await saved.value
    assert found.suggested_filename == "rekap.xlsx"
    assert Path(await found.path()).read_bytes() == b"isi" * 1000


async def test_the_clock_goes_to_the_morning_and_to_any_moment(
    page: Page, running: Running, rini: Person
) -> None:
    await page.goto(running.address)
    await page.get_by_role("button", name="Ke pukul 08.00").click()
    await expect(page.get_by_test_id("clock")).to_have_text("Rab, 19 Jun 2024, 08.00")
    await page.get_by_test_id("clock").click()
    await page.get_by_label("Tanggal dan pukul").fill("2024-06-21T15:59")
    await page.get_by_role("button", name="Atur jam").last.click()
    await expect(page.get_by_test_id("clock")).to_have_text("Jum, 21 Jun 2024, 15.59")
    assert running.world.clock.now() == datetime(2024, 6, 21, 7, 59, tzinfo=UTC)


async def test_limits_are_enforced_from_the_page_and_broken_ones_shown(
    page: Page, running: Running, rini: Person, bot: telegram.Bot
) -> None:
    await rini.start()
    await page.goto(running.address)
    await page.get_by_role("button", name="Gangguan").click()
    await page.get_by_label("Batas kirim Telegram").select_option("strict")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    with pytest.raises(telegram.error.RetryAfter):
        for _ in range(9):
            await bot.send_message(rini.id, "a")
    await expect(page.locator("#limit-count")).to_have_text("1")
    await page.get_by_role("button", name="Catatan").click()
    await expect(page.get_by_test_id("broken-limits")).to_contain_text(
        "Terlalu cepat untuk Rini Wulandari: lebih dari 1 per detik, 1×"
    )


async def test_six_phones_and_a_group_fit_side_by_side_or_are_one_tap_away(
    page: Page, running: Running, rini: Person, playground: Playground
) -> None:
    names = ["Sari", "Budi", "Agus", "Wati", "Tono"]
    people = [rini, *[await playground.person(name) for name in names]]
    await playground.group(rini, "Tim smart city", people)
    await page.set_viewport_size({"width": 1920, "height": 900})
    await page.goto(running.address)
    boxes = [await phone(page, one).bounding_box() for one in people]
    assert all(box and box["width"] >= 300 and box["x"] + box["width"] <= 1920 for box in boxes)
    await page.set_viewport_size({"width": 1280, "height": 800})
    await page.get_by_role("tab", name="Tim smart city").click()
    await expect(page.get_by_test_id("group")).to_be_in_viewport(ratio=0.99)
