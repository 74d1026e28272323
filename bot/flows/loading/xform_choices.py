"""The choices of an ODK XForm: its secondary instances, and the `<itemset>` that picks from one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from bot.flows.form import Choice, Choices, Text
from bot.flows.loading.xform_texts import XFORMS, Texts, parts_of, picture

_ITEMS = re.compile(
    r"""^instance\(\s*['"](?P<list>[^'"]+)['"]\s*\)/root/item\s*(?P<filter>\[.*\])?$""", re.DOTALL
)
_RANDOMIZED = re.compile(r"^randomize\((?P<items>.*)\)$", re.DOTALL)


class UnreadableItemset(ValueError):
    """The choices come from somewhere a chat cannot look: a file, or a repeat."""


def read_lists(model: etree._Element, texts: Texts) -> dict[str, tuple[Choice, ...]]:
    """Every choices list by its name, also those that no question uses (agency_kind, unit, …)."""
    return {
        instance.get("id", ""): tuple(
            _choice(item, texts) for item in instance.iterfind(f"{XFORMS}root/{XFORMS}item")
        )
        for instance in model.iterfind(f"{XFORMS}instance")
        if instance.get("id") and instance.get("src") is None
    }


def read_inline(control: etree._Element, texts: Texts) -> tuple[Choice, ...]:
    """Choices that stand inside the question itself, as older tools write them."""
    return tuple(
        Choice(
            name=(item.findtext(f"{XFORMS}value") or "").strip(),
            label=texts.of(item.find(f"{XFORMS}label")),
            image=_image(texts.of(item.find(f"{XFORMS}label"), "image")),
        )
        for item in control.iterfind(f"{XFORMS}item")
    )


def read_itemset(nodeset: str) -> Choices:
    """Take `randomize(instance('list')/root/item[filter], seed)` apart. Raises UnreadableItemset."""
    source = nodeset.strip()
    randomized = _RANDOMIZED.match(source)
    seed: str | None = None
    if randomized:
        arguments = list(_arguments(randomized.group("items")))
        source = arguments[0].strip()
        seed = arguments[1].strip() if len(arguments) > 1 else None
    found = _ITEMS.match(source)
    if found is None:
        raise UnreadableItemset(source)
    predicate = found.group("filter")
    return Choices(
        list_name=found.group("list"),
        filter=predicate[1:-1].strip() if predicate else None,
        randomize=randomized is not None,
        seed=seed,
    )


def _choice(item: etree._Element, texts: Texts) -> Choice:
    columns: dict[str, str] = {}
    label = image = None
    name = ""
    for child in item:
        column = etree.QName(child).localname
        value = (child.text or "").strip()
        if column == "name":
            name = value
        elif column == "itextId":
            label = texts.named(value)
            image = _image(texts.named(value, "image"))
        elif column == "label":
            label = texts.everywhere(parts_of(child))
        else:
            columns[column] = value
    return Choice(name=name, label=label or Text(), image=image, columns=columns)


def _image(text: Text) -> str | None:
    """One picture serves all languages of a choice: the first that there is."""
    names: Mapping[str, tuple[object, ...]] = picture(text).by_language
    return next((str(parts[0]) for parts in names.values() if parts), None)


def _arguments(source: str) -> Iterator[str]:
    """Split at the commas that stand outside of brackets and quotes."""
    depth, quote, start = 0, "", 0
    for position, character in enumerate(source):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == "," and depth == 0:
            yield source[start:position]
            start = position + 1
    yield source[start:]
