"""A database that cannot be reached, and names that nobody has: one sentence that helps, never a traceback."""

from __future__ import annotations

import pytest

from bot.cli import main
from tests.cli.test_round_and_invite import Shell
from tests.cli.test_round_and_invite import shell as shell

TOKEN = "123456789:" + "a" * 35


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("data/pilar.db", "DATABASE_URL is no address; write it like sqlite:///data/pilar.db"),
        ("mysql://x/y", "DATABASE_URL must begin with sqlite or postgresql, not mysql"),
        ("postgresql://nobody@127.0.0.1:1/none", "the database cannot be used now: lost"),
    ],
)
@pytest.mark.parametrize("command", ["status", "run"])
def test_what_is_wrong_with_the_database_is_said_in_a_sentence(
    command: str, address: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setattr("sys.argv", ["pilar", command])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert said in capsys.readouterr().err


def test_an_agency_that_nobody_has_is_answered_with_those_that_there_are(shell: Shell) -> None:
    shell.open()
    code, _, err = shell.run("invite", "representative", "--agency", "dinkez")
    assert (code, err) == (1, "pilar: no agency 'dinkez'; there are: dinkes, rsud\n")
    code, _, err = shell.run("invite", "representative", "--agency", "dinkes", "--region", "Dumai")
    assert (code, err) == (1, "pilar: no region 'Dumai'; there are: Kabupaten Kutai Timur\n")


def test_the_status_of_a_region_that_nobody_has_says_where_to_look(shell: Shell) -> None:
    shell.open()
    code, out, _ = shell.run("status", "--region", "Dumai")
    assert code == 0
    assert "No round is open in 'Dumai'; see pilar round list." in out
