"""What the page of a month reads of it: each collection once."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from audits.allocation.queries.plan_changes import changes_in_the_trail
from audits.enums import CountedBy
from audits.models import Audit, Exemption, Expectation, MovedDate, RiskFlag
from audits.moderation.queries.selection_rate import RATE_BY
from audits.queries.counted import CountOfAudits, audits_counted
from audits.queries.month_groups import MonthGroups, groups_of_month
from foundation.accounts.models import Person
from foundation.lookups.together import CountOf, answers_together


@dataclass(frozen=True)
class MonthRead:
    """`cycle` with what is exempted; its audits in groups; its exemptions, approved or not; what is expected
    of whom; how its audits are counted.

    The rest are small questions that one query answers. `hides_choices`: the reader has audits of the month to grade blind.
    """

    cycle: Any
    groups: MonthGroups
    exemptions: list[Exemption]
    expectations: list[Expectation]
    counted: list[CountOfAudits]
    is_sampled: bool
    planned: int
    recorded: int
    own_questions: int
    has_risks: bool
    has_moved: bool
    was_changed: bool
    hides_choices: bool


def month_read(cycle: Any, reader: Person) -> MonthRead:
    of_month = Exists(cycle.audits.filter(pk=OuterRef("audit")))
    answers = answers_together(
        is_sampled=Exists(cycle.samples.applied()),
        # Observations belong to a room above this one: read through the reverse relation.
        planned=CountOf(cycle.observations.planned()),
        recorded=CountOf(cycle.observations.recorded()),
        own_questions=CountOf(cycle.theme_questions.all()),
        has_risks=Exists(RiskFlag.objects.filter(of_month).order_by()),
        has_moved=Exists(MovedDate.objects.filter(of_month).order_by()),
        was_changed=Exists(changes_in_the_trail([cycle])),
        is_exempted=Exists(cycle.exemptions.all()),
        is_numbered=Exists(cycle.expectations.all()),
        hides_choices=Exists(Audit.objects.grades_hidden_from(reader).filter(cycle=cycle)),
    )
    exemptions = cycle.exemptions.select_related("team__service", "auditor", "asked_by", "decided_by")
    return MonthRead(
        cycle=cycle,
        groups=groups_of_month(cycle),
        exemptions=list(exemptions) if answers.pop("is_exempted") else [],
        expectations=list(cycle.expectations.select_related("service", "auditor")) if answers.pop("is_numbered") else [],
        counted=list(audits_counted((*RATE_BY, CountedBy.KIND), [cycle.pk])),
        **answers,
    )
