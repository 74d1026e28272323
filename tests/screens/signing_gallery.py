"""The screens of a confirmation, with the facts of a real agency."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from facts import DINKES, NOW, PLACE, REGION, ROUND, WITA, said

from bot.screens import receipts, signing
from bot.screens.phrases import phrases
from bot.screens.press import Verb
from bot.screens.receipts import ReceiptLine, ReceiptNews, ReceiptsView
from bot.screens.rows import menu
from bot.screens.screen import Screen
from bot.screens.signing import AskingView, Hurdle, SectionCount, SummaryView
from bot.screens.views import SealView

TOKEN = "k7qf2m9d8r3taaaabbbbccccdd"
PRINT = "ea798ff8a4947129f93fc1ad6b9d5788d7c49904eabad01af812ecc234446b38"
SIGNED = datetime(2024, 6, 21, 6, 3, tzinfo=UTC)
HEAD = "dr. Andi Saputra"


def _summary(language: str, **changed: object) -> SummaryView:
    view = SummaryView(
        place=PLACE,
        token=TOKEN,
        person=HEAD,
        agency=said(language, DINKES),
        region=said(language, REGION),
        round=said(language, ROUND),
        now=NOW,
        zone=WITA,
        sections=(
            SectionCount("Ketersediaan Kebijakan" if language == "id" else "Policies", 2, 2, 0, 2),
            SectionCount("Smart Living", 10, 10, 1, 8),
            SectionCount("Data Pendukung" if language == "id" else "Supporting data", 6, 8, 0, 0),
        ),
        unavailable=(
            ("Cakupan air minum aman", "survei tahun 2024 belum selesai")
            if language == "id"
            else ("Safe drinking water", "the 2024 survey is under way"),
        ),
        fingerprint=PRINT,
        code="ea79 8ff8 a494 7129",
    )
    return replace(view, **changed)  # type: ignore[arg-type]


def _receipts(language: str, **changed: object) -> ReceiptsView:
    view = ReceiptsView(
        place=PLACE,
        verb=Verb.SIGN,
        back=menu(phrases(language), PLACE),
        agency=said(language, DINKES),
        round=said(language, ROUND),
        now=SIGNED + timedelta(days=2),
        zone=WITA,
        receipts=(ReceiptLine(12, "TT-2024-3-0012", HEAD, SIGNED),),
        seal=SealView("TT-2024-3-0012", SIGNED, WITA, 0),
        changed=(),
        open=0,
    )
    return replace(view, **changed)  # type: ignore[arg-type]


def _news(language: str, **changed: object) -> Screen:
    view = ReceiptNews(
        number="TT-2024-3-0012",
        agency=said(language, DINKES),
        region=said(language, REGION),
        round=said(language, ROUND),
        name=HEAD,
        at=SIGNED,
        zone=WITA,
        answers=18,
        evidence=10,
    )
    return receipts.news(replace(view, **changed), language)  # type: ignore[arg-type]


def _broken(language: str) -> Screen:
    changed = (
        ("Imunisasi dasar lengkap", "Quick win 2 › Anggaran")
        if language == "id"
        else ("Basic immunisation", "Quick win 2 › Budget")
    )
    seal = SealView("TT-2024-3-0012", SIGNED, WITA, 2)
    earlier = ReceiptLine(4, "TT-2024-3-0004", HEAD, SIGNED - timedelta(days=3))
    view = _receipts(language, seal=seal, changed=changed, open=1)
    return receipts.receipts(replace(view, receipts=(*view.receipts, earlier)), language)


SIGNING: Mapping[str, Callable[[str], Screen]] = {
    "sign-asking": lambda lang: signing.asking(
        AskingView(
            said(lang, DINKES),
            said(lang, REGION),
            said(lang, ROUND),
            f"https://t.me/pilar_bot?start={TOKEN}",
            "K7QF-2M9D-8R3T-AAAA-BBBB-CCCC-DD",
            SIGNED + timedelta(days=7),
            WITA,
            18,
            10,
            "Rini Wulandari",
        ),
        lang,
    ),
    "sign-summary": lambda lang: signing.summary(_summary(lang, lacking=2), lang),
    "sign-summary-changed": lambda lang: signing.summary(
        _summary(lang, hurdle=Hurdle.CHANGED, before=SealView("TT-2024-3-0004", SIGNED, WITA, 2)), lang
    ),
    "sign-summary-own": lambda lang: signing.summary(_summary(lang, hurdle=Hurdle.OWN), lang),
    "sign-summary-waiting": lambda lang: signing.summary(_summary(lang, hurdle=Hurdle.WAITING), lang),
    "sign-sure": lambda lang: signing.sure(_summary(lang), lang),
    "sign-done": lambda lang: signing.signed("TT-2024-3-0012", SIGNED, WITA, HEAD, lang),
    "sign-used": lambda lang: signing.hindered(Hurdle.USED, lang),
    "receipts-none": lambda lang: receipts.receipts(_receipts(lang, receipts=(), seal=None), lang),
    "receipts-intact": lambda lang: receipts.receipts(_receipts(lang), lang),
    "receipts-broken": _broken,
    "receipt-news": _news,
    "receipt-news-group": lambda lang: _news(lang, name="", replaces="TT-2024-3-0004"),
}
