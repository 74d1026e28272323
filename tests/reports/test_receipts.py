"""A receipt checks itself: made twice it is one file, and whoever changes a letter of it is found."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import segno
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from bot.reports.canonical import canonical_json, fingerprint, in_groups
from bot.reports.pages import printable
from bot.reports.receipt_check import MOST_BYTES, Fault, Found, check
from bot.reports.receipt_file import CONTENT, FACTS, qr_text
from tests.reports import receipts
from tests.reports.receipts import written


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_receipt_agrees_with_itself(tmp_path: Path, language: str) -> None:
    checked = check(written(tmp_path, language))
    assert checked.faults == ()
    assert checked.content == receipts.TEXT.encode()
    assert checked.facts is not None and checked.facts["number"] == "TT-2024-3-0012"


def test_a_receipt_that_is_made_again_is_the_same_file(tmp_path: Path) -> None:
    assert receipts.made(receipts.FACTS) == written(tmp_path).read_bytes()


def test_paper_says_who_what_when_and_the_fingerprint_in_groups(tmp_path: Path) -> None:
    (page,) = PdfReader(written(tmp_path)).pages
    said = " ".join(page.extract_text().split())
    for text in ("TT-2024-3-0012", "Andi Saputra", "Dinas Kesehatan", "TT-2024-3-0004", "pilar verify"):
        assert text in said
    assert in_groups(receipts.FACTS.fingerprint) in said


def test_a_hundred_sections_take_more_pages_and_still_check(tmp_path: Path) -> None:
    path = written(tmp_path, sections=100)
    assert len(PdfReader(path).pages) > 2
    assert check(path).faults == ()


@pytest.mark.parametrize(
    "name", ["Andi 🌸 Saputra", "李 Andi", "x" * 150, "Siti\u202eNur\x00", "أحمد", "<b>&amp;", "O'Neil, S.T."]
)
def test_whatever_somebody_is_called_the_receipt_agrees_with_itself(tmp_path: Path, name: str) -> None:
    assert check(written(tmp_path, name=name, agency=f"Dinas {name}")).faults == ()


def test_letters_that_cannot_be_printed_are_boxes_and_pictures_are_left_out() -> None:
    assert printable("Andi 🌸 李\u202e S.\tT.") == "Andi □ S. T."


# ---------------------------------------------------------------- tampering


def attachments(path: Path, **changed: bytes) -> None:
    """The file with other things inside."""
    reader = PdfReader(path)
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    writer.add_metadata({str(k): str(v) for k, v in (reader.metadata or {}).items()})
    held = {one.name: bytes(one.content) for one in reader.attachment_list}
    held |= {CONTENT if key == "content" else FACTS: value for key, value in changed.items()}
    for name, content in held.items():
        if content:
            writer.add_attachment(name, content)
    writer.write(path)


def facts_with(**changed: object) -> bytes:
    told = json.loads(check_facts())
    return canonical_json({**told, **changed})


def facts_with_raw(old: str, new: str) -> bytes:
    return check_facts().replace(old.encode(), new.encode())


def check_facts() -> bytes:
    from bot.reports.receipt_file import facts_json

    return facts_json(receipts.paper())


def other_content(**changed: object) -> bytes:
    return canonical_json({**receipts.CONTENT, **changed})


def rewritten(path: Path, old: str, new: str) -> None:
    """The words on the paper changed, by their glyphs, in the page itself."""
    raw = path.read_bytes()
    stream = re.compile(rb"stream\n(.+?)\nendstream", re.DOTALL)
    reader = PdfReader(path)
    font = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    maps = [glyphs(font[key].get_object()) for key in font]  # type: ignore[union-attr,index]
    for found in stream.finditer(raw):
        try:
            text = zlib.decompress(found[1])
        except zlib.error:
            continue
        for known in maps:
            if set(old) | set(new) <= set(known):
                before, after = (b"".join(known[c] for c in word) for word in (old, new))
                if before in text:
                    packed = zlib.compress(text.replace(before, after), 9)
                    packed += b"\n" * max(0, len(found[1]) - len(packed))
                    raw = raw[: found.start(1)] + packed[: len(found[1])] + raw[found.end(1) :]
                    path.write_bytes(raw)
                    return
    raise AssertionError(f"{old!r} is not printed in one piece")


def glyphs(font: object) -> dict[str, bytes]:
    """Letter -> the two bytes by which a page names its glyph."""
    mapping = font["/ToUnicode"].get_object().get_data().decode()  # type: ignore[index]
    found = {}
    for code, letter in re.findall(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})>", mapping):
        found[chr(int(letter, 16))] = bytes.fromhex(code)
    for first, last, letter in re.findall(
        r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})>", mapping
    ):
        for step in range(int(last, 16) - int(first, 16) + 1):
            found[chr(int(letter, 16) + step)] = (int(first, 16) + step).to_bytes(2, "big")
    return found


def encrypted(path: Path) -> None:
    writer = PdfWriter(clone_from=path)
    writer.encrypt("rahasia", algorithm="RC4-128")
    writer.write(path)


def without_properties(path: Path) -> None:
    writer = PdfWriter(clone_from=path)
    writer.metadata = {NameObject("/Title"): TextStringObject("Tanda terima")}
    writer.write(path)


OTHER = other_content(
    answers=[{**receipts.CONTENT["answers"][0], "value": "13"}, receipts.CONTENT["answers"][1]]
)  # type: ignore[index,dict-item]
TAMPERED: dict[str, tuple[Callable[[Path], object], Fault]] = {
    "an answer inside": (lambda path: attachments(path, content=OTHER), Fault.FINGERPRINT),
    "an answer and the fingerprint inside": (
        lambda path: attachments(path, content=OTHER, facts=facts_with(fingerprint=fingerprint(OTHER))),
        Fault.PRINTED_FINGERPRINT,
    ),
    "an answer less": (
        lambda path: attachments(path, content=other_content(answers=receipts.CONTENT["answers"][1:])),  # type: ignore[index]
        Fault.COUNTS,
    ),
    "another agency's content": (
        lambda path: attachments(path, content=other_content(agency="rsud")),
        Fault.BELONGS,
    ),
    "the signer's name inside": (
        lambda path: attachments(path, facts=facts_with(name="Budi")),
        Fault.PRINTED,
    ),
    "the number inside": (
        lambda path: attachments(path, facts=facts_with(number="TT-2024-3-0013")),
        Fault.METADATA,
    ),
    "the time inside": (
        lambda path: attachments(path, facts=facts_with(at="2024-06-20T06:03:00+00:00")),
        Fault.METADATA,
    ),
    "the time inside, at the end of all days": (
        lambda path: attachments(path, facts=facts_with(at="9999-12-31T23:59:59+00:00")),
        Fault.FACTS,
    ),
    "a row of counts": (
        lambda path: attachments(path, facts=facts_with(printed={"counts": ["Bidang0 1 1 0 2"]})),
        Fault.PRINTED,
    ),
    "half a letter inside": (
        lambda path: attachments(path, facts=facts_with_raw("Andi Saputra", "\\ud800")),
        Fault.FACTS,
    ),
    "a number that no screen shows": (
        lambda path: attachments(path, facts=facts_with(number="TT-2024-3-0012\x00")),
        Fault.FACTS,
    ),
    "a filter that nobody knows": (
        lambda path: path.write_bytes(path.read_bytes().replace(b"/FlateDecode", b"/FlattDecode")),
        Fault.UNREADABLE,
    ),
    "the facts left out": (lambda path: attachments(path, facts=b""), Fault.NO_RECEIPT),
    "the facts as something else": (lambda path: attachments(path, facts=b"[]"), Fault.FACTS),
    "the facts with a date of no zone": (
        lambda path: attachments(path, facts=facts_with(at="2024-06-21T06:03:00")),
        Fault.FACTS,
    ),
    "the content with a blank more": (
        lambda path: attachments(path, content=receipts.TEXT.encode().replace(b":", b": ", 1)),
        Fault.CONTENT,
    ),
    "the content as nested brackets": (
        lambda path: attachments(path, content=b"[" * 100_000),
        Fault.CONTENT,
    ),
    "the document's properties": (without_properties, Fault.METADATA),
    "a password": (encrypted, Fault.ENCRYPTED),
    "cut in half": (lambda p: p.write_bytes(p.read_bytes()[: len(p.read_bytes()) // 2]), Fault.UNREADABLE),
    "only its first line": (lambda path: path.write_bytes(b"%PDF-1.7\n"), Fault.UNREADABLE),
    "a picture": (lambda path: segno.make("x").save(str(path), kind="png"), Fault.NO_PDF),
    "nothing": (lambda path: path.write_bytes(b""), Fault.NO_PDF),
    "gone": (lambda path: path.unlink(), Fault.MISSING),
    "too big": (lambda path: path.open("r+b").truncate(MOST_BYTES + 1), Fault.TOO_BIG),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_receipt_that_was_changed_is_found(tmp_path: Path, what: str) -> None:
    tamper, fault = TAMPERED[what]
    path = written(tmp_path)
    tamper(path)
    assert fault in {one.fault for one in check(path).faults}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Andi", "inda", Fault.PRINTED),
        ("TT-2024-3-0012", "TT-2024-3-0021", Fault.PRINTED),
        ("14.03", "10.43", Fault.PRINTED),  # the time
        (
            in_groups(receipts.FACTS.fingerprint)[:19],
            "0" * 4 + in_groups(receipts.FACTS.fingerprint)[4:19],
            Fault.PRINTED_FINGERPRINT,
        ),
    ],
)
def test_paper_that_was_changed_is_found(tmp_path: Path, old: str, new: str, fault: Fault) -> None:
    path = written(tmp_path)
    rewritten(path, old, new)
    assert fault in {one.fault for one in check(path).faults}


def test_a_bomb_inside_is_not_unpacked(tmp_path: Path) -> None:
    path = written(tmp_path, content="0" * 100_000_000)
    assert path.stat().st_size < 1_000_000
    assert check(path).faults == (Found(Fault.UNREADABLE),)


def test_the_code_holds_number_and_fingerprint() -> None:
    text = qr_text("TT-2024-3-0012", receipts.FACTS.fingerprint)
    assert text == f"PILAR TT-2024-3-0012 {receipts.FACTS.fingerprint.upper()}"
    assert segno.make(text, error="m", micro=False).mode == "alphanumeric"
