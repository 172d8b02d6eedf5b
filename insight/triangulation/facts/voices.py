"""What children, families, practitioners and partner agencies answered to questions on a domain, or said of it in words that were coded."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from audits.enums import ThemeReply
from foundation.council.months import period_name
from foundation.lookups.read_together import ListQuestion
from insight.calculations import Share
from insight.triangulation.calculations import PracticeEvidence
from insight.triangulation.enums import EvidenceSource
from insight.triangulation.queries.observed import asked_of_said, by_domain, voices_of
from voices.enums import VoiceGroup

from .asked import WITHHELD, EvidenceAsked, PracticeSource, may_be_shown, rows_address, shown_of

if TYPE_CHECKING:
    from insight.pages.behind import AuditsBehind


GOOD = (ThemeReply.YES,)


class VoicesSaid(PracticeSource):
    """Each voice once, by the lowest of its replies on the domain and of what its words are coded to say of it. Other words are read, and
    not weighed.
    """

    source = EvidenceSource.VOICES
    good, counted = "positive", "voices"

    def questions(self, asked: EvidenceAsked) -> Sequence[ListQuestion[Any]]:
        return [asked_of_said(voices_of(asked.scope, months)) for months in (asked.months_seen, asked.months_seen_before)]

    def read(self, asked: EvidenceAsked, *answers: Any) -> Mapping[str, Iterable[PracticeEvidence]]:
        found, before = answers
        shown = {name: (counts, groups) for name, counts, groups in by_domain(shown_of(asked, found, GOOD))}
        earlier = {name: counts for name, counts, _ in by_domain(shown_of(asked, before, GOOD))}
        nothing: tuple[Counter[str], set[VoiceGroup]] = (Counter(), set())
        return {name: [self._evidence(*shown.get(name, nothing), earlier.get(name), asked)] for name, _, _ in by_domain(found)}

    def _evidence(
        self, counts: Counter[str], groups: Collection[VoiceGroup], earlier: Counter[str] | None, asked: EvidenceAsked
    ) -> PracticeEvidence:
        share = _share(counts)
        is_shown = may_be_shown(asked, share)
        before = _share(earlier) if earlier else None
        whose = ", ".join(str(group.label).lower() for group in VoiceGroup if group in groups)
        return PracticeEvidence(
            self.source,
            f"Voices of {period_name(asked.scope.first, asked.scope.last)}" + (f" ({whose})" if is_shown else ""),
            f"positive in {share.count} of {share.n}" if is_shown else WITHHELD,
            good=share if is_shown else None,
            before=before if before and is_shown and may_be_shown(asked, before) else None,
            is_withheld=not is_shown,
        )

    def rows(self, evidence: PracticeEvidence, domain: str, audits: "AuditsBehind | None", asked: EvidenceAsked) -> str:
        return rows_address(self.source, domain, audits, asked)


def _share(counts: Counter[str]) -> Share:
    return Share(counts[ThemeReply.YES], counts.total())
