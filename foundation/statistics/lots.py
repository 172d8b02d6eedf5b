"""Lots that anybody can draw again: the same for the same seed and number, on any machine."""

import hashlib

LOTS = 10_000


def lot_of(seed: int, number: int) -> int:
    """The lot of whatever has this number, from 0 to 9999."""
    digest = hashlib.sha256(f"{seed}:{number}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % LOTS


def is_drawn(lot: int, percentage: int) -> bool:
    """Whether a lot falls among the `percentage` that are drawn."""
    return lot < percentage * LOTS // 100
