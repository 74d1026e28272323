"""Screens about files: one that is no evidence, some that were lost, and the evidence that is taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facts import DINKES, NOW, REGION, ROUND, WITA, said

from bot.screens import exports
from bot.screens.files import FileView, LostView, lost, not_kept
from bot.screens.press import Press, Verb
from bot.screens.screen import Screen

QUESTION = (
    "Berapa persen bayi yang mendapat imunisasi dasar lengkap pada tahun 2024?",
    "What share of babies was fully vaccinated in 2024?",
)
LARGE = tuple(
    f"Dinas {name}" for name in ("Kesehatan", "Sosial", "Pertanian", "Pariwisata", "PUPR", "Pendidikan")
)
OPEN, CARD = Press(Verb.OPEN, 1, 4, 7), Press(Verb.SECTIONS, 1, 4)


def refused(lang: str, why: str, name: str = "SK Tim Smart City.pdf") -> Screen:
    medium = "document" if name else "photo"
    return not_kept(FileView(name, medium, why, said(lang, QUESTION), said(lang, DINKES), OPEN, 20), lang)


FILES: Mapping[str, Callable[[str], Screen]] = {
    **{
        f"file-{why}": (lambda lang, why=why: refused(lang, why))
        for why in ("empty", "program", "bomb", "disguised", "lost")
    },
    "file-lost-photo": lambda lang: refused(lang, "lost", ""),
    "file-refused-elsewhere": lambda lang: not_kept(
        FileView("<b>daftar & isi</b>.exe", "document", "program", "", said(lang, DINKES), None, 20), lang
    ),
    "files-lost": lambda lang: lost(LostView(said(lang, DINKES), 3, CARD), lang),
    "files-lost-of-region": lambda lang: lost(LostView(REGION, 1, None), lang),
    "export-choice": lambda lang: exports.choice(said(lang, ROUND), 3, lang, lang),
    "export-evidence": lambda lang: exports.preparing_evidence(1, (), 1, lang),
    "export-evidence-parts": lambda lang: exports.preparing_evidence(3, LARGE, 1, lang),
    "export-evidence-too-much": lambda lang: exports.evidence_too_much(1, 2300 << 20, lang),
    "export-evidence-none": exports.no_evidence,
    "export-part": lambda lang: exports.made(REGION, said(lang, ROUND), NOW, WITA, lang, 2, 3),
}
