"""Expressions over an instance document: blanks, repeats, contexts, and what must equal libxml2's own."""

from __future__ import annotations

import math
import random
import threading
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bot.flows.xpath.expressions import (
    Element,
    Environment,
    Expression,
    ExpressionProblem,
    Value,
    compile_expression,
)
from bot.flows.xpath.syntax import SIGNATURES, SyntaxProblem

MAKASSAR = ZoneInfo("Asia/Makassar")
ENV = Environment(datetime(2024, 5, 27, 14, 30, tzinfo=MAKASSAR), "id", chance=random.Random(7))

DOCUMENT = """
<pilar>
  <data>
    <zero>0</zero><five>5</five><tenth>0.1</tenth><comma>1,5</comma><blank/><word>yes</word><many>a c d</many>
    <big>100000000000000</big><none>none</none>
    <kind>two</kind><kind>three</kind><kind/>
    <town>
      <name>Sangatta</name><pop>10</pop>
      <school><name>S1</name><pupils>1</pupils><sum/></school>
      <school><name>S2</name><pupils>2</pupils><sum/></school>
      <share/>
    </town>
    <town>
      <name>Bengalon</name><pop>20</pop>
      <school><name>S3</name><pupils>4</pupils><sum/></school>
      <school><name>S4</name><pupils>8</pupils><sum/></school>
      <school><name>S5</name><pupils/><sum/></school>
      <share/>
    </town>
  </data>
  <instance id="village"><root>
    <item><name>v1</name><label>Satu</label><town>Sangatta</town><n>1</n></item>
    <item><name>v2</name><label>Dua</label><town>Bengalon</town><n>2</n></item>
    <item><name>v3</name><label>Tiga</label><town>Bengalon</town><n/></item>
  </root></instance>
</pilar>
"""
REPEATS = frozenset({"/data/town", "/data/town/school"})


@pytest.fixture(scope="module")
def document() -> Element:
    return etree.fromstring(DOCUMENT)


def at(document: Element, place: str) -> tuple[Element, str]:
    """The element at a path with positions, and the path without them: a row of the form."""
    found = document.xpath(f"/pilar{place}")
    assert isinstance(found, list) and len(found) == 1
    names = "/".join(step.partition("[")[0] for step in place.split("/"))
    node = found[0]
    assert isinstance(node, etree._Element)
    return node, names


def compiled(source: str, context: str) -> Expression:
    return compile_expression(source, context=context, repeats=REPEATS)


def said(document: Element, source: str, place: str = "/data/five") -> Value:
    """The value; node-sets as the list of their texts joined by a bar, so that tables can hold them."""
    node, context = at(document, place)
    value = compiled(source, context).evaluate(node, ENV)
    return "|".join(found.text or "" for found in value) if isinstance(value, list) else value


BLANKS = [
    ("/data/blank = ''", True),
    ("/data/blank != ''", False),
    ("/data/blank = 0", False),
    ("/data/blank > 0", False),
    ("/data/blank <= 0", False),
    ("/data/blank != 0", True),
    ("/data/blank + 1", math.nan),
    ("coalesce(/data/blank, 0) + 1", 1.0),
    ("coalesce(/data/five, 0) + 1", 6.0),
    ("coalesce(/data/blank, /data/word)", "yes"),
    ("coalesce(0 div 0, 7)", 7.0),
    ("sum(/data/town/school/pupils)", 15.0),
    ("min(/data/town/school/pupils)", 1.0),
    ("max(/data/town/school/pupils)", 8.0),
    ("max(/data/blank)", math.nan),
    ("max(-3, -2, /data/blank)", -2.0),
    ("sum(/data/blank)", 0.0),
    ("count(/data/town/school/pupils)", 5.0),
    ("count-non-empty(/data/town/school/pupils)", 4.0),
    ("count-non-empty(/data/town)", 2.0),
    ("string-length(/data/blank)", 0.0),
    ("selected(/data/blank, 'a')", False),
    ("count-selected(/data/blank)", 0.0),
    ("not(/data/blank)", True),
    ("not(/data/word)", False),
    ("/data/blank or /data/zero", False),
    ("/data/word and /data/five", True),
    ("boolean(/data/zero)", False),
    ("if(/data/blank, 'y', 'n')", "n"),
    ("if(/data/five, 'y', 'n')", "y"),
    ("/data/town[name = 'nowhere']/pop = ''", True),
    ("/data/town[name = 'nowhere']/pop != ''", False),
    ("/data/town[name = 'nowhere']/pop = 0", False),
    ("/data/town[name = 'nowhere']/pop != 0", True),
    ("/data/nowhere = ''", True),
]

