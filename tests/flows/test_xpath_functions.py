"""Every function of the ODK XForms specification, by a table; the dates have their own."""

from __future__ import annotations

import math
import random
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from bot.flows.xpath import functions_text
from bot.flows.xpath.expressions import Element, Environment, Value, compile_expression
from bot.flows.xpath.functions import FUNCTIONS
from bot.flows.xpath.functions_repeats import shuffled

LABELS = {("/data/r/pick", "a"): "Alfa", ("/data/r/pick", "c"): "Charlie"}
ENV = Environment(
    datetime(2024, 5, 27, 14, 30, tzinfo=ZoneInfo("Asia/Makassar")),
    "id",
    choice_label=lambda path, value: LABELS.get((path, value), value),
    itext=lambda name: f"<{name}>",
    chance=random.Random(7),
)

Table = list[tuple[str, Value]]

DOCUMENT = """
<pilar>
  <data>
    <r><pick>c a</pick><n>2</n><flag>1</flag><weight>3</weight><here>-0.5 117.5 0 0</here></r>
    <r><pick>a</pick><n/><flag>0</flag><weight>5</weight><here>-0.5 117.6 0 0</here></r>
    <r><pick/><n>-7.25</n><flag>yes</flag><weight>0.5</weight><here>-0.6 117.6 0 0</here></r>
    <text>  Dinas   Kesehatan </text><blank/><odd>a b</odd><seed>42</seed><row>x</row>
    <shape>0 0 0 0; 0 1 0 0; 1 1 0 0; 1 0 0 0; 0 0 0 0</shape><trace>0 0 0 0; 0 1 0 0</trace>
  </data>
  <instance id="l"><root>
    <item><name>A</name></item><item><name>B</name></item><item><name>C</name></item>
    <item><name>D</name></item><item><name>E</name></item><item><name>F</name></item>
  </root></instance>
</pilar>
"""

