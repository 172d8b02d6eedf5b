"""A whole text, sentence by sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .counted import CountTable, counted_claims
from .moved import Movement, moved_claims
from .sentences import sentences

MOST_SHOWN = 3


@dataclass(frozen=True)
class Claim:
    """What a text says: whether the figures bear it out (`holds`, None where nobody can tell), what they are in words (`shown`), and the
    names of the tables or figures that it is `about`: of several those that bear it out.
    """

    phrase: str
    holds: bool | None
    shown: str
    about: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What is wrong, for the person who wrote it."""
        return f"“{self.phrase}” is not what the figures show: {self.shown}." if self.shown else f"“{self.phrase}” contradicts itself."


def claims_of(text: str, tallies: Sequence[CountTable] = (), movements: Sequence[Movement] = ()) -> list[Claim]:
    found: list[Claim] = []
    for paragraph in text.split("\n"):
        context = ""
        for sentence in sentences(paragraph):
            found += _of_sentence(sentence, context, tallies, movements)
            context = f"{context} {sentence}"
    return found


def contradicted(text: str, tallies: Sequence[CountTable] = (), movements: Sequence[Movement] = ()) -> list[Claim]:
    """Those that the figures do not bear out, each once."""
    wrong = (claim for claim in claims_of(text, tallies, movements) if claim.holds is False)
    return list({(claim.phrase, claim.shown): claim for claim in wrong}.values())


def _of_sentence(sentence: str, context: str, tallies: Sequence[CountTable], movements: Sequence[Movement]) -> Iterator[Claim]:
    found: list[tuple[str, bool | None, Sequence[CountTable] | Sequence[Movement]]] = []
    found += counted_claims(sentence, tallies, context) if tallies else []
    found += moved_claims(sentence, movements)
    for phrase, holds, about in found:
        yield Claim(phrase, holds, _listed(each.shown for each in about), tuple(each.name for each in about))


def _listed(shown: Iterable[str]) -> str:
    every = list(dict.fromkeys(shown))
    more = f"; and {len(every) - MOST_SHOWN} more" if len(every) > MOST_SHOWN else ""
    return "; ".join(every[:MOST_SHOWN]) + more