OPERATORS = [
    ("1 + (. > 25) + (. > 2)", 2.0),
    ("2 * (. >= 1) + (. >= 2) + (. >= 400)", 3.0),
    ("(. = '5') + (. = 5) + (. = 5.0)", 3.0),
    ("0.1 + 0.2 = 0.3", True),
    ("/data/tenth + 0.2 != 0.3", False),
    ("/data/comma * 2", 3.0),
    ("'1e3' + 1", math.nan),
    ("number('-.5')", -0.5),
    ("number('Infinity')", math.nan),
    ("7 mod 3 + -7 mod 3", 0.0),
    ("1 div 0", math.inf),
    ("- -3", 3.0),
    ("10 - 2 - 3", 5.0),
    ("10 - (2 - 3)", 11.0),
    ("2 * (3 + 4) * 5", 70.0),
    ("1 < 2 = true()", True),
    ("'b' > 'a'", False),
    ("/data/word = 'yes'", True),
    ("/data/word != 'yes'", False),
    ("'yes' = /data/word", True),
    ("/data/five = /data/town/school/pupils", False),
    ("/data/five > /data/town/school/pupils", True),
    ("/data/kind = 'three'", True),
    ("/data/kind = 'four'", False),
    ("count(/data/kind[. = 'two' or . = 'three'])", 2.0),
    ("count(/data/five | /data/zero)", 2.0),
    ("true() = /data/word", True),
    ("false() = /data/zero", True),
    ("/data/big + 0", 1e14),
    ("concat(/data/big * 10, '')", "1000000000000000"),
    ("string(10000000000 * 10)", "100000000000"),
    ("string-length(10000000000 * 10)", 12.0),
    ("contains(1 div 3, '0.33333')", True),
    ("1 div 3 * 3 = 1", True),
    ("'it''s' = 'x'", None),
]


@pytest.mark.parametrize(("source", "expected"), BLANKS + OPERATORS)
def test_blanks_and_operators(document: Element, source: str, expected: Value | None) -> None:
    if expected is None:
        with pytest.raises(SyntaxProblem):
            said(document, source)
        return
    assert said(document, source) == pytest.approx(expected, nan_ok=True)


TOWN2, SCHOOL4 = "/data/town[2]", "/data/town[2]/school[2]/sum"

