"""Pages, lists and facts with a hundred times the audits in the same months: they read counts, and page in the database what is long."""

import functools
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks import portal
from tests.benchmarks.many_audits import FIRST, LAST, LEAD, add_audits
from tests.benchmarks.measuring import Row, compare, seconds

FEW, MANY = 500, 50_000
PERIOD = "from=2022-08&to=2023-07"
LIMIT, LIMIT_OF_BARE = 1.5, 2
ADDRESSES = [
    ("page first screen", f"/insight/?{PERIOD}"),
    ("page grades", f"/insight/grades/?{PERIOD}"),
    ("page grades of a cohort", f"/insight/grades/?{PERIOD}&cohort=Cared+for+children"),
    ("page grades of two parts", f"/insight/grades/?{PERIOD}&cohort=Cared+for+children&plan_type=cared_for"),
    ("page grades over time", f"/insight/grades/over-time/?{PERIOD}"),
    ("page grades by month", f"/insight/grades/by-month/?{PERIOD}"),
    ("page grades by service", f"/insight/grades/services/?{PERIOD}"),
    ("page grades moderated", f"/insight/grades/moderation/?{PERIOD}"),
    ("page completion and time", f"/insight/grades/completion/?{PERIOD}"),
    ("page strengths", f"/insight/strengths/?{PERIOD}"),
    ("page triangulation", f"/insight/triangulation/?{PERIOD}"),
    ("page agreement", f"/insight/agreement/?{PERIOD}"),
    ("page good or better", "/insight/good-or-better/"),
    ("page facts", f"/insight/facts/?{PERIOD}"),
    ("page themes", f"/insight/themes/?{PERIOD}"),
    ("page one theme", f"/insight/themes/1/?{PERIOD}"),
    ("page health", f"/insight/health/?{PERIOD}"),
    ("page month", "/cycles/2023-06/"),
    ("page months of a year", "/cycles/?year=2022"),
    ("page my work of the lead", "/"),
    ("list audits, narrowed", "/audits/?month=2023-06&sort=-number"),
    ("list audits of a grade", "/audits/?overall=I&sort=team"),
    ("list audits of a cohort", "/audits/?cohort=Cared+for+children&sort=case_id"),
    ("list re-audits", "/re-audits/"),
    ("list findings", "/findings/"),
]
BARE = ["page grades", "page grades by month", "page grades by service"]


def rows() -> Iterator[Row]:
    small, large = portal.copy_of_demo("few"), portal.copy_of_demo("many")
    for file, audits in ((small, FEW), (large, MANY)):
        portal.use(file)
        add_audits(audits)
    yield rebuilt(small, large)
    size = f"{MANY:,} audits with {MANY * 12:,} grades before and after moderation"
    other_is = f"the same with {FEW} in the same months"
    for name, address in ADDRESSES:
        yield compare(
            name,
            ours=lambda address=address: opened(large, address),
            other=lambda address=address: opened(small, address),
            other_is=other_is,
            size=f"{size}; {weight(large, address)}",
            limit=LIMIT,
            times=3,
        )
    yield compare(
        "page facts, found", ours=lambda: facts(large), other=lambda: facts(small), other_is=other_is, size=size, limit=LIMIT, times=3
    )
    addresses = dict(ADDRESSES)
    for name in BARE:
        yield compare(
            f"{name}, bare",
            ours=lambda name=name: opened(large, addresses[name]),
            other=bare_page(large, addresses[name]),
            other_is="its own queries, bare, and the same template rendered from ready values",
            size=size,
            limit=LIMIT_OF_BARE,
            times=3,
        )


def opened(file: Path, address: str) -> Any:
    """With nothing kept of an earlier opening."""
    from django.core.cache import cache

    portal.use(file)
    lead = signed_in(file)
    cache.clear()
    response = lead.get(address)
    assert response.status_code == 200, address
    return response


@functools.cache
def signed_in(file: Path) -> Any:
    """The lead, once for each file: to sign in is no part of a page."""
    from django.test import Client

    from foundation.accounts.models import Person

    lead = Client()
    lead.force_login(Person.objects.get(email=LEAD))
    return lead


def weight(file: Path, address: str) -> str:
    """“24 queries, 9 KB compressed”: at most 25 and 60 are allowed."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        content = opened(file, address).content
    return f"{len(asked)} queries, {len(gzip.compress(content)) / 1000:.0f} KB compressed"


def facts(file: Path) -> None:
    from insight.facts import facts_in

    portal.use(file)
    assert facts_in(FIRST, LAST)


def rebuilt(small: Path, large: Path) -> Row:
    """All counts made again, for each audit: what `check_figures --rebuild` does before it checks them."""
    from audits.services.counting import rebuild_counts

    def each(file: Path, audits: int) -> float:
        portal.use(file)
        return seconds(rebuild_counts) / audits

    ours, other = each(large, MANY), each(small, FEW)
    size = f"{MANY:,} audits, each in {ours * 1000:.2f} ms, all in {ours * MANY:.0f} s"
    return Row("save counts made again", ours / other, LIMIT, ours, other, f"the same of {FEW}, for each audit", size)


def bare_page(file: Path, address: str) -> Callable[[], None]:
    """The queries that the view asks before it renders, as the driver takes them; then its template with what the view gave it."""
    from django.db import connection
    from django.template import loader
    from django.test.utils import CaptureQueriesContext

    given: list[tuple[Any, ...]] = []
    asked: list[str] = []
    render = loader.render_to_string

    def keep(*arguments: Any, **named: Any) -> str:
        if not given:
            asked.extend(query["sql"] for query in connection.queries if query["sql"].startswith("SELECT"))
            given.append((arguments, named))
        return render(*arguments, **named)

    loader.render_to_string = keep
    try:
        portal.use(file)
        with CaptureQueriesContext(connection):
            opened(file, address)
    finally:
        loader.render_to_string = render
    arguments, named = given[0]

    def bare() -> None:
        portal.use(file)
        with connection.cursor() as cursor:
            for sql in asked:
                cursor.execute(sql).fetchall()
        render(*arguments, **named)

    return bare
