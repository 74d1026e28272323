"""`pilar round update`: a corrected form into an open round, with a receipt of what that does to the answers."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.refusal import Refused
from bot.cli.round_ import read_pictures
from bot.cli.work import in_database, settings
from bot.clock import clock_from
from bot.screens.findings import sentence

if TYPE_CHECKING:
    from bot.services.publishing import Receipt


def update(
    number: Annotated[int, typer.Argument(help="As pilar round list shows it.")],
    form: Annotated[
        Path, typer.Option(help="The corrected questionnaire; its form_id is that of the round.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what it would do.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Pin a round to a new version of its form. Answers stay; those of dropped questions are kept, not counted."""
    from bot.flows.checking.findings import FormRejected
    from bot.flows.loading.xlsform import load_form
    from bot.services.pictures import names
    from bot.services.publishing import OtherForm, publish

    try:
        loaded = load_form(form)
    except FormRejected as rejected:
        lines = "\n".join(f"  {sentence(finding, 'en')}" for finding in rejected.findings)
        raise Refused(f"the form has mistakes (pilar form check {form}):\n{lines}") from None
    now = clock_from(settings().clock_file)()
    try:
        receipt = in_database(
            lambda conn: publish(
                conn,
                number,
                form=loaded.form,
                xform=loaded.xform,
                at=now,
                pictures=read_pictures(form, names(loaded.form)),
                only_tell=dry_run,
            )
        )
    except LookupError:
        raise Refused(f"there is no round {number}; see pilar round list") from None
    except OtherForm as other:
        raise Refused(
            f"round {number} asks {other.wanted!r}, and {form.name} is {other.found!r}: "
            "a new version keeps its form_id"
        ) from None
    if as_json:
        typer.echo(json.dumps({"round": number, "dry_run": dry_run, **asdict(receipt)}, ensure_ascii=False))
        return
    for line in _told(number, receipt, dry_run=dry_run):
        typer.echo(line)


def _told(number: int, receipt: Receipt, *, dry_run: bool) -> list[str]:
    if receipt.same:
        return [f"Round {number} has this very form already (version {receipt.new}); nothing is changed."]
    verb = "would go" if dry_run else "went"
    lines = [f"Round {number} {verb} from version {receipt.old or '-'} to {receipt.new or '-'}."]
    lines += [f"  new: {path}" for path in receipt.added]
    lines += [f"  dropped: {path} ({count} answers are kept)" for path, count in receipt.dropped.items()]
    lines += [
        f"  to be answered again: {path} ({count} answers do not fit)"
        for path, count in receipt.unfit.items()
    ]
    lines += [
        f"  sent before it had the new questions: {agency}, {section}" for agency, section in receipt.sent
    ]
    return lines
