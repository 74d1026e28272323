"""What a receipt carries inside: two small files that let it be checked without anything else.

`CONTENT` is the canonical submission, byte for byte what was confirmed; `FACTS` is what is printed on the paper, for
a program. A receipt whose paper and files disagree has been changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.reports.canonical import canonical_json
from bot.reports.paper_views import Facts

CONTENT, FACTS = "pilar-submission.json", "pilar-receipt.json"
FORMAT = "pilar-receipt-1"
TEXTS = ("number", "at", "zone", "name", "region", "round", "code", "agency", "replaces", "fingerprint")
COUNTS = ("answers", "evidence")


def facts_json(facts: Facts, name: str) -> bytes:
    """The facts as canonical JSON; `name` as it is printed."""
    told: dict[str, Any] = {key: getattr(facts, key) for key in (*TEXTS, *COUNTS)}
    at = facts.at.astimezone(UTC).isoformat(timespec="seconds")
    return canonical_json({**told, "format": FORMAT, "at": at, "name": name})


def read_facts(raw: bytes) -> Mapping[str, Any] | None:
    """The facts, or None for anything that we could not have written."""
    try:
        found = json.loads(raw)
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            return None
        if not all(isinstance(found[key], str) for key in TEXTS):
            return None
        if not all(isinstance(found[key], int) for key in COUNTS):
            return None
        if datetime.fromisoformat(found["at"]).tzinfo is None:
            return None
    except (ValueError, KeyError, RecursionError):
        return None
    return found


def qr_text(number: str, fingerprint: str) -> str:
    """What the QR code says, in letters that make a small one."""
    return f"PILAR {number} {fingerprint}".upper()
