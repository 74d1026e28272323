"""Refusals in words: what happened and what to do, never whose fault it is."""

from __future__ import annotations

from bot.flows.problems import Problem
from bot.screens.length import line
from bot.screens.phrases import Html, Phrases


def problem(p: Phrases, refused: Problem, example: str = "") -> Html:
    """'⚠️ …' and, where one is known, an example. The form's own sentence wins: its author knows why."""
    own = line(refused.text or "", 500)
    if own:
        said = p("problem-own", text=own)
    else:
        key = refused.key if p.has(refused.key) or p.strict else "problem-other"
        facts = {name: line(v, 200) if isinstance(v, str) else v for name, v in refused.params.items()}
        said = p("problem-said", text=p(key, **facts))
    shown = line(refused.example or example, 80)
    return Html(f"{said}\n{p('problem-example', example=shown)}") if shown else said
