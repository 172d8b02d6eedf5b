"""Pure functions on what was said and on counts of voices."""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from audits.calculations import FEWEST

G = TypeVar("G", bound=Hashable)

_LEFT_OUT = re.compile(r"\[[^\]]*\]|…|\.\.\.")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_EDGES = " .,;:!?\"'"


def is_said_in(quote: str, texts: Iterable[str]) -> bool:
    """Whether one of the texts has the words of a quote in this order; … and square brackets stand for whatever was there."""
    parts = [part for each in _LEFT_OUT.split(quote) if (part := _plain(each))]
    return bool(parts) and any(_in_order(parts, _plain(text)) for text in texts)


def _plain(text: str) -> str:
    return " ".join(text.translate(_QUOTES).casefold().split()).strip(_EDGES)


def _in_order(parts: list[str], text: str) -> bool:
    place = 0
    for part in parts:
        found = text.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return True


@dataclass(frozen=True)
class VoiceTally:
    """How many voices were asked for, and what came of it. Those that nobody asked for are apart: `not_asked`."""

    waiting: int = 0
    obtained: int = 0
    declined: int = 0
    not_reached: int = 0
    not_asked: int = 0

    @property
    def asked(self) -> int:
        return self.waiting + self.obtained + self.declined + self.not_reached

    def __add__(self, other: "VoiceTally") -> "VoiceTally":
        return VoiceTally(
            self.waiting + other.waiting,
            self.obtained + other.obtained,
            self.declined + other.declined,
            self.not_reached + other.not_reached,
            self.not_asked + other.not_asked,
        )


def asked_words(tally: VoiceTally, expected: int) -> str:
    """“24 of 27 expected asked for, 15 obtained, 2 waited for”."""
    asked = f"{tally.asked} asked for, {expected} expected" if tally.asked > expected else f"{tally.asked} of {expected} expected asked for"
    waiting = f", {tally.waiting} waited for" if tally.waiting else ""
    return f"{asked}, {tally.obtained} obtained{waiting}"


def shown_of(groups: Mapping[G, VoiceTally]) -> tuple[dict[G, VoiceTally], list[G]]:
    """What a wider audience is shown: groups of which enough were asked, and the names of the others, which are in no sum either."""
    shown = {group: tally for group, tally in groups.items() if tally.asked >= FEWEST}
    return shown, [group for group, tally in groups.items() if group not in shown and tally != VoiceTally()]
