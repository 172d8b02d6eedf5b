"""/governance/retention/: rules, what is due, a removal and its certificate; holds; case IDs that are replaced; facts for the law."""

import io
import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from docx import Document

from audits.models import Audit, Finding, Judgement, SampledRecord
from desk.pages.work import work_for
from foundation.activity.models import Entry
from foundation.activity.sealing import seal_logs
from foundation.names import case_key
from governance.models import LegalHold, Rekeying, RetentionRule, RetentionRun
from governance.queries.data_map import data_map
from governance.queries.searching import everything_on_case
from tests.governance.conftest import FIRST_DAY_DUE, gives_password
from tests.reading import fresh, text_of

HOME = "/governance/"
PREVIEW = f"{HOME}retention/child_records/"


def waiting_for(person) -> list[str]:
    return [item.what for item in work_for(person, FIRST_DAY_DUE) if "removal" in item.what]


@pytest.mark.usefixtures("later")
def test_it_is_asked_for_confirmed_by_another_and_certified(officer, lead, old_audit, do_waiting_jobs):
    assert old_audit.case_id in text_of(officer.get(PREVIEW))
    page = officer.post(PREVIEW, follow=True)
    run = RetentionRun.objects.get()
    assert (page.redirect_chain[-1][0], waiting_for(officer.person)) == (run.get_absolute_url(), [])
    assert waiting_for(lead.person) == ["Confirm a removal: audited records"]
    assert officer.post(f"{run.get_absolute_url()}confirm/").status_code == 403

    address = f"{run.get_absolute_url()}confirm/"
    seal_logs()
    gives_password(lead, address)
    assert "It cannot be undone" in text_of(lead.get(address))
    lead.post(address)
    do_waiting_jobs()

    page = officer.get(run.get_absolute_url())
    assert ("Certificate of removal" in text_of(page), waiting_for(lead.person)) == (True, [])
    word = Document(io.BytesIO(officer.get(f"{run.get_absolute_url()}?format=docx").content))
    assert fresh(run).sha256 in "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells) + "\n".join(
        p.text for p in word.paragraphs
    )


@pytest.mark.usefixtures("later")
def test_an_administrator_sees_counts_and_no_case_id_and_sets_the_rule(administrator, old_audit):
    assert old_audit.case_id not in text_of(administrator.get(PREVIEW))
    administrator.post(f"{PREVIEW}rule/", {"years": "8", "reason": "Schedule 2025, line 12"})

    assert RetentionRule.objects.get().years == 8
    assert "Nothing up to 31 March 2022 is due" in text_of(administrator.get(PREVIEW))
    assert administrator.post(PREVIEW).status_code == 403


@pytest.mark.usefixtures("later")
def test_a_removal_can_be_cancelled_once(officer, director, old_audit):
    officer.post(PREVIEW)
    run = RetentionRun.objects.get()
    for _ in range(2):
        director.post(f"{run.get_absolute_url()}cancel/")

    assert fresh(run).cancelled_by == director.person
    assert [entry.verb for entry in Entry.objects.of(run)] == ["retention.asked", "retention.cancelled"]


def test_who_may_open_what(officer, lead, director, administrator, auditor, board_member):
    people = (officer, lead, director, administrator, auditor, board_member)

    def answers(address):
        return [visitor.get(address).status_code for visitor in people]

    assert answers(HOME) == answers(f"{HOME}retention/") == answers(f"{HOME}impact-assessment/") == [200, 200, 200, 200, 403, 403]
    assert answers(f"{HOME}holds/") == [200, 200, 403, 403, 403, 403]
    assert answers(f"{HOME}case-ids/") == [200, 403, 403, 403, 403, 403]


def test_a_hold_is_placed_and_ended(officer, lead, old_audit):
    officer.post(
        f"{HOME}holds/place/",
        {"kind": "audit", "audit": old_audit.number, "case_id": "", "worker": "", "reason": "A claim.", "last_day": ""},
    )
    hold = LegalHold.objects.get()
    assert str(old_audit) in text_of(officer.get(f"{HOME}holds/"))
    for _ in range(2):
        lead.post(f"{HOME}holds/{hold.pk}/end/", {"because": "It is settled."})

    assert (fresh(hold).ended_by, fresh(hold).ended_because) == (lead.person, "It is settled.")
    assert [entry.verb for entry in Entry.objects.of(hold)] == ["hold.placed", "hold.ended"]


