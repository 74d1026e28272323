"""What can be read, where reading stops, and what an expression refers to."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.flows.xpath.syntax import (
    SIGNATURES,
    Binary,
    Call,
    Comparison,
    Filter,
    Literal,
    Negation,
    Node,
    Number,
    Path,
    Step,
    SyntaxProblem,
    calls,
    comparisons,
    parse,
    paths,
)
from bot.screens.findings import worded


def child(*names: str) -> tuple[Step, ...]:
    return tuple(Step("child", name) for name in names)


HERE = Path((Step("self", "node()"),))
A, B, C = (Path(child(name)) for name in "abc")


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("1", Number(1.0)),
        (" .5 ", Number(0.5)),
        ("'it''", None),
        ('"it\'s"', Literal("it's")),
        (".", HERE),
        ("..", Path((Step("parent", "node()"),))),
        ("/data/a", Path(child("data", "a"), absolute=True)),
        ("/", Path((), absolute=True)),
        ("//a", Path((Step("descendant-or-self", "node()"), *child("a")), absolute=True)),
        ("@id", Path((Step("attribute", "id"),))),
        ("child::a", A),
        ("child::text()", Path((Step("child", "text()"),))),
        ("*", Path(child("*"))),
        ("../*/a", Path((Step("parent", "node()"), *child("*", "a")))),
        ("a - b", Binary("-", A, B)),
        ("a-b", Path(child("a-b"))),
        ("a -b", Binary("-", A, B)),
        ("-a", Negation(A)),
        ("--a", Negation(Negation(A))),
        ("a * b", Binary("*", A, B)),
        ("* * *", Binary("*", Path(child("*")), Path(child("*")))),
        ("div div div", Binary("div", Path(child("div")), Path(child("div")))),
        ("and", Path(child("and"))),
        ("a or b and c", Binary("or", A, Binary("and", B, C))),
        ("a = b < c", Binary("=", A, Binary("<", B, C))),
        ("a - b - c", Binary("-", Binary("-", A, B), C)),
        ("a + b * c", Binary("+", A, Binary("*", B, C))),
        ("(a + b) * c", Binary("*", Binary("+", A, B), C)),
        ("-a | b", Negation(Binary("|", A, B))),
        ("a[1]", Path((Step("child", "a", (Number(1.0),)),))),
        ("a[b][c]", Path((Step("child", "a", (B, C)),))),
        ("(a)[1]", Filter(A, (Number(1.0),))),
        ("today()", Call("today")),
        ("jr:choice-name(a, 'b')", Call("jr:choice-name", (A, Literal("b")))),
        ("instance('l')/root", Path(child("root"), origin=Call("instance", (Literal("l"),)))),
        ("current()/../a", Path((Step("parent", "node()"), *child("a")), origin=Call("current"))),
        ("orx:meta", Path(child("orx:meta"))),
    ],
)  # fmt: skip
def test_an_expression_becomes_its_tree(source: str, tree: Node | None) -> None:
    if tree is None:
        with pytest.raises(SyntaxProblem):
            parse(source)
    else:
        assert parse(source) == tree


@pytest.mark.parametrize(
    ("source", "code", "position"),
    [
        ("", "empty", 0),
        ("   ", "empty", 0),
        ("(1 + 2", "unbalanced-brackets", 0),
        ("if(a, (b, c", "unexpected-token", 8),
        ("if(a, (b", "unbalanced-brackets", 6),
        ("1 + 2)", "unbalanced-brackets", 5),
        ("a[1)", "unbalanced-brackets", 3),
        ("count(a]", "unbalanced-brackets", 7),
        (". = ‘yes’", "curly-quote", 4),
        (". = “yes”", "curly-quote", 4),
        (". = 'yes", "unterminated-string", 4),
        (". = 'yes’", "curly-quote", 8),
        ("${a} > 1", "unresolved-reference", 0),
        ("$a > 1", "variable", 0),
        ("1 +", "unexpected-end", 3),
        (". >= ", "unexpected-end", 5),
        ("/data/", "unexpected-end", 6),
        ("1 2", "unexpected-token", 2),
        ("'a' 'b'", "unexpected-token", 4),
        ("a == b", "unexpected-token", 3),
        ("a => b", "unexpected-token", 3),
        ("a <> b", "unexpected-token", 3),
        ("if(a,, b)", "unexpected-token", 5),
        ("f(,)", "unexpected-token", 2),
        ("a[]", "unexpected-token", 2),
        ("up::a", "unexpected-token", 0),
        ("1.5.2", "unexpected-token", 3),
        ("a # b", "unexpected-character", 2),
        ("a && b", "unexpected-character", 2),
        ("a ! b", "unexpected-character", 2),
        (". ≥ 5", "unexpected-character", 2),
        ("(" * 101 + "1" + ")" * 101, "too-deep", 100),
        ("1" + " + 1" * 201, "too-deep", 802),
        ("a" + "/a" * 201, "too-deep", 401),
        ("'" + "x" * 40_000 + "'", "too-long", 32_768),
    ],
)
def test_a_mistake_is_named_where_it_stands(source: str, code: str, position: int) -> None:
    with pytest.raises(SyntaxProblem) as caught:
        parse(source)
    assert (caught.value.code, caught.value.position) == (code, position)
    assert f"at character {position + 1}" in str(caught.value)


def test_a_mistake_says_what_to_write_instead() -> None:
    for source, advice in (
        ("a == b", "write =."),
        ("a || b", "write or."),
        (". ≥ 5", "Write >="),
        ("if(a, (b, c", "Is the ( at character 7"),
    ):
        with pytest.raises(SyntaxProblem) as caught:
            parse(source)
        assert advice in worded(caught.value.said, "en")


def test_a_long_list_of_choices_is_no_deep_tree() -> None:
    source = " or ".join(f". = 'c{n}'" for n in range(1200))
    assert len(comparisons(parse(source), "/data/a")) == 1200


PIECES = st.sampled_from(
    [*"()[]/.,@*+-=<>|!'\"$ ", "..", "::", "//", "a", "and", "div", "1", "2.5", "‘", "${a}", "if(", "child::"]
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join)))
@example("[" * 5000)
@example("(" * 5000)
@example("-" * 20000 + "1")
@example("a/" * 9000 + "a")
@example("a[" * 4000)
@example("1 = " * 5000 + "1")
@example(" and ".join(["1"] * 5000))
def test_no_text_makes_the_reader_fail_in_another_way(source: str) -> None:
    try:
        tree = parse(source)
    except SyntaxProblem as problem:
        assert 0 <= problem.position <= len(source)
    else:
        calls(tree), paths(tree, "/data/a"), comparisons(tree, "/data/a")


@pytest.mark.parametrize(
    ("source", "context", "expected"),
    [
        (". > 1", "/data/a", {"/data/a"}),
        ("../b + ../g/c", "/data/a", {"/data/b", "/data/g/c"}),
        ("position(..)", "/data/r/a", {"/data/r"}),
        (" /data/x  +  /data/y ", "/data/a", {"/data/x", "/data/y"}),
        ("current()/../b", "/data/r/a", {"/data/r/b"}),
        ("current()", "/data/r/a", {"/data/r/a"}),
        ("count(/data/r[k = 'x' and ../y > /data/z])", "/data/a",
         {"/data/r", "/data/r/k", "/data/y", "/data/z"}),
        ("/data/r[2]/k", "/data/a", {"/data/r/k"}),
        ("(/data/r)[k = 'x']", "/data/a", {"/data/r", "/data/r/k"}),
        ("/data/*/k", "/data/a", {"/data/*/k"}),
        ("//k", "/data/a", {"//k"}),
        ("instance('l')/root/item[name = current()/../p and q = /data/z]/label", "/data/r/a",
         {"/data/r/p", "/data/z"}),
        ("indexed-repeat( /data/r/x , /data/r , position(..) - 1)", "/data/r/a", {"/data/r/x", "/data/r"}),
        ("../preceding-sibling::r[1]/x", "/data/r/a", {"/data/r/x"}),
        ("ancestor::r/x", "/data/r/s/a", {"/data/r/x"}),
        ("once(random())", "/data/a", set()),
        ("if(true(), 'a', \"b\")", "/data/a", set()),
        ("jr:choice-name( /data/x , ' /data/x ')", "/data/a", {"/data/x"}),
        ("../../../../x", "/data/a", set()),
    ],
)  # fmt: skip
def test_the_answers_that_an_expression_reads(source: str, context: str, expected: set[str]) -> None:
    assert paths(parse(source), context) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (". = 'yes'", [("/data/r/a", "=", "yes")]),
        ("'yes' != ../b", [("/data/r/b", "!=", "yes")]),
        ("selected( /data/x , 'none')", [("/data/x", "selected", "none")]),
        ("not(selected(., 'none') and count-selected(.) > 1)", [("/data/r/a", "selected", "none")]),
        ("count( /data/p/s [. = 'one' or . = 'funded'])",
         [("/data/p/s", "=", "one"), ("/data/p/s", "=", "funded")]),
        (". != ''", []),
        (". = 5", []),
        (". > 'a'", []),
        ("instance('l')/root/item[name = 'x']", []),
        ("instance('l')/root/item[current() = 'x']", [("/data/r/a", "=", "x")]),
        ("string(.) = 'x'", []),
    ],
)  # fmt: skip
def test_the_choices_that_an_expression_names(source: str, expected: list[tuple[str, str, str]]) -> None:
    found = comparisons(parse(source), "/data/r/a")
    assert [(c.path, c.operator, c.literal) for c in found] == expected
    assert all(isinstance(c, Comparison) and 0 <= c.at < len(source) for c in found)


def test_every_call_is_listed_in_the_order_of_the_source() -> None:
    found = calls(parse("if(count(a[not(b)]) > 1, sum(c), max(1, 2, 3))"))
    assert [(call.name, len(call.args)) for call in found] == [
        ("if", 3), ("count", 1), ("not", 1), ("sum", 1), ("max", 3),
    ]  # fmt: skip


def test_the_signatures_know_what_odk_and_xpath_offer() -> None:
    assert SIGNATURES["if"] == (3, 3)
    assert SIGNATURES["round"] == (1, 2)
    assert SIGNATURES["max"] == (1, None)
    assert SIGNATURES["jr:choice-name"] == (2, 2)
    specified = """
        string concat join substr substring-before substring-after translate string-length normalize-space
        contains starts-with ends-with uuid digest pulldata if coalesce once true false boolean not regex
        boolean-from-string checklist weighted-checklist number random int sum max min round pow log log10 abs
        sin cos tan asin acos atan atan2 sqrt exp exp10 pi count count-non-empty position instance current
        randomize today now format-date format-date-time date decimal-date-time decimal-time selected
        selected-at count-selected jr:choice-name jr:itext indexed-repeat area distance floor ceiling last name
        local-name substring
    """
    assert set(specified.split()) <= set(SIGNATURES)
