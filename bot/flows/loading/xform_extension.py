"""Our own columns in an XForm: `pilar:` attributes of binds, inherited from the groups around a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.flows.form import Scope

PILAR = "{urn:pilar:form}"

INHERITED = frozenset(
    {
        "asked_to",
        "scope",
        "pillar",
        "sub_dimension",
        "dimension",
        "evidence",
        "evidence_kinds",
        "evidence_group",
    }
)
OWN = frozenset({"unit", "format", "score", "context", "carry"})
LIMITS = frozenset({"min_items", "max_items"})
"""Columns of a repeat that people fill with items themselves."""

CARRY = ("yes", "ask", "no")
CONTEXTS = ("round.year", "region.name", "region.regulation", "region.is_kppn")
SETTINGS = ("title_", "notice_")
"""Beginnings of the settings columns; a language code follows."""

WEIGHTS = "weights"
"""The settings column for the self-check; a YAML folder says the same in scoring.yaml."""

EVERYBODY = "all"


def attributes(bind: Mapping[str, str]) -> dict[str, str]:
    """The `pilar:` attributes of a bind, without their prefix; empty cells do not count."""
    return {
        name.removeprefix(PILAR): value.strip()
        for name, value in bind.items()
        if name.startswith(PILAR) and value.strip()
    }


def inherit(outer: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """What holds for the rows inside a group: its own attributes over those of the groups around it."""
    return {**outer, **{name: value for name, value in own.items() if name in INHERITED}}


def as_fields(inherited: Mapping[str, str], own: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a Question. What cannot be read keeps its default; the author was told at load."""
    merged = {**inherited, **{name: value for name, value in own.items() if name in INHERITED | OWN}}
    found: dict[str, Any] = dict(merged)
    kinds = tuple(merged.get("asked_to", EVERYBODY).split())
    found["asked_to"] = () if EVERYBODY in kinds else kinds
    found["scope"] = Scope.REGION if merged.get("scope") == Scope.REGION else Scope.AGENCY
    found["evidence_kinds"] = tuple(merged.get("evidence_kinds", "").split())
    if found.get("carry", "yes") not in CARRY:
        del found["carry"]
    return found
