"""Checks a receipt with nothing but its file: what it carries inside against what it says on the paper.

Whoever changes what either says is found. Whoever adds to the paper or makes a whole new receipt is not: that takes
the database, or another copy.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from bot.reports.canonical import FORMAT, canonical_json, fingerprint
from bot.reports.pages import printable
from bot.reports.receipt_file import CONTENT, FACTS, read_facts

MOST_BYTES = 20 * 1024 * 1024
"""A receipt of a hundred sections has a few hundred kilobytes; nothing of ours is so big."""
MOST_PAGES = 50
_HEX = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_GROUPS = re.compile(r"(?:\b[0-9a-f]{4}\b\s*){16}")


class Fault(StrEnum):
    """What is wrong with a file that should be a receipt."""

    MISSING = "missing"
    TOO_BIG = "too-big"
    NO_PDF = "no-pdf"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"  # cut off, or damaged
    NO_RECEIPT = "no-receipt"  # a PDF that carries nothing of ours
    FACTS = "facts"  # its facts are not as we write them
    CONTENT = "content"  # what was confirmed is not as we write it
    FINGERPRINT = "fingerprint"  # what was confirmed has another fingerprint
    COUNTS = "counts"  # the facts count otherwise than the content
    BELONGS = "belongs"  # the content is of another agency, round or region
    PRINTED_FINGERPRINT = "printed-fingerprint"
    PRINTED = "printed"  # a fact does not stand on the paper
    METADATA = "metadata"  # the document's own properties say otherwise


@dataclass(frozen=True, slots=True)
class Found:
    """A fault, and which fact it is about."""

    fault: Fault
    what: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """`facts` are None where the file carries none. Without faults it agrees with itself."""

    facts: Mapping[str, Any] | None
    content: bytes
    faults: tuple[Found, ...]


def check(path: Path) -> Checked:
    """What is wrong with the receipt, all of it. Raises nothing for what a file can hold."""
    fault = _unfit(path)
    if fault is not None:
        return Checked(None, b"", (Found(fault),))
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity
    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            return Checked(None, b"", (Found(Fault.ENCRYPTED),))
        carried = [(one.name, bytes(one.content)) for one in reader.attachment_list]
        metadata = {str(key): str(value) for key, value in (reader.metadata or {}).items()}
        pages = reader.pages[:MOST_PAGES]
        text = "\n".join(page.extract_text() for page in pages)
    except (
        Exception
    ):  # a damaged file can hold anything in any place, and the reader raises whatever comes of it
        return Checked(None, b"", (Found(Fault.UNREADABLE),))
    return _compare(carried, metadata, text)


def _unfit(path: Path) -> Fault | None:
    if not path.is_file():
        return Fault.MISSING
    if path.stat().st_size > MOST_BYTES:
        return Fault.TOO_BIG
    with path.open("rb") as file:
        return None if b"%PDF-" in file.read(1024) else Fault.NO_PDF


def _compare(carried: list[tuple[str, bytes]], metadata: Mapping[str, str], text: str) -> Checked:
    names = [name for name, _ in carried]
    if names.count(CONTENT) != 1 or names.count(FACTS) != 1:
        return Checked(None, b"", (Found(Fault.NO_RECEIPT),))
    held = dict(carried)
    content, facts = held[CONTENT], read_facts(held[FACTS])
    if facts is None:
        return Checked(None, content, (Found(Fault.FACTS),))
    found = [
        *_inside(facts, content),
        *_printed(facts, text),
        *_properties(facts, metadata),
    ]
    return Checked(facts, content, tuple(found))


def _inside(facts: Mapping[str, Any], content: bytes) -> list[Found]:
    """The two files against each other."""
    found = []
    if fingerprint(content) != facts["fingerprint"]:
        found.append(Found(Fault.FINGERPRINT))
    told = _read_content(content)
    if told is None:
        return [*found, Found(Fault.CONTENT)]
    for count in ("answers", "evidence"):
        if len(told[count]) != facts[count]:
            found.append(Found(Fault.COUNTS, count))
    for key, name in (("region", "region"), ("round", "round"), ("agency", "code")):
        if told[key] != facts[name]:
            found.append(Found(Fault.BELONGS, key))
    return found


def _printed(facts: Mapping[str, Any], text: str) -> list[Found]:
    """The paper against the files. Line breaks are the paper's own."""
    groups = {"".join(one.split()) for one in _GROUPS.findall(text)} | set(_HEX.findall(text))
    found = [] if groups == {facts["fingerprint"]} else [Found(Fault.PRINTED_FINGERPRINT)]
    squeezed = "".join(text.split())
    for name in ("number", "name", "region", "round", "agency", "replaces"):
        if "".join(printable(facts[name]).split()) not in squeezed:
            found.append(Found(Fault.PRINTED, name))
    for name, said in facts.get("printed", {}).items():
        if any("".join(one.split()) not in squeezed for one in said):
            found.append(Found(Fault.PRINTED, name))
    return found


def _properties(facts: Mapping[str, Any], metadata: Mapping[str, str]) -> list[Found]:
    said = metadata.get("/Subject"), metadata.get("/Keywords"), metadata.get("/CreationDate")
    made = f"D:{datetime.fromisoformat(facts['at']):%Y%m%d%H%M%SZ}"
    return [] if said == (facts["number"], facts["fingerprint"], made) else [Found(Fault.METADATA)]


def _read_content(raw: bytes) -> Mapping[str, Any] | None:
    """The canonical submission, or None for anything that is not written as we write it."""
    try:
        told = json.loads(raw)
        if not isinstance(told, dict) or told.get("format") != FORMAT or canonical_json(told) != raw:
            return None
        lists = isinstance(told["answers"], list) and isinstance(told["evidence"], list)
        texts = all(isinstance(told[key], str) for key in ("region", "round", "agency"))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return told if lists and texts else None
