"""Fuzz, races and long walks could go on for hours: `make test` runs a bounded share of each, another one each time; `make test-long` all.

The seed is printed at the head of the run; `TESTS_SEED=… make test` runs the same share again.
"""

import os
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

WHOLE = os.environ.get("TESTS") == "whole"
# The workers of one run inherit it, so that all of them collect the same tests.
SEED = int(os.environ.setdefault("TESTS_SEED", str(random.SystemRandom().randrange(10_000))))


def share_of(items: Sequence[T], at_most: int, *, about: str = "") -> list[T]:
    """Some of ``items`` in their order, others by seed; all of them in `make test-long`.

    Name in ``about`` what they are where two shares are drawn from lists of one length.
    """
    if WHOLE or len(items) <= at_most:
        return list(items)
    chosen = random.Random(f"{SEED} {about}").sample(range(len(items)), at_most)
    return [items[place] for place in sorted(chosen)]


def examples(many: int) -> int:
    """How many Hypothesis makes up of ``many`` in `make test`, others each time: a fourth. All in `make test-long`."""
    return many if WHOLE else max(3, many // 4)
