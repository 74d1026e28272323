"""What a region counts and sums over the records of all its agencies."""

from __future__ import annotations

import pytest

from bot.flows import records
from tests.flows.interviews import Walker

REGION = """
| survey |
| | type         | name  | label   | relevant        | calculation                | bind::pilar:scope | bind::pilar:asked_to |
| | begin_group  | g     | G       |                 |                            |        |         |
| | begin_repeat | qw    | QW      |                 |                            |        |         |
| | text         | pl    | Pillar? |                 |                            | agency | all     |
| | integer      | cost  | Cost?   | {relevant}      |                            | agency | all     |
| | end_repeat   |       |         |                 |                            |        |         |
| | calculate    | mine  |         |                 | count(${{qw}})             | agency | all     |
| | calculate    | every | Every   |                 | count(${{qw}})             | region | kominfo |
| | calculate    | a     | A       |                 | count(${{pl}}[. = 'a'])    | region | kominfo |
| | calculate    | total | Total   |                 | sum(${{cost}})             | region | kominfo |
| | note         | told  | ${{every}} ${{a}} ${{total}} ${{mine}} | |              | region | kominfo |
| | end_group    |       |         |                 |                            |        |         |
| settings |
| | namespaces |
| | pilar="urn:pilar:form" |
"""


@pytest.mark.parametrize("relevant", ["", "${pl} != 'x'"])
def test_a_region_counts_the_records_of_all_its_agencies(relevant: str) -> None:
    form = REGION.format(relevant=relevant)
    kominfo, dinkes = (
        Walker(form, members={1: "kominfo", 2: "dinkes"}),
        Walker(form, members={2: "", 1: "kominfo"}),
    )
    for walker, records_ in ((kominfo, "a b"), (dinkes, "a a x")):
        for pillar in records_.split():
            item = walker.add("qw")
            walker.say("cost", "5", item)
            walker.say("pl", pillar, item)
    dinkes.keep(records.remove_item(dinkes.instance, dinkes.key("qw", "2"), dinkes.author))
    kominfo.everybody = {1: kominfo.answers, 2: dinkes.answers}
    found = [kominfo.value(name) for name in ("every", "a", "total", "mine")]
    assert found == ["4", "2", "15" if relevant else "20", "2"]
    assert [kominfo.value("pl", item) for item in ("1", "2")] == ["a", "b"]
