"""/audits/ with ticked rows, and /audits/several/, where they are given to other people."""

import csv
import io

import pytest

from audits.allocation.services.allocation import add_audit
from audits.models import Allocation, Audit
from foundation.accounts.enums import Role
from tests.people import add_person
from tests.replay import replayed

URL = "/audits/several/"


@pytest.fixture
@replayed
def three(cycle, lead, auditor, elm_team):
    return [add_audit(actor=lead.person, cycle=cycle, case_id=f"D-{at}", team=elm_team, auditor=auditor.person) for at in range(3)]


@pytest.fixture
def other(db):
    return add_person("Omar Farah", Role.AUDITOR)


def given(page, **more) -> dict:
    """What the form holds, as a browser sends it."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | more


def test_only_those_who_can_change_something_tick_rows(lead, auditor, three):
    page = lead.get("/audits/").content.decode()

    assert f'name="ticked" value="{three[0].pk}"' in page
    assert "Select all 3" in page
    assert 'name="ticked"' not in auditor.get("/audits/").content.decode()


def test_ticked_audits_are_given_to_somebody_else(lead, auditor, other, three):
    address = f"{URL}?ticked={three[0].pk}&ticked={three[1].pk}"
    page = lead.get(address)
    lead.post(address, given(page, **{f"auditor-{three[0].pk}": other.pk, f"auditor-{three[1].pk}": other.pk}))

    assert "2 audits selected." in page.content.decode()
    assert [audit.auditor for audit in Audit.objects.order_by("pk")] == [other, other, auditor.person]
    assert Allocation.objects.filter(after=other, before=auditor.person).count() == 2


def test_all_means_all_that_match_the_filters(lead, three):
    assert lead.get(f"{URL}?all=yes").context["count"] == 3
    assert lead.get(f"{URL}?all=yes&number={three[1].pk}").context["count"] == 1
    assert lead.get(f"{URL}?all=yes&ticked={three[1].pk}").context["count"] == 3
    assert lead.get(URL).context["count"] == lead.get(f"{URL}?ticked=x&ticked={'9' * 40}").context["count"] == 0


def test_what_can_no_longer_change_hands_is_said(lead, three, moderated_audit):
    page = lead.get(f"{URL}?ticked={moderated_audit.pk}&ticked={three[1].pk}")

    assert page.context["stays"] == [moderated_audit]
    assert f"auditor-{three[1].pk}" in page.context["form"].fields


def test_nobody_else_gives_audits_away(auditor, director, outsider, three):
    assert {visitor.get(f"{URL}?all=yes").status_code for visitor in (auditor, director, outsider)} == {403}


def test_a_file_holds_the_ticked_rows_alone(lead, three):
    def numbers(query: str) -> list[str]:
        rows = csv.reader(io.StringIO(lead.get(f"/audits/?export=csv{query}").content.decode("utf-8-sig")))
        return [row[0] for row in list(rows)[1:]]

    assert numbers(f"&ticked={three[1].pk}") == [str(three[1].pk)]
    assert len(numbers("")) == len(numbers(f"&all=yes&ticked={three[1].pk}")) == 3
