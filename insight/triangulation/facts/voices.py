"""Whether children, families and practitioners were heard in audits. That says whether they were asked, and nothing of practice."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.urls import reverse

from audits.enums import Voice, VoiceOutcome, WorkSubject
from foundation.council.months import period_name
from insight.calculations import Share
from insight.queries.counted_work import work_counted
from insight.triangulation.calculations import PracticeEvidence
from insight.triangulation.enums import EvidenceSource

from .asked import WITHHELD, EvidenceAsked, PracticeSource, may_be_shown

if TYPE_CHECKING:
    from insight.pages.behind import AuditsBehind

_WHOSE = {Voice.CHILD: "Children and young people", Voice.FAMILY: "Families"}


class VoicesInAudits(PracticeSource):
    source = EvidenceSource.VOICES
    good, counted = "heard", "audits"

    def read(self, asked: EvidenceAsked) -> Mapping[str, Iterable[PracticeEvidence]]:
        counts: dict[Voice, Counter[VoiceOutcome]] = {voice: Counter() for voice in Voice}
        for (month, _, key), number in work_counted(asked.scope, WorkSubject.VOICE).items():
            if month not in asked.hidden:
                voice, outcome = key.split(" ")
                counts[Voice(voice)][VoiceOutcome(outcome)] += number
        shares = {voice: Share(counts[voice][VoiceOutcome.OBTAINED], counts[voice].total()) for voice in _WHOSE}
        return {"": [self._evidence(voice, share, asked) for voice, share in shares.items() if share.n]}

    def _evidence(self, voice: Voice, share: Share, asked: EvidenceAsked) -> PracticeEvidence:
        is_shown = may_be_shown(asked, share)
        return PracticeEvidence(
            self.source,
            f"{_WHOSE[voice]} heard in audits of {period_name(asked.scope.first, asked.scope.last)}",
            f"in {share.words}" if is_shown else WITHHELD,
            note="Says whether they were asked, and nothing of practice",
            is_withheld=not is_shown,
        )

    def rows(self, evidence: PracticeEvidence, domain: str, audits: "AuditsBehind | None", asked: EvidenceAsked) -> str:
        return reverse("insight:health")
