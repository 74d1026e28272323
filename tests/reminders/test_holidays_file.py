"""HOLIDAYS_FILE: read at the start; what is wrong with it is said in the log and stops nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.app import _calendar

NATIONAL_DAY, OWN_DAY = date(2026, 8, 17), date(2026, 10, 12)


@pytest.mark.parametrize(
    ("content", "works", "said"),
    [
        (None, True, ["holidays.unreadable"]),
        (b"+ 2026-10-12 Hari jadi\n", False, []),
        (b"12 Oktober 2026\n+ 2026-10-12\n", False, ["holidays.broken_line"]),
        (b"\xff\xfe\x00", True, ["holidays.unreadable"]),
    ],
)
def test_the_file_has_the_last_word(
    content: bytes | None, works: bool, said: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "holidays.txt"
    if content is not None:
        file.write_bytes(content)
    with capture_logs() as logs:
        calendar = _calendar(file)
    assert calendar.works(OWN_DAY) is works
    assert not calendar.works(NATIONAL_DAY)
    assert [line["event"] for line in logs] == said


def test_without_a_file_the_national_days_are_known() -> None:
    assert not _calendar(None).works(NATIONAL_DAY)
