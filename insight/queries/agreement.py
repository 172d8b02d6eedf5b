"""The auditor's grade, as first submitted, beside the moderator's own and the agreed one: counted in a fixed number of queries."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, F, Q

from audits.enums import PRACTICE_GRADES, AuditState, Stage
from audits.models import Audit, Judgement
from audits.querysets import JudgementQuerySet
from audits.tool.calculations import DomainLine
from audits.tool.queries import domain_lines
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.names import folded
from foundation.statistics import (
    Directions,
    bootstrap_interval,
    directions,
    exact_agreement,
    gwet_ac2,
    sign_test,
    weighted_kappa,
)
from performance.querysets import released

from .distributions import in_order_of_lines

# A table's rows as tuples, so that it can be looked up.
GradeTable = tuple[tuple[int, ...], ...]
Interval = tuple[float, float] | None
# A grade code before, one after, and how often.
Counted = Counter[tuple[str, str]]

# The grade at the other stage, once joined.
OTHER = "audit__judgements__grade"


@dataclass(frozen=True)
class Agreement:
    """One judgement, overall or a domain, over the months.

    `compared` counts the auditor's grade as first submitted against the moderator's own: every statistic is of these.
    `moved` counts it against the agreed one. Rows before, columns after, best grade first; not applicable is in neither.
    """

    compared: GradeTable
    moved: GradeTable

    @property
    def n(self) -> int:
        return self.moves.n

    @property
    def moves(self) -> Directions:
        """How often the moderator's own grade was better (up), the same or worse (down)."""
        return directions(self.compared)

    @property
    def exact(self) -> float | None:
        return exact_agreement(self.compared)

    @property
    def sign_p(self) -> float:
        return sign_test(self.moves.up, self.moves.down)

    @property
    def one_grade(self) -> bool:
        """Whether everyone gave one and the same grade, so that agreement beyond chance cannot be judged."""
        return self.n > 0 and any(self.compared[place][place] == self.n for place in range(len(self.compared)))

    @property
    def kappa(self) -> float | None:
        """None of one pair, from which it could only be 0; how many pairs are enough to print it is the page's to say."""
        return weighted_kappa(self.compared) if self.n > 1 else None

    @property
    def ac2(self) -> float | None:
        return gwet_ac2(self.compared) if self.n > 1 else None

    @property
    def kappa_interval(self) -> Interval:
        return _intervals(self.compared)[0]

    @property
    def ac2_interval(self) -> Interval:
        return _intervals(self.compared)[1]


@dataclass(frozen=True)
class AuditorAgreement:
    """One auditor's grades of domains, pooled, against the moderators' own."""

    name: str
    email: str | None
    audits: int
    moves: Directions

    @property
    def exact(self) -> float | None:
        return self.moves.same / self.moves.n if self.moves.n else None


@lru_cache(maxsize=256)
def _intervals(compared: GradeTable) -> tuple[Interval, Interval]:
    """Of kappa and of AC2, resampled by audit: within one judgement an audit is one pair."""
    audits = [[(row, column)] for row, counts in enumerate(compared) for column, count in enumerate(counts) for _ in range(count)]
    grades = len(compared)
    return bootstrap_interval(audits, weighted_kappa, grades), bootstrap_interval(audits, gwet_ac2, grades)


def overall_agreement(first: datetime.date, last: datetime.date, hidden: Iterable[datetime.date] = ()) -> Agreement:
    """The overall judgement in moderated audits of the months from `first` to `last`, without those `hidden`."""
    before = before_moderation(first, last, hidden).overall()
    return Agreement(*(table_of_pairs(_by_name(before, stage, {}).get(None, Counter())) for stage in (Stage.MODERATOR, Stage.AGREED)))


