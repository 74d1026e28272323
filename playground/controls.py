"""The part of the People API that turns the world itself: clock, faults, the bot's process, waiting."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from playground.acts import Act
from playground.clock import next_moment
from playground.faults import Kind
from playground.idleness import settle
from playground.limits import Mode
from playground.people import Mistake


async def settled(act: Act) -> Any:
    quiet, patience = act.number("quiet", 0.05), act.number("patience", 10)
    return {"idle": await settle(act.account, quiet, patience)}


def clock(act: Act) -> Any:
    return {"now": act.world.clock.now().isoformat(), "frozen": act.world.clock.frozen}


def move_clock(act: Act) -> Any:
    try:
        if act.body.get("moment"):
            moment = datetime.fromisoformat(act.text("moment"))
            act.world.clock.move_to(moment.replace(tzinfo=act.zone) if act.body.get("zone") else moment)
        elif act.body.get("next"):
            act.world.clock.move_to(next_moment(act.world.clock.now(), act.text("next"), act.zone))
        else:
            act.world.clock.advance(act.number("seconds"))
    except OverflowError:
        raise Mistake("the clock cannot go that far") from None
    except ValueError as error:
        raise Mistake(str(error)) from None
    act.world.hub.publish("clock", **clock(act))
    return clock(act)


def list_faults(act: Act) -> Any:
    return [fault.view() for fault in act.world.faults.listed()]


def order_fault(act: Act) -> Any:
    try:
        kind = Kind(act.text("kind"))
    except ValueError:
        raise Mistake(f"a fault is one of {', '.join(Kind)}") from None
    fault = act.world.faults.order(
        kind,
        method=act.text("method"),
        chat_id=act.whole("chat_id"),
        times=max(0, act.whole("times", 1) if "times" in act.body else 1),
        seconds=act.number("seconds", 1),
    )
    act.world.hub.publish("faults", faults=list_faults(act))
    return fault.view()


def remove_faults(act: Act) -> Any:
    act.world.faults.remove(act.optional("id"))
    act.world.hub.publish("faults", faults=list_faults(act))
    return list_faults(act)


def limits(act: Act) -> Any:
    """Which of Telegram's limits on sending the bot has broken, and whether they are enforced."""
    return act.account.limits.view()


def set_limits(act: Act) -> Any:
    """`mode` is off, watch or strict; what was sent and broken before is forgotten."""
    try:
        act.account.limits.mode = Mode(act.text("mode", act.account.limits.mode.value))
    except ValueError:
        raise Mistake(f"limits are one of {', '.join(Mode)}") from None
    act.account.limits.forget()
    act.world.hub.publish("limits", bot=act.account.id, limits=limits(act))
    return limits(act)


def process(act: Act) -> Any:
    """'' without a controller."""
    return {"process": act.world.controller.status() if act.world.controller else ""}


async def control(act: Act) -> Any:
    controller, wish = act.world.controller, act.request.path_params["wish"]
    if controller is None:
        raise Mistake("the bot was not started by the playground, so it cannot be killed from here")
    wishes: dict[str, Callable[[], Awaitable[None]]] = {
        "kill": controller.kill,
        "stop": controller.stop,
        "restart": controller.restart,
    }
    if wish not in wishes:
        raise Mistake("kill, stop or restart")
    await wishes[wish]()
    act.world.hub.publish("process", process=controller.status())
    return {"process": controller.status()}


def log(act: Act) -> Any:
    return {"problems": list(act.world.problems), "calls": list(act.world.calls)}
