"""Every expression of a form with the row and column it stands in, parsed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.flows.form import EVIDENCE_WORDS, Form, Group, Question
from bot.flows.xpath.syntax import Node, SyntaxProblem, parse, paths


@dataclass(frozen=True)
class Expression:
    """`path` is the row that it stands on, which for an inherited rule is the group."""

    path: str
    column: str
    source: str
    list_name: str = ""  # of a choice_filter, whose context is a choice of this list
    absolute: str = ""  # the row's path with the root

    @cached_property
    def problem(self) -> SyntaxProblem | None:
        try:
            parse(self.source)
        except SyntaxProblem as problem:
            return problem
        return None

    @cached_property
    def tree(self) -> Node | None:
        """As it is evaluated: a choice_filter stands in its list. None if it cannot be read."""
        if self.problem is not None:
            return None
        return parse(f"instance('list')/root/item[{self.source}]" if self.list_name else self.source)

    @cached_property
    def reads(self) -> frozenset[str]:
        """Rows that it reads, as paths of the form; wildcards are left out."""
        if self.tree is None:
            return frozenset()
        root = "/" + self.absolute.split("/")[1] + "/"
        found = paths(self.tree, self.absolute)
        return frozenset(
            p.removeprefix(root) for p in found if p.startswith(root) and "*" not in p and "//" not in p
        )


def expressions(form: Form) -> tuple[Expression, ...]:
    return tuple(_all(form))


def _all(form: Form) -> Iterator[Expression]:
    for path, group in form.groups.items():
        columns = {
            "relevant": group.relevant,
            "repeat_count": group.count,
            "min_items": group.least,
            "max_items": group.most,
        }
        for column, source in columns.items():
            if source:
                yield Expression(path, column, source, absolute=f"/{form.root}/{path}".rstrip("/"))
    inherited: set[tuple[str, str]] = set()
    for path, question in form.questions.items():
        absolute = f"/{form.root}/{path}"
        for column, source in _own(question):
            yield Expression(path, column, source, absolute=absolute)
        if question.choices and question.choices.filter:
            choices = question.choices
            yield Expression(path, "choice_filter", choices.filter or "", choices.list_name, absolute)
        if question.choices and question.choices.seed:
            yield Expression(path, "parameters", question.choices.seed, absolute=absolute)
        if question.evidence not in EVIDENCE_WORDS:
            key = (question.evidence, path.rsplit("/", 1)[0])
            # A rule on a group is inherited by all of its rows; one of them speaks for it.
            if key not in inherited:
                inherited.add(key)
                yield Expression(path, "evidence", question.evidence, absolute=absolute)


def _own(question: Question) -> Iterator[tuple[str, str]]:
    columns = {
        "relevant": question.relevant,
        "constraint": question.constraint,
        "required": question.required,
        "readonly": question.read_only,
        "calculation": question.calculation,
        "default": question.default_expression,
        "score": question.score,
    }
    for column, source in columns.items():
        if source and source != "true()":
            yield column, source


def row_name(form: Form, path: str) -> str:
    row: Group | Question | None = form.questions.get(path) or form.groups.get(path)
    return row.name if row else path


def readable(form: Form, source: str) -> str:
    """The expression with `${x}` again in place of the paths that pyxform wrote."""
    shown = source
    for path in sorted((*form.questions, *form.groups), key=len, reverse=True):
        if path and path in shown:
            shown = shown.replace(f"/{form.root}/{path}", f"${{{row_name(form, path)}}}")
    return " ".join(shown.split())
