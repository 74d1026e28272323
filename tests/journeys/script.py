"""A journey as it is written: a YAML file, read strictly, so that a slip of the pen is an error and not a pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from .setting import Agency, Role, Setting, codes, local

REGION = "Kabupaten Kutai Timur"
FIELDS = {
    "title", "form", "region", "agencies", "people", "zone", "now", "deadline", "round", "steps",
    "languages", "golden", "databases", "restarts", "crowd", "limits",
}  # fmt: skip
WHO = "{who}"
EVERYWHERE = ("sqlite", "postgres")


class Slip(ValueError):
    """What is wrong with a journey, said to whoever wrote it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line: `verb` is the sentence with the person left out, `who` the person, `what` the rest."""

    number: int
    said: str
    verb: str
    who: str
    what: Any


@dataclass(frozen=True, slots=True)
class Journey:
    name: str
    title: str
    setting: Setting
    steps: tuple[Step, ...]
    languages: tuple[str, ...]
    golden: str
    databases: tuple[str, ...]
    restarts: str  # yes, where it costs little: on SQLite; or no


def read_journey(path: Path, language: str = "id") -> Journey:
    """A journey in one of its languages. Raises Slip."""
    try:
        # BaseLoader: every scalar is text, as in a spreadsheet's cell
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise Slip(f"{path.name}: {error}") from None
    if not isinstance(found, dict) or not {"title", "form", "people", "steps"} <= set(found):
        raise Slip(f"{path.name}: a journey has a title, a form, people and steps")
    if unknown := set(found) - FIELDS:
        raise Slip(
            f"{path.name}: unknown {', '.join(sorted(unknown))}; known are {', '.join(sorted(FIELDS))}"
        )
    languages = codes(found.get("languages", "id"))
    if len(languages) > 1:
        found = _in_language(found, languages.index(language))
    try:
        setting = _setting(found)
        people = set(setting.people)
        steps = tuple(_step(number, line, people) for number, line in enumerate(found["steps"], 1))
    except (Slip, ValueError, TypeError, AttributeError) as error:
        raise Slip(f"{path.name}: {error}") from None
    return Journey(
        path.stem, found["title"], setting, steps, languages, found.get("golden", ""),
        codes(found.get("databases", " ".join(EVERYWHERE))), found.get("restarts", "yes"),
    )  # fmt: skip


def _setting(found: Mapping[str, Any]) -> Setting:
    region = found.get("region", REGION)
    zone = found.get("zone", "Asia/Makassar")
    agencies = tuple(
        Agency(code, one.get("name", code), codes(one.get("kinds")), one.get("region", region))
        for code, one in found.get(
            "agencies", {"dinkes": {"name": "Dinas Kesehatan", "kinds": "dinkes"}}
        ).items()
    )
    crowd = range(1, int(found.get("crowd", 0)) + 1)
    agencies += tuple(Agency(f"opd{n}", f"Perangkat Daerah {n}", ("dinkes",), region) for n in crowd)
    known = {one.code for one in agencies}
    people = {}
    for who, facts in (found["people"] | {f"pic{n}": {"represents": f"opd{n}"} for n in crowd}).items():
        facts = facts or {}
        _only(facts, {"name", "represents", "alternate of", "coordinates", "leads", "language"}, who)
        agencies_of = {}
        for role in ("represents", "alternate of"):
            agencies_of[role] = codes(facts.get(role))
            if strangers := set(agencies_of[role]) - known:
                raise Slip(f"{who} {role} {', '.join(strangers)}, which is no agency here")
        regions_of = {}
        for role in ("coordinates", "leads"):
            where = facts.get(role, ())
            named = tuple(where) if isinstance(where, (list, tuple)) else (where,)
            regions_of[role] = tuple(region if one in ("yes", "region") else one for one in named if one)
        people[who] = Role(
            facts.get("name", who.title()),
            agencies_of["represents"],
            regions_of["coordinates"],
            facts.get("language", "id"),
            agencies_of["alternate of"],
            regions_of["leads"],
        )
    now: datetime = local(found.get("now", "2024-06-03T09:00"), zone)
    deadline = local(found.get("deadline", "2024-06-21T16:00"), zone)
    limits = found.get("limits", "")
    if limits not in ("", "strict"):
        raise Slip(f"limits are strict or not mentioned, not {limits!r}")
    name = found.get("round", "Evaluasi Smart City 2024")
    return Setting(found["form"], agencies, people, zone, now, deadline, name, strict=limits == "strict")


def _step(number: int, line: Any, people: set[str]) -> Step:
    if isinstance(line, dict):
        if len(line) != 1:
            raise Slip(f"step {number} says several things at once: {', '.join(line)}")
        ((head, what),) = line.items()
    else:
        head, what = line, ""
    words = head.split()
    group = head.startswith(("bot shows group", "bot sends group", "bot also tells group"))
    people = people | {"group"} if group else people
    named = [word for word in words if word in people]
    if len(named) > 1:
        raise Slip(f"step {number} names two people: {head}")
    verb = " ".join(WHO if word in people else word for word in words)
    return Step(number, f"{head}: {what}" if what else head, verb, named[0] if named else "", what)


def _only(facts: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := set(facts) - known:
        raise Slip(f"{where}: unknown {', '.join(sorted(unknown))}; known are {', '.join(sorted(known))}")


def _in_language(found: Any, place: int) -> Any:
    """'Lewati | Skip' is one text a language, in the order of `languages`; a form's own table stays whole."""
    if isinstance(found, dict):
        return {k: v if k == "form" else _in_language(v, place) for k, v in found.items()}
    if isinstance(found, list):
        return [_in_language(one, place) for one in found]
    parts = found.split(" | ")
    return parts[place] if len(parts) > place and len(parts) > 1 else found
