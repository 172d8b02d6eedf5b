"""A restricted record is nowhere to people who are not named for it: no page, list, file, search, mail or status tells of it."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Action
from audits.models import Audit, RiskFlag
from audits.restricted.services.restricting import end_restriction, name_readers

from .conftest import THE_DAY

CLOSED_TO = ["director", "head_of_service", "team_manager", "worker"]


@pytest.mark.parametrize("words", ["Quarrington", "grandmother", "C-20417"])
@pytest.mark.parametrize("who", CLOSED_TO)
def test_no_search_finds_it(request, who, words, finished, restricted):
    page = request.getfixturevalue(who).post("/search/", {"q": words}, follow=True).text.replace(f'value="{words}"', "")

    assert [text for text in finished.secrets - {words} if text in page] == []
    assert f"/audits/{finished.audit.pk}/" not in page


@pytest.mark.parametrize("who", CLOSED_TO)
def test_it_is_in_no_list_and_in_my_work_of_nobody(request, who, finished, restricted):
    visitor = request.getfixturevalue(who)

    for address in ("/", "/audits/", "/actions/"):
        page = visitor.get(address).text
        assert f"/audits/{finished.audit.pk}/" not in page
        assert f"/actions/{finished.action.pk}/" not in page


def test_no_mail_tells_of_it(finished, restricted, worker, team_manager, director):
    call_command("send_digests", at="2023-07-21T07:00", verbosity=0)
    # What was written before it was restricted told of the risk.
    mail.outbox.clear()
    call_command("send_digests", at="2023-07-24T07:00", verbosity=0)

    told = {letter.to[0] for letter in mail.outbox if f"udit {finished.audit.pk}" in letter.body or "action" in letter.body}
    assert told == {finished.audit.auditor.email}


@pytest.mark.parametrize("who", ["lead", "auditor", "moderator"])
def test_the_lead_its_auditor_and_its_moderator_read_it_and_see_that_it_is_restricted(request, who, finished, restricted):
    page = request.getfixturevalue(who).get(f"/audits/{finished.audit.pk}/")

    assert page.status_code == 200
    assert "Restricted record." in page.text


def test_a_named_reader_reads_what_would_be_theirs_and_no_more(lead, director, team_manager, worker, finished, restricted):
    name_readers(actor=lead.person, restricted=restricted, readers=[team_manager.person])

    assert team_manager.get(f"/audits/{finished.audit.pk}/").status_code == 200
    assert team_manager.get(f"/actions/{finished.action.pk}/").status_code == 200
    assert [each.get(f"/audits/{finished.audit.pk}/").status_code for each in (director, worker)] == [404, 404]


@pytest.mark.parametrize("who", CLOSED_TO)
def test_once_the_restriction_ends_it_is_theirs_again(request, who, lead, finished, restricted):
    visitor = request.getfixturevalue(who)
    assert not Audit.objects.visible_to(visitor.person).exists()

    end_restriction(actor=lead.person, restricted=restricted, reason="The news has moved on.")

    assert visitor.get(f"/audits/{finished.audit.pk}/").status_code == 200
    assert [model.objects.visible_to(visitor.person).count() for model in (Audit, Action)] == [1, 1]


def test_its_risk_is_closed_with_it(director, team_manager, finished, restricted):
    assert [RiskFlag.objects.visible_to(each.person).count() for each in (director, team_manager)] == [0, 0]


def test_figures_still_count_it(board_member, director, finished, restricted):
    assert Audit.objects.submitted().count() == 1
    assert director.get("/insight/").status_code == 200


def test_the_list_takes_as_many_queries_with_restricted_records_as_without(lead, finished, restricted):
    asked = []
    lead.get("/audits/")
    for ended in ({}, {"ended_on": THE_DAY, "ended_by": lead.person, "end_reason": "Over."}):
        type(restricted).objects.update(**ended)
        with CaptureQueriesContext(connection) as queries:
            lead.get("/audits/")
        asked.append(len(queries))

    assert asked[0] == asked[1]
