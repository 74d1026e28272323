"""`scoring.yaml` of a YAML folder: the weights of the self-check, which travel with the form as one attribute.

A round keeps a snapshot of its XForm and nothing else of the folder, so what is scored must stand in there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from bot.flows.loading.sheets import refuse
from bot.flows.scoring import write_weights


def read_scoring(path: Path, node: yaml.Node) -> str:
    """The weights as `write_weights` spells them, the default cohort first; '' when the file has none.

    Raises FormRejected for a weight that is no number."""
    top = _mapping(node)
    default = _mapping(top.get("default")).get("cohort")
    usual = default.value if isinstance(default, yaml.ScalarNode) else ""
    rows = [
        (int(year), cohort, dict(_weights(path, weights)))
        for year, cohorts in _mapping(top.get("weights")).items()
        if year.isdigit()
        for cohort, weights in _mapping(cohorts).items()
    ]
    return write_weights(sorted(rows, key=lambda row: (row[1] != usual, row[1], row[0])))


def _weights(path: Path, node: yaml.Node) -> Iterator[tuple[str, float]]:
    for dimension, weight in _mapping(node).items():
        try:
            found = float(weight.value) if isinstance(weight, yaml.ScalarNode) else -1.0
        except ValueError:
            found = -1.0
        if not 0 <= found < 1e6:
            line = int(weight.start_mark.line) + 1
            raise refuse(path, "check-weight", line=str(line), dimension=dimension)
        yield dimension, found


def _mapping(node: yaml.Node | None) -> Mapping[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
