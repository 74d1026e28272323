"""Reads an ODK XForm into a Form. Pure and fast: the bot does it at start, from the round's snapshot."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bot.flows.checking.catalogue import Mistake
from bot.flows.checking.findings import FormRejected
from bot.flows.form import NO_TEXT, Choices, Form, Group, Kind, Question, Text, language_code
from bot.flows.loading import xform_extension as extension
from bot.flows.loading.xform_choices import UnreadableItemset, read_inline, read_itemset, read_lists
from bot.flows.loading.xform_other import say_other
from bot.flows.loading.xform_parts import CONTROLS, ODK, Parts, collect
from bot.flows.loading.xform_texts import XFORMS, Texts, picture, titles
from bot.flows.said import said

_H = "{http://www.w3.org/1999/xhtml}"
_JR = "{http://openrosa.org/javarosa}"
_OPENROSA = "{http://openrosa.org/xforms}"
_INPUTS = {
    "string": Kind.TEXT,
    "int": Kind.INTEGER,
    "integer": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "dateTime": Kind.DATETIME,
    "geopoint": Kind.GEOPOINT,
    "barcode": Kind.BARCODE,
}
_MEDIA = {"image": Kind.IMAGE, "audio": Kind.AUDIO, "video": Kind.VIDEO}
_PRELOADS = {"start": "once(now())", "end": "now()", "today": "once(today())"}
"""What a phone's form program fills in by itself, as far as a chat knows it."""

_NOT_PARAMETERS = frozenset({"ref", "appearance", "mediatype", "query", "intent"})
_TABLE_LABEL = "generated_table_list_label_"
_HEADINGS = ("reserved_name_for_field_list_labels_", _TABLE_LABEL)
"""pyxform makes a select and a note for the heading of a table of selects; they hold no answers."""


