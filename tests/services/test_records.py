"""Buttons of records: forged, stale, tapped twice, of colleagues at once and of other agencies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.screens.commands import Action
from bot.screens.press import Press, Verb, decode
from bot.services import visits
from bot.services.enrolling import Who
from bot.services.replies import Reply
from storage import answers, chats, forms, rounds, sections
from storage.database import Database
from tests.services.town import Town, button, compiled

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"
FORM = """
| survey |
| | type         | name | label   | required | bind::pilar:max_items |
| | begin_group  | g    | Sarana  |          |    |
| | begin_repeat | pk   | Pusat   |          | 5  |
| | text         | nm   | Apa namanya? | yes |    |
| | integer      | bed  | Berapa tempat tidur? | yes | |
| | end_repeat   |      |         |          |    |
| | end_group    |      |         |          |    |
| settings |
| | form_id | namespaces |
| | sarana  | pilar="urn:pilar:form" |
"""


@pytest.fixture
async def town(database: Database) -> Town:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "rsud": "rsud"}, FORM)
    await town.open(DUMAI, {"dinkes": "dinkes"}, FORM)
    return town


async def listed(town: Town, who: Who) -> Reply:
    """The list of records on her card."""
    reply = await town.command(who, Action.CONTINUE)
    await town.confirm(who)
    return reply


async def stored(town: Town, who: Who) -> dict[str, str]:
    def work(conn):  # type: ignore[no-untyped-def]
        chat = chats.for_chat(conn, who.chat_id)
        assert chat is not None and chat.work is not None
        return answers.load(conn, (chat.work.submission_id,))

    rows = await town.database.read(work)
    return {
        f"{row.question.rpartition('/')[2]}#{row.items}": row.value for row in rows if row.standing == "given"
    }


async def with_records(town: Town, who: Who, names: str = "A B C") -> Reply:
    card = await listed(town, who)
    for name in names.split():
        await town.press(who, button(card, "+ Tambah"))
        await town.say(who, name)
        card = await town.say(who, "1")
    return card


def decoded(data: str) -> Press:
    press = decode(data)
    assert press is not None
    return press


async def test_two_colleagues_add_at_once_and_both_records_are_there(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    agus = await town.join(12, "Agus", KUTIM, "dinkes")
    hers, his = await listed(town, rini), await listed(town, agus)
    await town.press(rini, button(hers, "+ Tambah"))
    await town.press(agus, button(his, "+ Tambah"))
    await town.press(rini, button(hers, "+ Tambah"))  # her second tap
    await town.say(rini, "Dari Rini")
    await town.say(agus, "Dari Agus")
    found = await stored(town, rini)
    assert found == {"pk#1": "", "pk#2": "", "nm#1": "Dari Rini", "nm#2": "Dari Agus"}


async def test_back_takes_off_what_was_added_by_mistake_and_never_what_a_colleague_is_writing(
    town: Town,
) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    agus = await town.join(12, "Agus", KUTIM, "dinkes")
    card = await with_records(town, rini, "A")
    await town.press(agus, button(await listed(town, agus), "+ Tambah"))
    opened = await town.press(rini, button(await listed(town, rini), "🟡 2"))
    await town.press(rini, button(opened, "Kembali"))
    await town.say(agus, "Dari Agus")
    assert (await stored(town, rini))["nm#2"] == "Dari Agus"
    hers = await town.press(rini, button(card, "+ Tambah"))
    gone = await town.press(rini, button(hers, "Kembali"))
    assert button(gone, "Urungkan")
    assert [one for one in await stored(town, rini) if one.startswith("pk")] == ["pk#1", "pk#2"]


async def test_the_first_record_of_a_section_can_be_given_up_by_back_as_well(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    asked = await town.press(rini, button(await listed(town, rini), "+ Tambah"))
    gone = await town.press(rini, button(asked, "Kembali"))
    assert await stored(town, rini) == {}
    assert button(gone, "Urungkan")
    asked = await town.press(rini, button(gone, "+ Tambah"))
    second = await town.say(rini, "A")
    with pytest.raises(LookupError):  # a record that has an answer is taken off on purpose
        button(await town.press(rini, button(second, "Kembali")), "Kembali")


async def test_a_copy_that_is_tapped_twice_is_one_copy(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    card = await with_records(town, rini, "A")
    record = await town.press(rini, button(card, "1 A"))
    copy = button(record, "Salin")
    shown = await town.press(rini, copy)
    assert shown.screen is not None
    assert "salinan" in shown.screen.text
    await town.press(rini, copy)
    assert sorted(one for one in await stored(town, rini) if one.startswith("pk")) == ["pk#1", "pk#2"]


async def test_removed_and_brought_back_by_an_old_button(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    card = await with_records(town, rini)
    remove = replace(decoded(button(card, "2 B")), verb=Verb.REMOVE)
    gone = await town.press(rini, remove)
    await town.press(rini, remove)
    assert "nm#2" in await stored(town, rini)
    assert "pk#2" not in await stored(town, rini)
    undo = button(gone, "Urungkan")
    back = await town.press(rini, undo)
    assert back.screen is not None
    assert [line for line in back.screen.text.split("\n") if line.startswith("✅")] == [
        "✅ 1  A · 1", "✅ 2  B · 1", "✅ 3  C · 1",
    ]  # fmt: skip
    before = await stored(town, rini)
    await town.press(rini, undo)
    assert await stored(town, rini) == before


async def test_a_section_that_was_sent_keeps_its_records_whatever_button_is_tapped(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    card = await with_records(town, rini, "A")
    one = decoded(button(card, "1 A"))

    def send(conn):  # type: ignore[no-untyped-def]
        sections.set_(
            conn, submission_id=one.submission, path="g", status="submitted", person_id=None, at=town.now
        )

    before = await stored(town, rini)
    await town.database.write(send)
    for verb in (Verb.ADD, Verb.REMOVE, Verb.DUPLICATE, Verb.RESTORE, Verb.CARRY_RECORD, Verb.TABLE):
        for press in (replace(one, verb=verb), replace(one, verb=verb, items=())):
            reply = await town.press(rini, press)
            assert "terkunci" in (reply.screen.text if reply.screen else ""), verb
    assert await stored(town, rini) == before


@pytest.mark.parametrize(
    "verb", [Verb.ADD, Verb.REMOVE, Verb.DUPLICATE, Verb.RESTORE, Verb.CARRY_RECORD, Verb.TABLE]
)
async def test_nobody_reaches_the_records_of_another_agency(town: Town, verb: Verb) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    others = [await town.join(12, "Wati", KUTIM, "rsud"), await town.join(13, "Doni", DUMAI, "dinkes")]
    card = await with_records(town, rini, "A")
    one = decoded(button(card, "1 A"))
    before = await stored(town, rini)
    for other in (*others, Who(99, 99, "Anybody")):
        for items in ((), one.items):
            reply = await town.press(other, replace(one, verb=verb, items=items, argument="1"))
            assert reply.screen is None or "A · 1" not in reply.screen.text
    assert await stored(town, rini) == before


@pytest.mark.parametrize("items", [("9",), ("1", "1"), ("zz",), ()])
async def test_a_forged_item_changes_nothing(town: Town, items: tuple[str, ...]) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    card = await with_records(town, rini, "A")
    one = decoded(button(card, "1 A"))
    before = await stored(town, rini)
    for verb in (Verb.REMOVE, Verb.DUPLICATE, Verb.RESTORE):
        for ordinal in (one.ordinal, 7):
            reply = await town.press(rini, replace(one, verb=verb, items=items, ordinal=ordinal))
            assert reply.screen is not None
    assert await stored(town, rini) == before


async def test_a_button_of_an_earlier_form_version_opens_the_list_that_it_named(town: Town) -> None:
    """The new version has another list before it, so the place among the lists is another one."""
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    add = button(await listed(town, rini), "+ Tambah")
    other = "| | begin_repeat | ot | Lain | | |\n| | text | on | Lainnya? | | |\n| | end_repeat | | | | |\n| | begin_repeat | pk "
    newer = compiled(FORM.replace("| | begin_repeat | pk ", other, 1))

    def publish(conn):  # type: ignore[no-untyped-def]
        form = newer.form
        row = forms.put(
            conn, form_id=form.form_id, version="2", sha256="2" * 64, xform=newer.xform, at=town.now
        )
        rounds.pin(conn, town.round_ids[KUTIM], row, town.now)

    await town.database.write(publish)
    await town.press(rini, add)
    assert await stored(town, rini) == {"pk#1": ""}


INSIDE = """
| survey |
| | type         | name | label      | required | repeat_count |
| | begin_group  | g    | Desa       |          |      |
| | begin_repeat | v    | Desa       |          |      |
| | integer      | n    | Berapa kendaraan? | yes |   |
| | begin_repeat | c    | Kendaraan  |          | ${n} |
| | text         | cn   | Plat nomor? | yes     |      |
| | end_repeat   |      |            |          |      |
| | begin_repeat | h    | Posyandu   |          |      |
| | text         | hn   | Apa namanya? | yes    |      |
| | end_repeat   |      |            |          |      |
| | end_repeat   |      |            |          |      |
| | end_group    |      |            |          |      |
"""


async def test_the_card_of_a_record_leads_to_each_of_its_answers_and_lists(database: Database) -> None:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"}, INSIDE)
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    await town.press(rini, button(await listed(town, rini), "+ Tambah"))
    for text in ("2", "KT 1 AB", "KT 2 CD"):
        card = await town.say(rini, text)
    await town.press(rini, button(card, "+ Tambah"))
    card = await town.say(rini, "Melati")
    card = await town.press(rini, button(card, "Cukup"))
    record = await town.press(rini, button(card, "1 2"))
    assert record.screen is not None
    assert "5 dari 5" in record.screen.text
    assert [line for line in record.screen.text.split("\n") if line[:2] in ("1 ", "2 ", "3 ", "4 ")] == [
        "1  Berapa kendaraan: 2",
        "2  Kendaraan 1 › Plat nomor: KT 1 AB",
        "3  Kendaraan 2 › Plat nomor: KT 2 CD",
        "4  Posyandu: 1 isian",
    ]
    opened = await town.press(rini, button(record, "3"))
    assert opened.screen is not None and "Plat nomor?" in opened.screen.text


async def test_an_edited_message_is_read_back_on_the_card_of_its_record(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    await town.press(rini, button(await listed(town, rini), "+ Tambah"))
    await town.say(rini, "Sikda")
    message = town.message_id - 1
    card = await town.say(rini, "1")
    await town.press(rini, button(card, "1 Sikda"))
    reply = await town.database.write(visits.edited, town.setting, rini, "SIKDA", message, town.now)
    assert reply.screen is not None
    assert "✓ Apa namanya: SIKDA" in reply.screen.text
    assert "1  Apa namanya: SIKDA" in reply.screen.text


async def test_the_last_answer_of_a_record_is_read_back_as_every_other(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    await town.press(rini, button(await listed(town, rini), "+ Tambah"))
    asked = await town.say(rini, "Sikda")
    why = await town.press(rini, button(asked, "Data belum tersedia"))
    card = await town.press(rini, button(why, "Data belum dihitung"))
    assert card.screen is not None
    assert card.screen.text.split("\n")[0].startswith("✓ Berapa tempat tidur: ")
    assert "Pusat 1 lengkap: Sikda" in card.screen.text
    await town.press(rini, button(card, "+ Tambah"))
    await town.say(rini, "e-Gizi")
    typed = await town.say(rini, "7")
    assert typed.screen is not None and typed.receipt is not None
    assert "7" in typed.receipt.text, "her own message stands between: it is read back above it"
    assert typed.screen.text.startswith("✓ Pusat 2 lengkap")
