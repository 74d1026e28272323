"""What a receipt carries inside: two small files that let it be checked without anything else.

`CONTENT` is the canonical submission, byte for byte what was confirmed; `FACTS` is what is printed on the paper, for
a program. A receipt whose paper and files disagree has been changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.reports.canonical import canonical_json
from bot.reports.pages import printable
from bot.reports.paper_views import ReceiptPaper

CONTENT, FACTS = "pilar-submission.json", "pilar-receipt.json"
FORMAT = "pilar-receipt-1"
TEXTS = ("number", "at", "zone", "name", "region", "round", "code", "agency", "replaces", "fingerprint")
COUNTS = ("answers", "evidence")
YEARS = range(2000, 9999)  # a clock of any zone can still show them


def facts_json(paper: ReceiptPaper) -> bytes:
    """The facts as canonical JSON, the signer's name as it is printed, and what else is printed in the reader's
    language: who confirmed what, when, and a row of counts for each section."""
    facts = paper.facts
    told: dict[str, Any] = {key: getattr(facts, key) for key in (*TEXTS, *COUNTS)}
    at = facts.at.astimezone(UTC).isoformat(timespec="seconds")
    printed = {
        "statement": [printable(paper.statement)],
        "time": [printable(paper.time)],
        "counts": [" ".join(printable(cell) for cell in row) for row in paper.rows],
    }
    name = printable(facts.name)
    return canonical_json({**told, "format": FORMAT, "at": at, "name": name, "printed": printed})


def read_facts(raw: bytes) -> Mapping[str, Any] | None:
    """The facts, or None for anything that we could not have written."""
    try:
        found = json.loads(raw)
        if not isinstance(found, dict) or found.get("format") != FORMAT or canonical_json(found) != raw:
            return None
        if not all(isinstance(found[key], str) for key in TEXTS):
            return None
        if not all(isinstance(found[key], int) for key in COUNTS):
            return None
        if not found["number"].isprintable() or not _is_list_of_texts(found.get("printed", {})):
            return None
        at = datetime.fromisoformat(found["at"])
        if at.utcoffset() != timedelta() or at.year not in YEARS:
            return None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return found


def _is_list_of_texts(printed: Any) -> bool:
    lists = printed.values() if isinstance(printed, dict) else [None]
    return all(isinstance(one, list) and all(isinstance(text, str) for text in one) for one in lists)


def qr_text(number: str, fingerprint: str) -> str:
    """What the QR code says, in letters that make a small one."""
    return f"PILAR {number} {fingerprint}".upper()
