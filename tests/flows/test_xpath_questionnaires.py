"""Every expression of the two shipped questionnaires compiles, and evaluates while nothing is answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from bot.flows.form import Form, Group, Output, Question
from bot.flows.loading.xform import read_form
from bot.flows.loading.xlsform import compile_form
from bot.flows.xpath.expressions import Element, Environment, compile_expression
from bot.flows.xpath.syntax import SIGNATURES, calls, parse, paths

FORMS = Path(__file__).parents[2] / "questionnaires"
ENV = Environment(datetime(2024, 5, 27, 14, 30, tzinfo=ZoneInfo("Asia/Makassar")), "id")


@pytest.fixture(scope="module", params=["smart-city-2024", "readiness-2021"])
def form(request: pytest.FixtureRequest) -> Form:
    return read_form(compile_form(FORMS / request.param).xform)


def written(row: Question | Group) -> Iterator[str]:
    """All expressions that stand on a row."""
    fields = (
        "relevant",
        "constraint",
        "required",
        "read_only",
        "calculation",
        "default_expression",
        "score",
        "count",
    )
    yield from filter(None, (getattr(row, field, None) for field in fields))
    if isinstance(row, Question):
        if row.evidence not in ("none", "optional", "required"):
            yield row.evidence
        if row.choices and row.choices.filter:
            yield f"instance('{row.choices.list_name}')/root/item[{row.choices.filter}]"
        for text in (row.label, row.hint, row.constraint_message, row.required_message):
            yield from (
                p.expression for parts in text.by_language.values() for p in parts if isinstance(p, Output)
            )


def empty(form: Form) -> tuple[Element, dict[str, Element]]:
    """A blank instance with one item a repeat, and the element of each row."""
    top = etree.Element("pilar")
    nodes: dict[str, Element] = {"": etree.SubElement(top, form.root)}
    for path in sorted({*form.groups, *form.questions} - {""}):
        parent, _, name = path.rpartition("/")
        nodes[path] = etree.SubElement(nodes[parent], name)
    for name, choices in form.lists.items():
        root = etree.SubElement(etree.SubElement(top, "instance", id=name), "root")
        for choice in choices:
            item = etree.SubElement(root, "item")
            for column, value in {**choice.columns, "name": choice.name}.items():
                etree.SubElement(item, column).text = value
    return top, nodes


def test_every_expression_compiles_and_evaluates_on_an_empty_form(form: Form) -> None:
    _, nodes = empty(form)
    repeats = frozenset(f"/{form.root}/{path}" for path, group in form.groups.items() if group.repeat)
    known = {f"/{form.root}/{path}" for path in (*form.groups, *form.questions)}
    count = 0
    rows: dict[str, Question | Group] = {**form.groups, **form.questions}
    for path, row in rows.items():
        for source in written(row):
            context = f"/{form.root}/{path}"
            expression = compile_expression(source, context=context, repeats=repeats)
            assert isinstance(expression.string(nodes[path], ENV), str)
            assert expression.boolean(nodes[path], ENV) in (True, False)
            assert isinstance(expression.number(nodes[path], ENV), float)
            tree = parse(source)
            assert paths(tree, context) <= known, source
            assert {call.name for call in calls(tree)} <= set(SIGNATURES)
            count += 1
    assert count > 60


def test_the_questionnaire_computes(form: Form) -> None:
    if "budget" not in form.groups:
        pytest.skip("only the 2024 questionnaire has a budget")
    _, nodes = empty(form)
    share = form.questions[next(path for path in form.questions if path.endswith("/bud_share"))]
    assert share.calculation is not None
    expression = compile_expression(
        share.calculation, context=f"/{form.root}/{share.path}", repeats=frozenset()
    )
    answers = {name: nodes[path] for path in form.questions for name in [path.rpartition("/")[2]]}
    assert expression.string(nodes[share.path], ENV) == "0"
    answers["bud_apbd"].text, answers["bud_smart_total"].text = "5000000000000", "125000000000"
    assert expression.string(nodes[share.path], ENV) == "2.5"
