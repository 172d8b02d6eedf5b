"""Lists and My work against themselves with many times the rows: a page costs what it shows, not what is stored."""

from pathlib import Path

from tests.benchmarks import portal
from tests.benchmarks.measuring import Row, compare

TIMES_MORE = 20
LEAD = "naomi.fielding@marram.example"


def rows() -> list[Row]:
    small = portal.demo()
    large = portal.copy_of_demo("large")
    portal.use(large)
    size = multiply()
    return [
        compare(
            name,
            ours=lambda address=address: opened(large, address),
            other=lambda address=address: opened(small, address),
            other_is="the same page of the demo itself",
            size=size,
            limit=limit,
            times=7,
        )
        for name, address, limit in [
            ("list audits", "/audits/", 2.0),
            ("list actions", "/actions/?view=all", 2.0),
            ("page my work", "/", 2.0),
        ]
    ]


def opened(file: Path, address: str, email: str = LEAD) -> None:
    from django.test import Client

    from foundation.accounts.models import Person

    portal.use(file)
    lead = Client()
    lead.force_login(Person.objects.get(email=email))
    for _ in range(3):
        assert lead.get(address).status_code == 200


def multiply() -> str:
    """Many times the finished audits with their grades, and the closed actions; what waits stays as it is."""
    from actions.models import Action
    from audits.enums import FINISHED_STATES
    from audits.models import Audit, Judgement

    for _ in range(TIMES_MORE - 1):
        for audit in list(Audit.objects.filter(state__in=FINISHED_STATES).order_by("pk")[:230]):
            grades = list(audit.judgements.filter(domain=None))
            audit.pk, audit.case_id = None, f"{audit.case_id}-{_}"
            audit.save(force_insert=True)
            for grade in grades:
                grade.pk, grade.audit = None, audit
            Judgement.objects.bulk_create(grades)
        closed = list(Action.objects.closed().order_by("pk")[:190])
        for action in closed:
            action.pk = None
        Action.objects.bulk_create(closed)
    return f"{Audit.objects.count():,} audits and {Action.objects.count():,} actions"
