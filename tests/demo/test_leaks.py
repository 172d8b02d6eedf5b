"""Nobody finds case content where their role gives them none; read from the table of addresses, so new pages are walked too."""

import pytest

from audits.models import Audit, Finding, Judgement
from tests.journeys.inventory import pages
from tests.shares import share_of

pytestmark = pytest.mark.once  # the demo is loaded on PostgreSQL by the tests of its figures

EXPORTS = ("?export=csv", "?export=xlsx")


@pytest.fixture
def case_content(demo, db) -> list[str]:
    """What only people who may read an audit should ever see: case IDs, auditors' words, what families said."""
    audits = Audit.objects.order_by("-pk")[:60]
    words = Judgement.objects.filter(audit__in=audits, stage="pre").values_list("reason", flat=True)
    findings = Finding.objects.filter(audit__in=audits).values_list("text", flat=True)
    return [*audits.values_list("case_id", flat=True), *{text[:40] for text in [*words, *findings] if len(text) > 40}]


def words_of(answer) -> str:
    return answer.getvalue().decode(errors="replace")


@pytest.mark.parametrize("name", share_of(["Patricia Holt", "Kelly Marsh", "Owen Tsang"], 1, about="who reads no case"))
def test_a_board_member_an_administrator_and_an_analyst_find_no_case_content(as_person, case_content, name):
    visitor = as_person(name)
    read = share_of([page for _, page, _ in pages()], 60, about=name)
    seen = {page: words_of(visitor.get(page)) for page in read}
    files = [page + export for page, content in seen.items() if "export=" in content for export in EXPORTS]
    seen |= {address: words_of(visitor.get(address)) for address in files}

    assert [(address, text) for address, content in seen.items() for text in case_content if text in content] == []


def test_a_practitioner_finds_only_the_audits_of_their_own_work(as_person, case_content):
    visitor = as_person("Daniel Whitfield")
    mine = set(Audit.objects.filter(allocated_worker=visitor.person).values_list("case_id", flat=True))
    others = [text for text in case_content if text.startswith("MB-") and text not in mine]
    seen = {page: words_of(visitor.get(page)) for page in share_of([page for _, page, _ in pages()], 60, about="a practitioner")}

    assert [(address, text) for address, content in seen.items() for text in others if text in content] == []


def test_no_address_holds_a_case_id(demo, db):
    cases = set(Audit.objects.values_list("case_id", flat=True))

    assert [address for _, address, _ in pages() if any(case in address for case in cases)] == []
