"""Case IDs as somebody pastes them: one a line, or several on it, each perhaps with its team behind it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_MARK = re.compile(r"^(?:\(?\d{1,2}[.)]\s+|[•*–—-]\s+)")
_BETWEEN = re.compile(r"[\t;,]")


@dataclass(frozen=True)
class PastedCase:
    """`team` is the key of the team that is named behind it, None where none is."""

    case_id: str
    team: int | None = None


def pasted_cases(text: str, teams: Mapping[str, int]) -> Sequence[PastedCase]:
    """In their order. `teams` has the key of each by its name in small letters; any other word on a line is a case ID of its own."""
    found: list[PastedCase] = []
    for line in text.splitlines():
        for piece in _BETWEEN.split(_MARK.sub("", line.strip())):
            words = " ".join(piece.split())
            team = teams.get(words.casefold())
            if team is not None and found:
                found[-1] = PastedCase(found[-1].case_id, team)
            elif words:
                found.append(PastedCase(words))
    return found
