"""How often practice was watched. An observation says in words what was seen, so that it is counted and not weighed."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.urls import reverse

from audits.calculations import is_small
from foundation.council.months import period_name
from insight.triangulation.calculations import PracticeEvidence
from insight.triangulation.enums import EvidenceSource
from insight.triangulation.queries.observed import observed_in
from observations.permissions import can_see_the_list

from .asked import WITHHELD, EvidenceAsked, PracticeSource

if TYPE_CHECKING:
    from insight.pages.behind import AuditsBehind


class ObservedPractice(PracticeSource):
    source = EvidenceSource.OBSERVATIONS
    good, counted = "strong", "observations"

    def read(self, asked: EvidenceAsked) -> Mapping[str, Iterable[PracticeEvidence]]:
        seen = observed_in(asked.scope, asked.months_seen)
        if not seen:
            return {}
        is_shown = not asked.is_wider or not (asked.scope.is_narrowed or is_small(seen))
        evidence = PracticeEvidence(
            self.source,
            f"Observations of {period_name(asked.scope.first, asked.scope.last)}",
            f"{seen} recorded" if is_shown else WITHHELD,
            note="Said in words, not as a judgement",
            is_withheld=not is_shown,
            months=tuple(asked.months_seen),
        )
        return {"": [evidence]}

    def rows(self, evidence: PracticeEvidence, domain: str, audits: "AuditsBehind | None", asked: EvidenceAsked) -> str:
        return reverse("observations:list") if asked.person and can_see_the_list(asked.person) else ""
