"""What a source is asked, and what a source is."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from django.urls import reverse

from audits.permissions import reads_every_audit
from foundation.accounts.models import Person
from foundation.council.months import add_months, month_code, months_between
from foundation.lookups.read_together import ListQuestion
from insight.calculations import MonthStage, Share
from insight.queries.counted import Scope
from insight.triangulation.calculations import PracticeEvidence, is_safe_to_show
from insight.triangulation.enums import EvidenceSource
from insight.triangulation.queries.observed import SeenOrSaid, in_safe_months

if TYPE_CHECKING:
    from insight.pages.behind import AuditsBehind

# By the newest name of a domain; empty for all of practice.
OfPractice = dict[str, list[PracticeEvidence]]
WITHHELD = "Not shown: fewer than five on one side."


@dataclass(frozen=True)
class ThemeAsked:
    """A theme of findings, and the domains to which it belongs, by their newest names."""

    key: int = 0
    name: str = ""
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class EvidenceAsked:
    """Of the `scope`: its `months` as this reader is shown them, and as many `before`. Of `hidden` months, in which the reader has yet to
    grade audits blind, nothing that was seen or heard of practice. Without a `person` for texts that somebody who reads everything writes.
    `theme` is the theme of findings that is looked at in place of domains.
    """

    scope: Scope
    months: Sequence[MonthStage]
    before: Sequence[MonthStage] = ()
    hidden: Collection[datetime.date] = ()
    person: Person | None = None
    theme: ThemeAsked | None = None

    @property
    def is_wider(self) -> bool:
        """Whether small numbers are protected."""
        return self.person is not None and not reads_every_audit(self.person)

    @property
    def months_seen(self) -> list[datetime.date]:
        return [month for month in months_between(self.scope.first, self.scope.last) if month not in self.hidden]

    @property
    def months_seen_before(self) -> list[datetime.date]:
        first, last = before(self.scope)
        return [month for month in months_between(first, last) if month not in self.hidden]


def before(scope: Scope) -> tuple[datetime.date, datetime.date]:
    """The first and the last of as many months right before those of the scope."""
    many = len(list(months_between(scope.first, scope.last)))
    return add_months(scope.first, -many), add_months(scope.last, -many)


class PracticeSource(ABC):
    """One source: what it says of each practice, in a fixed number of queries, and where its rows are listed."""

    source: ClassVar[EvidenceSource]
    # What is counted as good, and what its total counts.
    good: ClassVar[str] = ""
    counted: ClassVar[str] = ""

    def questions(self, asked: EvidenceAsked) -> Sequence[ListQuestion[Any]]:
        """What is asked together with the questions of all other sources; `read` is given the answers."""
        return ()

    @abstractmethod
    def read(self, asked: EvidenceAsked, *answers: Any) -> Mapping[str, Iterable[PracticeEvidence]]:
        """By the newest name of each domain, empty for all of practice."""

    @abstractmethod
    def rows(self, evidence: PracticeEvidence, domain: str, audits: "AuditsBehind | None", asked: EvidenceAsked) -> str:
        """The address of its rows; empty for a person who may not open them."""


def may_be_shown(asked: EvidenceAsked, share: Share) -> bool:
    """To this reader, of what is not of an audit: of a part of months a wider audience is shown none."""
    return not asked.is_wider or (not asked.scope.is_narrowed and is_safe_to_show(share))


def shown_of(asked: EvidenceAsked, found: Sequence[SeenOrSaid], good: Collection[str]) -> Sequence[SeenOrSaid]:
    return in_safe_months(found, good) if asked.is_wider else found


def rows_address(source: EvidenceSource, domain: str, audits: "AuditsBehind | None", asked: EvidenceAsked, subject: str = "domain") -> str:
    """Of the observations or voices behind a share; empty for people who may not go from figures to rows. `subject` is what is named."""
    if audits is None:
        return ""
    scope = asked.scope
    narrowed = {
        "service": scope.service.pk if scope.service else "",
        "team": scope.team.pk if scope.team else "",
        "cohort": scope.cohort,
        "plan_type": str(scope.plan_type),
        "theme": scope.theme,
    }
    query = {"from": month_code(scope.first), "to": month_code(scope.last), subject: domain}
    return f"{reverse('insight:triangulation-rows', args=[source.value])}?{urlencode(query | {k: v for k, v in narrowed.items() if v})}"
