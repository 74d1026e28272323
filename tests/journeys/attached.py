"""What the bot has attached to its messages: pictures with their captions, documents with what stands in them."""

from __future__ import annotations

import io
import re
import zipfile
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

from playground.client import Seen
from playground.files import image_size

from .script import Slip, Step
from .wording import has, many
from .workbooks import has_row, read_sheets

if TYPE_CHECKING:
    from .player import Player

SHEET = re.compile(r"sheet (?P<sheet>.+?) has (?P<what>row|no row|so many rows)")
PLAIN = {"has row": "row", "has no row": "no row", "has so many rows": "so many rows"}


async def shows_a_picture(player: Player, step: Step) -> None:
    facts = step.what if isinstance(step.what, dict) else {"text": step.what}
    _known(step, facts, {"text", "pages", "width"})
    pictures = [one for one in player.fresh.get(step.who, []) if one.media == "photo"]
    assert pictures, f"no picture came; there came {_named(player.fresh.get(step.who, []))}"
    for fragment in many(facts.get("text", "")):
        assert any(has(one.text, fragment) for one in pictures), (
            f"none of {[one.text for one in pictures]} says {fragment!r}"
        )
    if "pages" in facts:
        assert len(pictures) == int(facts["pages"]), f"{len(pictures)} pictures came"
    for one in pictures:
        content = await player.stage.playground.file(one.raw["media"]["file_id"])
        width, height = image_size(content) or (0, 0)
        assert width >= int(facts.get("width", 1)), f"the picture is {width} x {height}"


async def sends_the_document(player: Player, step: Step) -> None:
    facts = dict(step.what) if isinstance(step.what, dict) else {"name": step.what}
    name = facts.pop("name", "*")
    caption = facts.pop("caption", "")
    came = player.fresh.get(step.who, [])
    found = [one for one in came if one.media == "document" and fnmatch(one.raw["media"]["name"], name)]
    assert found, f"no document {name!r} came; there came {_named(came)}"
    for fragment in many(caption):
        assert has(found[-1].text, fragment), f"its caption is {found[-1].text!r}"
    content = await player.stage.playground.file(found[-1].raw["media"]["file_id"])
    if "files" in facts:
        held = zipfile.ZipFile(io.BytesIO(content)).namelist()
        for pattern in many(facts.pop("files")):
            assert any(fnmatch(one, pattern) for one in held), f"no file {pattern!r} among {held}"
    if facts:
        _check_sheets(step, facts, read_sheets(found[-1].raw["media"]["name"], content))


def _check_sheets(step: Step, facts: dict[str, Any], sheets: dict[str, list[list[str]]]) -> None:
    for name in many(facts.pop("sheets", [])):
        assert name in sheets, f"there is no sheet {name!r}; there are {', '.join(sheets)}"
    for key, wanted in facts.items():
        said = SHEET.fullmatch(key)
        if said is None and key not in PLAIN:
            raise Slip(
                f"step {step.number}: a document has a name, a caption, files, sheets, and {key!r} is none"
            )
        name, what = (said["sheet"], said["what"]) if said else ("", PLAIN[key])
        assert name in sheets, f"there is no sheet {name!r}; there are {', '.join(sheets)}"
        rows = [row for row in sheets[name] if any(row)]
        if what == "so many rows":
            assert len(rows) == int(wanted), f"sheet {name!r} has {len(rows)} rows"
            continue
        for row in wanted if isinstance(wanted[0], list) else [wanted]:
            told = "\n".join(" | ".join(one) for one in rows[:20])
            assert has_row(rows, row) == (what == "row"), f"{key} {row}; the sheet is\n{told}"


def _named(messages: list[Seen]) -> str:
    return (
        ", ".join(
            one.raw.get("media", {}).get("name") or one.media or repr(one.text[:40]) for one in messages
        )
        or "nothing"
    )


def _known(step: Step, facts: dict[str, Any], known: set[str]) -> None:
    if unknown := set(facts) - known:
        raise Slip(
            f"step {step.number}: unknown {', '.join(sorted(unknown))}; known are {', '.join(sorted(known))}"
        )
