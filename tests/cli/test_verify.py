"""`pilar verify`: what an operator is told of a receipt that somebody brings, with the database and without."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.cli import main
from storage.database import connect
from storage.models import receipt
from tests.reports.receipts import written
from tests.services.signed import Office, sent

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(*arguments: str, database: str = "") -> tuple[int, str, str]:
        if database:
            monkeypatch.setenv("DATABASE_URL", database)
        monkeypatch.setattr("sys.argv", ["pilar", "verify", *arguments])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    database = connect(sqlite_url)
    made = await sent(database)
    await made.sign(await made.ask())
    yield made
    await database.close()


async def brought(office: Office, to: Path) -> str:
    return str(shutil.move(await office.paper(), to / "tanda-terima.pdf"))


def test_without_a_database_the_file_speaks_for_itself(run: Run, tmp_path: Path) -> None:
    code, out, _ = run(str(written(tmp_path)))
    assert code == 0
    assert "TT-2024-3-0012 · Dinas Kesehatan" in out
    assert "Confirmed by Andi Saputra on 2024-06-21 14.03 WITA" in out
    assert "✓ The file agrees with itself" in out
    assert "only with its database" in out
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not a PDF"),
        (b"%PDF-1.7\nhalf", "damaged or cut off"),
        (None, "no such file"),
    ],
)
def test_what_is_no_receipt_is_a_sentence(
    run: Run, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "x.pdf"
    if content is not None:
        path.write_bytes(content)
    code, out, _ = run(str(path))
    assert code == 1 and sentence in out and "Traceback" not in out


def test_a_strangers_file_cannot_write_to_the_terminal(run: Run, tmp_path: Path) -> None:
    code, out, _ = run(str(written(tmp_path, agency="Dinas \x1b[2J")))
    assert code == 0 and "\x1b" not in out


async def test_with_the_database_the_seal_is_told(
    run: Run, office: Office, sqlite_url: str, tmp_path: Path
) -> None:
    path = await brought(office, tmp_path)
    code, out, _ = await aside(run, path, database=sqlite_url)
    assert code == 0, out
    assert "✓ The database has the same receipt." in out
    assert "✓ The seal is intact" in out


async def test_answers_that_have_changed_are_named(
    run: Run, office: Office, sqlite_url: str, tmp_path: Path
) -> None:
    path = await brought(office, tmp_path)
    await office.turn("14")
    code, out, _ = await aside(run, path, database=sqlite_url)
    assert code == 1
    assert "✗ The seal is broken: 1 answer has changed since." in out
    assert "– Berapa tempat tidur" in out
    # without the database the paper is still what was confirmed
    assert (await aside(run, path, "--offline", database=sqlite_url))[0] == 0


async def test_a_newer_receipt_is_named(run: Run, office: Office, sqlite_url: str, tmp_path: Path) -> None:
    path = await brought(office, tmp_path)
    await office.turn("14")
    await office.sign(await office.ask())
    code, out, _ = await aside(run, path, database=sqlite_url)
    assert code == 0 and "A newer receipt took its place: TT-2024-1-0002." in out


async def test_a_whole_new_receipt_is_found_by_the_database_alone(
    run: Run, office: Office, sqlite_url: str, tmp_path: Path
) -> None:
    """Whoever makes a consistent file of his own is told apart by its number, and by its fingerprint."""
    forged = {"region": "Kabupaten Kutai Timur", "round": "Evaluasi 2024"}
    import tests.reports.receipts as made
    from bot.reports.canonical import canonical_json, fingerprint

    text = canonical_json({**made.CONTENT, **forged}).decode()
    facts = {**forged, "content": text, "fingerprint": fingerprint(text.encode())}
    unknown = str(written(tmp_path, **facts))
    assert run(unknown, "--offline")[0] == 0
    code, out, _ = await aside(run, unknown, database=sqlite_url)
    assert code == 1 and "gave out no receipt of this number" in out
    taken = str(written(tmp_path, number="TT-2024-1-0001", **facts))
    code, out, _ = await aside(run, taken, database=sqlite_url)
    assert code == 1 and "another fingerprint for this number" in out and "another time" in out
    elsewhere = str(written(tmp_path))
    code, out, _ = await aside(run, elsewhere, database=sqlite_url)
    assert code == 0 and "another installation" in out


async def test_another_name_in_the_database_is_told(
    run: Run, office: Office, sqlite_url: str, tmp_path: Path
) -> None:
    path = await brought(office, tmp_path)
    await office.write(lambda conn: conn.execute(update(receipt).values(name="Orang Lain")))
    code, out, _ = await aside(run, path, database=sqlite_url)
    assert code == 1 and "another name for this number: Orang Lain" in out


async def test_a_program_can_read_the_verdict(
    run: Run, office: Office, sqlite_url: str, tmp_path: Path
) -> None:
    path = await brought(office, tmp_path)
    await office.turn("14")
    code, out, _ = await aside(run, path, "--json", database=sqlite_url)
    told = json.loads(out)
    assert code == 1 and told["good"] is False and told["faults"] == []
    assert told["receipt"]["number"] == "TT-2024-1-0001"
    assert told["database"] == {
        "known": True,
        "differs": [],
        "replaced_by": "",
        "changed": ["Berapa tempat tidur"],
    }


def test_a_database_that_is_not_there_is_not_made(run: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/gone/pilar.db"
    code, _, err = run(str(written(tmp_path)), database=url)
    assert code == 1 and "--offline checks the file alone" in err
    assert not (tmp_path / "gone").exists()


async def aside(run: Run, *arguments: str, database: str = "") -> tuple[int, str, str]:
    """The command has a loop of its own, so it runs beside this one."""
    import asyncio

    return await asyncio.to_thread(lambda: run(*arguments, database=database))
