"""Refusals as values. The core returns a `Problem`; the edge translates its key in `locales/*/problems.ftl`.

A bug is an exception instead: it is never shown to a person as if it were her mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Param = str | int | float


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an input was refused. `key` is a message id (`problem-…`); `text` is the form's own sentence, if any."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)
    text: str | None = None  # constraint_message or required_message of the form, already filled in
    example: str | None = None  # a value that would be accepted, as a person would type it
