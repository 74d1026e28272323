"""A repeat with many records: every one of them can be reached, and taking one off does not lead away from it."""

from __future__ import annotations

from bot.screens.commands import Action
from storage.database import Database
from tests.services.town import Town, button

REGION = "Kabupaten Kutai Timur"
FORM = """
| survey |              |      |                |          |
|        | type         | name | label          | required |
|        | begin_group  | g    | Aplikasi       |          |
|        | begin_repeat | app  | Daftar         |          |
|        | text         | nm   | Nama aplikasi? | yes      |
|        | end_repeat   |      |                |          |
|        | end_group    |      |                |          |
"""


async def test_every_record_of_a_long_list_can_be_opened_and_removed(database: Database) -> None:
    town = Town(database)
    await town.open(REGION, {"dinkes": "dinkes"}, FORM)
    rini = await town.join(11, "Rini", REGION, "dinkes")
    shown = await town.press(rini, button(await town.command(rini, Action.SECTIONS), "Lanjutkan"))
    for number in range(1, 64):
        await town.press(rini, button(shown, "+ Tambah"))
        shown = await town.say(rini, f"Aplikasi nomor {number:02}")

    seen: set[str] = set()
    for page in ("3/3", "2/3", "1/3"):
        assert button(shown, page)
        seen |= {b.text for row in shown.screen.rows for b in row if "nomor" in b.text}  # type: ignore[union-attr]
        first = shown
        if page != "1/3":
            shown = await town.press(rini, button(shown, "◀"))
    assert len(seen) == 63

    opened = await town.press(rini, button(first, "7 Aplikasi nomor"))
    assert opened.screen is not None and "1  Nama aplikasi: Aplikasi nomor 07" in opened.screen.text
    removed = await town.press(rini, button(first, "Hapus"))
    assert removed.screen is not None and "✅ 1  Aplikasi nomor 02" in removed.screen.text
    assert button(removed, "1/3") and button(removed, "1 Aplikasi nomor")
    back = await town.press(rini, button(removed, "Urungkan"))
    assert back.screen is not None and "✅ 1  Aplikasi nomor 01" in back.screen.text
    assert button(back, "1/3")
