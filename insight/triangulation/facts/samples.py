"""Dip samples that are planned on a domain: what the first question's answers were in the latest wave of the period."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from foundation.council.months import last_day
from foundation.documents.formats import uk_date
from foundation.lookups.read_together import ListQuestion
from insight.calculations import Share
from insight.triangulation.calculations import PracticeEvidence
from insight.triangulation.enums import EvidenceSource
from insight.triangulation.queries.samples import SampledWave, asked_of_waves

from .asked import WITHHELD, EvidenceAsked, PracticeSource, may_be_shown

if TYPE_CHECKING:
    from insight.pages.behind import AuditsBehind


class DipSamples(PracticeSource):
    """Of studies that this reader may open. Of a service or team its records; a record in a sample has no cohort or plan type."""

    source = EvidenceSource.SAMPLES
    good, counted = "Yes", "records"

    def questions(self, asked: EvidenceAsked) -> Sequence[ListQuestion[Any]]:
        scope = asked.scope
        if scope.cohort or scope.plan_type or scope.kind:
            return []
        return [asked_of_waves(asked.person, scope, last_day(scope.last))]

    def read(self, asked: EvidenceAsked, *answers: Any) -> Mapping[str, Iterable[PracticeEvidence]]:
        found: dict[str, list[PracticeEvidence]] = {}
        for waves in (each for studies in answers for each in studies):
            if waves[-1].drawn_on >= asked.scope.first:
                found.setdefault(waves[-1].domain, []).append(self._evidence(waves, asked))
        return found

    def _evidence(self, waves: list[SampledWave], asked: EvidenceAsked) -> PracticeEvidence:
        latest, earlier = waves[-1], waves[-2] if len(waves) > 1 else None
        share = Share(latest.yes, latest.n)
        is_shown = may_be_shown(asked, share)
        return PracticeEvidence(
            self.source,
            f"{latest.study}, {latest.wave}, drawn {uk_date(latest.drawn_on)}",
            f"Yes in {latest.yes} of {latest.n} (“{latest.question}”)" if is_shown else WITHHELD,
            good=share if is_shown else None,
            before=Share(earlier.yes, earlier.n) if is_shown and earlier and may_be_shown(asked, Share(earlier.yes, earlier.n)) else None,
            is_withheld=not is_shown,
            row=str(latest.number),
        )

    def rows(self, evidence: PracticeEvidence, domain: str, audits: "AuditsBehind | None", asked: EvidenceAsked) -> str:
        return reverse("studies:study", args=[evidence.row])
