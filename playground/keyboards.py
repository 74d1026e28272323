"""Holds reply markup against Telegram's limits for keyboards and buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from playground.refusals import bad_request

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
STYLES = ("primary", "success", "danger")
DOES = ("callback_data", "url", "copy_text", "web_app")


def checked_markup(markup: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The markup without empty rows, or None for an empty one. Raises Refusal."""
    if not markup:
        return None
    name = next((name for name in ("inline_keyboard", "keyboard") if name in markup), "")
    if not name:
        return dict(markup)
    rows = [row for row in markup[name] if row]
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button, inline=name == "inline_keyboard")
    return {**markup, name: rows} if rows else None


def _check_button(button: Mapping[str, Any], *, inline: bool) -> None:
    if not str(button["text"]).strip():
        raise bad_request("can't parse inline keyboard button: button text must be non-empty")
    if button.get("style") not in (None, *STYLES):
        raise bad_request("invalid button style specified")
    if not inline:
        return
    does = [name for name in DOES if name in button]
    if not does:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(does) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action must be used")
    if "url" in button:
        _check_url(button["url"])
    if "web_app" in button and not button["web_app"]["url"].startswith("https://"):
        raise bad_request("inline keyboard button Web App URL is invalid: Only HTTPS links are allowed")


def _check_url(url: str) -> None:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    host = parts.hostname or ""
    good = parts.scheme == "tg" or (
        parts.scheme in ("http", "https", "ton") and ("." in host or host == "localhost") and " " not in url
    )
    if not good:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