PLACES = [
    # relative and absolute paths mean the same item, on both levels
    (SCHOOL4, "../pupils", "8"),
    (SCHOOL4, "/data/town/school/pupils", "8"),
    (SCHOOL4, "/data/town/school/name = 'S4'", True),
    (SCHOOL4, "/data/town/name", "Bengalon"),
    (SCHOOL4, "../../name", "Bengalon"),
    (SCHOOL4, "/data/town/pop + /data/town/school/pupils", 28.0),
    ("/data/town[1]/school[2]/sum", "/data/town/pop + /data/town/school/pupils", 12.0),
    (f"{TOWN2}/share", "/data/town/pop", "20"),
    (f"{TOWN2}/share", "sum(/data/town/school/pupils)", 12.0),
    (f"{TOWN2}/share", "/data/town/school/name", "S3|S4|S5"),
    (TOWN2, "/data/town/name", "Bengalon"),
    (TOWN2, "./name", "Bengalon"),
    ("/data/five", "sum(/data/town/school/pupils)", 15.0),
    ("/data/five", "/data/town/pop", "10|20"),
    # the repeat itself is all of its items, except for position()
    (SCHOOL4, "count(/data/town)", 2.0),
    (SCHOOL4, "count(/data/town/school)", 3.0),
    (SCHOOL4, "count(../../school)", 3.0),
    ("/data/town[1]/school[1]/sum", "count(/data/town/school)", 2.0),
    (SCHOOL4, "position(..)", 2.0),
    (SCHOOL4, "position(../..)", 2.0),
    (SCHOOL4, "position(/data/town/school)", 2.0),
    (f"{TOWN2}/school[3]/sum", "position(..)", 3.0),
    (TOWN2, "position(.)", 2.0),
    (TOWN2, "position()", 2.0),
    ("/data/five", "position(/data/nowhere)", 0.0),
    # predicates lift the context, level by level
    (SCHOOL4, "/data/town[1]/name", "Sangatta"),
    (SCHOOL4, "/data/town[name = 'Sangatta']/school/pupils", "1|2"),
    (SCHOOL4, "/data/town[position() = 1]/school[2]/name", "S2"),
    (SCHOOL4, "/data/town/school[1]/name", "S3"),
    (SCHOOL4, "/data/town/school[last()]/name", "S5"),
    (SCHOOL4, "count(/data/town/school[pupils > 3])", 2.0),
    ("/data/five", "count(/data/town/school[pupils > 3])", 2.0),
    ("/data/five", "count(/data/town/school[pupils])", 4.0),
    ("/data/five", "/data/town/school[/data/town/name = 'Sangatta']/name", "S1|S2"),
    ("/data/five", "/data/town/school/pupils[/data/town/school/name = 'S2']", "2"),
    ("/data/five", "/data/town[pop > current()]/name", "Sangatta|Bengalon"),
    ("/data/five", "/data/town[pop > current() * 3]/name", "Bengalon"),
    (SCHOOL4, "/data/town/school[pupils < current()/../pupils]/name", "S3"),
    (SCHOOL4, "/data/town[name != current()/../../name]/name", "Sangatta"),
    (SCHOOL4, "preceding-sibling::name", "S4"),
    (SCHOOL4, "../preceding-sibling::school[1]/name", "S3"),
    # indexed-repeat
    ("/data/five", "indexed-repeat( /data/town/name , /data/town , 2)", "Bengalon"),
    ("/data/five", "indexed-repeat(/data/town/school/name, /data/town, 2, /data/town/school, 3)", "S5"),
    ("/data/five", "indexed-repeat(/data/town/school/name, /data/town, 1)", "S1|S2"),
    (SCHOOL4, "indexed-repeat(/data/town/school/name, /data/town/school, 1)", "S3"),
    (SCHOOL4, "indexed-repeat(/data/town/school/name, /data/town/school, position(..) - 1)", "S3"),
    (SCHOOL4, "indexed-repeat(/data/town/name, /data/town, position(../..) - 1)", "Sangatta"),
    (SCHOOL4, "indexed-repeat(../name, .., 3)", "S5"),
    ("/data/five", "indexed-repeat(/data/town/name, /data/town, 0)", "Sangatta"),
    ("/data/five", "indexed-repeat(/data/town/name, /data/town, 9)", ""),
    ("/data/five", "indexed-repeat(/data/town/name, /data/town, /data/blank)", "Sangatta"),
    ("/data/five", "indexed-repeat(/data/town/pop, /data/town, 2) + 1", 21.0),
    # choices lists, and current() in their predicates
    ("/data/five", "instance('village')/root/item[town = 'Bengalon']/name", "v2|v3"),
    (SCHOOL4, "instance('village')/root/item[town = current()/../../name]/label", "Dua|Tiga"),
    (SCHOOL4, "instance('village')/root/item[town = /data/town/name]/label", "Dua|Tiga"),
    (SCHOOL4, "instance('village')/root/item[name = 'v1']/town = /data/town[1]/name", True),
    ("/data/five", "instance('village')/root/item[n = '']/name", "v3"),
    ("/data/five", "instance('village')/root/item[2]/label", "Dua"),
    ("/data/five", "count(instance('nowhere')/root/item)", 0.0),
    ("/data/five", "count(instance(concat('vil', 'lage'))/root/item)", 3.0),
    ("/data/five", "pulldata('village', 'label', 'name', 'v2')", "Dua"),
    ("/data/five", "pulldata('village', 'label', 'name', 'v9')", ""),
    ("/data/five", "count(//name)", 7.0),
    ("/data/five", "count(/data/*)", 14.0),
    ("/data/five", "name(/*)", "data"),
    ("/data/five", "count(/*/town)", 2.0),
    ("/data/five", "(/data/town/name)[2]", "Bengalon"),
    ("/data/five", "if(true(), /data/town, /data/five)/name", "Sangatta|Bengalon"),
    ("/data/five", "current()/../zero", "0"),
    ("/data/five", "./../zero", "0"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "source", "expected"), PLACES)