TEXT: Table = [
    ("string(3 div 2)", "1.5"),
    ("string(1 > 0)", "true"),
    ("concat(-0.0000000000001 * 1, '')", "0"),
    ("string(/data/r/n)", "2"),
    ("concat('a', 1, 1 = 1)", "a1true"),
    ("concat(/data/r/n)", "2-7.25"),
    ("concat(/data/r/n, '!')", "2-7.25!"),
    ("join(', ', /data/r/pick)", "c a, a, "),
    ("join('-', 'a', 2, 'c')", "a-2-c"),
    ("join('-')", ""),
    ("substr('hello', 1)", "ello"),
    ("substr('hello', 1, 3)", "el"),
    ("substr('hello', -3)", "llo"),
    ("substr('hello', 0, -1)", "hell"),
    ("substr('hello', 4, 2)", ""),
    ("substr('hello', 0, 99)", "hello"),
    ("substr('hello', 'x')", "hello"),
    ("substring('hello', 2, 3)", "ell"),
    ("substring-before('2024-05', '-')", "2024"),
    ("substring-after('2024-05', '-')", "05"),
    ("substring-after('2024', '-')", ""),
    ("translate('1.234', '.', '')", "1234"),
    ("string-length(/data/odd)", 3.0),
    ("string-length('kantor désa')", 11.0),
    ("normalize-space(/data/text)", "Dinas Kesehatan"),
    ("contains(/data/text, 'Kes')", True),
    ("starts-with('abc', 'ab')", True),
    ("ends-with('abc', 'bc')", True),
    ("ends-with('abc', 'ab')", False),
    ("regex('https://kutaitimurkab.go.id', '^(https?://)?[^ ]+[.][^ ]+$')", True),
    ("regex('abc', 'b')", False),
    ("regex('A1', '\\p{Alpha}\\p{Digit}')", True),
    ("regex('٣', '[0-9]|\\d')", False),
    ("regex('x', '[')", False),
    ("regex(/data/blank, '')", True),
    ("regex('ab', '(?<x>a)b')", True),
    ("regex('Siti Nurbaya', '[\\p{L} ]+')", True),
    ("regex('désa', '\\p{L}+')", True),
    ("regex('désa1', '\\p{L}+')", False),
    ("regex('12', '\\P{L}+')", True),
    ("regex('a[1]', '[a-z[\\]0-9]+')", True),
    ("regex('a.b', '[^.]+\\.[^.]+\\z')", True),
    ("regex('a', '[a-z&&[^b]]')", False),
    ("regex('a&&b', 'a&&b')", True),
    ("regex('a', '\\p{Nonsense}')", False),
    ("regex('0812-3456-7890', '0[0-9]{2,3}(-[0-9]{3,4}){2}')", True),
    ("regex(concat('a', '  '), 'a\\s{2}')", True),
    ("digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72"),
    ("digest('abc', 'SHA-1', 'hex')", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    ("digest('abc', 'SHA-256')", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    ("digest('abc', 'CRC')", ""),
    ("base64-decode('cGlsYXI=')", "pilar"),
    ("base64-decode('!')", ""),
    ("jr:itext('a:label')", "<a:label>"),
    ("version()", ""),
    ("property('deviceid')", ""),
    ("depend(3, 4)", 3.0),
]

LOGIC: Table = [
    ("if(1 > 0, 'a', 'b')", "a"),
    ("if(/data/blank != '', 1, 2) + 1", 3.0),
    ("if(false(), date('x'), regex('x', '['))", False),
    ("if(0 div 0, 1, 2)", 2.0),
    ("coalesce(/data/blank, 'x')", "x"),
    ("coalesce('', /data/odd)", "a b"),
    ("not(0)", True),
    ("not('false')", False),
    ("boolean('')", False),
    ("boolean-from-string('true')", True),
    ("boolean-from-string(1)", True),
    ("boolean-from-string('TRUE')", True),
    ("boolean-from-string('yes')", False),
    ("checklist(2, 2, /data/r/flag)", True),
    ("checklist(1, 1, /data/r/flag)", False),
    ("checklist(-1, 1, 1 = 1, 'x' = 'y', 0)", True),
    ("checklist(2, -1, 1, '1')", True),
    ("checklist(3, -1, 1, '1', '0')", False),
    ("weighted-checklist(3.5, 3.5, /data/r/flag, /data/r/weight)", True),
    ("weighted-checklist(1, 2, true(), 3)", False),
    ("weighted-checklist(5, -1, true(), 3, true(), 2, false(), 9)", True),
    ("true() and not(false())", True),
]

NUMBERS: Table = [
    ("number('12,5')", 12.5),
    ("number('a')", math.nan),
    ("number(true())", 1.0),
    ("int(2.7)", 2.0),
    ("int(-2.7)", -2.0),
    ("int('x')", math.nan),
    ("floor(-2.5) + ceiling(2.1)", 0.0),
    ("round(2.5)", 3.0),
    ("round(-2.5)", -2.0),
    ("round(1.005, 2)", 1.01),
    ("round(1234.5, -2)", 1200.0),
    ("round(100000000000000.5)", 100000000000001.0),
    ("round(0 div 0)", math.nan),
    ("round(1, 31)", math.nan),
    ("round(1.5, 30)", 1.5),
    ("abs(/data/r[3]/n)", 7.25),
    ("sum(/data/r/n)", -5.25),
    ("sum(/data/r/pick)", 0.0),
    ("min(/data/r/n)", -7.25),
    ("max(1, 'x', /data/r/n)", 2.0),
    ("min(count-selected(/data/r[1]/pick) + 1, 4)", 3.0),
    ("max('')", math.nan),
    ("pow(2, 10)", 1024.0),
    ("pow(0, -1)", math.inf),
    ("pow(-8, 0.5)", math.nan),
    ("pow(10, 400)", math.inf),
    ("log(exp(2))", 2.0),
    ("log(0)", -math.inf),
    ("log(-1)", math.nan),
    ("log10(1000)", 3.0),
    ("exp10(3)", 1000.0),
    ("sqrt(16)", 4.0),
    ("sqrt(-1)", math.nan),
    ("sin(0) + cos(0) + tan(0)", 1.0),
    ("asin(1) * 2", math.pi),
    ("acos(2)", math.nan),
    ("acos(-1)", math.pi),
    ("atan(1) * 4", math.pi),
    ("atan2(1, 1) * 4", math.pi),
    ("pi()", math.pi),
]

CHOICES: Table = [
    ("selected(/data/r[1]/pick, 'a')", True),
    ("selected(/data/r[1]/pick, ' a ')", True),
    ("selected(/data/r[1]/pick, 'b')", False),
    ("selected('abc', 'a')", False),
    ("selected('1 2', 2)", True),
    ("is-selected(/data/odd, 'b')", True),
    ("count-selected(/data/r[1]/pick)", 2.0),
    ("count-selected('  a   b ')", 2.0),
    ("selected-at(/data/r[1]/pick, 0)", "c"),
    ("selected-at(/data/r[1]/pick, 1)", "a"),
    ("selected-at(/data/r[1]/pick, 2)", ""),
    ("selected-at(/data/r[1]/pick, -1)", ""),
    ("selected-at(/data/blank, 0)", ""),
    ("jr:choice-name('a', '/data/r/pick')", "Alfa"),
    ("jr:choice-name( /data/r[1]/pick , ' /data/r/pick ')", "Charlie, Alfa"),
    ("jr:choice-name('a', '../r/pick')", "Alfa"),
    ("jr:choice-name('z', '/data/r/pick')", "z"),
    ("jr:choice-name('a', concat(' /data/', 'r/pick '))", "Alfa"),
    ("jr:choice-name(/data/blank, '/data/r/pick')", ""),
]

NODES: Table = [
    ("count(/data/r)", 3.0),
    ("count-non-empty(/data/r/n)", 2.0),
    ("count-non-empty(/data/r)", 3.0),
    ("position(/data/r[3])", 3.0),
    ("count(randomize(/data/r))", 3.0),
    ("last()", 1.0),
    ("local-name(/data/odd)", "odd"),
    ("namespace-uri(/data/odd)", ""),
    ("position(/data/r/n/text())", 1.0),
]

EARTH = 6_378_100.0
DEGREE = 2 * math.pi * EARTH / 360
PLACES: Table = [
    ("distance(/data/trace)", DEGREE),
    ("distance(/data/r/here)", 0.1 * DEGREE * math.cos(math.radians(0.5)) + 0.1 * DEGREE),
    ("distance('0 0; 0 1')", DEGREE),
    ("distance(/data/blank)", 0.0),
    ("distance('somewhere')", math.nan),
    ("area(/data/shape)", DEGREE * DEGREE * (1 + math.cos(math.radians(1))) / 2),
    ("area(/data/trace)", 0.0),
    ("area('x y; z')", math.nan),
    ("enclosed-area(/data/blank)", 0.0),
]  # fmt: skip


@pytest.fixture(scope="module")
def row() -> Element:
    found = etree.fromstring(DOCUMENT).find("data/row")
    assert found is not None
    return found


def said(row: Element, source: str, env: Environment = ENV) -> Value:
    expression = compile_expression(source, context="/data/row", repeats=frozenset({"/data/r"}))
    return expression.evaluate(row, env)


@pytest.mark.parametrize(("source", "expected"), TEXT + LOGIC + NUMBERS + CHOICES + NODES + PLACES)
def test_a_function_gives_what_the_specification_says(row: Element, source: str, expected: Value) -> None:
    found = said(row, source)
    assert type(found) is type(expected)
    assert found == (pytest.approx(expected, nan_ok=True) if isinstance(expected, float) else expected)


def test_chance_comes_from_the_environment(row: Element) -> None:
    def roll(source: str, seed: int) -> Value:
        return said(row, source, Environment(ENV.now, chance=random.Random(seed)))

    for source in ("random()", "uuid()", "uuid(12)"):
        assert roll(source, 1) == roll(source, 1) != roll(source, 2)
    assert 0 <= float(str(roll("random()", 3))) < 1
    assert roll("random() = random()", 3) is False
    assert re.fullmatch(
        r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", str(roll("uuid()", 1))
    )
    assert re.fullmatch(r"[0-9A-Z]{12}", str(roll("uuid(12)", 1)))
    assert roll("string-length(uuid(1000000))", 1) == 1000.0


@pytest.mark.parametrize(
    ("seed", "order"),
    [("42", "AFCBDE"), ("'42'", "AFCBDE"), ("1", "BFEACD"), ("11111111", "ACDBFE"), ("/data/seed", "AFCBDE")],
)
def test_a_seeded_order_is_that_of_other_odk_clients(row: Element, seed: str, order: str) -> None:
    """Fisher-Yates, inside out, over a Park-Miller generator leaves one order for a seed and no other."""
    found = said(row, f"randomize(instance('l')/root/item[name != ''], {seed})")
    assert isinstance(found, list)
    assert "".join(item.findtext("name") or "" for item in found) == order


def test_an_order_without_a_seed_comes_from_the_environment(row: Element) -> None:
    def order(number: int) -> list[str | None]:
        env = Environment(ENV.now, chance=random.Random(number))
        found = said(row, "randomize(instance('l')/root/item/name)", env)
        assert isinstance(found, list)
        return [name.text for name in found]

    assert order(1) == order(1) != order(2)
    assert sorted(map(str, order(2))) == list("ABCDEF")


def test_the_same_seed_gives_the_same_order() -> None:
    choices = "ABCDEFGH"
    assert shuffled(choices, "7") == shuffled(choices, "7.9")
    assert shuffled(choices, "agency") == shuffled(choices, "agency") != shuffled(choices, "other")
    for seed in ("-42", "0", "2147483647", "", "dinkes"):
        assert sorted(shuffled(choices, seed)) == list(choices)


def test_no_function_fails_on_strange_arguments(row: Element) -> None:
    strange = ["''", "'x'", "0 div 0", "1 div 0", "-1 div 0", "-3", "1 = 1", "/data/blank", "/data/r/n", "/data/none",
               "'2024-99-99'", "100000000000000000000"]  # fmt: skip
    native_nodes = {"count", "name", "local-name", "namespace-uri", "id"}
    for name, function in FUNCTIONS.items():
        if name in native_nodes:
            continue
        count = max(function.least, 1 if function.most != 0 else 0)
        for argument in strange:
            said(row, f"{name}({', '.join([argument] * count)})")


def test_every_function_stands_in_a_table() -> None:
    tables = " ".join(source for source, _ in TEXT + LOGIC + NUMBERS + CHOICES + NODES + PLACES)
    elsewhere = {"once", "current", "instance", "pulldata", "indexed-repeat", "randomize", "random", "uuid"}
    elsewhere |= {"id", "name", "lang"}
    dates = {"today", "now", "date", "date-time", "format-date", "format-date-time"}
    dates |= {"decimal-date-time", "decimal-time"}
    missing = {name for name in FUNCTIONS if not re.search(rf"(?<![\w-]){re.escape(name)}\(", tables)}
    assert missing <= elsewhere | dates


def test_an_endless_pattern_is_given_up() -> None:
    assert functions_text.regex("a" * 40 + "b", "(a|a|aa)+$") is False
