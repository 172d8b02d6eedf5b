"""Drawing from a binomial distribution, in a time that hardly depends on how many are drawn.

`random` has it from Python 3.12 on; the portal runs on 3.11.
"""

from math import floor, lgamma, log, log1p, sqrt
from random import Random

# Below this many expected it is quicker to go from one success to the next.
_FEW = 10


def binomial_draw(trials: int, chance: float, dice: Random) -> int:
    """How many of ``trials`` succeed, each with ``chance``, 0 to 1. Raises ValueError for what is neither."""
    if trials < 0 or not 0 <= chance <= 1:
        raise ValueError("Trials cannot be negative, and a chance is from 0 to 1.")
    if chance > 0.5:
        return trials - binomial_draw(trials, 1 - chance, dice)
    if not trials or not chance:
        return 0
    return _by_gaps(trials, chance, dice) if trials * chance < _FEW else _by_rejection(trials, chance, dice)


def _by_gaps(trials: int, chance: float, dice: Random) -> int:
    """From one success to the next, whose distance is geometric. Devroye, L. (1986), Non-Uniform Random Variate Generation, chapter X.4."""
    scale, successes, place = log1p(-chance), 0, 0
    while True:
        # 1 − random() is never nought.
        gap = log(1 - dice.random()) / scale
        if gap >= trials - place:
            return successes
        place += floor(gap) + 1
        successes += 1


def _by_rejection(trials: int, chance: float, dice: Random) -> int:
    """Hörmann, W. (1993), The generation of binomial random variates, Journal of Statistical Computation and Simulation 46, 101–110:
    algorithm BTRS.
    """
    spread = sqrt(trials * chance * (1 - chance))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * chance
    centre, sure = trials * chance + 0.5, 0.92 - 4.2 / b
    alpha, odds, mode = (2.83 + 5.1 / b) * spread, log(chance / (1 - chance)), floor((trials + 1) * chance)
    height = lgamma(mode + 1) + lgamma(trials - mode + 1)
    while True:
        first, second = dice.random() - 0.5, dice.random()
        near = 0.5 - abs(first)
        drawn = floor((2 * a / near + b) * first + centre) if near else -1
        if not 0 <= drawn <= trials:
            continue
        if near >= 0.07 and second <= sure:
            return drawn
        weight = second * alpha / (a / (near * near) + b)
        if log(weight) <= height - lgamma(drawn + 1) - lgamma(trials - drawn + 1) + (drawn - mode) * odds if weight else True:
            return drawn
