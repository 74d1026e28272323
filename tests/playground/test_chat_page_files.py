"""Files on the page: albums as a grid in one bubble, what is forwarded, and everything by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import telegram
from browser import CHROMIUM, last, phone
from callers import Ear
from playwright.async_api import Locator, Page, expect
from test_bot_api_messages import PIXEL

from playground.client import Person, Playground
from playground.launch import Running

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture
async def hers(page: Page, running: Running, bot: telegram.Bot, rini: Person) -> Locator:
    """Rini's open chat with this bot, at the width of a phone."""
    await rini.start()
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.goto(running.address)
    shown = phone(page, rini)
    await expect(shown.locator(".message")).to_have_count(1)
    return shown


def pictures(count: int) -> list[tuple[str, str, bytes]]:
    return [(f"{n}.png", "image/png", PIXEL) for n in range(count)]


@pytest.mark.parametrize(("count", "columns"), [(2, 2), (3, 2), (4, 2), (5, 3), (7, 3), (10, 3)])
async def test_an_album_of_pictures_is_a_full_grid_in_one_bubble(
    hers: Locator, rini: Person, count: int, columns: int
) -> None:
    await rini.send_files("photo", pictures(count), text="Papan nama")
    await expect(hers.get_by_test_id("picture")).to_have_count(count)
    await expect(hers.locator(".message")).to_have_count(2)
    grid = hers.get_by_test_id("album")
    await expect(hers.locator(".message").last.locator(".text")).to_have_text("Papan nama")
    boxes = [await part.bounding_box() for part in await grid.locator(".part").all()]
    rights = {round(box["x"] + box["width"]) for box in boxes if box}
    rows = [
        [box for box in boxes if box and box["y"] == y] for y in sorted({box["y"] for box in boxes if box})
    ]
    assert max(map(len, rows)) == columns
    assert {round(row[-1]["x"] + row[-1]["width"]) for row in rows} == {max(rights)}, "every row is full"
    assert all(len({round(box["height"]) for box in row}) == 1 for row in rows)


async def test_what_comes_to_an_album_later_joins_it_and_what_is_deleted_leaves(
    hers: Locator, rini: Person, bot: telegram.Bot
) -> None:
    files = [telegram.InputMediaDocument(b"a", filename=f"{n}.pdf", caption=f"Halaman {n}") for n in range(3)]
    sent = await bot.send_media_group(rini.id, files)
    await expect(hers.get_by_test_id("document")).to_have_count(3)
    await expect(hers.locator(".message.theirs")).to_have_count(1)
    await expect(hers.get_by_test_id("album").locator(".text")).to_have_text(
        ["Halaman 0", "Halaman 1", "Halaman 2"]
    )
    await bot.edit_message_caption(rini.id, sent[1].message_id, caption="Lampiran")
    await expect(hers.get_by_test_id("album").locator(".text").nth(1)).to_have_text("Lampiran")
    await bot.delete_message(rini.id, sent[0].message_id)
    await expect(hers.get_by_test_id("document")).to_have_count(2)
    await hers.get_by_test_id("document").first.click(button="right")
    await hers.get_by_role("menuitem", name="Hapus").click()
    await expect(hers.get_by_test_id("album")).to_have_count(0)
    await expect(hers.get_by_test_id("document")).to_contain_text("2.pdf")


async def test_files_are_picked_seen_and_sent_with_a_caption(
    page: Page, hers: Locator, rini: Person, ear: Ear, tmp_path: Path
) -> None:
    await ear.hear()
    picked = [tmp_path / f"papan-{n}.png" for n in range(2)]
    for file in picked:
        file.write_bytes(PIXEL)
    await hers.get_by_role("textbox").fill("Papan nama dinas")
    await hers.get_by_role("button", name="Lampirkan").click()
    async with page.expect_file_chooser() as chosen:
        await page.get_by_role("menuitem", name="Foto").click()
    await (await chosen.value).set_files(picked)
    await expect(hers.locator(".picked .thumbnail")).to_have_count(2)
    await expect(page.get_by_test_id("caption")).to_have_value("Papan nama dinas")
    await page.get_by_test_id("as-files").check()
    await page.get_by_test_id("send-these").click()
    await expect(hers.get_by_test_id("document")).to_have_count(2)
    messages = [update.message for update in await ear.hear(2) if update.message]
    assert [one.document.file_name for one in messages if one.document] == ["papan-0.png", "papan-1.png"]
    assert messages[0].caption == "Papan nama dinas" and messages[0].media_group_id is not None
    await expect(hers.locator(".line textarea")).to_have_value("")


async def test_a_hidden_persons_file_is_forwarded_and_forwarded_again(
    page: Page, hers: Locator, rini: Person, ear: Ear, tmp_path: Path
) -> None:
    await ear.hear()
    decree = tmp_path / "SK.pdf"
    decree.write_bytes(b"%PDF-1.7 isi")
    await hers.get_by_role("button", name="Lampirkan").click()
    await page.get_by_role("menuitem", name="Teruskan pos").click()
    await page.get_by_test_id("origin").select_option("hidden_user")
    await page.get_by_label("Nama").fill("Pak Budi <b>")
    await page.get_by_label("Berapa hari lalu").fill("3")
    await page.get_by_label("Pesan").last.fill("Ini SK-nya, Bu")
    await page.get_by_label("File").set_input_files(decree)
    await page.get_by_test_id("send-these").click()
    await expect(hers.get_by_test_id("forwarded")).to_have_text("Diteruskan dari Pak Budi <b>")
    async with page.expect_download() as saved:
        await hers.get_by_test_id("document").click()
    assert Path(await (await saved.value).path()).read_bytes() == b"%PDF-1.7 isi"
    await hers.locator(".message").last.locator(".bubble").click(button="right")
    await page.get_by_role("menuitem", name="Teruskan").click()
    first, again = [update.message for update in await ear.hear(2) if update.message]
    assert first.document and again.document and first.caption == again.caption == "Ini SK-nya, Bu"
    assert first.document.file_unique_id == again.document.file_unique_id
    assert again.forward_origin == first.forward_origin
    assert isinstance(first.forward_origin, telegram.MessageOriginHiddenUser)
    assert (first.date - first.forward_origin.date).days == 3


async def test_a_place_and_the_bots_files_show_as_what_they_are(
    hers: Locator, page: Page, rini: Person, bot: telegram.Bot, playground: Playground
) -> None:
    await rini.send_location(-0.5333, 117.5)
    await expect(hers.get_by_test_id("place")).to_have_text("-0.53330, 117.50000")
    await bot.send_photo(rini.id, PIXEL, caption="Apakah ini berkas yang benar?")
    await expect(last(page, rini).get_by_test_id("picture")).to_be_visible()
    await bot.send_location(rini.id, 0.5, 117.5)
    await expect(last(page, rini).get_by_test_id("place")).to_be_visible()
    mixed: list[telegram.InputMediaPhoto | telegram.InputMediaVideo] = [
        telegram.InputMediaPhoto(PIXEL),
        telegram.InputMediaVideo(b"film", filename="papan.mp4"),
    ]
    await bot.send_media_group(rini.id, mixed)
    await expect(last(page, rini).locator(".tile")).to_have_attribute("download", "papan.mp4")
    assert await playground.problems() == []
