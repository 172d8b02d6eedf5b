"""Every source, in the order in which pages show them, and all that they say beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from insight.triangulation.calculations import Contradiction, PracticeEvidence, contradictions, sources_say
from insight.triangulation.enums import SourcesSay

from .asked import EvidenceAsked, OfPractice, PracticeSource
from .audits import GradedAudits
from .figures import LinkedFigures
from .observations import ObservedPractice
from .samples import DipSamples
from .voices import VoicesSaid

SOURCES: tuple[PracticeSource, ...] = (GradedAudits(), ObservedPractice(), VoicesSaid(), DipSamples(), LinkedFigures())
BY_SOURCE: Mapping[str, PracticeSource] = {each.source: each for each in SOURCES}


@dataclass(frozen=True)
class Triangulation:
    """One practice, by the name of its domain, empty for all of practice: what each source says, and which contradict each other."""

    domain: str
    evidence: Sequence[PracticeEvidence]

    @cached_property
    def contradictions(self) -> Sequence[Contradiction]:
        return contradictions(self.evidence)

    @cached_property
    def says(self) -> SourcesSay:
        return sources_say(self.evidence, self.contradictions)


def triangulate(asked: EvidenceAsked, domains: Sequence[str], sources: Sequence[PracticeSource] = SOURCES) -> list[Triangulation]:
    """All of practice first, then each of the domains; in a fixed number of queries, however many months and rows there are."""
    found: OfPractice = {"": [], **{name: [] for name in domains}}
    for source in sources:
        for name, evidence in source.read(asked).items():
            if name in found:
                found[name] += evidence
    return [Triangulation(name, evidence) for name, evidence in found.items()]
