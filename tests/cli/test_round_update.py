"""`pilar round update`: a corrected form, tried first, and the sentences that go with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main

FORM = """
| survey |
| | type    | name | label |
| | integer | beds | Beds? |
{more}
| settings |
| | form_id | version |
| | {form_id} | {version} |
"""
MORE = "| | text | note | Note? |"


class Shell:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._folder, self._capsys, self._patch = folder, capsys, patch
        patch.chdir(folder)
        patch.setenv("DATABASE_URL", f"sqlite:///{folder}/pilar.db")
        (folder / "list.csv").write_text("code,name,short_name,kind\ndinkes,Dinas Kesehatan,Dinkes,\n")
        self.form("form.md", "1")
        opened = ("--name", "E", "--region", "R", "--deadline", "2099-06-21T16:00", "--agencies", "list.csv")
        assert self.run("open", "--form", "form.md", *opened)[0] == 0

    def form(self, name: str, version: str, more: str = "", form_id: str = "town") -> None:
        text = FORM.format(more=more, form_id=form_id, version=version)
        (self._folder / name).write_text("\n".join(line for line in text.splitlines() if line))

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, what it printed, what it complained about."""
        self._patch.setattr("sys.argv", ["pilar", "round", *arguments])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = self._capsys.readouterr()
        return code, said.out, said.err


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(tmp_path, capsys, monkeypatch)


def test_a_corrected_form_is_tried_then_used(shell: Shell) -> None:
    shell.form("new.md", "2", MORE)
    tried = shell.run("update", "1", "--form", "new.md", "--dry-run")
    assert tried == (0, "Round 1 would go from version 1 to 2.\n  new: note\n", "")
    assert (
        shell.run("update", "1", "--form", "new.md")[1] == "Round 1 went from version 1 to 2.\n  new: note\n"
    )
    code, out, _ = shell.run("update", "1", "--form", "new.md", "--json")
    assert code == 0 and json.loads(out)["same"] is True
    assert "dropped: note (0 answers are kept)" in shell.run("update", "1", "--form", "form.md")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("7", "--form", "form.md"), "there is no round 7; see pilar round list"),
        (
            ("1", "--form", "other.md"),
            "round 1 asks 'town', and other.md is 'village': a new version keeps its form_id",
        ),
        (("1", "--form", "broken.md"), "the form has mistakes (pilar form check broken.md):"),
    ],
)
def test_a_slip_is_answered_in_a_sentence(shell: Shell, arguments: tuple[str, ...], said: str) -> None:
    shell.form("other.md", "1", form_id="village")
    shell.form("broken.md", "2", "| | integer | beds | Again? |")
    code, out, err = shell.run("update", *arguments)
    assert (code, out) == (1, "")
    assert err.startswith(f"pilar: {said}")
