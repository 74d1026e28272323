"""Links as people paste them: bare, in a sentence, broken, or to a drive that nobody else may open."""

from __future__ import annotations

import pytest

from bot.flows.links import Links, is_link, is_on_drive, read_links

DRIVE = "https://drive.google.com/file/d/1a_B/view?usp=sharing"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (DRIVE, Links((DRIVE,), "", ())),
        (f"Ini linknya: {DRIVE}.", Links((DRIVE,), "Ini linknya:", ())),
        (f"{DRIVE}\nhttp://a.id/b {DRIVE}", Links((DRIVE, "http://a.id/b"), "", ())),
        ("(https://dinkes.go.id/sk.pdf)", Links(("https://dinkes.go.id/sk.pdf",), "", ())),
        ("www.dinkes.go.id", Links(("https://www.dinkes.go.id",), "", ())),
        ("bit.ly/sk-2024", Links(("https://bit.ly/sk-2024",), "", ())),
        ("SK.pdf nomor 12/3", Links((), "SK.pdf nomor 12/3", ())),
        ("sudah, 12.5 km dan/atau", Links((), "sudah, 12.5 km dan/atau", ())),
        ("https://", Links((), "", ("https://",))),
        ("http://localhost/sk", Links((), "", ("http://localhost/sk",))),
        ("ftp://dinkes.go.id/sk", Links((), "", ("ftp://dinkes.go.id/sk",))),
        ("https:/drive.google.com", Links((), "", ("https:/drive.google.com",))),
    ],
)
def test_a_text_is_read_for_its_links(text: str, links: Links) -> None:
    assert read_links(text) == links


@pytest.mark.parametrize(
    "text",
    [
        "javascript://a.id/%0aalert(1)",
        "https://user:secret@dinkes.go.id/",
        "https://dinkes..go.id/",
        "https://-a.id/",
        "https://a.id:99999/",
        "https://[::1]/",
        "https://999.1.1.1/",
        "https://a.id/\u202egpj.exe",
        "https://a.id/" + "x" * 2000,
    ],
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert not is_link(text)


@pytest.mark.parametrize(
    ("link", "on_drive"),
    [
        (DRIVE, True),
        ("https://kutim.sharepoint.com/x", True),
        ("https://www.dropbox.com/s/1", True),
        ("https://notdropbox.com/s/1", False),
        ("https://dinkes.go.id/drive.google.com", False),
    ],
)
def test_a_drive_is_known_by_its_host(link: str, on_drive: bool) -> None:
    assert is_on_drive(link) is on_drive
