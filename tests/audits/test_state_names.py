"""A state has one name: whatever happened to an audit, every page, file and mail calls it the same, and counts it under that name alone."""

import csv
import io
import random
import re
from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from audits.auditing.services.auditing import submit_audit
from audits.calculations.states import STATE_NAMES, state_name
from audits.enums import OPENED_AGAIN, SENT_BACK, AuditState, VersionKind
from audits.models import Audit
from audits.moderation.services.moderation import release_audit, return_audit, withdraw_audit
from audits.moderation.services.reopening import reopen_audit
from audits.overview.filters import STATES, AuditFilter
from audits.queries.month_standing import standing_of
from tests.audit_stages import begin, grade_all, moderate_unchanged
from tests.reading import fresh, text_of
from tests.shares import WHOLE, share_of
from tests.tables import table_on

WHY = "For a reason."


def acts(audit: Audit, lead) -> list:
    """Everything that can happen to an audit next; what its state does not allow is refused."""
    return [
        lambda: begin(audit),
        lambda: submit_audit(actor=audit.auditor, audit=grade_all(audit)),
        lambda: return_audit(actor=audit.moderator, audit=audit, reason=WHY),
        lambda: moderate_unchanged(audit),
        lambda: release_audit(actor=lead, audit=audit, reason=WHY),
        lambda: reopen_audit(actor=lead, audit=audit, reason=WHY),
        lambda: reopen_audit(actor=lead, audit=audit, reason=WHY, to=AuditState.SUBMITTED),
    ]


def wander(audit: Audit, lead, seed: int, steps: int) -> Iterator[Audit]:
    """The audit after each of some things that happen to it, one after another."""
    chance, left = random.Random(seed), steps
    while left:
        try:
            chance.choice(acts(fresh(audit), lead))()
        except ValidationError:
            continue
        left -= 1
        yield fresh(audit)


def names_everywhere(lead, audit: Audit) -> dict[str, str]:
    """What each page and file calls the audit's state."""
    file = lead.get(f"/audits/?number={audit.number}&export=csv").content.decode("utf-8-sig")
    (of_list,) = table_on(lead.get(f"/audits/?number={audit.number}"), "Audits")
    (of_month,) = table_on(lead.get(audit.cycle.get_absolute_url()), "Audits of")
    page = lead.get(audit.get_absolute_url()).content.decode()
    found = text_of(lead.post("/search/", {"q": f"audit {audit.number}"}, follow=True))
    return {
        "list": re.sub(r" since today$", "", of_list["State"]),
        "file": next(csv.DictReader(io.StringIO(file)))["State"],
        "month": of_month["State"],
        "page": re.search(r'<strong class="govuk-tag[^>]*>\s*([^<]+?)\s*</strong>', page)[1],
        "search": next((name for name in STATE_NAMES if name in found), ""),
    }


def filters_that_find(lead) -> list[str]:
    """The states by which the list can be narrowed and still holds an audit."""
    audits = Audit.objects.visible_to(lead.person).with_overall(lead.person)
    asked = SimpleNamespace(user=lead.person)
    return [name for code, name in STATES if AuditFilter(QueryDict(f"state={code}"), audits, request=asked).qs.exists()]


@pytest.mark.parametrize("seed", share_of(range(12), 1, about="names of a state"))
def test_every_page_and_file_calls_it_the_same(lead, allocated_audit, seed):
    for audit in wander(allocated_audit, lead.person, seed, steps=9 if WHOLE else 6):
        name = audit.get_state_display()

        assert set(names_everywhere(lead, audit).values()) == {name}
        assert filters_that_find(lead) == [name]


@pytest.mark.parametrize("seed", share_of(range(20, 32), 1, about="counts by state"))
def test_a_month_counts_it_under_its_name_alone(lead, allocated_audit, seed):
    for audit in wander(allocated_audit, lead.person, seed, steps=12):
        standing, name = standing_of(audit.cycle), audit.get_state_display()
        counted = Counter({OPENED_AGAIN: standing.opened_again, SENT_BACK: standing.sent_back, "Waiting for moderation": standing.waiting})

        assert standing.submitted == (1 if audit.submitted_on else 0)
        assert [each for each, count in counted.items() if count] == ([name] if name in counted else [])
        assert standing.left_out_words == (f"1 {name.lower()}" if name in counted else "")
        assert standing.agreed == (1 if audit.is_finished else 0)


def test_in_any_list_as_alone(lead, allocated_audit):
    for audit in wander(allocated_audit, lead.person, seed=7, steps=12):
        annotated = Audit.objects.with_last_version().get(pk=audit.pk)
        prefetched = Audit.objects.prefetch_related("versions").get(pk=audit.pk)

        assert {annotated.get_state_display(), prefetched.get_state_display()} == {audit.get_state_display()}


def test_what_gave_it_back_names_it(lead, moderated_audit):
    again = reopen_audit(actor=lead.person, audit=moderated_audit, reason=WHY)
    first = fresh(again).get_state_display()
    submit_audit(actor=again.auditor, audit=grade_all(again))
    return_audit(actor=again.moderator, audit=fresh(again), reason=WHY)

    assert (first, fresh(again).get_state_display()) == (OPENED_AGAIN, SENT_BACK)
    assert standing_of(again.cycle).awaits_first == 0


def test_a_withdrawn_one_is_withdrawn_and_nothing_else(lead, moderated_audit):
    again = reopen_audit(actor=lead.person, audit=moderated_audit, reason=WHY)
    withdraw_audit(actor=lead.person, audit=again, reason="Moved away.")

    assert set(names_everywhere(lead, fresh(again)).values()) == {"Withdrawn"}


def test_each_name_is_one_states():
    names = [state_name(state) for state in AuditState] + [
        state_name(AuditState.IN_PROGRESS, is_returned=True, last_version=kind) for kind in (VersionKind.RETURNED, VersionKind.REOPENED)
    ]

    assert sorted(names) == sorted(STATE_NAMES)
    assert len(set(names)) == len(names)


def test_my_work_and_the_month_do_not_call_a_sent_back_one_submitted(lead, auditor, submitted_audit):
    return_audit(actor=submitted_audit.moderator, audit=submitted_audit, reason=WHY)
    month, mine = text_of(lead.get(submitted_audit.cycle.get_absolute_url())), text_of(auditor.get("/"))

    assert "0 of 1 submitted, due 23 June 2023; 1 sent back or opened again" in month
    assert "Sent back by" in mine
