"""The list of records in the round of `facts`, and one of them."""

from __future__ import annotations

from dataclasses import replace

from facts import (
    PLACE,
    said,
)

from bot.screens.record_views import RecordAnswer, RecordLine, RecordView, RepeatView
from bot.screens.views import (
    Proof,
)


def apps(language: str, **changes: object) -> RepeatView:
    view = RepeatView(
        PLACE,
        2,
        (),
        said(language, ("Infrastruktur Pendukung", "Supporting Infrastructure")),
        said(language, ("Daftar aplikasi", "List of applications")),
        said(language, ("Isi satu per satu.", "Enter them one by one.")),
        (RecordLine("1", "e-Puskesmas", 4, 4), RecordLine("2", "SIMRS Kudungga", 1, 4)),
        fixed=False,
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def app(language: str, **changes: object) -> RecordView:
    view = RecordView(
        PLACE,
        2,
        ("2",),
        said(language, ("Infrastruktur Pendukung", "Supporting Infrastructure")),
        said(language, ("Aplikasi 2", "Application 2")),
        "SIMRS Kudungga",
        (
            RecordAnswer(
                4, ("2",), said(language, ("Nama aplikasi", "Name")), "SIMRS Kudungga", mark="copied"
            ),
            RecordAnswer(5, ("2",), said(language, ("Jumlah pengguna", "Users")), "1.204", mark="carried"),
            RecordAnswer(3, ("2",), said(language, ("Modul", "Modules")), "", is_repeat=True),
            RecordAnswer(
                6,
                ("2",),
                said(language, ("Tautan", "Link")),
                "https://simrs.contoh.go.id",
                proof=Proof.MISSING,
            ),
        ),
        3,
        4,
        2,
    )
    return replace(view, **changes)  # type: ignore[arg-type]
