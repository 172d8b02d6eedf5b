"""What several sources say of one domain, where they contradict each other."""

from collections.abc import Iterator, Sequence
from typing import Any

from foundation.council.months import month_code, period_name
from insight.enums import Telling
from insight.queries.counted import Scope
from insight.triangulation.calculations import RULE, PracticeEvidence
from insight.triangulation.enums import EvidenceSource
from insight.triangulation.facts.asked import EvidenceAsked
from insight.triangulation.facts.sentences import ALL_OF_PRACTICE, contradiction_sentence, told_evidence, verdict_sentence
from insight.triangulation.facts.sources import Triangulation, triangulate

from .fact import ComputedFact, FactKind, FactPeriod, grades_behind


class SourcesApart(FactKind):
    """Audits, observed practice, voices, dip samples and figures on one domain of which two contradict each other."""

    name = "sources_apart"
    telling = Telling.SHOWN
    rule = " ".join(RULE[:3])

    def find(self, period: FactPeriod) -> Iterator[ComputedFact]:
        if not period.recent:
            return
        known = period.reader.scope
        scope = Scope(period.first, period.last, cohort=known.cohort)
        domains = list(dict.fromkeys(name for month in period.recent for name in month.domains))
        for found in triangulate(EvidenceAsked(scope, period.recent, hidden=known.hidden), domains):
            if found.contradictions:
                yield self._told(period, found)

    def _told(self, period: FactPeriod, found: Triangulation) -> ComputedFact:
        told = told_evidence(found)
        sources = "; ".join(dict.fromkeys(str(each.source.label) for each in told))
        return self.fact(
            period,
            [month_code(period.first), month_code(period.last), period.code(found.domain)],
            contradiction_sentence(found),
            headline=f"{found.domain or ALL_OF_PRACTICE}. {verdict_sentence(found)}",
            rests_on=grades_behind(period.recent, found.domain),
            figures={
                "from": month_code(period.first),
                "to": month_code(period.last),
                "domain": found.domain,
                "evidence": [_figures(each) for each in told],
            },
            source=f"{sources}, {period_name(period.first, period.last)}",
            is_for_all=all(each.source != EvidenceSource.SAMPLES for each in told),
            **_smallest(told),
        )


def _smallest(told: Sequence[PracticeEvidence]) -> dict[str, Any]:
    """By which a fact is held back from a wider audience: audits have a protection of their own."""
    shares = [(each.good, each.source) for each in told if each.good]
    beside = [share for share, source in shares if source != EvidenceSource.AUDITS]
    return {
        "least": min((share.n for share, _ in shares), default=0),
        "parts": tuple(part for share in beside for part in (share.count, share.n - share.count)),
    }


def _figures(evidence: PracticeEvidence) -> dict[str, str | int]:
    if evidence.good is None:
        return {"source": evidence.source.value, "row": evidence.row, "figure": evidence.words, "bears_out": evidence.bearing.value}
    return {"source": evidence.source.value, "row": evidence.row, "count": evidence.good.count, "n": evidence.good.n}


SOURCES = (SourcesApart(),)
