"""Holds each call against the public parameters of its method: names, types, required ones, lengths.

What is not in `methods.json` is refused aloud rather than ignored: a bot's mistake must not pass here and
fail with Telegram.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playground.refusals import Refusal, Unknown, bad_request

_LENGTH = re.compile(r"(\d+)-(\d+)( bytes)?$")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a multipart body."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Field:
    type: str
    required: bool = False
    least: int = 0
    most: int = 0
    in_bytes: bool = False


Fields = Mapping[str, Field]


@cache
def _catalogue() -> tuple[Mapping[str, Fields], Mapping[str, Fields]]:
    """Methods and object types by name."""
    source = json.loads(Path(__file__).with_name("methods.json").read_text(encoding="utf-8"))
    groups = {name: _fields(spec, {}) for name, spec in source["groups"].items()}
    methods = {name: _fields(spec, groups) for name, spec in source["methods"].items()}
    return methods, {name: _fields(spec, {}) for name, spec in source["types"].items()}


def _fields(spec: Mapping[str, Any], groups: Mapping[str, Fields]) -> Fields:
    found: dict[str, Field] = {}
    for group in spec.get("+", ()):
        found.update(groups[group])
    for name, kind in spec.items():
        if name == "+":
            continue
        length = _LENGTH.search(kind)
        plain = kind[: length.start()].strip() if length else kind
        least, most = (int(length[1]), int(length[2])) if length else (0, 0)
        field = Field(plain, name.endswith("!"), least, most, bool(length and length[3]))
        found[name.rstrip("!")] = field
    return found


def canonical(method: str) -> str:
    """The method's name as the reference spells it (Telegram ignores case). Raises Unknown."""
    for name in _catalogue()[0]:
        if name.lower() == method.lower():
            return name
    raise Unknown(f'the method "{method}"')


def checked(method: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as typed values; what came as JSON text is read. Raises Refusal, Unknown."""
    fields = _catalogue()[0][method]
    attached = {name for name, value in raw.items() if isinstance(value, Upload)}
    values: dict[str, Any] = {}
    for name, value in raw.items():
        if name in fields:
            if value is not None and not (value == "" and not fields[name].required):
                values[name] = _value(f'parameter "{name}"', value, fields[name])
        elif not (name in attached and _mentions(raw, f"attach://{name}")):
            raise Unknown(f'the parameter "{name}" of {method}')
    for name, field in fields.items():
        if field.required and values.get(name) in (None, ""):
            raise _missing(name)
    return values


def _missing(name: str) -> Refusal:
    known = {"text": "message text is empty", "chat_id": "chat_id is empty"}
    return bad_request(known.get(name, f'parameter "{name}" is required'))


def _mentions(raw: Mapping[str, Any], reference: str) -> bool:
    return any(
        reference in (value if isinstance(value, str) else json.dumps(value))
        for value in raw.values()
        if not isinstance(value, Upload)
    )


def _value(where: str, value: Any, field: Field) -> Any:
    if " or " in field.type:
        return _either(where, value, field)
    if field.type.startswith("Array of "):
        value = _read(where, value)
        if not isinstance(value, list):
            raise bad_request(f"{where} must be an array")
        inner = Field(field.type.removeprefix("Array of "))
        return [_value(f"{where}[{place}]", one, inner) for place, one in enumerate(value)]
    if field.type in _SIMPLE:
        return _sized(where, _SIMPLE[field.type](where, value), field)
    return _object(where, _read(where, value), field.type)


def _either(where: str, value: Any, field: Field) -> Any:
    kinds = field.type.split(" or ")
    if "InputFile" in kinds:
        return _file(where, value)
    if "Integer" in kinds:
        return int(value) if re.fullmatch(r"-?\d+", str(value)) else _text(where, value)
    value = _read(where, value)
    types = _catalogue()[1]
    for kind in kinds:
        wanted = [name for name, inner in types[kind].items() if inner.required]
        if isinstance(value, dict) and all(name in value for name in wanted):
            return _object(where, value, kind)
    raise bad_request(f"object expected as {where}: {field.type}")


def _object(where: str, value: Any, kind: str) -> Any:
    if not isinstance(value, dict):
        raise bad_request(f"object expected as {where}")
    if kind == "InputMedia":
        kind = f"InputMedia{str(value.get('type', '')).capitalize()}"
    fields = _catalogue()[1].get(kind)
    if fields is None:
        raise Unknown(f"objects of the type {kind}")
    found: dict[str, Any] = {}
    for name, inner in value.items():
        if name not in fields:
            raise Unknown(f'the field "{name}" of {kind}')
        if inner is not None:
            found[name] = _value(f"{where}.{name}", inner, fields[name])
    for name, field in fields.items():
        if field.required and name not in found:
            raise bad_request(f'can\'t find field "{name}" in {where}')
    return found


def _read(where: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {where} as JSON") from None


def _text(where: str, value: Any) -> str:
    if isinstance(value, (dict, list)):
        raise bad_request(f"{where} must be of type String")
    return str(value)


def _whole(where: str, value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"-?\d+", str(value).strip()):
        raise bad_request(f"{where} must be of type Integer")
    return int(value)


def _number(where: str, value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise bad_request(f"{where} must be of type Float") from None


def _truth(where: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() not in ("true", "false", "1", "0", "yes", "no"):
        raise bad_request(f"{where} must be of type Boolean")
    return str(value).lower() in ("true", "1", "yes")


def _file(where: str, value: Any) -> Upload | str:
    return value if isinstance(value, Upload) else _text(where, value)


_SIMPLE: Mapping[str, Callable[[str, Any], Any]] = {
    "String": _text,
    "Integer": _whole,
    "Float": _number,
    "Boolean": _truth,
    "True": _truth,
    "InputFile": _file,
}


def _sized(where: str, value: Any, field: Field) -> Any:
    if field.most and isinstance(value, str):
        size = len(value.encode()) if field.in_bytes else len(value)
        if not field.least <= size <= field.most:
            raise _too_long(where, size, field)
    return value


def _too_long(where: str, size: int, field: Field) -> Refusal:
    if where.endswith("callback_data"):
        return bad_request("BUTTON_DATA_INVALID")
    unit = "bytes" if field.in_bytes else "characters"
    return bad_request(f"{where} must be {field.least}-{field.most} {unit} long, not {size}")
