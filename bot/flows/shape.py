"""The empty instance document of a form, drawn once for all who are asked the same: only the rows they can meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from bot.flows.form import Form, Group, Question
from bot.flows.values.casting import constant
from bot.flows.xpath import Expression


@dataclass(frozen=True, slots=True)
class Step:
    """One row to settle: whether it is relevant, then what it computes."""

    path: str
    parent: str  # the nearest group around it that is a step itself, or ''
    relevant: Expression | None
    calculation: Expression | None
    default: Expression | None
    count: Expression | None
    needs: frozenset[str]  # rows that it reads
    everybody: bool  # a region-wide row that reads rows which every agency answers for itself


@dataclass(frozen=True, slots=True)
class Shape:
    """An empty document and where its rows stand in it. Copied for every turn, never changed."""

    template: etree._Element  # defaults are filled in
    rows: Mapping[str, int]  # row -> place among the elements in document order
    prototypes: Mapping[str, tuple[etree._Element, Mapping[str, int]]]  # repeat -> one empty item
    contexts: tuple[tuple[str, str], ...]  # rows that a fact of the world fills, and which
    steps: tuple[Step, ...]
    read: frozenset[str]  # rows that a step reads: an answer to another one moves nothing

    def has(self, path: str) -> bool:
        """Whether an answer to this row, or an item of this repeat, stands in the document."""
        return (
            path in self.rows
            or path in self.prototypes
            or any(path in rows for _, rows in self.prototypes.values())
        )


def draw(form: Form, rows: frozenset[str], lists: Iterable[str], steps: tuple[Step, ...]) -> Shape:
    """The document with these rows, and with the choices lists that their expressions look into."""
    top = etree.Element("pilar")
    _grow(form, etree.SubElement(top, form.root), form.groups[""], rows)
    for name in sorted(lists):
        top.append(_list(form, name))
    prototypes = {}
    for path, group in form.groups.items():
        if group.repeat and path in rows:
            item = etree.Element(group.name)
            _grow(form, item, group, rows)
            prototypes[path] = (item, _numbered(_rows(item, form, path)))
    contexts = tuple(
        (path, question.context)
        for path, question in form.questions.items()
        if question.context and path in rows
    )
    read = frozenset[str]().union(*(step.needs for step in steps))
    return Shape(top, _numbered(_rows(top, form)), prototypes, contexts, steps, read)


def _grow(form: Form, element: etree._Element, group: Group, rows: frozenset[str]) -> None:
    for child in group.children:
        inner = form.groups.get(child)
        if child not in rows:
            continue
        if inner is None:
            question = form.questions[child]
            etree.SubElement(element, question.name).text = _constant(form, question) or None
        elif not inner.repeat:
            _grow(form, etree.SubElement(element, inner.name), inner, rows)


def _constant(form: Form, question: Question) -> str:
    if not question.default:
        return ""
    listed = form.lists.get(question.choices.list_name, ()) if question.choices else ()
    return constant(question, {choice.name for choice in listed})


def _list(form: Form, name: str) -> etree._Element:
    instance = etree.Element("instance", id=name)
    root = etree.SubElement(instance, "root")
    for choice in form.lists.get(name, ()):
        item = etree.SubElement(root, "item")
        for column, value in (("name", choice.name), *choice.columns.items()):
            if column == "name" or not item.findall(column):
                etree.SubElement(item, column).text = value
    return instance


def _numbered(rows: Iterable[str | None]) -> Mapping[str, int]:
    return {path: place for place, path in enumerate(rows) if path is not None}


def _rows(top: etree._Element, form: Form, prefix: str | None = None) -> Iterator[str | None]:
    """Walk a template in document order; None for elements that are no rows of the form."""

    def walk(element: etree._Element, path: str | None) -> Iterator[str | None]:
        yield path if path in form.questions or path in form.groups else None
        for child in element:
            yield from walk(
                child, None if path is None else f"{path}/{child.tag}" if path else str(child.tag)
            )

    if prefix is not None:
        yield from walk(top, prefix)
        return
    yield None
    for child in top:
        yield from walk(child, "" if child.tag == form.root else None)
