"""Somebody from outside the service who observes sees their own observations, and no case content at any address."""

import contextlib
import datetime

import pytest
from django.urls import NoReverseMatch, reverse

from actions.services import raise_action
from audits.models import Finding, Judgement
from foundation.accounts.enums import Role
from foundation.activity.case_content import declared
from observations.models import Observation
from observations.services.observing import record_observation
from observations.services.planning import assign_observation
from tests.journeys.addresses import addresses
from tests.observation_kinds import observation_kind
from tests.people import Visitor, add_person

from .conftest import SEEN

pytestmark = pytest.mark.once

OWN, OTHERS, IN_AUDIT, IN_ACTION = (
    "Calm from the door on.",
    "Seen by another observer.",
    "Written in the audit.",
    "Bring the genogram up to date",
)
COUNCILLORS = [(Role.OBSERVER,), (Role.OBSERVER, Role.BOARD_MEMBER)]


def observed(lead, visitor: Visitor, audit, seen: str) -> Observation:
    planned = assign_observation(actor=lead.person, kind=observation_kind(), observer=visitor.person, audit=audit)
    return record_observation(actor=visitor.person, observation=planned, **SEEN | {"seen": seen, "seen_on": datetime.date(2023, 6, 12)})


@pytest.fixture(params=COUNCILLORS, ids=["cabinet member", "Board member"])
def councillor(request, db) -> Visitor:
    return Visitor(add_person("Noreen Halliwell", *request.param, job_title="Cabinet member for children"))


def test_a_councillor_reads_their_own_observation_and_no_case_content_anywhere(councillor, lead, observer, submitted_audit):
    audit = submitted_audit
    Judgement.objects.filter(audit=audit).update(reason=IN_AUDIT)
    Finding.objects.filter(audit=audit).update(text=IN_AUDIT)
    own, other = observed(lead, councillor, audit, OWN), observed(lead, observer, audit, OTHERS)
    action = raise_action(actor=lead.person, what=IN_ACTION, why="It stops.", owner=lead.person, audit=audit)
    hidden = (audit.case_id, OTHERS, IN_AUDIT, IN_ACTION)

    pages = {address: _text(councillor.get(address)) for address in every_address(audit.pk, own.pk, other.pk, action.pk)}
    pages |= {
        f"searched for {words}": _found(councillor.post("/search/", {"q": words}, follow=True), words)
        for words in ("genogram", audit.case_id, "observer")
    }

    assert {address: words for address, text in pages.items() for words in hidden if words in text} == {}
    assert OWN in pages[own.get_absolute_url()]
    assert councillor.get(other.get_absolute_url()).status_code == 404
    assert councillor.get(audit.get_absolute_url()).status_code == 404


def every_address(*numbers: int) -> set[str]:
    """Every one that shows case content to somebody; tests/activity holds that the others show none."""
    found, shown = set(), declared()
    for name, parameters in addresses():
        if shown.get(name) is None:
            continue
        for number in numbers if parameters else (0,):
            given = {
                "number": number,
                "pk": number,
                "version": 1,
                "code": "2023-06",
                "year": 2023,
                "section": "overall",
                "month": "2023-06",
            }
            with contextlib.suppress(NoReverseMatch):
                found.add(reverse(name, kwargs={each: given[each] for each in parameters if each in given}))
    return found


def _found(response, words: str) -> str:
    """What the search answers, but for its repeating what was asked."""
    text = _text(response)
    for repeated in (f"“{words}”", f'value="{words}"', f"Search: {words}"):
        text = text.replace(repeated, "")
    return text


def _text(response) -> str:
    return response.getvalue().decode(errors="replace")
