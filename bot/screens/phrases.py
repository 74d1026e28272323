"""The bot's own sentences, by key and language, from the Fluent catalogues in `bot/locales/<language>/`.

Texts of a form come from the form. Params are escaped here, so that no screen can forget it.
"""

from __future__ import annotations

from functools import cache
from html import escape as escape_html
from pathlib import Path
from typing import ClassVar

from fluent.runtime import FluentBundle, FluentResource

from bot.flows.problems import Param

LANGUAGES = ("id", "en")  # Bahasa Indonesia first; a language without a catalogue gets it too
LONG_PARAM = 2000  # characters
CATALOGUES = Path(__file__).parent.parent / "locales"


class Html(str):
    """Text that is Telegram HTML already: shown as it is, never escaped again."""

    __slots__ = ()


class UnknownPhraseError(LookupError):
    """A key that no catalogue has, or a param that a sentence misses: a bug, so tests see it raised."""


class Phrases:
    """One language. Call it for HTML, `plain` for buttons and other places where tags mean nothing.

    Where a param may be empty, a sentence can have a sister `key-bare` that does without it ('angka, km' and
    'angka'): Fluent itself cannot tell an empty text apart."""

    strict: ClassVar[bool] = False
    """Whether a mistake raises. Tests set it; in production a person still gets a sentence."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        for file in sorted((CATALOGUES / language).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
        self._fixed: dict[str, Html] = {}  # sentences without params never change

    def __call__(self, key: str, /, **params: Param) -> Html:
        """The sentence as HTML; params are escaped unless they are `Html`. Raises only when `strict`."""
        if not params:
            fixed = self._fixed.get(key)
            if fixed is None:
                fixed = self._fixed[key] = Html(self._format(key, {}))
            return fixed
        escaped: dict[str, Param] = {
            name: escape(v) if isinstance(v, str) else v for name, v in params.items()
        }
        return Html(self._format(key, escaped))

    def plain(self, key: str, /, **params: Param) -> str:
        """The sentence as plain text, for buttons, placeholders and links."""
        return str(self(key)) if not params else self._format(key, params)

    def has(self, key: str) -> bool:
        return bool(self._bundle.has_message(key))

    def _format(self, key: str, params: dict[str, Param]) -> str:
        if "" in params.values() and self.has(f"{key}-bare"):
            key = f"{key}-bare"
        if not self.has(key):
            if self.strict:
                raise UnknownPhraseError(f"{key} is not in locales/{self.language}")
            other = next((name for name in LANGUAGES if phrases(name).has(key)), None)
            return phrases(other)._format(key, params) if other else key
        # fluent.runtime refuses a param of more than 2,500 characters: a long one is put in afterwards
        long: dict[str, str] = {
            name: v for name, v in params.items() if isinstance(v, str) and len(v) > LONG_PARAM
        }
        fitting = {name: f"\ue000{name}\ue001" if name in long else v for name, v in params.items()}
        pattern = self._bundle.get_message(key).value
        text, errors = self._bundle.format_pattern(pattern, fitting) if pattern else (key, [])
        if errors and self.strict:
            raise UnknownPhraseError(f"{key} in locales/{self.language}: {errors[0]!r}")
        shown = str(text)
        for name, value in long.items():
            shown = shown.replace(f"\ue000{name}\ue001", value)
        return shown


@cache
def _load(language: str) -> Phrases:
    return Phrases(language)


def phrases(language: str) -> Phrases:
    """The sentences in this language ('id', 'en'), read once; Bahasa Indonesia for any other."""
    return _load(language if language in LANGUAGES else LANGUAGES[0])


def escape(text: str) -> Html:
    """Foreign text made safe for HTML; `Html` passes as it is."""
    return text if isinstance(text, Html) else Html(escape_html(text, quote=False))
