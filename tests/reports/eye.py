"""Pictures are compared as the eye compares them: small, with tolerance for letters of another build."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
from PIL import Image

GOLDEN = Path(__file__).parent / "golden"
BLOCK = 12  # pixels; a letter that is drawn a pixel aside hardly changes the mean of a block
WORST = 40.0  # of 255, of any one block
USUAL = 2.0  # on average


def distance(one: bytes, other: bytes) -> tuple[float, float]:
    """The worst and the mean difference of small blocks; far apart when the sizes differ much."""
    first, second = _blocks(one), _blocks(other)
    if abs(first.shape[0] - second.shape[0]) > 2 or first.shape[1] != second.shape[1]:
        return 255.0, 255.0
    rows = min(first.shape[0], second.shape[0])
    apart = np.abs(first[:rows] - second[:rows])
    return float(apart.max()), float(apart.mean())


def compare(name: str, picture: bytes) -> None:
    """Hold a picture against its golden one; `GOLDEN=1` (make golden) writes it anew for the eye to judge."""
    path = GOLDEN / f"{name}.png"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(picture)
        return
    worst, usual = distance(picture, path.read_bytes())
    assert worst <= WORST and usual <= USUAL, f"{name} looks different: {worst:.0f}, {usual:.2f}"


def _blocks(png: bytes) -> np.ndarray:
    image = np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=np.float64)
    high, wide = image.shape[0] // BLOCK, image.shape[1] // BLOCK
    cut = image[: high * BLOCK, : wide * BLOCK]
    return cut.reshape(high, BLOCK, wide, BLOCK, 3).mean(axis=(1, 3))
