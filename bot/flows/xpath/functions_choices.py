"""Functions over choices: what is selected, what it is called, and rows of a choices list."""

from __future__ import annotations

from bot.flows.xpath.functions_values import Element, Value, environment, number, text, text_of, texts


def selected(chosen: Value, name: Value) -> bool:
    """Whether a choice is among the chosen ones; in a node-set (all agencies' answers) any node will do."""
    wanted = text(name).strip()
    return any(wanted in written.split(" ") for written in texts(chosen))


def count_selected(chosen: Value) -> float:
    return float(len(text(chosen).split()))


def selected_at(chosen: Value, index: Value) -> str:
    """The chosen name at a 0-based place in the order they stand, '' beyond the ends."""
    names, place = text(chosen).split(), number(index)
    return names[int(place)] if 0 <= place < len(names) else ""


def choice_name(chosen: Value, path: Value) -> str:
    """jr:choice-name(): the label of a choice, or of several, joined by commas. `path` is absolute."""
    label, question = environment.get().choice_label, text(path).strip()
    return ", ".join(label(question, name) for name in text(chosen).split())


def itext(name: Value) -> str:
    return environment.get().itext(text(name))


def instance(lists: Value, name: Value) -> list[Element]:
    """The secondary instance of a computed name; a literal one needs no call."""
    wanted = text(name)
    return [node for node in lists if node.get("id") == wanted] if isinstance(lists, list) else []


def pulldata(lists: Value, name: Value, column: Value, key: Value, value: Value) -> str:
    """One cell of a choices list: the `column` of the first row whose `key` column holds the value."""
    wanted = text(value)
    for found in instance(lists, name):
        for row in found.iterfind("root/item"):
            cell, answer = row.find(text(key)), row.find(text(column))
            if cell is not None and text_of(cell) == wanted:
                return "" if answer is None else text_of(answer)
    return ""
