"""What people call their files becomes a name that every system takes, and that tells what the file is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.file_names import LONGEST, LONGEST_BYTES, clean, ending_of, slug

PDF, JPEG = "application/pdf", "image/jpeg"


@pytest.mark.parametrize(
    ("name", "sniffed", "shown"),
    [
        ("SK Walikota 12-2024.pdf", PDF, "SK Walikota 12-2024.pdf"),
        ("Notulen.PDF", PDF, "Notulen.pdf"),
        ("../../etc/passwd", "text/plain", "etc_passwd.txt"),
        ("..\\..\\x.pdf", PDF, "x.pdf"),
        ("/", PDF, "file.pdf"),
        ("", PDF, "file.pdf"),
        (".pdf", PDF, "file.pdf"),
        (". . .pdf", PDF, "file.pdf"),
        ("a\x00b\n c\t.pdf", PDF, "a b c.pdf"),
        ("SK\u202efdp.exe", "", "SKfdp.exe"),
        ("\u200f\u2066laporan\u2069.pdf", PDF, "laporan.pdf"),
        ("حكم.pdf", PDF, "حكم.pdf"),
        ('a<b>c:d|e?f*g"h.pdf', PDF, "a_b_c_d_e_f_g_h.pdf"),
        ("CON.pdf", PDF, "_CON.pdf"),
        ("nul", "", "_nul"),
        ("com1.tar.gz", "application/gzip", "_com1.tar.gz"),
        ("laporan. . ", "", "laporan"),
        ("a" * 300 + ".pdf", PDF, "a" * 96 + ".pdf"),
        ("ñ" * 300 + ".pdf", PDF, "ñ" * 96 + ".pdf"),
        ("🏙" * 300 + ".pdf", PDF, "🏙" * 59 + ".pdf"),
        # the ending follows the bytes, where the two disagree
        ("foto.png", JPEG, "foto.jpg"),
        ("foto.jpeg", JPEG, "foto.jpeg"),
        ("foto", JPEG, "foto.jpg"),
        ("tabel.xls", "text/html", "tabel.html"),
        ("data.csv", "text/plain", "data.csv"),
        ("Laporan 1.234", PDF, "Laporan 1.234.pdf"),
        ("arsip.7z", "application/x-7z-compressed", "arsip.7z"),
        ("tabel.xlsx", "application/octet-stream", "tabel.xlsx"),
        ("tabel.xls", "application/x-ole-storage", "tabel.xls"),
        ("x.pdf", "application/x-nobody-knows", "x.pdf"),
    ],
)
def test_a_name_is_safe_and_its_ending_honest(name: str, sniffed: str, shown: str) -> None:
    assert clean(name, sniffed) == shown


def test_what_was_not_fetched_yet_is_named_after_what_its_sender_said() -> None:
    assert clean("", mime="image/jpeg", fallback="foto") == "foto.jpg"
    assert ending_of("pdf", "", "image/jpeg") == "pdf"


@given(st.text(max_size=400), st.sampled_from(["", PDF, JPEG, "application/zip"]))
def test_no_name_leads_out_of_its_folder(name: str, sniffed: str) -> None:
    shown = clean(name, sniffed)
    assert shown
    assert not set(shown) & set('<>:"/\\|?*\0\r\n')
    assert shown.strip(" .") == shown
    assert len(shown) <= LONGEST
    assert len(shown.encode()) <= LONGEST_BYTES
    assert clean(shown, sniffed) == shown


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Smart Living", "smart-living"),
        ("Kebijakan & Kelembagaan", "kebijakan-kelembagaan"),
        ("Berapa persen bayi diimunisasi?", "bayi-diimunisasi"),
        ("Berapa persen?", "berapa-persen"),
        ("Pertanggungjawabankeuangandaerahtahunan", "pertanggungjawabankeuangandaer"),
        ("Café déjà", "cafe-deja"),
        ("Con", "_con"),
        ("حكم", ""),
    ],
)
def test_a_slug_is_the_words_that_tell_most(text: str, made: str) -> None:
    assert slug(text, {"berapa", "persen"}) == made