def test_a_hold_says_what_is_missing(officer):
    page = officer.post(f"{HOME}holds/place/", {"kind": "audit", "audit": "99", "reason": ""})

    assert set(page.context["form"].errors) == {"audit", "reason"}


def test_case_ids_are_replaced_in_columns_and_words_and_no_pair_is_kept(officer, old_audit):
    old = old_audit.case_id
    Finding.objects.filter(audit=old_audit).update(text=f"Seen beside {old.lower()}, and {old}.")
    gives_password(officer, f"{HOME}case-ids/")
    page = officer.post(f"{HOME}case-ids/", {"pairs": f"{old}, K-7701", "reason": "The case system changed."}, follow=True)

    assert "1 case ID replaced" in text_of(page)
    assert (fresh(old_audit).case_id, fresh(old_audit).case_key) == ("K-7701", case_key("K-7701"))
    assert list(Finding.objects.values_list("text", flat=True)) == ["Seen beside K-7701, and K-7701."]
    done, left = Rekeying.objects.get(), everything_on_case(old)
    assert set(left.rows) <= {Entry}
    assert done.in_trail == len(left.rows.get(Entry, ()))
    assert old not in json.dumps(list(Entry.objects.of(done).values_list("facts", flat=True)))
    call_command("check_figures", stdout=io.StringIO())


@pytest.mark.parametrize(
    ("pairs", "says"),
    [
        ("L-1", "Line 1: write the old case ID"),
        ("Q-99, K-1", "Q-99 is not held here"),
        ("{old}, {old}9\n{old}, K-2", "only once"),
        ("{old}, {other}", "is held here already"),
    ],
)
def test_pairs_that_cannot_be_are_refused(officer, old_audit, lead, cycle, pairs, says):
    Audit.objects.create(cycle=cycle, tool=old_audit.tool, case_id="B-22", team=old_audit.team, plan_type=old_audit.plan_type)
    gives_password(officer, f"{HOME}case-ids/")
    page = officer.post(f"{HOME}case-ids/", {"pairs": pairs.format(old=old_audit.case_id, other="b-22"), "reason": "A change."})

    assert (says in text_of(page), Rekeying.objects.count()) == (True, 0)


def test_the_facts_are_those_of_the_settings(officer, administrator, settings):
    officer.post(f"{HOME}retention/child_records/rule/", {"years": "9", "reason": "Line 12"})
    settings.SESSION_IDLE_MINUTES = 17
    page = text_of(officer.get(f"{HOME}impact-assessment/"))

    assert "9 years after its financial year" in page
    assert "Signed out after 17 minutes" in page
    assert "no table of the portal has a column for a child’s name" in page
    processing = text_of(administrator.get(f"{HOME}record-of-processing/"))
    assert all(table.name[:1].upper() + table.name[1:] in processing for table in data_map() if table.fields)
    assert officer.get(f"{HOME}record-of-processing/?format=docx").status_code == 200


def test_everybody_reads_how_long_things_are_kept_and_how_accessible_the_portal_is(officer):
    officer.post(f"{HOME}retention/child_records/rule/", {"years": "9", "reason": "Line 12"})

    assert "Audited records: 9 years" in text_of(Client().get(reverse("desk:privacy")))
    assert "Accessibility statement" in text_of(Client().get(reverse("desk:accessibility")))


@pytest.mark.usefixtures("later")
def test_the_command_counts_and_removes_nothing(old_audit, capsys):
    call_command("retention", "--preview")

    kinds = {each["kind"]: each["due"] for each in json.loads(capsys.readouterr().out)["kinds"]}
    assert kinds["child_records"] == 1
    assert Audit.objects.get(pk=old_audit.pk).case_id == old_audit.case_id
    assert (SampledRecord.objects.count(), Judgement.objects.filter(reason="[removed]").count()) == (0, 0)
