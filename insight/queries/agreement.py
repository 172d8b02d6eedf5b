"""The auditor's grade, as first submitted, beside the moderator's own and the agreed one: counted in a fixed number of queries."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from audits.enums import PRACTICE_GRADES, CountedBy, CountedState
from audits.models import Audit
from audits.tool.queries import domain_lines
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.lookups.read_together import ListQuestion
from foundation.names import folded
from foundation.statistics import (
    Directions,
    Pair,
    bootstrap_interval,
    directions,
    exact_agreement,
    gwet_ac2,
    sign_test,
    weighted_kappa,
)

from .counted import Scope, counting
from .distributions import in_order_of_lines

# A table's rows as tuples, so that it can be looked up.
GradeTable = tuple[tuple[int, ...], ...]
Interval = tuple[float, float] | None
# A grade code before, one after, and how often.
Counted = Counter[tuple[str, str]]


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
    audits: dict[tuple[Pair, ...], int] = {
        ((row, column),): count for row, counts in enumerate(compared) for column, count in enumerate(counts)
    }
    grades = len(compared)
    return bootstrap_interval(audits, weighted_kappa, grades), bootstrap_interval(audits, gwet_ac2, grades)


def agreement_of(scope: Scope, hidden: Iterable[datetime.date] = ()) -> dict[str, Agreement]:
    """Of moderated audits the overall judgement, under an empty name, and each domain under its own, in the tool's order.

    Of the `hidden` months none.
    """
    found = moderated_pairs(scope, hidden, "domain", "before", "own", "after")
    lines = domain_lines()
    compared: dict[str, Counted] = {}
    moved: dict[str, Counted] = {}
    for domain, was, own, after, count in in_order_of_lines(found, lines, domain_at=0):
        name = lines[domain].name if domain else ""
        moved.setdefault(name, Counter())[was, after] += count
        if own:
            compared.setdefault(name, Counter())[was, own] += count
    names = ["", *(name for name in moved if name and name in compared)]
    return {name: Agreement(*(table_of_pairs(pairs.get(name, Counter())) for pairs in (compared, moved))) for name in names}


def auditor_agreement(first: datetime.date, last: datetime.date, only: Person | None = None) -> list[AuditorAgreement]:
    """Each auditor, or one, with a double-graded audit in the months, by name."""
    pairs: dict[str, Counted] = {}
    audits: Counter[str] = Counter()
    for auditor, was, own, count in compared_pairs(Scope(first, last), (), "value", split=CountedBy.AUDITOR, overall=False):
        pairs.setdefault(auditor, Counter())[was, own] += count
    for auditor, _, _, count in compared_pairs(Scope(first, last), (), "value", split=CountedBy.AUDITOR, overall=True):
        audits[auditor] += count
    people = Person.objects.filter(pk__in=[only.pk] if only else [auditor for auditor in audits if auditor])
    found = [
        AuditorAgreement(name, email, audits[str(pk)], directions(table_of_pairs(pairs.get(str(pk), Counter()))))
        for pk, name, email in people.values_list("pk", "name", "email")
        if audits[str(pk)]
    ]
    return sorted(found, key=lambda each: (folded(each.name), each.email or ""))


def months_still_to_moderate(person: Person, first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Months whose grades before moderation would tell `person` about audits that they have yet to grade blind; the lead sees all."""
    if is_lead(person):
        return []
    waiting = Audit.objects.grades_hidden_from(person).filter(cycle__month__gte=first, cycle__month__lte=last)
    return sorted(set(waiting.order_by().values_list("cycle__month", flat=True)))


def moderated_pairs(
    scope: Scope, hidden: Iterable[datetime.date], *fields: str, split: CountedBy = CountedBy.ALL, overall: bool | None = None
) -> list[Any]:
    """Rows of the `fields` and a count, of audits whose moderation is finished, but of the `hidden` months. A released audit has one
    side only.
    """
    question = asked_of_pairs(scope, hidden, *fields, split=split, overall=overall)
    return question.answer(question.rows)


def asked_of_pairs(
    scope: Scope, hidden: Iterable[datetime.date], *fields: str, split: CountedBy = CountedBy.ALL, overall: bool | None = None
) -> ListQuestion[list[Any]]:
    """What `moderated_pairs` says, to be asked with other questions."""
    held_back = set(hidden)
    # By month only where some are left out: of all together the database adds the months up.
    asked = list(dict.fromkeys([*(["month"] if held_back else []), *fields]))
    counts = counting(scope, *asked, split=split, states=[CountedState.MODERATED], overall=overall)

    def answer(rows: Iterable[Any]) -> list[Any]:
        kept: Counter[Any] = Counter()
        for values, count in counts.answer(rows).items():
            row = dict(zip(asked, values, strict=True))
            if not held_back or row["month"] not in held_back:
                kept[tuple(row[name] for name in fields)] += count
        return [(*place, count) for place, count in kept.items()]

    return ListQuestion(counts.rows, answer)


def compared_pairs(
    scope: Scope, hidden: Iterable[datetime.date], *fields: str, split: CountedBy = CountedBy.ALL, overall: bool | None = None
) -> list[Any]:
    """Rows of the `fields`, the auditor's grade as first submitted, the moderator's own, and a count.

    A moderator's own grades say something of agreement only where they had not seen the auditor's: others are not kept among the counts.
    """
    return [row for row in moderated_pairs(scope, hidden, *fields, "before", "own", split=split, overall=overall) if row[-2]]


def table_of_pairs(pairs: Counted) -> GradeTable:
    return tuple(tuple(pairs[was, after] for after in PRACTICE_GRADES) for was in PRACTICE_GRADES)
