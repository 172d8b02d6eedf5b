"""How audits were graded: of months of one stage together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from audits.calculations import MonthStanding
from audits.enums import Stage
from audits.queries.grade_words import grade_word
from foundation.council.months import months_between, period_name
from insight.answers.pages.words import months_in_words
from insight.calculations import Counts, MonthStage, domains_summed, good_or_better, graded, grades_in_words, stage_words, summed
from insight.triangulation.calculations import PracticeEvidence
from insight.triangulation.enums import EvidenceSource

from .asked import EvidenceAsked, PracticeSource

if TYPE_CHECKING:
    from insight.pages.behind import AuditsBehind


# Months by name, where others lie between them.
MOST_NAMED = 3


class GradedAudits(PracticeSource):
    source = EvidenceSource.AUDITS
    good, counted = "Good or better", "audits"

    def read(self, asked: EvidenceAsked, *answers: Any) -> Mapping[str, Iterable[PracticeEvidence]]:
        found: dict[str, list[PracticeEvidence]] = {}
        for stage in (Stage.AGREED, Stage.PRE):
            months = [month for month in asked.months if month.stage == stage]
            earlier = counts_by_practice([month for month in asked.before if month.stage == stage])
            for name, counts in counts_by_practice(months).items():
                if graded(counts):
                    found.setdefault(name, []).append(self._evidence(months, counts, earlier.get(name, {})))
        return found

    def _evidence(self, months: Sequence[MonthStage], counts: Counts, earlier: Counts) -> PracticeEvidence:
        standing = sum((month.standing for month in months), MonthStanding())
        return PracticeEvidence(
            self.source,
            f"Audits of {_in_words(months)}, {stage_words(months[0].stage, standing)}",
            grades_in_words(counts, grade_word),
            good=good_or_better(counts),
            before=good_or_better(earlier) if graded(earlier) else None,
            months=tuple(month.month for month in months),
            stage=months[0].stage,
        )

    def rows(self, evidence: PracticeEvidence, domain: str, audits: "AuditsBehind | None", asked: EvidenceAsked) -> str:
        if audits is None:
            return ""
        return replace(audits, months=evidence.months, stage=evidence.stage, domain=domain).graded("graded")


def counts_by_practice(months: Sequence[MonthStage]) -> dict[str, Counts]:
    if not months:
        return {}
    return {"": summed(month.overall for month in months), **domains_summed(months)}


def _in_words(months: Sequence[MonthStage]) -> str:
    """“June and July 2023”; of many with gaps between them how many they are."""
    first, last = months[0].month, months[-1].month
    has_gaps = len(list(months_between(first, last))) > len(months)
    return f"{len(months)} months of {period_name(first, last)}" if has_gaps and len(months) > MOST_NAMED else months_in_words(months)
