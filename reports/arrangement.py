"""Which sections a report has, in which order and under which headings: what the council or the writer chose, held against those that there
are. Plain values.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .sections import PLAN, SECTIONS, SectionPlan, heading_of


@dataclass(frozen=True)
class Placed:
    """What was chosen of one section; an empty `heading` is the section's own."""

    key: str
    heading: str = ""
    is_shown: bool = True


@dataclass(frozen=True)
class ArrangedSection:
    plan: SectionPlan
    heading: str
    is_shown: bool

    @property
    def key(self) -> str:
        return self.plan.key

    @property
    def placed(self) -> Placed:
        return Placed(self.key, "" if self.heading == self.plan.heading else self.heading, self.is_shown)


def arranged(chosen: Sequence[Placed]) -> list[ArrangedSection]:
    """Every section that there is, shown or not. One that nothing was chosen of, since it is newer, comes after that before it."""
    plans = {plan.key: plan for plan in SECTIONS}
    found = [
        ArrangedSection(plans[each.key], each.heading or plans[each.key].heading, each.is_shown) for each in chosen if each.key in plans
    ]
    place = 0
    for plan in SECTIONS:
        at = next((at for at, each in enumerate(found) if each.key == plan.key), None)
        if at is None:
            found.insert(place, ArrangedSection(plan, plan.heading, is_shown=True))
            at = place
        place = at + 1
    return found


def heading_in(chosen: Sequence[Placed], key: str) -> str:
    """How a report that is arranged so calls a section, or where else a text stands."""
    if key.startswith(PLAN):
        return heading_of(key)
    return next((each.heading for each in arranged(chosen) if each.key == key), "") or heading_of(key)


def keys_shown(chosen: Sequence[Placed]) -> set[str]:
    return {each.key for each in arranged(chosen) if each.is_shown}
