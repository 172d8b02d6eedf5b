"""What observers graded of practice, on the scale of observations, in areas that are set beside a domain."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from foundation.council.months import period_name
from foundation.lookups.read_together import ListQuestion
from insight.calculations import Share
from insight.triangulation.calculations import PracticeEvidence
from insight.triangulation.enums import EvidenceSource
from insight.triangulation.queries.observed import GOOD_GRADES, SCALE, SeenOrSaid, asked_of_observed, by_domain, observations_of
from observations.pages.observation import GRADE_WORDS

from .asked import WITHHELD, EvidenceAsked, PracticeSource, may_be_shown, rows_address, shown_of

if TYPE_CHECKING:
    from insight.pages.behind import AuditsBehind


class ObservedPractice(PracticeSource):
    """Each observation once, by the lowest grade of its areas. One that was not graded says in words what was seen, and is not weighed."""

    source = EvidenceSource.OBSERVATIONS
    good, counted = "strong or secure", "observations"

    def questions(self, asked: EvidenceAsked) -> Sequence[ListQuestion[Any]]:
        return [asked_of_observed(observations_of(asked.scope, months)) for months in (asked.months_seen, asked.months_seen_before)]

    def read(self, asked: EvidenceAsked, *answers: Any) -> Mapping[str, Iterable[PracticeEvidence]]:
        found, before = answers
        now = _counts(shown_of(asked, found, GOOD_GRADES))
        earlier = _counts(shown_of(asked, before, GOOD_GRADES))
        return {name: [self._evidence(now.get(name, {}), earlier.get(name), asked)] for name in _counts(found)}

    def _evidence(self, counts: Mapping[str, int], earlier: Mapping[str, int] | None, asked: EvidenceAsked) -> PracticeEvidence:
        share = share_of_good(counts)
        is_shown = may_be_shown(asked, share)
        before = share_of_good(earlier) if earlier else None
        return PracticeEvidence(
            self.source,
            f"Observations of {period_name(asked.scope.first, asked.scope.last)}",
            f"strong or secure in {share.count} of {share.n}{_each(counts)}" if is_shown else WITHHELD,
            good=share if is_shown else None,
            before=before if before and is_shown and may_be_shown(asked, before) else None,
            is_withheld=not is_shown,
        )

    def rows(self, evidence: PracticeEvidence, domain: str, audits: "AuditsBehind | None", asked: EvidenceAsked) -> str:
        return rows_address(self.source, domain, audits, asked)


def _counts(found: Iterable[SeenOrSaid]) -> dict[str, Mapping[str, int]]:
    return {name: counts for name, counts, _ in by_domain(found)}


def share_of_good(counts: Mapping[str, int]) -> Share:
    return Share(sum(counts.get(grade, 0) for grade in GOOD_GRADES), sum(counts.values()))


def _each(counts: Mapping[str, int]) -> str:
    given = [f"{counts[grade]} {GRADE_WORDS[grade].lower()}" for grade in SCALE if counts.get(grade)]
    return f": {', '.join(given)}" if len(given) > 1 else ""
