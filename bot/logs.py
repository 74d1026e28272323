"""Log lines: a short action and fields. The token and people's answers never stand in one."""

from __future__ import annotations

import logging
import sys
from typing import TextIO

import structlog


class Patient:
    """A stream whose disk may be full, or that is closed by now (ValueError): a line that cannot be written is lost,
    and nothing else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except (OSError, ValueError):
            return 0

    def flush(self) -> None:
        try:
            self._stream.flush()
        except (OSError, ValueError):
            return


def set_up(level: str) -> None:
    """Log to stderr. Libraries that would print addresses (with the token) or raw updates are held back."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(
                key_order=["timestamp", "level", "event"], drop_missing=True
            )
            if not sys.stderr.isatty()
            else structlog.dev.ConsoleRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(Patient(sys.stderr)),  # type: ignore[arg-type]  # write and flush
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    logging.getLogger("telegram").setLevel(logging.ERROR)
    logging.getLogger("telegram.Bot").setLevel(logging.CRITICAL + 1)  # it prints raw updates when it fails
