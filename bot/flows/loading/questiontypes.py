"""The column `type` of an XLSForm: what is a group, a select, a metadata row, and what a chat cannot ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyxform import QUESTION_TYPE_DICT, aliases

_CONTROL = re.compile(
    rf"^(?P<edge>begin|end)[\s_](?P<kind>{'|'.join(aliases.control)})(\s.*)?$", re.IGNORECASE
)
_SELECT = re.compile(
    rf"^(?P<command>{'|'.join(sorted(aliases.select, key=len, reverse=True))})\s+(?P<list>.+?)"
    r"(?P<other>\s+(or specify other|or_other|or other))?$"
)

_FILE = "check-choices-elsewhere"
_PHONE = "check-sensors"
IMPOSSIBLE: Mapping[str, tuple[str, str]] = {
    "geoshape": ("check-no-area", "check-ask-geopoint-file"),
    "geotrace": ("check-no-line", "check-ask-geopoint-file"),
    "osm": ("check-map", "check-ask-geopoint"),
    "start-geopoint": (_PHONE, "check-ask-geopoint"),
    "background-geopoint": (_PHONE, "check-ask-geopoint"),
    "background-audio": (_PHONE, "check-ask-audio"),
    "xml-external": (_FILE, "check-put-list"),
    "csv-external": (_FILE, "check-put-list"),
    "loop": ("check-loop", "check-use-repeat"),
    "cascading_select": ("check-cascading", "check-use-filter"),
}
"""Type -> why it is refused, and what to do instead, as keys of the catalogues."""

_IMPOSSIBLE_COMMANDS = {
    "select_one_external": _FILE,
    **dict.fromkeys(aliases.select_from_file, _FILE),
}
UNKNOWN_TO_A_CHAT = frozenset(
    {
        "deviceid",
        "device id",
        "imei",
        "subscriberid",
        "simserial",
        "phonenumber",
        "username",
        "email",
        "audit",
    }
)
"""Metadata of a phone that Telegram does not tell."""

_COMPUTED = frozenset({"start", "end", "today"})
_SILENT = frozenset(
    {"calculate", "hidden", "q calculate", "add calculate prompt", "xml-external", "csv-external"}
)
ALL = tuple(sorted({*QUESTION_TYPE_DICT, "begin_group", "end_group", "begin_repeat", "end_repeat"}))
SUGGESTED = (
    "text", "integer", "decimal", "range", "date", "time", "dateTime", "select_one", "select_multiple",
    "rank", "note", "acknowledge", "calculate", "hidden", "geopoint", "image", "audio", "video", "file",
    "barcode", "begin_group", "end_group", "begin_repeat", "end_repeat",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowType:
    """A type, taken apart. `known` is false for a word that no XLSForm has."""

    text: str
    begins: str = ""  # 'group' or 'repeat'
    ends: str = ""
    list_name: str = ""
    other: bool = False  # or_other
    several: bool = False  # the answer is a list of choice names
    asked: bool = False
    known: bool = True
    metadata: bool = False
    impossible: tuple[str, str] | None = None


def read_type(text: str) -> RowType:
    text = " ".join(text.split())
    control = _CONTROL.match(text)
    if control:
        kind = aliases.control[control.group("kind").lower()]
        if kind == "loop":
            return RowType(text, impossible=IMPOSSIBLE["loop"])
        return (
            RowType(text, begins=kind)
            if control.group("edge").lower() == "begin"
            else RowType(text, ends=kind)
        )
    select = _SELECT.match(text)
    if select:
        return _select(text, select)
    word = text if text in QUESTION_TYPE_DICT else text.lower()
    impossible = IMPOSSIBLE.get(word.removeprefix("q ").split(" ")[0])
    if impossible:
        return RowType(text, impossible=impossible)
    metadata = word.removeprefix("get ").removeprefix("uri:") in UNKNOWN_TO_A_CHAT
    known = text in QUESTION_TYPE_DICT or text in aliases.settings_header
    silent = (
        metadata or text in _SILENT or text in _COMPUTED or "control" not in QUESTION_TYPE_DICT.get(text, {})
    )
    return RowType(text, asked=known and not silent, known=known, metadata=metadata)


def _select(text: str, select: re.Match[str]) -> RowType:
    command, list_name = select.group("command"), select.group("list")
    if command in _IMPOSSIBLE_COMMANDS:
        return RowType(text, impossible=(_IMPOSSIBLE_COMMANDS[command], "check-put-list"))
    if "${" in list_name:
        return RowType(text, impossible=("check-earlier-answers", "check-ask-text"))
    several = aliases.select[command] != "select one"
    return RowType(text, list_name=list_name, other=bool(select.group("other")), several=several, asked=True)
