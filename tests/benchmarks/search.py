"""The search with a hundred times the audits: a page of results costs what it shows, not what is stored."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks import portal
from tests.benchmarks.many_audits import add_audits
from tests.benchmarks.measuring import Row, compare, seconds
from tests.benchmarks.results import FEW, LIMIT, MANY, signed_in

# In none, in few and in a fourth of the findings, in every judgement; a number, a case ID, a team.
TYPED = [
    ("search, nowhere", "zebra"),
    ("search, few", "chronology plan dates"),
    ("search, very many", "genogram"),
    ("search, everywhere", "visits"),
    ("search, together", "“seen alone”"),
    ("search, number", "audit 300"),
    ("search, case ID", "N-123"),
    ("search, team", "Rowan"),
]


def rows() -> Iterator[Row]:
    small, large = portal.copy_of_demo("few-words"), portal.copy_of_demo("many-words")
    yield made(small, large)
    for name, typed in TYPED:
        yield compare(
            name,
            ours=lambda typed=typed: searched(large, typed),
            other=lambda typed=typed: searched(small, typed),
            other_is=f"the same with {FEW} audits",
            size=f"{MANY:,} audits; “{typed}”, {weight(large, typed)}",
            limit=LIMIT,
            times=5,
        )


def made(small: Path, large: Path) -> Row:
    """The index made again, for each text: what `rebuild_search` does."""
    from foundation.search.models import IndexedText
    from foundation.search.services import rebuild_index

    taken = []
    for file, audits in ((small, FEW), (large, MANY)):
        portal.use(file)
        add_audits(audits)
        taken.append(seconds(rebuild_index) / IndexedText.objects.count())
    count = IndexedText.objects.count()
    size = f"{count:,} texts of {MANY:,} audits, all in {taken[1] * count:.0f} s"
    return Row("search index made", taken[1] / taken[0], LIMIT, taken[1], taken[0], f"the same of {FEW} audits, for each text", size)


def searched(file: Path, typed: str) -> Any:
    from django.core.cache import cache

    portal.use(file)
    lead = signed_in(file)
    cache.clear()
    response = lead.post("/search/", {"q": typed}, follow=True)
    assert response.status_code == 200, typed
    return response


def weight(file: Path, typed: str) -> str:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        content = searched(file, typed).content
    return f"{len(asked)} queries, {len(gzip.compress(content)) / 1000:.0f} KB compressed"
