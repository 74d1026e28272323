"""What an author is told about `min_items`, `max_items` and `carry`."""

from __future__ import annotations

import pytest

from tests.flows.markdown_forms import load, said

FORM = """
| survey |
| | type         | name | label | repeat_count | bind::pilar:min_items | bind::pilar:max_items | bind::pilar:carry |
| | integer      | n    | N     |              |                       |                       |                   |
| | begin_repeat | app  | App   | {count}      | {least}               | {most}                |                   |
| | text         | nm   | Name  |              | {inside}              |                       | {carry}           |
| | end_repeat   |      |       |              |                       |                       |                   |
| settings |
| | namespaces |
| | pilar="urn:pilar:form" |
"""


def form(count: str = "", least: str = "", most: str = "", inside: str = "", carry: str = "") -> str:
    return FORM.format(count=count, least=least, most=most, inside=inside, carry=carry)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"least": "5", "most": "3"}, "FORM-069 survey row 3: app: the items of this repeat cannot be so many: at least 5 and at most 3."),
        ({"most": "0"}, "FORM-069 survey row 3: app: the items of this repeat cannot be so many: at least 0 and at most 0."),
        ({"most": "500"}, "FORM-069 survey row 3: app: the items of this repeat cannot be so many: max_items is 500."),
        ({"least": "1.5"}, "FORM-069 survey row 3: app: the items of this repeat cannot be so many: min_items is 1.5."),
        ({"count": "${n}", "most": "3"}, "FORM-074 survey row 3: app: max_items has no effect: repeat_count says how many there are."),
        ({"inside": "2"}, "FORM-074 survey row 4: nm: min_items has no effect: the row begins no repeat."),
        ({"most": "${m} + 1"}, "FORM-014 survey row 3: app: bind::pilar:max_items refers to ${m}, which does not exist."),
        ({"most": "${n} +"}, "FORM-040 survey row 3: app: max_items cannot be read"),
        ({"carry": "maybe"}, "FORM-075 survey row 4: nm: carry is 'maybe', which is not known and is ignored. Write yes, ask or no."),
    ],
)  # fmt: skip
def test_a_limit_that_cannot_be_is_named_with_its_row(facts: dict[str, str], expected: str) -> None:
    found = said(form(**facts))
    assert [line for line in found if line.startswith(expected)], found


def test_limits_and_carry_are_read_from_the_xform() -> None:
    loaded = load(form(least="2", most="${n} * 2", carry="ask")).form
    app = loaded.groups["app"]
    assert (app.least, app.most) == ("2", "/data/n  * 2")
    assert loaded.questions["app/nm"].carry == "ask"
    assert loaded.questions["n"].carry == "yes"
