"""The texts of an ODK XForm: translations (`itext`), inline labels, pictures and `<output>` inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from bot.flows.form import NO_TEXT, Output, Parts, Text

XFORMS = "{http://www.w3.org/2002/xforms}"
_REFERENCE = re.compile(r"^\s*jr:itext\('(.+)'\)\s*$", re.DOTALL)
_UNNAMED = "default"  # pyxform's name for the language of columns without one


class Texts:
    """All translations of one XForm. `languages` has the default first; ('',) when nothing is translated."""

    def __init__(self, model: etree._Element) -> None:
        translations = model.findall(f"{XFORMS}itext/{XFORMS}translation")
        translations.sort(key=lambda translation: not translation.get("default", "").startswith("true"))
        names = [translation.get("lang", "") for translation in translations]
        self._translated = len(names) > 1
        self.languages: tuple[str, ...] = ("",) if names in ([], [_UNNAMED]) else tuple(names)
        # (text id, form) -> language -> parts; form is '' for the text itself, 'image' or 'guidance'
        self._values: dict[tuple[str, str], dict[str, Parts]] = {}
        for language, translation in zip(self.languages, translations, strict=False):
            for text in translation:
                for value in text:
                    parts = self._parts(value)
                    if parts:
                        key = (text.get("id", ""), value.get("form", ""))
                        self._values.setdefault(key, {})[language] = parts

    def named(self, text_id: str, form: str = "") -> Text:
        """The translations of one id; an empty Text if there are none."""
        found = self._values.get((text_id, form))
        return Text(by_language=found) if found else NO_TEXT

    def of(self, element: etree._Element | None, form: str = "") -> Text:
        """What a `<label>` or `<hint>` says, translated or written inside it."""
        if element is None:
            return NO_TEXT
        reference = element.get("ref")
        if reference is not None:
            return self.said(reference, form)
        return NO_TEXT if form else self.everywhere(parts_of(element))

    def said(self, message: str | None, form: str = "") -> Text:
        """A bind's message: `jr:itext('id')` or the sentence itself."""
        if not message:
            return NO_TEXT
        found = _REFERENCE.match(message)
        if found:
            return self.named(found.group(1), form)
        return NO_TEXT if form else self.everywhere((message.strip(),))

    def everywhere(self, parts: Parts) -> Text:
        """A text without translations is shown in every language of the form."""
        return Text(by_language=dict.fromkeys(self.languages, parts)) if parts else NO_TEXT

    def _parts(self, value: etree._Element) -> Parts:
        parts = parts_of(value)
        # pyxform fills a missing translation with a dash; without it the default language is shown
        return () if self._translated and parts == ("-",) else parts


def parts_of(element: etree._Element) -> Parts:
    """Text and outputs in order, without the spaces that pyxform puts around them."""
    found = tuple(_pieces(element))
    if found and isinstance(found[0], str):
        found = (found[0].lstrip(), *found[1:])
    if found and isinstance(found[-1], str):
        found = (*found[:-1], found[-1].rstrip())
    return tuple(part for part in found if part != "")


def picture(text: Text) -> Text:
    """File names without the scheme that an XForm puts before them."""
    return Text(
        by_language={
            language: tuple(part.rsplit("/", 1)[-1] if isinstance(part, str) else part for part in parts)
            for language, parts in text.by_language.items()
        }
    )


def titles(
    title: str, languages: tuple[str, ...], translated: Mapping[str, str], code: str
) -> dict[str, str]:
    """'' and the default language's code -> the form's title; other codes as the author translated it."""
    return {"": title, **({code: title} if languages[0] else {}), **translated}


def _pieces(element: etree._Element) -> Iterator[str | Output]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag == f"{XFORMS}output":
            yield Output(expression=(child.get("value") or child.get("ref") or "").strip())
        if child.tail:
            yield child.tail