def test_paths_mean_the_item_that_the_row_stands_in(
    document: Element, place: str, source: str, expected: Value
) -> None:
    assert said(document, source, place) == expected


@pytest.mark.parametrize(
    ("source", "string", "boolean", "number"),
    [
        ("/data/word", "yes", True, math.nan),
        ("/data/blank", "", False, math.nan),
        ("/data/zero", "0", False, 0.0),
        ("/data/five", "5", True, 5.0),
        ("/data/nowhere", "", False, math.nan),
        ("/data/kind", "two", True, math.nan),
        ("/data/town[1]/pop", "10", True, 10.0),
        ("/data/blank * 2", "", False, math.nan),
        ("5 > 4", "true", True, 1.0),
        ("5 < 4", "false", False, 0.0),
        ("'false'", "false", True, math.nan),
        ("''", "", False, math.nan),
        ("0", "0", False, 0.0),
        ("1.50", "1.5", True, 1.5),
        ("2 div 3", "0.6666666666666666", True, 2 / 3),
        ("100000000000000 * 10", "1000000000000000", True, 1e15),
        ("1 div 1000000", "0.000001", True, 1e-6),
        ("'2024-05-27'", "2024-05-27", True, 19870.0),
    ],
)
def test_a_result_as_text_truth_and_number(
    document: Element, source: str, string: str, boolean: bool, number: float
) -> None:
    node, context = at(document, "/data/five")
    expression = compiled(source, context)
    assert expression.string(node, ENV) == string
    assert expression.boolean(node, ENV) is boolean
    assert expression.number(node, ENV) == pytest.approx(number, nan_ok=True)


@pytest.mark.parametrize(
    ("source", "detail"),
    [
        ("nonsense(1)", "no function nonsense"),
        ("if(1, 2)", "does not take 2 arguments"),
        ("today(1)", "does not take 1 argument"),
        ("indexed-repeat(/data/town/name, /data/town, 1, /data/town)", "pairs"),
        ("count('a')", "Invalid type"),
        ("'a'/b", "Invalid type"),
    ],
)
def test_a_wrong_expression_is_one_kind_of_problem(document: Element, source: str, detail: str) -> None:
    node, context = at(document, "/data/five")
    with pytest.raises(ExpressionProblem, match=detail):
        compiled(source, context).evaluate(node, ENV)


def test_a_once_computed_value_stays(document: Element) -> None:
    assert said(document, "once(1 + 1)", "/data/five") == "5"
    assert said(document, "once(1 + 1)", "/data/blank") == 2.0
    assert said(document, "once(/data/word)", "/data/blank") == "yes"


def test_compiling_the_same_expression_twice_costs_nothing() -> None:
    assert compiled(". > 3", "/data/five") is compiled(". > 3", "/data/five")
    assert compiled(". > 3", "/data/five") is not compiled(". > 3", "/data/zero")


