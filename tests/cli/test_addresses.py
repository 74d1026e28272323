"""A database that cannot be reached, and names that nobody has: one sentence that helps, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_round_and_invite import Shell
from tests.cli.test_round_and_invite import shell as shell

TOKEN = "123456789:" + "a" * 35
ROOT = Path(__file__).parents[2]


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
    command: str, address: str, said: str, tmp_path: Path
) -> None:
    """In a process of its own: a bot that starts sets up its log for good."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot", command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DATABASE_URL": address, "BOT_TOKEN": TOKEN},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


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
