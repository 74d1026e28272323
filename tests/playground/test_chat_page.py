"""The page in a real browser: several phones, a bot that answers, and everything a person can do by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import telegram
from browser import CHROMIUM, last, phone
from playwright.async_api import Page, expect
from scripted_bot import ScriptedBot
from test_bot_api_messages import PIXEL
from test_playground_world import Process

from playground.client import Person, Playground
from playground.launch import Running

expect.set_options(timeout=15_000)  # a busy machine

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture
async def scripted(bot: telegram.Bot) -> AsyncIterator[ScriptedBot]:
    """Started after the page is up would do as well; here it is first, so that menus are there."""
    playing = ScriptedBot(bot)
    await playing.start()
    yield playing
    await playing.stop()


async def test_a_person_answers_by_hand(
    page: Page, running: Running, rini: Person, scripted: ScriptedBot, tmp_path: Path
) -> None:
    await page.goto(running.address)
    hers = phone(page, rini)
    await hers.get_by_role("button", name="MULAI").click()
    card = last(page, rini)
    await expect(card.locator("b")).to_have_text("Sejauh mana pendaftaran puskesmas sudah daring?")
    before = await card.get_attribute("data-id")

    await card.get_by_role("button", name="4", exact=True).click()
    await expect(last(page, rini)).to_contain_text("✓ Pendaftaran daring: 4")
    assert await last(page, rini).get_attribute("data-id") == before
    assert await hers.locator(".message").count() == 2

    field = hers.get_by_role("textbox")
    await field.fill("<b>12</b> unit")
    await field.press("Enter")
    await expect(last(page, rini)).to_contain_text("✓ <b>12</b> unit")
    await expect(hers.locator(".message.mine").last.locator(".text")).to_have_text("<b>12</b> unit")

    await field.press("ArrowUp")
    await field.fill("13 unit")
    await hers.get_by_role("button", name="Kirim").click()
    await expect(hers.locator(".message.mine").last).to_contain_text("disunting")

    picture = tmp_path / "SK.png"
    picture.write_bytes(PIXEL)
    await hers.get_by_role("button", name="Lampirkan").click()
    async with page.expect_file_chooser() as chosen:
        await page.get_by_role("menuitem", name="Foto").click()
    await (await chosen.value).set_files(picture)
    await page.get_by_test_id("send-these").click()
    await expect(hers.locator(".message.mine .photo img")).to_be_visible()

    await hers.get_by_role("button", name="EN", exact=True).click()
    await last(page, rini).get_by_role("button", name="5", exact=True).click()
    await expect(last(page, rini)).to_contain_text("Online registration: 5")
    await expect(hers.locator(".toast")).to_have_text("5")
    await expect(field).to_have_attribute("placeholder", "Message")


async def test_commands_are_suggested_in_her_language(
    page: Page, running: Running, rini: Person, scripted: ScriptedBot
) -> None:
    await rini.start()
    await page.goto(running.address)
    hers = phone(page, rini)
    field = hers.get_by_role("textbox")
    await field.press_sequentially("/l")
    await expect(hers.get_by_role("option")).to_have_text(["/lanjutLanjutkan pengisian"])
    await field.press("ArrowDown")
    await field.press("Enter")
    await expect(hers.locator(".message.mine").last).to_contain_text("/lanjut")
    await hers.get_by_role("button", name="EN", exact=True).click()
    await hers.get_by_role("button", name="Commands").click()
    await expect(hers.get_by_role("option")).to_have_count(3)
    await expect(hers.get_by_role("option").first).to_contain_text("/start")


async def test_alerts_replies_links_and_copies_work_as_on_a_phone(
    page: Page,
    running: Running,
    rini: Person,
    bot: telegram.Bot,
    scripted: ScriptedBot,
    playground: Playground,
) -> None:
    budi = await playground.person("Budi Santoso", role="Koordinator")
    await rini.start()
    await playground.settle()
    await page.goto(running.address)
    hers = phone(page, rini)
    await last(page, rini).get_by_role("button", name="☰").click()
    await expect(hers.get_by_role("dialog")).to_contain_text("help")
    await page.keyboard.press("Escape")
    await expect(hers.get_by_role("dialog")).to_have_count(0)

    bubble = hers.locator(".message.theirs .bubble").last
    await bubble.hover()
    await bubble.get_by_role("button", name="Tindakan untuk pesan ini").click()
    await page.get_by_role("menuitem", name="Balas").click()
    await hers.get_by_role("textbox").fill("17")
    await hers.get_by_role("textbox").press("Enter")
    await expect(hers.locator(".message.mine").last.locator(".quote")).to_contain_text("Pilar")

    await bot.send_message(rini.id, "Undangan: https://t.me/pilar_bot?start=kode1 <b>x</b>")
    await last(page, rini).get_by_text("https://t.me/pilar_bot?start=kode1").click()
    await hers.get_by_role("dialog").get_by_role("button", name="Budi Santoso").click()
    await expect(phone(page, budi).locator(".message.mine")).to_contain_text("/start kode1")

    row = [telegram.InlineKeyboardButton("Buka", url="https://t.me/pilar_bot?start=kode2")]
    await bot.send_message(rini.id, "Tautan", reply_markup=telegram.InlineKeyboardMarkup([row]))
    await last(page, rini).get_by_role("button", name="Buka").click()
    await expect(hers.locator(".message.mine").last).to_contain_text("/start kode2")


async def test_clock_faults_and_problems_show_in_the_bar(
    page: Page, running: Running, rini: Person, bot: telegram.Bot, playground: Playground
) -> None:
    await rini.start()
    await page.goto(running.address)
    await expect(page.locator("#clock")).to_have_text("Sel, 18 Jun 2024, 09.00")
    await page.get_by_role("button", name="+1 hari").click()
    await page.get_by_role("button", name="+1 jam").click()
    await expect(page.locator("#clock")).to_have_text("Rab, 19 Jun 2024, 10.00")

    process = Process()
    running.world.controller = process
    process.told.append("start")
    await page.reload()
    for button, state in (("Jalankan", "Bot hidup"), ("Matikan", "Bot mati")):
        await page.get_by_role("button", name=button).click()
        await expect(page.locator("#process-state")).to_have_text(state)
    assert process.told == ["start", "restart", "kill"]

    await page.get_by_role("button", name="Gangguan").click()
    await page.get_by_label("Apa yang terjadi").select_option("blocked")
    await page.get_by_role("button", name="Pasang gangguan").click()
    await expect(page.locator("#fault-count")).to_have_text("1")
    await page.keyboard.press("Escape")
    with pytest.raises(telegram.error.Forbidden):
        await bot.send_message(rini.id, "a")
    await expect(page.locator("#fault-count")).to_be_hidden()

    with pytest.raises(telegram.error.BadRequest):
        await bot.send_message(rini.id, "a", api_kwargs={"colour": "<i>red</i>"})
    await expect(page.locator("#problems")).to_contain_text('the parameter "colour" of sendMessage')
    await page.get_by_role("button", name="English").click()
    await expect(page.locator("#problems")).to_contain_text("The playground does not know")
    await page.get_by_role("button", name="+ Person").click()
    await page.get_by_label("Name").fill("<u>Siti</u>")
    await page.get_by_role("button", name="Add", exact=True).click()
    await expect(page.locator(".owner b").last).to_have_text("<u>Siti</u>")


async def test_a_small_screen_shows_one_phone_and_a_switcher(
    page: Page, running: Running, rini: Person, bot: telegram.Bot, playground: Playground
) -> None:
    budi = await playground.person("Budi Santoso")
    await rini.start()
    await budi.start()
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.goto(running.address)
    await expect(phone(page, rini)).to_be_visible()
    await expect(phone(page, budi)).to_be_hidden()
    await bot.send_message(budi.id, "untuk Budi")
    tab = page.get_by_role("tab", name="Budi Santoso")
    await expect(tab.locator(".unread")).to_be_visible()
    await tab.click()
    await expect(phone(page, budi)).to_contain_text("untuk Budi")
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_a_group_is_made_and_a_chat_downloaded_from_the_menu(
    page: Page, running: Running, rini: Person, scripted: ScriptedBot, playground: Playground
) -> None:
    await rini.start()
    await playground.settle()
    await page.goto(running.address)
    hers = phone(page, rini)
    menu = hers.get_by_role("button", name="Menu", exact=True)
    await menu.click()
    async with page.expect_download() as saved:
        await page.get_by_role("menuitem", name="Unduh percakapan").click()
    text = Path(await (await saved.value).path()).read_text(encoding="utf-8")
    assert text.startswith("— Rini Wulandari") and "[ 1 ] [ 2 ]" in text
    await menu.click()
    await page.get_by_role("menuitem", name="Grup baru bersama bot", exact=True).click()
    theirs = page.locator('[data-testid="group"]')
    await expect(theirs.locator(".service").last).to_have_text("Pilar bergabung")
    await menu.click()
    await page.get_by_role("menuitem", name="Blokir bot").click()
    await hers.get_by_role("button", name="BUKA BLOKIR").click()
    await expect(hers.get_by_role("textbox")).to_be_visible()
