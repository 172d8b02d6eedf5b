"""Every source, in the order in which pages show them, and all that they say beside each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice

from foundation.lookups.read_together import answers_to
from insight.triangulation.calculations import Contradiction, PracticeEvidence, contradictions, sources_say
from insight.triangulation.enums import EvidenceSource, SourcesSay

from .asked import EvidenceAsked, OfPractice, PracticeSource, ThemeAsked
from .audits import GradedAudits
from .figures import LinkedFigures
from .observations import ObservedPractice
from .samples import DipSamples
from .themes import FindingsOnTheme, VoicesOnTheme
from .voices import VoicesSaid

SOURCES: tuple[PracticeSource, ...] = (GradedAudits(), ObservedPractice(), VoicesSaid(), DipSamples(), LinkedFigures())
BY_SOURCE: Mapping[str, PracticeSource] = {each.source: each for each in SOURCES}
# What is known of a theme itself, and what is read of its domains: their voices are not, since the theme's are among them.
OF_THEME: Mapping[str, PracticeSource] = {each.source: each for each in (FindingsOnTheme(), VoicesOnTheme())}
BESIDE_THEME = tuple(each for each in SOURCES if each.source != EvidenceSource.VOICES)


@dataclass(frozen=True)
class Triangulation:
    """One practice, by the name of its domain or theme, empty for all of practice: what each source says, and which contradict each
    other.
    """

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
    for said in _read(asked, sources):
        for name, evidence in said.items():
            if name in found:
                found[name] += evidence
    return [Triangulation(name, evidence) for name, evidence in found.items()]


def _read(asked: EvidenceAsked, sources: Iterable[PracticeSource]) -> Iterator[Mapping[str, Iterable[PracticeEvidence]]]:
    """What each source says; whatever they ask is asked by one query."""
    questions = [(source, source.questions(asked)) for source in sources]
    answers = iter(answers_to(*chain.from_iterable(own for _, own in questions)))
    for source, own in questions:
        yield source.read(asked, *islice(answers, len(own)))


def triangulate_theme(asked: EvidenceAsked) -> Triangulation:
    """What is known of the theme itself and of the domains to which it belongs, by source; in a fixed number of queries."""
    theme = asked.theme or ThemeAsked()
    own = [each for said in _read(asked, OF_THEME.values()) for each in said.get(theme.name, ())]
    places = list(EvidenceSource)
    return Triangulation(theme.name, sorted([*own, *_beside(asked, theme)], key=lambda each: places.index(each.source)))


def _beside(asked: EvidenceAsked, theme: ThemeAsked) -> Iterator[PracticeEvidence]:
    """What is linked with several of its domains, such as a figure, comes once."""
    for read in _read(asked, BESIDE_THEME) if theme.domains else ():
        found: dict[tuple[str, PracticeEvidence], list[str]] = {}
        for domain in theme.domains:
            for each in read.get(domain, ()):
                found.setdefault((each.row or domain, each), []).append(domain)
        for (_, each), of in found.items():
            yield replace(each, name=f"{each.name} ({', '.join(of)})", domains=tuple(of))


def reader_of(evidence: PracticeEvidence) -> PracticeSource:
    """The source that has read it."""
    return (OF_THEME if evidence.theme else BY_SOURCE)[evidence.source]
