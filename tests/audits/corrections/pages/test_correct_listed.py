"""/cycles/2023-06/sample/<sample>/records/<pk>/: a record of the list that is not in the month is corrected, and the draw stays."""

import pytest
from django.core.exceptions import ValidationError

from audits.allocation.services.allocation import allocate
from audits.corrections.services.audits import correct_facts
from audits.corrections.services.listed import correct_listed
from audits.enums import Sampled
from audits.models import Sample, SampledRecord
from audits.sampling.queries.sampling import draws_the_same
from audits.sampling.services.replacement import replace_record
from audits.services.errors import ConflictOfInterest
from foundation.accounts.enums import Role
from foundation.accounts.models import Team
from foundation.activity.models import Entry
from tests.audits.sampling.lists import row, rows
from tests.audits.sampling.pages.test_sample import draw, put_in
from tests.people import add_person

WHY = "The system had the worker of last year."


@pytest.fixture
def sample(lead, cycle, elm_team, ash_team, worker) -> Sample:
    Team.objects.create(name="Oak Team")
    put_in(lead, draw(lead, [row(60, worker="Will Okafor"), *rows(60)]))
    return Sample.objects.get()


@pytest.fixture
def reserve(sample) -> SampledRecord:
    """The next that would be drawn of Elm Team."""
    return sample.records.filter(state=Sampled.RESERVE, stratum="Elm Team").in_order()[0]


def page_of(record: SampledRecord) -> str:
    return f"/cycles/2023-06/sample/{record.sample_id}/records/{record.pk}/"


def correct(lead, record, **facts):
    given = {"case_id": record.case_id, "reason": WHY} | facts
    return correct_listed(actor=lead.person, listed=record, **given)


def test_the_sample_leads_to_the_next_reserves_and_the_correction_is_kept(lead, sample, reserve, worker, ash_team):
    assert page_of(reserve) in lead.get(f"/cycles/2023-06/sample/{sample.pk}/").content.decode()
    form = lead.get(page_of(reserve)).context["form"]
    typed = {name: getattr(value, "pk", value) or "" for name, value in form.initial.items()}
    lead.post(page_of(reserve), typed | {"case_id": "C-900", "allocated_worker": worker.person.pk, "team": ash_team.pk, "reason": WHY})

    listed = reserve.case_id
    reserve.refresh_from_db()
    assert (reserve.case_id, reserve.listed_case_id, reserve.values["worker"]) == ("C-900", listed, "will@example.org")
    facts = Entry.objects.of(sample).filter(verb="sample.record_corrected").get().facts
    assert facts["before"] == {"team": "Elm Team", "worker": "", "case ID": listed}
    assert facts["after"] == {"team": "Ash Team", "worker": "will@example.org", "case ID": "C-900"}
    assert draws_the_same(sample)


def test_a_reserve_that_takes_another_s_place_comes_with_the_corrected_facts(lead, sample, reserve, worker):
    correct(lead, reserve, case_id="C-900", allocated_worker=worker.person)
    drawn = sample.records.get(state=Sampled.DRAWN, stratum="Elm Team", position=1)
    audit = replace_record(actor=lead.person, audit=drawn.audit, reason="Closed")

    assert (audit.case_id, audit.allocated_worker) == ("C-900", worker.person)


def test_the_worker_before_stays_kept_from_it_unless_it_never_was_right(lead, sample, worker):
    [listed] = sample.records.filter(values__worker="Will Okafor")
    zainab = add_person("Zainab Ali", Role.PRACTITIONER)
    if listed.audit:
        pytest.fail("The seed of these tests leaves this record in reserve.")
    assert correct(lead, listed, allocated_worker=zainab).values["past workers"] == "Will Okafor"
    again = correct(lead, listed, allocated_worker=worker.person, past_workers="", never_right=True)
    assert (again.values["worker"], again.values["past workers"]) == ("will@example.org", "")


def test_the_row_of_the_list_follows_its_audit(lead, sample, worker, auditor):
    drawn = sample.records.filter(state=Sampled.DRAWN).first()
    amina = auditor.person
    correct_facts(actor=lead.person, audit=drawn.audit, reason=WHY, case_id="C-901", allocated_worker=amina)
    audit = correct_facts(actor=lead.person, audit=drawn.audit, reason=WHY, allocated_worker=worker.person).audit

    listed = drawn.case_id
    drawn.refresh_from_db()
    assert (drawn.case_id, drawn.drawn_by, drawn.values["past workers"]) == ("C-901", listed, "amina@example.org")
    assert draws_the_same(sample)
    with pytest.raises(ConflictOfInterest):
        allocate(actor=lead.person, audit=audit, auditor=amina, moderator=None)


def test_a_case_id_that_another_row_of_the_list_has_is_refused(lead, sample, reserve):
    other = sample.records.exclude(pk=reserve.pk).first()

    with pytest.raises(ValidationError, match="is in this list already"):
        correct(lead, reserve, case_id=other.case_id.lower())


def test_a_lead_who_is_in_the_worker_s_line_leaves_it_to_another(lead, reserve, elm_team):
    manager = elm_team.manager
    manager.role_rows.create(role=Role.QA_LEAD)

    with pytest.raises(ValidationError, match="Another QA lead corrects its facts"):
        correct_listed(actor=manager, listed=reserve, reason=WHY, case_id="C-900")


def test_every_record_of_the_list_can_be_reached_and_the_worker_left_out_too(lead, sample, auditor):
    address = f"/cycles/2023-06/sample/{sample.pk}/records/"
    left_out = sample.records.create(sample=sample, case_id="X-1", state=Sampled.LEFT_OUT, reason="Restricted")
    page = lead.get(address, {"state": Sampled.LEFT_OUT}).content.decode()
    exported = lead.get(address, {"export": "csv"}).content.decode()

    assert (page_of(left_out) in page, "1 record" in page, exported.count("\n")) == (True, True, 63)
    assert correct(lead, left_out, case_id="X-2").case_id == "X-2"
    assert auditor.get(address).status_code == 403


def test_one_in_the_month_is_corrected_there_and_outsiders_get_403(lead, sample, reserve, auditor, worker):
    drawn = sample.records.filter(state=Sampled.DRAWN).first()

    assert lead.get(page_of(drawn)).url == f"/audits/{drawn.audit_id}/facts/"
    assert {visitor.get(page_of(reserve)).status_code for visitor in (auditor, worker)} == {403}
