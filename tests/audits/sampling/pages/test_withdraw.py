"""/audits/1042/withdraw/: why a record leaves its month, and the next of the draw in its place."""

import pytest

from audits.cycles.services.pausing import pause_month
from audits.models import Audit, SampledRecord, Withdrawal
from audits.sampling.services.lists import bring_list
from audits.sampling.services.sampling import apply_sample, draw_sample
from foundation.activity.models import Entry
from tests.audits.sampling.lists import as_csv, rows
from tests.reading import text_of
from tests.replay import replayed


@pytest.fixture
def address(allocated_audit) -> str:
    return f"/audits/{allocated_audit.number}/withdraw/"


@pytest.fixture
@replayed
def drawn(lead, cycle, elm_team, ash_team):
    """One of two audits that were drawn from six records of Elm, Ash and Oak Team."""
    sample = bring_list(actor=lead.person, cycle=cycle, name="list.csv", content=as_csv(rows(6)).encode())
    choice = {"minimum": 0, "seed": 7, "audited_since": sample.audited_since, "open_weeks": 12}
    drawing = draw_sample(actor=lead.person, sample=sample, stratum_columns=[], size=2, **choice)
    apply_sample(actor=lead.person, sample=sample, fingerprint=drawing.fingerprint, create_teams=True)
    return Audit.objects.order_by("pk").first()


def test_a_kind_says_enough(lead, address, allocated_audit):
    lead.post(address, {"kind": "restricted"})

    audit = Audit.objects.get()
    assert (audit.state, audit.withdrawal.kind, audit.outcome_reason) == ("withdrawn", "restricted", "The record is restricted")


def test_words_are_added_to_the_kind(lead, address):
    lead.post(address, {"kind": "transferred", "reason": "On 20 July."})

    assert Audit.objects.get().outcome_reason == "Transferred to another council. On 20 July."


def test_another_reason_needs_its_words(lead, address):
    page = lead.post(address, {"kind": "other", "reason": " "})

    assert page.context["form"].errors == {"reason": ["Say what the other reason is."]}
    assert not Withdrawal.objects.exists()


def test_a_kind_is_needed_and_words_stay(lead, address):
    page = lead.post(address, {"reason": "It moved."})

    assert list(page.context["form"].errors) == ["kind"]
    assert "It moved." in text_of(page)


def test_it_is_in_the_trail_and_on_the_months_page_by_kind(lead, address, allocated_audit):
    lead.post(address, {"kind": "incident"})

    assert Entry.objects.of(allocated_audit).last().facts["reason"] == "Under a serious incident notification or review"
    page = text_of(lead.get("/cycles/2023-06/"))
    assert "1 record withdrawn: shown here, not counted (under a serious incident notification or review: 1)." in page


def test_the_next_of_the_draw_takes_its_place_in_the_same_act(lead, drawn):
    reserve = SampledRecord.objects.reserves().order_by("position").first()
    page = lead.post(f"/audits/{drawn.number}/withdraw/", {"kind": "closed", "replace": "on"}, follow=True)

    assert f"{reserve.case_id} takes its place" in text_of(page)
    assert SampledRecord.objects.get(audit=drawn).reason == "The record was closed"
    assert Audit.objects.live().filter(case_id=reserve.case_id).count() == 1


def test_without_a_replacement_none_comes(lead, drawn):
    lead.post(f"/audits/{drawn.number}/withdraw/", {"kind": "closed"})

    assert Audit.objects.live().count() == 1


def test_where_no_reserve_is_left_the_page_says_so(lead, drawn):
    SampledRecord.objects.reserves().delete()

    page = lead.get(f"/audits/{drawn.number}/withdraw/")
    assert "no reserve of its stratum is left" in text_of(page)
    assert "replace" not in page.context["form"].fields


def test_in_a_paused_month_nothing_takes_its_place(lead, drawn):
    pause_month(actor=lead.person, cycle=drawn.cycle, reason="Inspectors are here.")

    page = lead.get(f"/audits/{drawn.number}/withdraw/")
    assert "The month is paused, so no other record takes its place." in text_of(page)
    assert lead.post(f"/audits/{drawn.number}/withdraw/", {"kind": "closed"}).status_code == 302


def test_the_second_time_does_nothing(lead, address):
    lead.post(address, {"kind": "closed"})
    lead.post(address, {"kind": "closed"})

    assert Entry.objects.filter(verb="audit.withdraw_unstarted").count() == 1


def test_others_are_refused(auditor, outsider, address):
    assert (auditor.post(address, {"kind": "closed"}).status_code, outsider.post(address, {"kind": "closed"}).status_code) == (403, 404)
