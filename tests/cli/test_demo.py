"""What the demo prepares before it begins."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import select

from bot.cli import demo
from storage.database import connect
from storage.models import picture

FORM = """
| survey |
| | type    | name | label  | media::image |
| | integer | beds | Beds?  | bed.png      |
"""


def test_the_pictures_of_ones_own_form_are_shown_in_the_demo(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(FORM)
    (tmp_path / "form-media").mkdir()
    (tmp_path / "form-media" / "bed.png").write_bytes(b"a picture")
    demo._prepare(tmp_path / "form.md", tmp_path / "demo")

    async def kept() -> list[bytes]:
        database = connect(f"sqlite:///{tmp_path}/demo/{demo.DATABASE}")
        try:
            return await database.read(lambda conn: list(conn.scalars(select(picture.c.content))))
        finally:
            await database.close()

    assert asyncio.run(kept()) == [b"a picture"]
