"""What stops a command: said in one sentence that tells what to do, never as a traceback."""

from __future__ import annotations


class Refused(Exception):
    """A sentence for the operator."""
