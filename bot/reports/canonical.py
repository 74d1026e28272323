"""What an agency's head confirms, as one text that is the same for the same content, and its fingerprint.

The text is JSON in the manner of RFC 8785: keys sorted, no white space, the shortest escapes, UTF-8, and no number
that is no integer. Names are in it, never labels, and nobody's name: who answered is not what was answered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.flows.answers import AnswerKey, Standing
from bot.flows.chain import canonical
from bot.flows.evidence import GROUP
from bot.flows.form import FILES, SILENT
from bot.flows.instance import Instance
from bot.flows.interview import reads_only
from bot.flows.stops import path

FORMAT = "pilar-submission-1"
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Whose:
    """Which submission it is. An agency goes by its code: its name may be written better next week."""

    region: str
    round: str
    agency: str
    form_id: str
    form_version: str


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """A piece of evidence. `content` is a file's SHA-256, a link, the words of a post, or a place."""

    subject: str  # path of the question, or 'group:NAME'
    items: str  # ids of repeat items, joined by '.'
    kind: str  # file, link, post, place
    content: str


def content(
    whose: Whose,
    instance: Instance,
    asked: frozenset[str],
    proofs: Iterable[Proof],
    hashes: Mapping[str, str],
) -> Content:
    """The canonical submission: what stands on the path of this agency and people answered, and its evidence.

    A question that was passed by is as one that nobody opened. `asked` is what people of the agency answer, its
    part of the region-wide rows included; `hashes` are the SHA-256 of files that are answers, '' for one that
    Telegram no longer gives out. The order in which anything was given does not matter."""
    kept = settled(instance, asked)
    answers = [_answer(instance, key, hashes) for key in kept]
    named = subjects(instance, kept)
    evidence = sorted({one for one in proofs if (one.subject, one.items) in named})
    return {
        "format": FORMAT,
        "region": whose.region,
        "round": whose.round,
        "agency": whose.agency,
        "form": {"id": whose.form_id, "version": whose.form_version},
        "answers": sorted(answers, key=lambda one: (one["question"], one["items"])),
        "evidence": [
            {"subject": one.subject, "items": one.items, "kind": one.kind, "content": one.content}
            for one in evidence
        ],
    }


def settled(instance: Instance, asked: frozenset[str]) -> list[AnswerKey]:
    """What people of the agency answered and what counts now, in form order."""
    found = []
    for stop in path(instance):
        if stop.repeat or stop.key.question not in asked:
            continue
        answer = instance.answers.get(stop.key)
        if answer is None or answer.standing is Standing.SKIPPED:
            continue
        if instance.form.questions[stop.key.question].kind in SILENT or reads_only(instance, stop.key):
            continue
        found.append(stop.key)
    return found


def subjects(instance: Instance, kept: Iterable[AnswerKey]) -> frozenset[tuple[str, str]]:
    """What evidence of these answers is filed under, with the record that it is of: their paths, and the groups that
    share a file. What proves a record that was taken off is not among it."""
    found = set()
    for key in kept:
        found.add((key.question, ".".join(key.items)))
        group = instance.form.questions[key.question].evidence_group
        if group:  # it stands in the records that all its rows share
            found |= {(f"{GROUP}{group}", ".".join(key.items[:n])) for n in range(len(key.items) + 1)}
    return frozenset(found)


def canonical_json(value: Mapping[str, Any]) -> bytes:
    """The text of a content, as the chain writes its entries too (`flows.chain.canonical`).

    Raises TypeError for a float: two programs may spell one differently."""
    return canonical(value).encode()


def fingerprint(text: bytes) -> str:
    """SHA-256 in 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text).hexdigest()


def in_groups(digits: str) -> str:
    """'ab12 cd34 …', as one reads it aloud from paper."""
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def changed(before: Content, after: Content) -> tuple[AnswerKey, ...]:
    """Which answers differ between two submissions of one agency, in the order of their paths. A change of
    evidence counts as one of the answer that it proves; that of a group stands under 'group:NAME'."""
    found = set()
    for part, name in (("answers", "question"), ("evidence", "subject")):
        old, new = _by_key(before.get(part, []), name), _by_key(after.get(part, []), name)
        found |= {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    return tuple(sorted(found))


def _answer(instance: Instance, key: AnswerKey, hashes: Mapping[str, str]) -> dict[str, Any]:
    answer = instance.answers.get(key)
    assert answer is not None
    told: dict[str, Any] = {
        "question": key.question,
        "items": ".".join(key.items),
        "standing": answer.standing.value,
    }
    if answer.standing is Standing.UNAVAILABLE:
        told["reason"] = answer.reason
    elif instance.form.questions[key.question].kind in FILES:
        told["files"] = [hashes.get(one, "") for one in answer.value.split()]
    else:
        told["value"] = answer.value
    return told


def _by_key(rows: Iterable[Mapping[str, Any]], name: str) -> dict[AnswerKey, list[Mapping[str, Any]]]:
    found: dict[AnswerKey, list[Mapping[str, Any]]] = {}
    for row in rows:
        items = tuple(str(row["items"]).split(".")) if row["items"] else ()
        found.setdefault(AnswerKey(str(row[name]), items), []).append(row)
    return found