def domain_agreement(first: datetime.date, last: datetime.date, hidden: Iterable[datetime.date] = ()) -> dict[str, Agreement]:
    """Each domain by its name, in the tool's order."""
    before = before_moderation(first, last, hidden).of_domains()
    lines = domain_lines()
    compared, moved = _by_name(before, Stage.MODERATOR, lines), _by_name(before, Stage.AGREED, lines)
    return {str(name): Agreement(table_of_pairs(pairs), table_of_pairs(moved.get(name, Counter()))) for name, pairs in compared.items()}


def auditor_agreement(first: datetime.date, last: datetime.date, only: Person | None = None) -> list[AuditorAgreement]:
    """Each auditor, or one, with a double-graded audit in the months, by name."""
    before = before_moderation(first, last, ()).filter(audit__auditor__isnull=False)
    months = Q(cycle__month__gte=first, cycle__month__lte=last)
    audits = Audit.objects.filter(months, state=AuditState.MODERATED, moderated_knowing=False, judgements__stage=Stage.MODERATOR)
    if only is not None:
        before, audits = before.filter(audit__auditor=only), audits.filter(auditor=only)
    pairs: dict[int, Counted] = {}
    fields = ("audit__auditor", "grade", OTHER)
    for auditor, was, own, count in paired_judgements(before.of_domains(), Stage.MODERATOR).values_list(*fields).annotate(Count("pk")):
        pairs.setdefault(auditor, Counter())[was, own] += count
    people = audits.order_by().values_list("auditor", "auditor__name", "auditor__email").annotate(Count("pk", distinct=True))
    found = [
        AuditorAgreement(name, email, number, directions(table_of_pairs(pairs.get(auditor, Counter()))))
        for auditor, name, email, number in people
        if auditor is not None
    ]
    return sorted(found, key=lambda each: (folded(each.name), each.email or ""))


def months_still_to_moderate(person: Person, first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Months whose grades before moderation would tell `person` about audits that they have yet to grade blind; the lead sees all."""
    if is_lead(person):
        return []
    waiting = Audit.objects.grades_hidden_from(person).filter(cycle__month__gte=first, cycle__month__lte=last)
    return sorted(set(waiting.order_by().values_list("cycle__month", flat=True)))


def before_moderation(first: datetime.date, last: datetime.date, hidden: Iterable[datetime.date]) -> JudgementQuerySet:
    """The auditors' grades as first submitted, of audits whose moderation is finished: a released audit has one side only."""
    months = Q(audit__cycle__month__gte=first, audit__cycle__month__lte=last) & ~Q(audit__cycle__month__in=list(hidden))
    return Judgement.objects.at(Stage.PRE).filter(released("audit__cycle__month"), months, audit__state=AuditState.MODERATED).order_by()


def paired_judgements(before: JudgementQuerySet, stage: Stage) -> JudgementQuerySet:
    """Each joined with the same audit's judgement of the same domain, or overall, at another stage.

    A moderator's own grades beside it say something of agreement only where they had not seen the auditor's.
    """
    if stage == Stage.MODERATOR:
        before = before.filter(audit__moderated_knowing=False)
    same = Q(audit__judgements__domain=F("domain")) | Q(domain__isnull=True, audit__judgements__domain__isnull=True)
    return before.filter(same, audit__judgements__stage=stage)


def _by_name(before: JudgementQuerySet, stage: Stage, lines: Mapping[int, DomainLine]) -> Mapping[str | None, Counted]:
    """Pairs of grades by the line of the domain, in the tool's order; under None those of the overall judgement."""
    rows = paired_judgements(before, stage).values_list("domain", "grade", OTHER).annotate(Count("pk"))
    found: dict[str | None, Counted] = {}
    for domain, was, after, count in in_order_of_lines(rows, lines, domain_at=0):
        found.setdefault(lines[domain].name if domain else None, Counter())[was, after] += count
    return found


def table_of_pairs(pairs: Counted) -> GradeTable:
    return tuple(tuple(pairs[was, after] for after in PRACTICE_GRADES) for was in PRACTICE_GRADES)
