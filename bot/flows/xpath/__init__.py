"""Expressions: XPath 1.0 with the functions of ODK and the meaning that JavaRosa gives them."""

from bot.flows.xpath.expressions import Environment, Expression, ExpressionProblem, compile_expression

__all__ = ["Environment", "Expression", "ExpressionProblem", "compile_expression"]
