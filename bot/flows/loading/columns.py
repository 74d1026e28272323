"""The columns of an XLSForm under all the names that authors know them by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Column = tuple[str, ...]
"""A column's canonical name, split at '::': ('label', 'English (en)'), ('bind', 'pilar:scope')."""

_ALIASES: Mapping[str, Column] = {
    "relevance": ("relevant",),
    "caption": ("label",),
    "text": ("label",),
    "command": ("type",),
    "tag": ("name",),
    "value": ("name",),
    "calculate": ("calculation",),
    "read_only": ("readonly",),
    "constraining_message": ("constraint_message",),
    "requiredmsg": ("required_message",),
    "count": ("repeat_count",),
    "jr:count": ("repeat_count",),
    "image": ("media", "image"),
    "big-image": ("media", "big-image"),
    "audio": ("media", "audio"),
    "video": ("media", "video"),
    "body": ("control",),
}
_BINDS: Mapping[Column, Column] = {
    ("bind", "relevant"): ("relevant",),
    ("bind", "constraint"): ("constraint",),
    ("bind", "calculate"): ("calculation",),
    ("bind", "required"): ("required",),
    ("bind", "readonly"): ("readonly",),
    ("bind", "jr:constraintmsg"): ("constraint_message",),
    ("bind", "jr:requiredmsg"): ("required_message",),
    ("control", "appearance"): ("appearance",),
    ("control", "jr:count"): ("repeat_count",),
}

SURVEY = (
    "type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant",
    "constraint", "constraint_message", "calculation", "trigger", "default", "appearance", "parameters",
    "readonly", "choice_filter", "repeat_count", "media", "bind", "control", "instance", "disabled",
    "save_to", "autoplay", "rows", "intent", "no_app_error_string", "noapperrorstring", "query",
    "accuracythreshold",
)  # fmt: skip

CHOICES = ("list_name", "name", "label", "media")

SETTINGS = (
    "form_title", "title", "form_id", "id_string", "version", "default_language", "style", "namespaces",
    "name", "instance_name", "instance_id", "public_key", "submission_url", "auto_send", "auto_delete",
    "attribute", "allow_choice_duplicates", "clean_text_values", "omit_instanceid", "client_editable",
    "prefix", "delimiter", "sms_keyword", "sms_separator", "sms_allow_media", "sms_date_format",
    "sms_datetime_format", "sms_response", "add_none_option", "set_form_title", "set_form_id", "flat",
)  # fmt: skip

EXPRESSIONS = frozenset(
    {"relevant", "constraint", "calculation", "required", "readonly", "choice_filter", "repeat_count"}
)
"""Columns that hold an expression. `default` is one only when it is not a literal."""

TRANSLATED = frozenset({"label", "hint", "guidance_hint", "constraint_message", "required_message", "media"})


def canonical(headers: Iterable[str]) -> dict[str, Column]:
    """The columns behind the headers of one sheet. A single ':' splits only where no header uses '::'."""
    names = tuple(headers)
    double = any("::" in name for name in names)
    return {name: _canonical(name, double) for name in names}


def extension(column: Column) -> str | None:
    """'scope' for bind::pilar:scope and attribute::pilar:scope; None for other columns."""
    if len(column) == 2 and column[0] in ("bind", "attribute") and column[1].startswith("pilar:"):
        return column[1].removeprefix("pilar:")
    return None


def title(column: Column) -> str:
    """The column as messages name it."""
    return "::".join(column)


def _canonical(header: str, double: bool) -> Column:
    separator = "::" if double or "jr:" in header or "pilar:" in header else ":"
    first, *rest = (part.strip() for part in header.split(separator))
    known = "_".join(first.split()).lower()
    column = (*_ALIASES.get(known, (known,)), *rest)
    return _BINDS.get((column[0], column[1].lower()), column) if len(column) == 2 else column
