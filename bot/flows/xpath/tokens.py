"""Cuts an expression into tokens, and names the mistakes that authors make with quotes and characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.flows.xpath.tree import SyntaxProblem

LONGEST = 32_768
"""Characters of an expression; a spreadsheet cell holds no more."""

CURLY = "‘’‚‛“”„‟«»"
"""Quotation marks that word processors put where a straight one is meant."""


class Kind(StrEnum):
    LITERAL = "text"
    NUMBER = "number"
    NAME = "name"
    OPERATOR = "operator"
    MARK = "mark"  # brackets, commas, slashes, dots, @, ::
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    at: int


_NAME = r"[^\W\d][\w.\-]*"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<literal>"[^"]*"|'[^']*')
    | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
    | (?P<operator><=|>=|!=|[=<>+\-|])
    | (?P<mark>\.\.|::|//|[()\[\],/.@*])
    )""",
    re.VERBOSE,
)
_KINDS = {"literal": Kind.LITERAL, "number": Kind.NUMBER, "operator": Kind.OPERATOR, "mark": Kind.MARK}
_WORDS = frozenset({"and", "or", "div", "mod"})
_BEFORE_OPERAND = frozenset({"(", "[", ",", "/", "//", "@", "::"})


def tokens(source: str) -> tuple[Token, ...]:
    """All tokens with an END behind them. Raises SyntaxProblem at the first character that fits nowhere."""
    if len(source) > LONGEST:
        raise SyntaxProblem("too-long", LONGEST, "syntax-too-long", most=LONGEST)
    found: list[Token] = []
    position, end = 0, len(source.rstrip())
    while position < end:
        match = _TOKEN.match(source, position)
        if match is None:
            raise _misfit(source, position)
        found.append(_token(match, found[-1] if found else None))
        position = match.end()
    found.append(Token(Kind.END, "", len(source)))
    return tuple(found)


def _token(match: re.Match[str], before: Token | None) -> Token:
    group = match.lastgroup or ""
    text, at = match.group(group), match.start(group)
    if group == "name":
        operator = text in _WORDS and _follows_operand(before)
        return Token(Kind.OPERATOR if operator else Kind.NAME, text, at)
    if text == "*" and _follows_operand(before):
        return Token(Kind.OPERATOR, text, at)
    return Token(_KINDS[group], text, at)


def _follows_operand(before: Token | None) -> bool:
    """Whether `*`, `and`, `div` … after this token are operators and not names (XPath 1.0, section 3.7)."""
    if before is None or before.kind is Kind.OPERATOR:
        return False
    return not (before.kind is Kind.MARK and before.text in _BEFORE_OPERAND)


def _misfit(source: str, position: int) -> SyntaxProblem:
    while source[position].isspace():
        position += 1
    character = source[position]
    if character in CURLY:
        return SyntaxProblem("curly-quote", position, "syntax-curly", text=character)
    if character in "'\"":
        curly = re.search(f"[{CURLY}]", source[position:])
        if curly is not None:
            return _misfit(source, position + curly.start())
        return SyntaxProblem("unterminated-string", position, "syntax-unterminated", text=character)
    if source.startswith("${", position):
        return SyntaxProblem("unresolved-reference", position, "syntax-reference")
    if character == "$":
        return SyntaxProblem("variable", position, "syntax-variable")
    if character == "&":
        return SyntaxProblem("unexpected-character", position, "syntax-write-instead", text="&", meant="and")
    if character == "!":
        return SyntaxProblem("unexpected-character", position, "syntax-stands-alone", text="!", meant="!=")
    if character in "≤≥≠":
        spelled = {"≤": "<=", "≥": ">=", "≠": "!="}[character]
        return SyntaxProblem(
            "unexpected-character", position, "syntax-write-instead", text=character, meant=spelled
        )
    return SyntaxProblem("unexpected-character", position, "syntax-character", text=repr(character))
