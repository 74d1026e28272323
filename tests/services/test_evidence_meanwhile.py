"""What becomes of the card that asks for evidence when the answer, or another one, changes while it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from bot.flows.inputs import Medium, Typed
from bot.services import visits
from bot.services.replies import Reply, Where
from storage import chats, files, sections
from storage.database import Database
from tests.services.test_evidence import CHANNEL, DRIVE, FORM, KUTIM, asked, given, photo, rows, say, text_of
from tests.services.town import Town, Verb, Who, button, presses


@pytest.fixture
async def town(database: Database) -> Town:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"}, form=FORM)
    return town


async def edit(town: Town, who: Who, message: int, text: str) -> Reply:
    return await town.database.write(visits.edited, town.setting, who, text, message, town.now)


async def test_an_answer_that_needs_no_evidence_any_more_is_typed_again_as_ever(town: Town) -> None:
    rini = await asked(town)
    message = town.message_id - 1  # the answer; the card of its evidence came below it
    assert "Berapa ranjang" in text_of(await edit(town, rini, message, "0"))
    await town.confirm(rini)
    await town.say(rini, "25")
    assert await given(town) == {"health/beds": "25"}


async def test_what_is_sent_where_no_evidence_is_asked_for_any_more_is_not_dropped_without_a_word(
    town: Town,
) -> None:
    rini = await asked(town)
    budi = await town.join(12, "Budi", KUTIM, "dinkes")
    own = presses(await town.command(budi, visits.Action.SECTIONS))[0]
    await town.press(budi, replace(own, verb=Verb.VALUE, ordinal=0, revision=1, argument="0"))
    assert await given(town) == {"health/beds": "0"}
    reply = await say(town, rini, photo())
    assert await rows(town) == []
    assert "tidak diminta lagi, jadi kiriman tadi tidak kami simpan" in text_of(reply)
    assert "Berapa ranjang" in text_of(reply)


async def test_the_card_names_its_own_answer_beside_the_one_that_was_just_saved(town: Town) -> None:
    rini = await asked(town)
    message = town.message_id - 1
    await town.press(rini, button(await town.command(rini, visits.Action.CONTINUE), "Nanti"))
    await town.confirm(rini)
    await town.say(rini, "7")
    shown = text_of(await edit(town, rini, message, "22"))  # the card of the rooms' evidence stands
    assert "Berapa ranjang: 22" in shown
    assert "Berapa kamar: 7" in shown


async def test_the_card_names_an_answer_that_was_just_saved_once(town: Town) -> None:
    rini = await asked(town)
    assert text_of(await town.command(rini, visits.Action.CONTINUE)).count("Berapa ranjang") == 1


async def test_an_edited_link_is_kept_although_its_answer_needs_none_any_more(town: Town) -> None:
    rini = await asked(town)
    answer = town.message_id - 1
    await say(town, rini, Typed("https://dinkes.go.id/draft"))
    link = town.message_id - 1
    await edit(town, rini, answer, "0")
    await edit(town, rini, link, DRIVE)
    assert [one.text for one in await rows(town)] == [DRIVE]


@pytest.mark.parametrize("album", ["", "a"])
async def test_more_files_of_an_answer_are_held_to_the_same_limits_as_the_first(
    town: Town, album: str
) -> None:
    rini = await at_the_decree(town)
    many = [photo(f"p{n}", album, medium=Medium.DOCUMENT, name=f"{n}.pdf") for n in range(12)]
    many.insert(1, replace(many[0], unique_id="big", size=(20 << 20) + 1))
    first = town.message_id + 1
    town.message_id += len(many)  # all of them were on their way before the next card was there
    for number, one in enumerate(many):
        reply = await town.database.write(
            visits.message, town.setting, rini, one, first + number, None, town.now
        )
        if number == 1:
            assert reply.where is Where.ASIDE and "20 MB" in text_of(reply)
        if reply.where is Where.BELOW:
            await town.confirm(rini)
    assert "paling banyak" in text_of(reply)
    assert len((await given(town))["health/decree"].split()) == 10


async def test_a_further_file_changes_nothing_once_the_section_is_sent(town: Town) -> None:
    rini = await at_the_decree(town)
    chat = await town.database.read(chats.for_chat, 11)
    assert chat is not None and chat.work is not None
    town.message_id += 2  # both were on their way before the next card was there
    for number in (1, 0):
        one = photo(f"p{number}", medium=Medium.DOCUMENT, name="SK.pdf")
        await town.database.write(
            visits.message, town.setting, rini, one, town.message_id - number, None, town.now
        )
        if number:
            await town.confirm(rini)
            town.message_id -= 1
            await town.database.write(
                sections.set_,
                submission_id=chat.work.submission_id,
                path="health",
                status="submitted",
                person_id=None,
                at=town.now,
            )
    assert len((await given(town))["health/decree"].split()) == 1


async def at_the_decree(town: Town) -> Who:
    """Rini is asked for the file that answers the last question."""
    rini = await asked(town)
    while "SK-nya" not in text_of(card := await town.command(rini, visits.Action.CONTINUE)):
        await town.confirm(rini)
        if "bukti dukungnya" in text_of(card):
            await town.press(rini, button(card, "Nanti"))
        else:
            await town.say(rini, "3")
    await town.confirm(rini)
    return rini


async def test_a_workbook_for_an_answer_is_evidence_although_its_sender_coordinates_too(town: Town) -> None:
    rini = await asked(town)
    await town.join(11, "Rini", KUTIM)
    await town.command(rini, visits.Action.CONTINUE)
    await town.confirm(rini)
    await say(town, rini, photo("w", medium=Medium.DOCUMENT, name="rekap.xlsx"))
    assert [one.name for one in await rows(town)] == ["rekap.xlsx"]


async def test_a_reviewer_reads_of_a_file_that_was_refused_that_it_is_no_answer(town: Town) -> None:
    rini = await at_the_decree(town)
    await say(town, rini, photo("d", medium=Medium.DOCUMENT, name="SK.pdf"))
    own = presses(await town.command(rini, visits.Action.SECTIONS))[0]

    def refuse(conn: Connection) -> None:
        (file,) = (one for one in files.of_submission(conn, own.submission) if one.name == "SK.pdf")
        files.fetched(conn, file.id, sha256="a" * 64, size=9, at=town.now, refused="program")
        sections.set_(
            conn, submission_id=own.submission, path="health", status="submitted", person_id=None, at=town.now
        )

    await town.database.write(refuse)
    sari = await town.join(21, "Sari", KUTIM)
    shown = await town.press(sari, replace(own, verb=Verb.INSPECT, ordinal=5))
    assert "→ SK.pdf (⚠️ 1 tidak dapat dipakai)" in text_of(shown)
    brought = await town.press(sari, button(shown, "SK.pdf"))
    assert brought.screen is not None and brought.screen.given is None
    assert "⚠️ program, tidak kami simpan" in brought.screen.text


async def test_a_forwarded_post_is_kept_to_its_last_word(town: Town) -> None:
    rini = await asked(town)
    await say(town, rini, Typed("a" * 4091 + " akhir"[1:], CHANNEL))
    assert [one.text[-6:] for one in await rows(town)] == ["aakhir"]


async def test_what_is_sent_again_takes_the_place_of_the_file_that_was_refused_alone(town: Town) -> None:
    rini = await at_the_decree(town)
    for number in range(3):
        await say(town, rini, photo(f"p{number}", "a", medium=Medium.DOCUMENT, name=f"{number}.pdf"))
    assert (await given(town))["health/decree"] == "1 2 3"

    def refuse(conn: Connection) -> None:
        files.fetched(conn, 2, sha256="a" * 64, size=9, at=town.now, refused="empty")

    await town.database.write(refuse)
    own = presses(await town.command(rini, visits.Action.SECTIONS))[0]
    again = replace(own, verb=Verb.OPEN, ordinal=5)
    await town.press(rini, again)
    await town.confirm(rini)
    await say(town, rini, photo("p4", medium=Medium.DOCUMENT, name="SK.pdf"))
    assert (await given(town))["health/decree"] == "1 3 4"
    await town.press(rini, again)
    await town.confirm(rini)
    await say(town, rini, photo("p5", medium=Medium.DOCUMENT, name="SK.pdf"))
    assert (await given(town))["health/decree"] == "5"  # where all count, it is another answer


async def test_a_photo_at_the_card_of_an_answered_question_is_its_evidence(town: Town) -> None:
    rini = await asked(town)
    own = presses(await town.command(rini, visits.Action.SECTIONS))[0]
    await town.press(rini, replace(own, verb=Verb.OPEN, ordinal=0))
    await town.confirm(rini)
    reply = await say(town, rini, photo())
    assert [one.subject for one in await rows(town)] == ["health/beds"]
    assert "Berapa ranjang: 1 bukti dukung" in text_of(reply)
    await town.say(rini, "25")
    assert await given(town) == {"health/beds": "25"}
