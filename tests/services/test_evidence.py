"""What arrives while an answer's evidence is asked for, and what does not become evidence or an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, event

from bot.flows.inputs import Medium, Origin, Sent, Typed
from bot.screens.press import Press, Verb, decode
from bot.services import recovering, visits
from bot.services.enrolling import Who
from bot.services.recovering import Unreplied
from bot.services.replies import Reply, Where
from bot.services.visits import RepliedTo
from storage import answers, chats, evidence
from storage.database import Database
from storage.evidence import EvidenceRow
from tests.services.town import Town, button

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"
FORM = """
| survey |
| | type              | name   | label             | bind::pilar:evidence | bind::pilar:evidence_group | bind::pilar:scope |
| | begin_group       | health | Kesehatan         |                      |                            |                   |
| | integer           | beds   | Berapa ranjang?   | . > 0                |                            |                   |
| | integer           | rooms  | Berapa kamar?     | required             | hospital                   |                   |
| | integer           | wards  | Berapa bangsal?   | required             | hospital                   |                   |
| | integer           | visits | Berapa kunjungan? | optional             |                            |                   |
| | text              | note   | Catatan?          |                      |                            |                   |
| | file              | decree | SK-nya?           |                      |                            |                   |
| | end_group         |        |                   |                      |                            |                   |
| settings |
| | form_id | namespaces             |
| | proofs  | pilar="urn:pilar:form" |
"""
DRIVE = "https://drive.google.com/file/d/1/view"
CHANNEL = Origin("Kominfo RI", datetime(2024, 5, 27, 2, 0, tzinfo=UTC))


def photo(unique: str = "p1", album: str = "", **changes: object) -> Sent:
    one = Sent(Medium.PHOTO, f"file-{unique}", unique, f"{unique}.jpg", "image/jpeg", 1000, album=album)
    return replace(one, **changes)  # type: ignore[arg-type]


@pytest.fixture
async def town(database: Database) -> Town:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"}, form=FORM)
    return town


async def asked(town: Town, text: str = "21") -> Who:
    """Rini has answered her first question and is asked for its evidence."""
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    reply = await town.press(rini, button(await town.command(rini, visits.Action.SECTIONS), "Lanjutkan"))
    assert reply.screen is not None
    await town.say(rini, text)
    return rini


async def rows(town: Town) -> list[EvidenceRow]:
    return await town.database.read(evidence.of_round, town.round_ids[KUTIM])


async def given(town: Town) -> dict[str, str]:
    row = await town.database.read(chats.for_chat, 11)
    assert row is not None and row.work is not None
    found = await town.database.read(answers.load, (row.work.submission_id,))
    return {one.question: one.value for one in found}


def text_of(reply: Reply) -> str:
    return reply.screen.text if reply.screen is not None else ""


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        (photo(), ["file"]),
        (photo(medium=Medium.DOCUMENT, name="SK.pdf", caption="halaman 3", origin=CHANNEL), ["file"]),
        (Sent(Medium.VOICE, "v", "v", "", "audio/ogg", 10), ["file"]),
        (Sent(Medium.VIDEO, "v", "v", "a.mp4", "video/mp4", 10), ["file"]),
        (Sent(Medium.LOCATION, latitude=0.5333, longitude=117.5, accuracy=12), ["place"]),
        (Typed(DRIVE), ["link"]),
        (Typed(f"Laporan {DRIVE} dan www.dinkes.go.id"), ["link", "link"]),
        (Typed("Capaian imunisasi 97%", CHANNEL), ["post"]),
    ],
)
async def test_whatever_proves_is_kept_and_never_taken_for_an_answer(
    town: Town, raw: Sent | Typed, kinds: list[str]
) -> None:
    rini = await asked(town)
    reply = await say(town, rini, raw)

    found = await rows(town)
    assert [one.kind for one in found] == kinds
    assert {(one.subject, one.person_id is not None, one.chat_id) for one in found} == {
        ("health/beds", True, 11)
    }
    assert await given(town) == {"health/beds": "21"}
    assert f"{len(kinds)} bukti" in text_of(reply)


async def test_caption_origin_and_words_beside_a_link_are_kept(town: Town) -> None:
    rini = await asked(town)
    await say(town, rini, photo(medium=Medium.DOCUMENT, name="SK.pdf", caption="halaman 3", origin=CHANNEL))
    reply = await say(town, rini, Typed(f"Laporan: {DRIVE}"))

    file, link = await rows(town)
    assert (file.caption, file.origin, file.origin_at) == ("halaman 3", "Kominfo RI", CHANNEL.at)
    assert (link.text, link.caption) == (DRIVE, "Laporan:")
    assert "dari Kominfo RI, 27 Mei 2024" in text_of(reply)
    assert "Siapa saja yang memiliki link" in text_of(reply)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (Typed("sudah kami kirim lewat WA"), "tidak kami simpan"),
        (Typed("22"), "tidak kami simpan"),
        (Typed("https://drive"), "belum lengkap"),
        (photo(size=(20 << 20) + 1), "lebih dari 20 MB"),
        (Sent(Medium.LOCATION, latitude=120.0, longitude=500.0), "bukti dukung"),
    ],
)
async def test_what_proves_nothing_is_refused_with_a_sentence_and_changes_nothing(
    town: Town, raw: Sent | Typed, says: str
) -> None:
    rini = await asked(town)
    reply = await say(town, rini, raw)

    assert says in text_of(reply)
    assert await rows(town) == []
    assert await given(town) == {"health/beds": "21"}


async def test_markup_in_names_captions_and_origins_is_shown_as_text(town: Town) -> None:
    rini = await asked(town)
    nasty = "<b>a</b>&\u202e"
    reply = await say(
        town,
        rini,
        photo(medium=Medium.DOCUMENT, name=nasty, caption=nasty, origin=Origin(nasty, CHANNEL.at)),
    )

    assert text_of(reply).count("&lt;b&gt;a&lt;/b&gt;&amp;") == 3
    assert "\u202e" not in text_of(reply)


async def test_the_eleventh_piece_and_the_same_file_again_are_not_kept(town: Town) -> None:
    rini = await asked(town)
    await say(town, rini, photo())
    assert "sudah ada dalam daftar" in text_of(await say(town, rini, photo()))
    links = " ".join(f"https://dinkes.go.id/{n}" for n in range(12))
    reply = await say(town, rini, Typed(links))

    assert len(await rows(town)) == 10
    assert "paling banyak" in text_of(reply)
    assert "tidak kami simpan" in text_of(await say(town, rini, photo("p2")))
    assert len(await rows(town)) == 10


async def test_a_photo_is_told_once_how_a_document_stays_legible(town: Town) -> None:
    rini = await asked(town)
    tips = [
        "sebagai berkas" in text_of(await say(town, rini, one))
        for one in (photo("p1", "a"), photo("p2", "a"), photo("p3"), photo("p4", medium=Medium.DOCUMENT))
    ]

    assert tips == [True, True, False, False]


async def test_an_album_stays_with_its_answer_although_she_has_gone_on(town: Town) -> None:
    rini = await asked(town)
    first = await say(town, rini, photo("p1", "a"))
    onward = await town.press(rini, button(first, "Lanjut"))
    assert "Berapa kamar" in text_of(onward)
    row = await town.database.read(chats.for_chat, 11)
    assert row is not None
    late = await town.database.write(
        visits.message, town.setting, rini, photo("p2", "a"), town.message_id + 1, None, town.now
    )

    assert [(one.subject, one.album) for one in await rows(town)] == [("health/beds", "a")] * 2
    assert (late.where, late.old_card) == (Where.CARD, row.card_id)
    assert "Berapa ranjang: 2 bukti dukung" in text_of(late)
    assert "Berapa kamar" in text_of(late)


async def test_a_file_in_reply_to_an_answered_question_is_its_evidence(town: Town) -> None:
    rini = await asked(town)
    card = await town.command(rini, visits.Action.CONTINUE)
    await town.confirm(rini)
    carried = tuple(one.data for row in card.screen.rows for one in row) if card.screen else ()
    await town.press(rini, button(card, "Nanti"))
    for raw in (Typed(DRIVE), photo("late")):
        reply = RepliedTo(town.message_id, carried)
        town.message_id += 1
        await town.database.write(visits.message, town.setting, rini, raw, town.message_id, reply, town.now)

    assert [one.kind for one in await rows(town)] == ["link", "file"]
    assert await given(town) == {"health/beds": "21"}


async def test_rows_that_share_evidence_are_asked_once(town: Town) -> None:
    rini = await asked(town)
    await town.press(rini, button(await town.command(rini, visits.Action.CONTINUE), "Nanti"))
    await town.confirm(rini)
    card = await town.say(rini, "7")
    assert "Berapa bangsal" in text_of(card)
    kept = await say(town, rini, photo())
    await town.press(rini, button(kept, "Lanjut"))
    await town.confirm(rini)
    after = await town.say(rini, "3")

    assert "Berapa kunjungan" in text_of(after)
    assert [one.subject for one in await rows(town)] == ["group:hospital"]


async def test_optional_evidence_stops_nobody_and_is_one_tap_away(town: Town) -> None:
    rini = await asked(town, "0")
    for text in ("7", "3"):
        await town.say(rini, text)
        await town.press(rini, button(await town.command(rini, visits.Action.CONTINUE), "Nanti"))
        await town.confirm(rini)
    after = await town.say(rini, "250")
    assert "Catatan" in text_of(after)
    card = await town.press(rini, button(after, "Bukti untuk jawaban tadi"))
    assert "Berapa kunjungan: 250" in text_of(card)
    await town.confirm(rini)
    await say(town, rini, photo())

    assert [one.subject for one in await rows(town)] == ["health/visits"]


async def test_a_forwarded_post_is_no_answer_and_no_code_where_nothing_asks_for_evidence(town: Town) -> None:
    rini = await asked(town)
    await town.press(rini, button(await town.command(rini, visits.Action.CONTINUE), "Nanti"))
    await town.confirm(rini)
    reply = await say(town, rini, Typed("7", CHANNEL))

    assert reply.where is Where.ASIDE
    assert await given(town) == {"health/beds": "21"}
    assert await rows(town) == []


async def test_an_edited_link_takes_the_place_of_the_one_before(town: Town) -> None:
    rini = await asked(town)
    await say(town, rini, Typed("https://dinkes.go.id/draft"))
    message = town.message_id - 1
    await town.database.write(visits.edited, town.setting, rini, DRIVE, message, town.now)
    assert [one.text for one in await rows(town)] == [DRIVE]

    reply = await town.database.write(visits.edited, town.setting, rini, "batal", message, town.now)
    assert "tetap tersimpan" in text_of(reply)
    assert [one.text for one in await rows(town)] == [DRIVE]


async def test_a_sent_section_takes_no_evidence_and_opens_no_card(town: Town) -> None:
    rini = await asked(town)
    card = await town.command(rini, visits.Action.CONTINUE)
    open_ = next(p for p in presses_of(card) if p.verb is Verb.EVIDENCE)
    for text in ("7", "3", "250"):
        await town.press(rini, button(await town.command(rini, visits.Action.CONTINUE), "Nanti"))
        await town.confirm(rini)
        await town.say(rini, text)
    home = await town.command(rini, visits.Action.REVIEW)
    await town.confirm(rini)
    warned = await town.press(rini, button(home, "Kirim"))
    await town.press(rini, button(warned, "Kirim tanpa bukti"))

    reply = await town.press(rini, replace(open_, argument=""))
    assert "terkirim" in text_of(reply) or "kami terima" in text_of(reply)
    replied = RepliedTo(1, (open_.encode(),))
    await town.database.write(visits.message, town.setting, rini, photo(), 900, replied, town.now)
    assert await rows(town) == []


async def test_other_peoples_evidence_is_out_of_reach_by_forged_buttons(town: Town) -> None:
    await town.open(DUMAI, {"dinkes": "dinkes"}, form=FORM)
    rini = await asked(town)
    card = await say(town, rini, photo(medium=Medium.DOCUMENT, name="Rahasia.pdf"))
    doni = await town.join(21, "Doni", DUMAI, "dinkes")
    for press in presses_of(card):
        for argument in ("", "n", "w", "w0", "nw", "wzzzzzzzzzz", "n\u00b2", "w\u00b2", "x" * 20):
            reply = await town.press(doni, replace(press, verb=Verb.EVIDENCE, argument=argument))
            assert "Rahasia" not in text_of(reply)


@pytest.mark.parametrize("argument", ["", "n", "w", "w9", "wzz", "nw", "nw9", "w\u00b2", "nonsense"])
async def test_a_forged_button_of_evidence_leads_somewhere_and_breaks_nothing(
    town: Town, argument: str
) -> None:
    rini = await asked(town)
    card = await town.command(rini, visits.Action.CONTINUE)
    own = next(p for p in presses_of(card) if p.verb is Verb.EVIDENCE)
    for ordinal in (own.ordinal, -1, 4, 99):
        reply = await town.press(rini, replace(own, ordinal=ordinal, argument=argument))
        assert reply.screen is not None


async def say(town: Town, who: Who, raw: Sent | Typed) -> Reply:
    town.message_id += 1
    reply = await town.database.write(visits.message, town.setting, who, raw, town.message_id, None, town.now)
    await town.confirm(who)
    return reply


def presses_of(reply: Reply) -> list[Press]:
    assert reply.screen is not None
    found = (decode(one.data) for row in reply.screen.rows for one in row if one.data)
    return [press for press in found if press is not None]


async def test_evidence_costs_a_handful_of_statements_as_a_text_answer_does(town: Town) -> None:
    rini = await asked(town, "0")
    town.message_id += 1
    answer = await statements(town, rini, Typed("7"))
    await town.confirm(rini)
    town.message_id += 1
    proof = await statements(town, rini, photo())

    # an answer is two rows; a file is two, and is looked up and listed once
    assert proof <= answer + 2


async def statements(town: Town, who: Who, raw: Sent | Typed) -> int:
    """How many statements a message takes, once every form and roster is known."""
    message = town.message_id

    def work(conn: Connection) -> int:
        found = 0

        def note(*_: object) -> None:
            nonlocal found
            found += 1

        event.listen(conn, "before_cursor_execute", note)
        try:
            visits.message(conn, town.setting, who, raw, message, None, town.now)
        finally:
            event.remove(conn, "before_cursor_execute", note)
        return found

    return await town.database.write(work)


@pytest.mark.parametrize(("raw", "lost"), [(photo(), False), (Typed(DRIVE), False), (Typed("sudah"), True)])
async def test_after_a_crash_she_is_not_asked_to_send_again_what_was_kept(
    town: Town, raw: Sent | Typed, lost: bool
) -> None:
    rini = await asked(town)
    town.message_id += 1
    await town.database.write(visits.message, town.setting, rini, raw, town.message_id, None, town.now)
    unreplied = Unreplied(11, town.now, sent=town.message_id, gives_answer=True)
    found = await town.database.write(recovering.lose, unreplied)

    assert found is not None and found.unsaved is lost


async def test_a_photo_where_a_document_is_asked_for_is_told_how_it_stays_legible(town: Town) -> None:
    rini = await asked(town)
    while "SK-nya" not in text_of(card := await town.command(rini, visits.Action.CONTINUE)):
        await town.confirm(rini)
        if "bukti dukungnya" in text_of(card):
            await town.press(rini, button(card, "Nanti"))
        else:
            await town.say(rini, "3")
    await town.confirm(rini)
    reply = await say(town, rini, photo("p1", "a"))
    assert "sebagai berkas" in text_of(reply)
    assert reply.receipt is not None and "sebagai berkas" not in reply.receipt.text
    assert "2 berkas" in text_of(await say(town, rini, photo("p2", "a")))
    assert "sebagai berkas" not in text_of(
        await say(town, rini, photo("p3", medium=Medium.DOCUMENT, name="SK.pdf"))
    )
