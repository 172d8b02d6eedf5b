"""Nothing that somebody puts into an address is ever a fault of ours."""

from urllib.parse import quote, urlencode

import pytest

from audits.enums import AuditState
from audits.models import Audit, FeedbackLetter
from foundation.accounts.enums import Role
from tests.fuzz.addresses import extreme_addresses
from tests.fuzz.conftest import email_of
from tests.fuzz.values import NASTY, WORST
from tests.journeys.inventory import Visit
from tests.shares import share_of

# Pages may look for them though no other name leads there.
ALWAYS = {"page", "per_page", "sort", "export", "q"}
PAGES, SHARE = 6, 80


def encoded(pairs: list[tuple[str, str]]) -> str:
    return urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs])


def names_of(visitor, address: str, asked: set[str]) -> list[str]:
    """Every name that a page asks for, those too that it asks for only once others are given."""
    names = set(ALWAYS)
    for _ in range(3):
        asked.clear()
        for value in ("1", "x", "2023-07"):
            visitor.get(f"{address}?{encoded([(name, value) for name in sorted(names)])}")
        if asked <= names:
            break
        names |= asked
    return sorted(names)


def queries_of(names: list[str]) -> list[str]:
    """Each value under every name at once, under each name alone, and each name more than once."""
    at_once = [encoded([(name, value) for name in names]) for value in NASTY]
    alone = [encoded([(name, value)]) for name in names for value in WORST]
    repeated = [encoded([(name, value) for value in ("1", "x", "")]) for name in names]
    odd = [encoded([(f"{name}[]", "1"), (f"{name}__in", "x"), (f"{name}\x00", "x")]) for name in names]
    return [*at_once, *alone, *repeated, *odd]


def test_no_query_is_a_fault(visitors, every_visit: list[Visit], asked_names):
    cases = [
        (visit, query)
        for visit in share_of(every_visit, PAGES, about="queries")
        for query in queries_of(names_of(visitors(visit.email), visit.address, asked_names))
    ]
    faults = [
        f"{visit.address}?{query[:200]}"
        for visit, query in share_of(cases, SHARE, about="queries")
        if visitors(visit.email).get(f"{visit.address}?{query}").status_code >= 500
    ]
    assert not faults, "\n".join(faults)


def test_no_part_of_an_address_is_a_fault(visitors, every_visit: list[Visit]):
    led_nowhere: set[str] = set()
    cases = [(visit, address) for visit in every_visit for address in extreme_addresses(visit.address, led_nowhere)]
    faults = [
        address[:200]
        for visit, address in share_of(cases, SHARE, about="parts")
        if visitors(visit.email).generic("GET", address).status_code >= 500
    ]
    assert not faults, "\n".join(faults)


# More digits than Python reads as one number.
LONG = "9" * 5000
# Found once; kept whatever the share.
KNOWN = [
    "/actions/?state=x",
    "/actions/?queue=x",
    "/actions/several/?state=x",
    "/audits/?per_page=-1",
    "/audits/?per_page=99999999999999999999",
    "/audits/?page=-1",
    "/audits/?q=%00",
    "/actions/?q=a%00b",
    f"/audits/?q={quote(chr(0xD800).encode('utf-8', 'surrogatepass'))}",
    "/cycles/year/9999/",
    "/cycles/year/99999999999999999999/",
    "/cycles/9999-12/",
    "/cycles/new/?month=0001-01",
    "/cycles/new/?month=9999-12",
    "/performance/?month=2200-12",
    f"/cycles/?year={LONG}",
    f"/actions/raise/?audit={LONG}",
    f"/actions/raise/?observation={LONG}",
    "/actions/raise/?audit=99999999999999999999",
]


@pytest.mark.parametrize("address", KNOWN)
def test_an_address_that_was_a_fault(visitors, address):
    assert visitors(email_of(Role.QA_LEAD)).get(address).status_code < 500


def test_a_letter_by_a_number_that_nobody_can_read_is_not_found(visitors):
    sent = FeedbackLetter.objects.sent().latest("pk")

    answer = visitors(sent.addressed_to.email).get(f"/audits/{sent.audit_id}/feedback/letter/?letter={LONG}")

    assert answer.status_code in (200, 404)


@pytest.mark.parametrize("name", ["due_day", "due_year", "kept", "kept_form", "writing", "auditor"])
def test_no_number_in_a_form_is_too_long_to_be_refused(visitors, name):
    lead = visitors(email_of(Role.QA_LEAD))
    audit = Audit.objects.filter(state=AuditState.ALLOCATED).latest("pk")
    sent = {f"auditor-{audit.pk}" if name == "auditor" else name: LONG}
    answers = [lead.post(address, sent) for address in ("/actions/raise/", f"{audit.cycle.get_absolute_url()}allocation/")]

    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []
