"""The elements of an ODK XForm, sorted by the rows that they speak of."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from bot.flows.form import Kind
from bot.flows.loading.xform_texts import XFORMS

ODK = "{http://www.opendatakit.org/xforms}"
CONTROLS = {
    f"{XFORMS}select1": Kind.SELECT_ONE,
    f"{XFORMS}select": Kind.SELECT_MULTIPLE,
    f"{ODK}rank": Kind.RANK,
    f"{XFORMS}trigger": Kind.ACKNOWLEDGE,
    f"{XFORMS}range": Kind.RANGE,
}
"""Controls whose tag alone tells the type; `input` and `upload` need a second look."""


@dataclass
class Parts:
    """The XForm's elements, found by the absolute path that they speak of."""

    root: etree._Element
    binds: dict[str, etree._Element] = field(default_factory=dict)
    controls: dict[str, etree._Element] = field(default_factory=dict)
    groups: dict[str, etree._Element] = field(default_factory=dict)
    repeats: dict[str, etree._Element] = field(default_factory=dict)
    first_values: dict[str, str] = field(default_factory=dict)
    triggered: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)


def collect(model: etree._Element, body: etree._Element, root: etree._Element) -> Parts:
    """`root` is the root of the primary instance."""
    parts = Parts(root)
    for bind in model.iterfind(f"{XFORMS}bind"):
        parts.binds[bind.get("nodeset", "").strip()] = bind
    for element in model.iterfind(f"{XFORMS}setvalue"):
        parts.first_values[element.get("ref", "").strip()] = _value(element)
    for element in body.iter(etree.Element):
        path = (element.get("ref") or element.get("nodeset") or "").strip()
        if element.tag == f"{XFORMS}repeat":
            parts.repeats[path] = element
        elif element.tag == f"{XFORMS}group":
            parts.groups[path] = element
        elif element.tag == f"{XFORMS}setvalue":
            _collect_setvalue(parts, element, path)
        elif element.tag in CONTROLS or element.tag in (f"{XFORMS}input", f"{XFORMS}upload"):
            parts.controls[path] = element
    return parts


def _collect_setvalue(parts: Parts, element: etree._Element, path: str) -> None:
    if "xforms-value-changed" not in element.get("event", "").split():
        parts.first_values[path] = _value(element)
        return
    parent = element.getparent()
    source = parent.get("ref", "").strip() if parent is not None else ""
    _, sources = parts.triggered.get(path, ("", ()))
    parts.triggered[path] = (_value(element), (*sources, source))


def _value(setvalue: etree._Element) -> str:
    """The expression of a setvalue; a literal stands in its text, and nothing at all means blank."""
    expression = (setvalue.get("value") or "").strip()
    return expression or (f"'{setvalue.text.strip()}'" if setvalue.text and setvalue.text.strip() else "''")