def test_an_evaluation_inside_an_evaluation_sees_its_own_environment(document: Element) -> None:
    node, context = at(document, "/data/word")
    inner = Environment(datetime(2020, 1, 1, tzinfo=MAKASSAR))

    def label(path: str, value: str) -> str:
        return f"{path}={value}@" + compiled("today()", context).string(node, inner)

    outer = Environment(ENV.now, choice_label=label)
    source = "concat(jr:choice-name( /data/word , ' /data/word '), ' ', today())"
    assert compiled(source, context).string(node, outer) == "/data/word=yes@2020-01-01 2024-05-27"


def test_a_label_that_asks_for_itself_is_blank_and_does_not_hang(document: Element) -> None:
    node, context = at(document, "/data/word")
    expression = compiled("concat('<', jr:choice-name(/data/word, '/data/word'), '>')", context)
    env = Environment(ENV.now, choice_label=lambda path, value: expression.string(node, env) + value)
    assert expression.string(node, env) == "<yes>"


def test_threads_evaluate_the_same_expression_each_with_its_own_day() -> None:
    expression = compiled("concat(today(), ' ', . + 1)", "/data/five")
    wrong: list[str] = []

    def work(day: int) -> None:
        node = etree.fromstring(DOCUMENT).find("data/five")
        assert node is not None
        env = Environment(datetime(2024, 5, day, tzinfo=MAKASSAR))
        for _ in range(300):
            found = expression.string(node, env)
            if found != f"2024-05-{day:02} 6":
                wrong.append(found)

    threads = [threading.Thread(target=work, args=(day,)) for day in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


LEAVES = st.sampled_from(
    [".", "..", "../pupils", "../../name", "/data/town", "/data/town/school/pupils", "/data/blank", "/data/many",
     "//name", "current()/../name", "instance('village')/root/item", "/data/none/text()", "@a", "'x'", "''", "5",
     "0", "'2024-05-27'", "'2024-05-27T10:00:00Z'", "position()", "last()", "today()", "now()"]
)  # fmt: skip


def _compound(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(
        ["or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "|"]
    )
    names = st.sampled_from(sorted(SIGNATURES))
    return st.one_of(
        st.tuples(children, operators, children).map(lambda found: f"({' '.join(found)})"),
        st.tuples(names, st.lists(children, max_size=4)).map(
            lambda found: f"{found[0]}({', '.join(found[1])})"
        ),
        st.tuples(children, children).map(lambda found: f"({found[0]})[{found[1]}]"),
        st.tuples(children, children).map(lambda found: f"/data/town[{found[0]}]/school[{found[1]}]/pupils"),
        children.map("-{}".format),
    )


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(LEAVES, _compound, max_leaves=8))
def test_whatever_can_be_read_is_evaluated_or_refused_in_one_way(source: str) -> None:
    node, context = at(etree.fromstring(DOCUMENT), SCHOOL4)
    try:
        expression = compiled(source, context)
        assert isinstance(expression.evaluate(node, ENV), str | float | bool | list)
        expression.string(node, ENV), expression.boolean(node, ENV), expression.number(node, ENV)
    except SyntaxProblem:
        assert "| -" in source  # a union takes paths alone, no minus
    except ExpressionProblem as problem:
        assert source.strip() in str(problem)


NUMBERS = st.one_of(
    st.integers(0, 10**6).map(str),
    st.floats(0, 1e6, allow_nan=False).map(lambda value: f"{value:.6f}"),
)


def _infix(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["+", "-", "*", "div", "mod", "<", "<=", ">", ">=", "and", "or"])
    return st.one_of(
        st.tuples(children, operators, children).map(" ".join),
        children.map("({})".format),
        children.map("-{}".format),
        children.map("floor({})".format),
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(NUMBERS, _infix, max_leaves=12))
def test_plain_arithmetic_gives_what_libxml2_gives(source: str) -> None:
    node = etree.fromstring("<a/>")
    expected = etree.XPath(source)(node)
    found = compile_expression(source, context="/a", repeats=frozenset()).evaluate(node, ENV)
    assert type(found) is type(expected)
    assert found == pytest.approx(expected, nan_ok=True)
