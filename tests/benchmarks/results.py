"""Results, agreement and facts with a hundred times the audits in the same months: they read counts, and not every judgement."""

import datetime
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import portal
from tests.benchmarks.measuring import Row, compare
from tests.benchmarks.pages import LEAD

FEW, MANY = 500, 50_000
AT_ONCE = 2_000
PERIOD = "from=2022-08&to=2023-07"
FIRST, LAST = datetime.date(2022, 8, 1), datetime.date(2023, 7, 1)
LIMIT = 1.5
ADDRESSES = [
    ("results", f"/insight/grades/?{PERIOD}"),
    ("results of a cohort", f"/insight/grades/?{PERIOD}&cohort=Cared+for+children"),
    ("agreement", f"/insight/agreement/?{PERIOD}"),
    ("month", "/cycles/2023-06/"),
    ("list audits, filtered", "/audits/?month=2023-06&sort=-number"),
    ("page my work, lead", "/"),
]


def rows() -> Iterator[Row]:
    small, large = portal.copy_of_demo("few"), portal.copy_of_demo("many")
    for file, audits in ((small, FEW), (large, MANY)):
        portal.use(file)
        add_audits(audits)
    size = f"{MANY:,} audits with {MANY * 12:,} grades before and after moderation"
    measured: list[tuple[str, Callable[[Path], object]]] = [(name, lambda file, at=at: opened(file, at)) for name, at in ADDRESSES]
    for name, work in [*measured, ("facts", facts)]:
        yield compare(
            name,
            ours=lambda work=work: work(large),
            other=lambda work=work: work(small),
            other_is=f"the same with {FEW} in the same months",
            size=size,
            limit=LIMIT,
        )


def opened(file: Path, address: str) -> None:
    from django.test import Client

    from foundation.accounts.models import Person

    portal.use(file)
    lead = Client()
    lead.force_login(Person.objects.get(email=LEAD))
    assert lead.get(address).status_code == 200


def facts(file: Path) -> None:
    from insight.facts import facts_in

    portal.use(file)
    assert facts_in(FIRST, LAST)


def add_audits(number: int) -> None:
    """Moderated audits of the twelve months, whose grades are as mixed with few as with many."""
    from audits.enums import PRACTICE_GRADES, AuditState, Stage
    from audits.models import Audit, Cycle, Judgement
    from audits.services.counting import count_again
    from foundation.accounts.models import Person, Team
    from foundation.council.months import last_day

    dice = random.Random(1)
    cycles = list(Cycle.objects.in_period(FIRST, LAST).select_related("tool"))
    domains = {cycle.pk: [None, *cycle.tool.domains.all()] for cycle in cycles}
    teams, people = list(Team.objects.all()), list(Person.objects.filter(is_active=True).exclude(email=None)[:40])
    for start in range(0, number, AT_ONCE):
        audits = Audit.objects.bulk_create(
            Audit(
                cycle=(cycle := cycles[place % len(cycles)]),
                tool=cycle.tool,
                case_id=f"N-{place}",
                team=dice.choice(teams),
                cohort=dice.choice(["Cared for children", "Care experienced adults"]),
                plan_type=dice.choice(["cared_for", "child_in_need"]),
                auditor=people[place % len(people)],
                moderator=people[(place + 1) % len(people)],
                state=AuditState.MODERATED,
                submitted_on=last_day(cycle.month),
                finished_on=last_day(cycle.month),
                imported=True,
            )
            for place in range(start, min(start + AT_ONCE, number))
        )
        Judgement.objects.bulk_create(
            (
                Judgement(audit=audit, domain=domain, stage=stage, grade=dice.choice(PRACTICE_GRADES))
                for audit in audits
                for domain in domains[audit.cycle_id]
                for stage in (Stage.PRE, Stage.AGREED)
            ),
            batch_size=5_000,
        )
        count_again([audit.pk for audit in audits])
