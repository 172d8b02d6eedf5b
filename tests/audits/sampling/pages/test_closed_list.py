"""A month's list with a restricted record that is closed to one of the QA leads: while it waits, and as it is brought."""

import pytest
from django.core.exceptions import PermissionDenied

from audits.allocation.services.interests import declare_interest
from audits.models import Sample
from audits.restricted.services.restricting import restrict_record
from audits.sampling.services.sampling import draw_sample
from foundation.accounts.enums import Role
from tests.audits.sampling.lists import row
from tests.people import Visitor, add_person
from tests.reading import text_of

from .test_sample import CHOICE, URL, bring, draw, errors, month

__all__ = ["month"]


@pytest.fixture
def kin(db) -> Visitor:
    """A lead with an interest in the first record of the lists of these tests."""
    found = Visitor(add_person("Keir Lowe", Role.QA_LEAD))
    declare_interest(actor=found.person, person=found.person, words="My sister’s child.", case_id="C-001")
    return found


def restrict(lead, case_id="C-001") -> None:
    restrict_record(actor=lead.person, case_id=case_id, reason="A colleague’s family is in it.")


@pytest.mark.parametrize(
    "first", [row(1), row(1, worker="Sam", **{"weeks_open": "long ago"})], ids=["a record", "a row that cannot be taken"]
)
def test_a_list_that_waits_is_closed_to_a_lead_with_an_interest_in_a_restricted_record_of_it(lead, kin, first):
    page = draw(lead, [first, *(row(number) for number in range(2, 60))])
    assert kin.get(page).status_code == 200
    restrict(lead)

    for address in (page, f"{page}list/", f"{page}correct/"):
        assert kin.get(address).status_code == 404, address
    assert kin.post(page, CHOICE).status_code == 404
    with pytest.raises(PermissionDenied):
        draw_sample(actor=kin.person, sample=Sample.objects.get(), size=3)
    shown = text_of(kin.get(URL))
    assert "It has a record that is closed to you. Leah Brandt brought it and goes on with it" in shown
    assert page not in shown
    # Nor do they put another in its place, which would take the first away.
    assert "waits already" in str(errors(bring(kin, [row(number) for number in range(100, 120)])))
    assert Sample.objects.get().brought_by == lead.person
    assert lead.get(page).status_code == 200


def test_a_lead_brings_no_list_with_a_restricted_record_in_which_they_have_an_interest(lead, kin):
    restrict(lead)

    assert "Leave its row out, or ask another QA lead" in str(errors(bring(kin)))
    assert not Sample.objects.exists()
    assert kin.get(draw(kin, [row(number) for number in range(2, 60)])).status_code == 200


def test_a_lead_brings_their_own_list_again_once_a_record_of_it_is_closed_to_them(lead, kin):
    page = draw(kin)
    restrict(lead)

    assert kin.get(page).status_code == 404
    assert "Bring it again without that record" in text_of(kin.get(URL))
    assert kin.get(draw(kin, [row(number) for number in range(2, 60)])).status_code == 200
