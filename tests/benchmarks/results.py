"""Results, agreement and facts with a hundred times the audits in the same months: they read counts, and not every judgement."""

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import portal
from tests.benchmarks.many_audits import FIRST, LAST, add_audits
from tests.benchmarks.measuring import Row, compare
from tests.benchmarks.pages import LEAD

FEW, MANY = 500, 50_000
PERIOD = "from=2022-08&to=2023-07"
LIMIT = 1.5
ADDRESSES = [
    ("page first screen", f"/insight/?{PERIOD}"),
    ("page grades", f"/insight/grades/?{PERIOD}"),
    ("page grades of a cohort", f"/insight/grades/?{PERIOD}&cohort=Cared+for+children"),
    ("page strengths", f"/insight/strengths/?{PERIOD}"),
    ("page agreement", f"/insight/agreement/?{PERIOD}"),
    ("page good or better", "/insight/good-or-better/"),
    ("page facts", f"/insight/facts/?{PERIOD}"),
    ("page themes", f"/insight/themes/?{PERIOD}"),
    ("page health", f"/insight/health/?{PERIOD}"),
    ("page month", "/cycles/2023-06/"),
    ("page my work of the lead", "/"),
    ("list audits, narrowed", "/audits/?month=2023-06&sort=-number"),
    ("list audits of a grade", "/audits/?overall=I&sort=team"),
    ("list re-audits", "/re-audits/"),
    ("list findings", "/findings/"),
]


def rows() -> Iterator[Row]:
    small, large = portal.copy_of_demo("few"), portal.copy_of_demo("many")
    for file, audits in ((small, FEW), (large, MANY)):
        portal.use(file)
        add_audits(audits)
    size = f"{MANY:,} audits with {MANY * 12:,} grades before and after moderation"
    measured: list[tuple[str, Callable[[Path], object]]] = [(name, lambda file, at=at: opened(file, at)) for name, at in ADDRESSES]
    for name, work in [*measured, ("page computed facts", facts)]:
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
