"""A Bot API that answers 500, 429, nonsense or nothing around an answer: the next tap or message shows what is saved."""

from __future__ import annotations

import pytest

from playground.faults import Kind

from .conftest import Begin, Stage

FAULTS = [Kind.BROKEN, Kind.FLOOD, Kind.NONSENSE, Kind.LOST_CALL, Kind.LOST_ANSWER, Kind.MISSING]
UNSEEN = "belum sempat terlihat"
SHORT = 0.2  # seconds of silence


def order(stage: Stage, kind: Kind, method: str, times: int = 1) -> None:
    seconds = 1 if kind is Kind.FLOOD else SHORT
    stage.scene.world.faults.order(kind, method=method, chat_id=stage.rini.id, times=times, seconds=seconds)


def mend(stage: Stage) -> None:
    stage.scene.world.faults.remove()


@pytest.mark.parametrize("kind", FAULTS)
async def test_after_a_lost_reply_to_a_message_the_next_message_shows_what_is_saved(
    begin: Begin, kind: Kind
) -> None:
    stage = await begin()
    order(stage, kind, "sendMessage")
    stage.say("41")
    await stage.rest()
    mend(stage)
    assert (await stage.stored()).history == {"q00": ["41"]}
    stage.say("jawaban kedua")
    await stage.rest()
    found = await stage.stored()
    if kind is Kind.FLOOD:  # waited out: she has seen the card and answered it
        assert found.values == {"q00": "41", "q01": "jawaban kedua"}
        return
    assert found.values == {"q00": "41"}, "nobody knows whether she saw the card that this would answer"
    assert UNSEEN in stage.last() and "Butir 01" in stage.last()
    stage.say("jawaban ketiga")
    await stage.rest()
    assert (await stage.stored()).values == {"q00": "41", "q01": "jawaban ketiga"}


@pytest.mark.parametrize("kind", FAULTS)
async def test_after_a_lost_edit_the_next_tap_shows_what_is_saved(begin: Begin, kind: Kind) -> None:
    stage = await begin()
    await stage.answered("41", "teks")
    order(stage, kind, "editMessageText")
    stage.tap("Pilihan 2")
    await stage.rest()
    mend(stage)
    assert (await stage.stored()).values["q02"] == "c2"
    if "Butir 03" not in stage.last():
        stage.tap("Pilihan 2")
        await stage.rest()
    assert "✓ Butir 02: Pilihan 2" in stage.last()
    assert "Butir 03" in stage.last()
    assert (await stage.stored()).history["q02"] == ["c2"]


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.NONSENSE, Kind.LOST_CALL, Kind.LOST_ANSWER])
async def test_a_text_typed_on_a_card_that_was_not_redrawn_answers_no_other_question(
    begin: Begin, kind: Kind
) -> None:
    """The choice is stored and its card could not be redrawn: what she types was said to the card that she sees."""
    stage = await begin()
    await stage.answered("41", "teks")
    order(stage, kind, "editMessageText")
    stage.tap("Pilihan 2")
    await stage.rest()
    mend(stage)
    stage.say("3")  # the third choice, as she sees it; the next question takes a decimal
    await stage.rest()
    found = await stage.stored()
    assert found.values["q02"] in ("c2", "c3")
    assert "q03" not in found.values
    assert "Butir 03" in stage.last() or "Butir 02" in stage.last()


@pytest.mark.parametrize("kind", FAULTS)
async def test_a_tap_is_stored_whatever_becomes_of_its_answer(begin: Begin, kind: Kind) -> None:
    stage = await begin()
    await stage.answered("41", "teks")
    order(stage, kind, "answerCallbackQuery")
    stage.tap("Pilihan 2")
    await stage.rest()
    mend(stage)
    assert "✓ Butir 02: Pilihan 2" in stage.last()
    assert (await stage.stored()).history["q02"] == ["c2"]


async def test_nothing_reaches_her_for_a_while_and_then_everything_is_there(begin: Begin) -> None:
    stage = await begin()
    for method in ("sendMessage", "editMessageText", "answerCallbackQuery", "deleteMessage"):
        order(stage, Kind.BROKEN, method, times=0)
    stage.say("41")
    await stage.rest()
    stage.say("/lanjut")
    await stage.rest()
    mend(stage)
    stage.say("/lanjut")
    await stage.rest()
    assert "Butir 01" in stage.last()
    assert (await stage.stored()).values == {"q00": "41"}


@pytest.mark.parametrize("kind", FAULTS)
async def test_updates_come_whatever_getupdates_answers_now_and_then(begin: Begin, kind: Kind) -> None:
    stage = await begin()
    seconds = 1 if kind is Kind.FLOOD else SHORT
    stage.scene.world.faults.order(kind, method="getUpdates", times=2, seconds=seconds)
    stage.say("41")
    await stage.rest()
    await stage.scene.until(lambda: "Butir 01" in stage.last(), "the next card")
    assert (await stage.stored()).history == {"q00": ["41"]}
