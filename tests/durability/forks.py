"""Starts bots in a few milliseconds: a process that has imported everything makes each one by a fork.

What runs in the child is `pilar run` with settings of its own; it is a process like any other, and SIGKILL ends
it like any other. Orders come as lines of JSON on stdin, answers go to stdout; when stdin ends, all children do.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import signal
import sys
import time
from typing import Any

import uvicorn.lifespan.off  # imported here, so that no child has to
import uvicorn.loops.auto
import uvicorn.protocols.http.auto  # noqa: F401

import bot.app
from bot.cli.refusal import Refused
from bot.cli.run import run

Order = dict[str, Any]


def child(order: Order) -> int:
    """The bot, from its settings to its exit code."""
    code = 1
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDWR)
    for given, own in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(given, own)
    os.environ.update(order["env"])
    if "LIMIT" in os.environ:  # no file may grow beyond so many bytes: a full disk from the beginning
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(os.environ["LIMIT"]), most))
    try:
        run()
        code = 0
    except Refused as refused:
        print(f"pilar: {refused}", file=sys.stderr)
    return code


def start(order: Order, children: set[int]) -> int:
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            code = child(order)
        except BaseException as error:
            print(f"bot ended with {error!r}", file=sys.stderr)
        finally:
            sys.stderr.flush()
            os._exit(code)
    children.add(pid)
    return pid


def wait(pid: int, seconds: float, children: set[int]) -> int | None:
    """The exit code (negative: the signal); None if it still runs after so many seconds."""
    until = time.monotonic() + seconds
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            children.discard(pid)
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            return None
        time.sleep(0.002)


def main() -> None:
    children: set[int] = set()
    assert bot.app is not None
    gc.freeze()  # what is here already stays shared
    print(json.dumps({"ready": os.getpid()}), flush=True)
    try:
        for line in sys.stdin:
            order: Order = json.loads(line)
            if order["do"] == "start":
                answer: Order = {"pid": start(order, children)}
            else:
                answer = {"code": wait(order["pid"], order["seconds"], children)}
            print(json.dumps(answer), flush=True)
    finally:
        for pid in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
