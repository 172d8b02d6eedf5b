"""A stratified random sample that anybody can draw again: the same records and seed give the same one, in any order, on any machine.

Each record gets a number made from the seed and its case ID alone (SHA-256); within a stratum the lowest numbers are drawn and
the rest wait in that order as reserves. So every set of records of a stratum has the same chance, and no random generator's
version matters (permanent random numbers: Ohlsson, “Coordination of samples using permanent random numbers”, 1995).
Strata get places by the largest remainder (Hamilton's method): each within one of its exact share.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foundation.names import folded

# Why a record is left out, kept with it; and the one stratum of a list that is not divided.
FAMILY, RESTRICTED = "Another child of the family", "Restricted"
IS_OPEN, IS_CLOSED, CLOSED_SOME_DAY = "Still open", "Closed", "Closed, and the list does not say when"
OTHER_PLAN = "Another plan type"
WHOLE_LIST = "All records"


def already_in(month: str) -> str:
    return f"Already in {month}"


def audited_since(month: str) -> str:
    return f"Audited since {month}"


def open_under(weeks: int) -> str:
    return f"Open under {weeks} weeks"


def closed_over(months: int) -> str:
    return f"Closed over {months} month{'' if months == 1 else 's'} ago"


class DoesNotFit(ValueError):
    """The sample that was asked for cannot be drawn; the message says why and what to change."""


@dataclass(frozen=True)
class Candidate:
    """One record: its stratum, its family where it is known, and why it is left out, if it is."""

    case: str
    stratum: str
    family: str = ""
    left_out: str = ""


@dataclass(frozen=True)
class Stratum:
    """`cases` can be drawn; `share` is the exact, fractional share of the places, `drawn` how many it got."""

    cases: int
    drawn: int
    share: float


@dataclass(frozen=True)
class Draw:
    """What one draw says. Strata stand in the order of the alphabet; drawn and reserves in the order of the draw."""

    seed: int
    drawn: dict[str, list[str]]
    reserves: dict[str, list[str]]
    left_out: dict[str, list[str]]
    strata: dict[str, Stratum]

    @property
    def cases(self) -> list[str]:
        return [case for cases in self.drawn.values() for case in cases]


def draw(candidates: Iterable[Candidate], *, size: int, seed: int, minimum: int = 0) -> Draw:
    """Draw `size` of the records that are not left out, or all where there are fewer; at most one child of a family.

    Raises DoesNotFit where there is nothing to draw, or where `minimum` a stratum cannot be kept.
    """
    ordered = sorted(candidates, key=lambda each: _number(seed, each.case))
    left_out: dict[str, list[str]] = defaultdict(list)
    order: dict[str, list[str]] = defaultdict(list)
    families: set[str] = set()
    for each in ordered:
        # The first child of a family in the draw is kept, so each has about the same chance as an only child.
        reason = each.left_out or (FAMILY if each.family and each.family in families else "")
        if reason:
            left_out[reason].append(each.case)
            continue
        families.add(each.family)
        order[each.stratum].append(each.case)
    sizes = {stratum: len(order[stratum]) for stratum in sorted(order)}
    places = allot(sizes, size, minimum)
    return Draw(
        seed=seed,
        drawn={stratum: order[stratum][:count] for stratum, count in places.items()},
        reserves={stratum: order[stratum][count:] for stratum, count in places.items()},
        left_out={reason: sorted(left_out[reason]) for reason in sorted(left_out)},
        strata={name: Stratum(sizes[name], count, exact_places(name, sizes, size)) for name, count in places.items()},
    )


def exact_places(name: str, sizes: Mapping[str, int], size: int) -> float:
    """The exact share of one stratum, of all that can be drawn where these are fewer than `size`."""
    total = sum(sizes.values())
    return min(size, total) * sizes[name] / total


def allot(sizes: Mapping[str, int], size: int, minimum: int = 0) -> dict[str, int]:
    """How many places each stratum gets, in proportion to its cases and within one of its exact share.

    Equal remainders go by name. Strata whose share is under `minimum` get that many; the others share what is left in proportion.
    """
    total = sum(sizes.values())
    if not total:
        raise DoesNotFit("Every record of the list is left out, so nothing can be drawn. Check the rules, or bring another list.")
    if size < 1:
        raise DoesNotFit("The sample must have at least 1 record.")
    places = min(size, total)
    _require_room(sizes, places, minimum)
    raised: set[str] = set()
    while True:
        rest = {name: cases for name, cases in sizes.items() if name not in raised}
        left, cases = places - minimum * len(raised), sum(rest.values())
        below = {name for name, count in rest.items() if left * count < minimum * cases}
        if not below:
            break
        raised |= below
    return {name: minimum if name in raised else 0 for name in sizes} | _largest_remainder(rest, left)


def _require_room(sizes: Mapping[str, int], places: int, minimum: int) -> None:
    if minimum < 0:
        raise DoesNotFit("The minimum of a stratum cannot be below 0.")
    if minimum * len(sizes) > places:
        raise DoesNotFit(
            f"{minimum} from each of {len(sizes)} strata needs {minimum * len(sizes)} places, but there are {places}. "
            "Choose a smaller minimum, fewer columns or a larger sample."
        )
    small = [f"{name} ({cases})" for name, cases in sorted(sizes.items(), key=lambda each: folded(each[0])) if cases < minimum]
    if small:
        raise DoesNotFit(f"{minimum} cannot be drawn from: {'; '.join(small)}. Choose a smaller minimum or fewer columns.")


def _largest_remainder(sizes: Mapping[str, int], places: int) -> dict[str, int]:
    total = sum(sizes.values())
    whole = {name: divmod(places * cases, total) for name, cases in sizes.items()}
    over = places - sum(count for count, _ in whole.values())
    first = sorted(sizes, key=lambda name: (-whole[name][1], name))[:over]
    return {name: count + (name in first) for name, (count, _) in whole.items()}


def _number(seed: int, case: str) -> tuple[bytes, str]:
    return hashlib.sha256(f"{seed}\n{case}".encode()).digest(), case
