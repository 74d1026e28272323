"""`pilar history verify`: one sentence for a sound round, the first number that is wrong and exit code 1 otherwise."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, update

from bot.bookkeeping import Bookkeeper
from bot.cli import main
from storage.database import connect
from storage.migrate import upgrade_database
from storage.models import answer_event
from tests.services.exported import tell
from tests.services.town import NOW

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line beside a database with a chained round."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/pilar.db")
    in_database(tmp_path, tell)

    async def chain() -> None:
        database = connect(f"sqlite:///{tmp_path}/pilar.db")
        keeper = Bookkeeper(database)
        while await keeper.step(NOW):
            pass
        await database.close()

    asyncio.run(chain())

    def typed(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["pilar", "history", "verify", *arguments])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return typed


def in_database(folder: Path, work: Callable[[Connection], Any]) -> Any:
    async def go() -> Any:
        database = connect(f"sqlite:///{folder}/pilar.db")
        await upgrade_database(database)
        found = await database.write(work)
        await database.close()
        return found

    return asyncio.run(go())


def tamper(folder: Path) -> None:
    of_beds = update(answer_event).where(answer_event.c.value == "1250")
    in_database(folder, lambda conn: conn.execute(of_beds.values(value="9250")))


def test_a_sound_round_says_its_last_hash_so_that_it_can_be_written_down(run: Run) -> None:
    code, out, _ = run()
    assert code == 0
    assert "Kabupaten Kutai Timur" in out
    assert "sound: " in out
    last = out.rsplit(" ", 1)[1].strip()
    assert run("--round", "1", "--known", last)[0] == 0
    number, digits = last.split(":")
    code, out, _ = run("--round", "1", "--known", f"{number}:{'0' * 64}")
    assert code == 1
    assert f"entry {number}: was {'0' * 64}, is {digits}" in out


def test_a_changed_answer_is_named_with_its_number_and_both_values(run: Run, tmp_path: Path) -> None:
    tamper(tmp_path)
    code, out, _ = run("--round", "1")
    assert code == 1
    assert "NOT SOUND: 1 finding in" in out
    assert "dinkes health/beds was changed: value '1250' -> '9250'" in out


def test_programs_get_json(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("--json")
    (one,) = json.loads(out)
    assert (code, one["findings"], one["waiting"]) == (0, [], 0)
    tamper(tmp_path)
    code, out, _ = run("--json")
    ((finding,),) = [one["findings"] for one in json.loads(out)]
    assert (code, finding["what"], finding["told"], finding["found"]) == (1, "changed", "1250", "9250")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--round", "7"), "there is no round 7 with a history; a trial has none"),
        (("--known", "12:abc"), "--known is NUMBER:HASH"),
        (("--round", "1", "--known", f"²:{'0' * 64}"), "--known is NUMBER:HASH"),
        (("--round", "1", "--known", "x"), "--known is NUMBER:HASH"),
    ],
)
def test_a_slip_is_a_sentence(run: Run, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = run(*arguments)
    assert code == 1
    assert said in err
