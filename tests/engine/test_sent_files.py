"""What a sent file is, is seen in its bytes; what is no evidence is refused, whatever it is called."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.delivery.refusing import Refusal, refusal
from bot.delivery.sniffing import Sniffed, sniff

from . import sent_bytes as sent


def look(folder: Path, content: bytes) -> Sniffed:
    path = folder / "passing"
    path.write_bytes(content)
    return sniff(path)


DOC_X = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLS_X = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (sent.PDF, "application/pdf"),
        (b"\r\n\r\n" + sent.PDF, "application/pdf"),
        (sent.JPEG, "image/jpeg"),
        (sent.PNG, "image/png"),
        (sent.HEIC, "image/heic"),
        (sent.MP4, "video/mp4"),
        (sent.VOICE, "audio/ogg"),
        (sent.DOCX, DOC_X),
        (sent.XLSX, XLS_X),
        (sent.ODS, "application/vnd.oasis.opendocument.spreadsheet"),
        (sent.zipped("a.pdf", "b.pdf"), "application/zip"),
        (sent.ole("Root Entry", "Workbook"), "application/vnd.ms-excel"),
        (sent.ole("Root Entry", "WordDocument"), "application/msword"),
        (sent.ole("Root Entry"), "application/x-ole-storage"),
        (b"{\\rtf1\\ansi Notulen}", "application/rtf"),
        (b"Notulen rapat, 27 Mei 2024\n", "text/plain"),
        ("Notulen – „rapat“ ".encode() * 900, "text/plain"),  # a letter of three bytes stands on the edge
        ("Notulen".encode("utf-16"), "text/plain"),
        ("naskah pendek dengan satu huruf \xe9 saja di tengahnya".encode("latin-1"), "text/plain"),
        (b"MZ adalah singkatan\n", "text/plain"),
        (b"BMKG melaporkan cuaca\n", "text/plain"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "text/html"),
        (sent.EXE, "application/x-executable"),
        (sent.ELF, "application/x-executable"),
        (sent.SHORTCUT, "application/x-executable"),
        (sent.INSTALLER, "application/x-executable"),
        (sent.APK, "application/x-executable"),
        (b"#!/bin/sh\nrm -rf /\n", "text/x-script"),
        (b"@ECHO OFF\r\n", "text/x-script"),
        (b"\xef\xbb\xbf<?php echo 1;", "text/x-script"),
        (bytes(300), "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_bytes_show(tmp_path: Path, content: bytes, mime: str) -> None:
    assert look(tmp_path, content).mime == mime


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("SK.pdf", b"", Refusal.EMPTY),
        ("SK.pdf", sent.EXE, Refusal.PROGRAM),
        ("SK.pdf", sent.ELF, Refusal.PROGRAM),
        ("SK.pdf", b"#!/bin/sh\n", Refusal.PROGRAM),
        ("", sent.EXE, Refusal.PROGRAM),
        ("SK\u202efdp.exe", sent.PDF, Refusal.PROGRAM),  # shown as SKexe.pdf
        ("SK.pdf.exe", sent.PDF, Refusal.PROGRAM),
        ("SK.exe. . ", sent.PDF, Refusal.PROGRAM),  # Windows takes the tail off
        ("pasang.bat", b"echo hello\n", Refusal.PROGRAM),
        ("SK.pdf", b"<html><script>alert(1)</script>", Refusal.PROGRAM),
        ("laporan.pdf", b"<html><p>laporan", Refusal.DISGUISED),
        ("laporan.docx", sent.zipped("a.txt"), Refusal.DISGUISED),
        ("laporan.docx", sent.MACROS, Refusal.DISGUISED),
        ("rekap.xlsx", sent.BOMB, Refusal.BOMB),
        ("arsip.zip", sent.BOMB, Refusal.BOMB),
        ("arsip.zip", sent.declaring((4 << 30) - 2), Refusal.BOMB),
        ("arsip.zip", sent.endless(), Refusal.BOMB),
        ("arsip.zip", sent.endless_in_disguise(), Refusal.BOMB),
        ("arsip.zip", sent.endless_and_large(), Refusal.BOMB),
        ("arsip.gz", sent.GZIP_BOMB, Refusal.BOMB),
        # harmless, however it is called
        ("SK.pdf", sent.PDF, None),
        ("SK.docm", sent.MACROS, None),
        ("foto.pdf", sent.JPEG, None),
        ("foto.png", sent.JPEG, None),
        ("tabel.xls", b"<html><table><tr><td>1</td></tr></table>", None),
        ("tabel.xls", b"a\tb\n1\t2\n", None),
        ("laporan.docx", sent.DOCX, None),
        ("arsip.zip", sent.zipped("a.pdf", "b.pdf"), None),
        ("arsip.zip", sent.zipped("a.pdf")[:40], None),  # damaged: nobody is harmed
        ("../../SK.pdf", sent.PDF, None),
        ("x" * 300, sent.PDF, None),
        ("", sent.JPEG, None),
        ("data.bin", bytes(300), None),
    ],
)
def test_what_cannot_be_evidence_is_refused(
    tmp_path: Path, name: str, content: bytes, why: Refusal | None
) -> None:
    assert refusal(name, look(tmp_path, content)) == why


def test_an_archive_of_too_many_members_is_refused() -> None:
    from bot.delivery.refusing import MOST_MEMBERS
    from bot.delivery.sniffing import ZIP, Contents

    members = frozenset(str(number) for number in range(MOST_MEMBERS + 1))
    assert refusal("a.zip", Sniffed(ZIP, 1000, Contents(members, 0))) is Refusal.BOMB


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
@pytest.mark.parametrize("place", range(30, 60, 3))
def test_an_archive_that_is_damaged_inside_is_an_archive_still(
    tmp_path: Path, method: int, place: int
) -> None:
    content = bytearray(sent.zipped("mimetype", content=b"application/epub+zip" * 4, method=method))
    content[place : place + 3] = b"\xff\xff\xff"
    assert look(tmp_path, bytes(content)).mime in ("application/zip", "application/epub+zip" * 4)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    start=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"MZ", b"\x1f\x8b\x08", sent.ole(), sent.DOCX]),
    rest=st.binary(max_size=200),
    cut=st.integers(0, 400),
)
def test_no_bytes_break_the_look_into_a_file(tmp_path: Path, start: bytes, rest: bytes, cut: int) -> None:
    found = look(tmp_path, (start + rest)[: max(cut, 1)])
    assert len(found.mime) <= 100
    refusal("a.zip", found)