def read_form(xform: str) -> Form:
    """The Form that an XForm describes. Raises FormRejected if it is none, or asks what a chat cannot."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        document = etree.fromstring(xform.encode(), parser)
    except etree.XMLSyntaxError as problem:
        raise _rejected("check-not-xml") from problem
    model = document.find(f"{_H}head/{XFORMS}model")
    body = document.find(f"{_H}body")
    primary = model.find(f"{XFORMS}instance") if model is not None else None
    if model is None or body is None or primary is None or len(primary) == 0:
        raise _rejected("check-not-xform")
    parts = collect(model, body, primary[0])
    return _Reader(parts, Texts(model), model).form(document.findtext(f"{_H}head/{_H}title") or "")


def _rejected(reason: str) -> FormRejected:
    return FormRejected([Mistake.NOT_A_FORM.at("form", reason=said(reason))])


class _Reader:
    """Walks the instance in its own order, which is the form's."""

    def __init__(self, parts: Parts, texts: Texts, model: etree._Element) -> None:
        self._parts = parts
        self._texts = texts
        self._root = etree.QName(parts.root).localname
        self._lists = read_lists(model, texts)
        self._groups: dict[str, Group] = {}
        self._questions: dict[str, Question] = {}

    def form(self, title: str) -> Form:
        self._group(self._parts.root, "", {}, None)
        questions, lists = say_other(self._questions, self._lists)
        own = extension.attributes(_attributes(self._parts.root))
        languages = self._texts.languages
        translated = {n.removeprefix("title_"): v for n, v in own.items() if n.startswith("title_")}
        return Form(
            form_id=self._parts.root.get("id", "") or self._root,
            version=self._parts.root.get("version", ""),
            root=self._root,
            titles=titles(title, languages, translated, language_code(languages[0])),
            notices={n.removeprefix("notice_"): v for n, v in own.items() if n.startswith("notice_")},
            weights=own.get("weights", ""),
            languages=languages,
            groups=self._groups,
            questions=questions,
            lists=lists,
        )

    def _group(
        self, element: etree._Element, path: str, outer: dict[str, str], read_only: str | None
    ) -> None:
        absolute = self._absolute(path)
        bind = self._bind(absolute)
        inherited = extension.inherit(outer, extension.attributes(bind)) if path else outer
        read_only = _condition(bind.get("readonly")) or read_only
        self._groups[path] = NO_GROUP  # keeps the outer group before the inner ones
        children = []
        for child, below in self._children(element, path):
            children.append(below)
            if len(child) or self._absolute(below) in self._parts.groups:
                self._group(child, below, inherited, read_only)
            else:
                self._question(child, below, inherited, read_only)
        repeat = self._parts.repeats.get(absolute)
        limits = extension.attributes(bind) if repeat is not None else {}
        control = self._parts.groups.get(absolute)
        appearance = control.get("appearance", "") if control is not None else ""
        self._groups[path] = Group(
            path=path,
            name=path.rsplit("/", 1)[-1],
            label=self._group_label(element, absolute),
            hint=self._texts.named(f"{absolute}:hint"),
            relevant=_condition(bind.get("relevant"), "true()"),
            repeat=repeat is not None,
            count=(repeat.get(f"{_JR}count") or "").strip() or None if repeat is not None else None,
            least=limits.get("min_items"),
            most=limits.get("max_items"),
            appearance=frozenset(appearance.split()),
            children=tuple(children),
        )

    def _group_label(self, element: etree._Element, absolute: str) -> Text:
        """The group's own label; of a table of selects it was moved into a note."""
        moved = (f"{absolute}/{etree.QName(child).localname}" for child in element)
        controls = (
            self._parts.groups.get(absolute),
            *(self._parts.controls.get(path) for path in moved if f"/{_TABLE_LABEL}" in path),
        )
        for control in controls:
            label = self._texts.of(control.find(f"{XFORMS}label")) if control is not None else NO_TEXT
            if label:
                return label
        return NO_TEXT

    def _children(self, element: etree._Element, path: str) -> Iterator[tuple[etree._Element, str]]:
        """Each row once: a repeat stands twice in an instance, as template and as its first item."""
        seen = set()
        for child in element:
            name = etree.QName(child).localname
            heading = name.startswith(_HEADINGS)
            if name in seen or heading or (not path and name == "meta"):
                continue
            seen.add(name)
            yield child, f"{path}/{name}" if path else name

    def _question(
        self, element: etree._Element, path: str, inherited: dict[str, str], read_only: str | None
    ) -> None:
        absolute = self._absolute(path)
        bind = self._bind(absolute)
        control = self._parts.controls.get(absolute)
        calculation, triggers = self._parts.triggered.get(absolute, (bind.get("calculate"), ()))
        calculation = (calculation or "").strip() or _PRELOADS.get(bind.get(f"{_JR}preloadParams", ""))
        default = (element.text or "").strip().removeprefix("jr://images/") or None
        first_value = self._parts.first_values.get(absolute)
        read_only = _condition(bind.get("readonly")) or read_only
        fixed = read_only == "true()" and not (calculation or default or first_value)
        label_id = f"{absolute}:label"
        label = control.find(f"{XFORMS}label") if control is not None else None
        hint = control.find(f"{XFORMS}hint") if control is not None else None
        self._questions[path] = Question(
            path=path,
            name=path.rsplit("/", 1)[-1],
            ordinal=len(self._questions),
            kind=_kind(control, bind.get("type", "string"), bool(calculation), fixed, path),
            label=self._texts.of(label) if control is not None else self._texts.named(label_id),
            hint=self._texts.of(hint),
            guidance=self._texts.of(hint, "guidance"),
            image=picture(self._texts.of(label, "image")),
            required=_condition(bind.get("required")),
            required_message=self._message(bind, "requiredMsg"),
            relevant=_condition(bind.get("relevant"), "true()"),
            constraint=_condition(bind.get("constraint"), "true()"),
            constraint_message=self._message(bind, "constraintMsg"),
            read_only=read_only,
            default=default,
            default_expression=first_value,
            calculation=calculation or None,
            triggers=tuple(self._relative(trigger) for trigger in triggers),
            choices=self._choices(control, path),
            appearance=frozenset(control.get("appearance", "").split())
            if control is not None
            else frozenset(),
            parameters=_parameters(control, bind),
            **extension.as_fields(inherited, extension.attributes(bind)),
        )

    def _choices(self, control: etree._Element | None, path: str) -> Choices | None:
        if control is None:
            return None
        itemset = control.find(f"{XFORMS}itemset")
        if itemset is None:
            inline = read_inline(control, self._texts)
            if not inline:
                return None
            self._lists[path] = inline
            return Choices(list_name=path)
        try:
            return read_itemset(itemset.get("nodeset", ""))
        except UnreadableItemset as problem:
            reason = "its choices come from a file or from earlier answers"
            raise _cannot_ask(path, etree.QName(control).localname, reason) from problem

    def _message(self, bind: dict[str, str], name: str) -> Text:
        return self._texts.said(bind.get(f"{_JR}{name}"))

    def _bind(self, absolute: str) -> dict[str, str]:
        bind = self._parts.binds.get(absolute)
        return _attributes(bind) if bind is not None else {}

    def _absolute(self, path: str) -> str:
        return f"/{self._root}/{path}" if path else f"/{self._root}"

    def _relative(self, absolute: str) -> str:
        return absolute.removeprefix(f"/{self._root}/")


NO_GROUP = Group(path="", name="")
"""Holds a group's place while its children are read."""


def _kind(control: etree._Element | None, value_type: str, calculated: bool, fixed: bool, path: str) -> Kind:
    if control is None:
        return Kind.CALCULATE if calculated else Kind.HIDDEN
    if control.tag == f"{XFORMS}upload":
        return _MEDIA.get(control.get("mediatype", "").split("/")[0], Kind.FILE)
    kind = CONTROLS.get(str(control.tag)) or _INPUTS.get(value_type.removeprefix("xsd:"))
    if kind is None:
        raise _cannot_ask(path, value_type, "check-no-drawing")
    if kind is Kind.TEXT and fixed:
        return Kind.NOTE
    return kind


def _cannot_ask(path: str, what: str, reason: str) -> FormRejected:
    finding = Mistake.CANNOT_BE_ASKED.at(
        f"survey {path}", path, type=what, reason=said(reason), advice=said("check-remove-row")
    )
    return FormRejected([finding])


def _condition(expression: str | None, usual: str = "false()") -> str | None:
    """An expression, or None where it says what holds anyway."""
    source = (expression or "").strip()
    return None if source in ("", usual) else source


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _parameters(control: etree._Element | None, bind: dict[str, str]) -> dict[str, str]:
    if control is None:
        return {}
    own = {
        str(n): str(v) for n, v in control.attrib.items() if n not in _NOT_PARAMETERS and "}" not in str(n)
    }
    odk = {etree.QName(n).localname: v for n, v in bind.items() if n.startswith((ODK, _OPENROSA))}
    return {**own, **odk}
