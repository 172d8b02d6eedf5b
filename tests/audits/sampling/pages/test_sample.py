"""/cycles/2023-06/sample/: bring a list, draw, put the draw into the month; replace, add by hand."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.allocation.services.allocation import add_audit, allocate
from audits.enums import AuditState, Sampled
from audits.models import Audit, Sample, SampledRecord
from audits.moderation.services.moderation import withdraw_audit
from audits.services.errors import ConflictOfInterest
from foundation.accounts.models import Team
from foundation.activity.models import Entry
from foundation.matching.models import ListAnswer
from tests.audits.sampling.lists import HEADER, answered, as_csv, row, rows
from tests.browser import assert_accessible, sign_in
from tests.tables import table_on
from tests.workbooks import table_in

URL = "/cycles/2023-06/sample/"
CHOICE = {
    "stratum_columns": ["team"],
    "size": "14",
    "minimum": "0",
    "seed": "7",
    "audited_since_month": "6",
    "audited_since_year": "2022",
    "open_weeks": "12",
}


@pytest.fixture(autouse=True)
def month(cycle, elm_team, ash_team):
    Team.objects.create(name="Oak Team")
    return cycle


def bring(visitor, records=None, name="list.csv"):
    content = records if isinstance(records, bytes) else as_csv(records or rows(60)).encode()
    return visitor.post(URL, {"file": SimpleUploadedFile(name, content)})


def draw(lead, records=None, **choice) -> str:
    """The address of a sample that is drawn and waits."""
    page = answered(lead, bring(lead, records).url)
    assert lead.post(page, CHOICE | choice).status_code == 302
    return page


def put_in(lead, page, **choice):
    fingerprint = lead.get(page).context["applying"].initial["fingerprint"]
    return lead.post(page, {"fingerprint": fingerprint} | choice, follow=True)


@pytest.fixture
def applied(lead) -> Sample:
    put_in(lead, draw(lead))
    return Sample.objects.get()


def errors(response, form="form"):
    return response.context[form].errors.as_data()


def test_a_list_is_brought_drawn_and_put_into_the_month(lead, month):
    page = draw(lead)
    shown = lead.get(page).context["page"]

    assert [figure["number"] for figure in shown.figures] == [60, 0, 60, 14]
    assert [(each.name, each.cases, each.drawn) for each in shown.strata] == [("Ash Team", 20, 5), ("Elm Team", 20, 5), ("Oak Team", 20, 4)]
    assert not Audit.objects.exists()
    put_in(lead, page)
    assert month.audits.filter(state=AuditState.ALLOCATED, auditor=None, cohort=month.cohort, plan_type="child_protection").count() == 14


def test_the_page_draws_what_the_command_draws(applied, tmp_path):
    path, out = tmp_path / "list.csv", StringIO()
    path.write_text(as_csv(list(reversed(rows(60)))))
    call_command("draw_sample", str(path), "--size=14", "--strata=team", "--seed=7", stdout=out, stderr=StringIO())
    printed = json.loads(out.getvalue())

    assert sorted(printed["drawn"]) == sorted(Audit.objects.values_list("case_id", flat=True))
    reserves = applied.records.reserves().order_by("position")
    assert printed["reserves"]["Elm Team"] == list(reserves.filter(stratum="Elm Team").values_list("case_id", flat=True))


def test_every_draw_leaves_a_trace(lead):
    page = draw(lead)
    lead.post(page, CHOICE | {"seed": "8"})
    put_in(lead, page)

    entries = Entry.objects.of(Sample.objects.get())
    assert [entry.sentence for entry in entries] == [
        "brought a list of records to draw from",
        "drew a sample",
        "drew a sample",
        "drew a sample",
        "put the sample into the month",
    ]
    assert [entry.facts.get("seed") for entry in entries][2:] == [7, 8, 8]
    assert {entry.actor for entry in entries} == {lead.person}


def test_workers_teams_and_bands_are_matched(lead, worker):
    put_in(
        lead, draw(lead, [row(0, worker="will okafor", plan_type="Looked after", age_band="5 to 9"), row(1, worker="Nobody Here")], size=2)
    )

    audit, other = Audit.objects.order_by("case_id")
    assert (audit.team.name, audit.allocated_worker, audit.plan_type, audit.age_band) == ("Elm Team", worker.person, "cared_for", "5-9")
    assert other.allocated_worker is None


@pytest.mark.parametrize("listed", [{"past_workers": "Jo Bright; amina yusuf"}, {"worker": "AMINA YUSUF"}])
def test_whom_the_list_names_as_a_worker_audits_the_record_only_with_a_reason(lead, auditor, listed):
    put_in(lead, draw(lead, [row(0, **listed), row(2)], size=2))
    named, other = Audit.objects.order_by("case_id")

    allocate(actor=lead.person, audit=other, auditor=auditor.person, moderator=None)
    with pytest.raises(ConflictOfInterest):
        allocate(actor=lead.person, audit=named, auditor=auditor.person, moderator=None)


@pytest.mark.parametrize(("chosen", "named"), [("add", "Yew Team"), ("none", None), ("elm", "Elm Team")])
def test_an_unknown_team_is_asked_about_once_and_is_added_passed_over_or_another_s_name(lead, elm_team, chosen, named):
    means = str(elm_team.pk) if chosen == "elm" else chosen
    page = answered(lead, bring(lead, [row(0, team="Yew Team"), row(1)]).url, **{"Yew Team": means})
    assert not Team.objects.filter(name="Yew Team").exists()
    put_in(lead, page)

    assert {audit.case_id: audit.team and audit.team.name for audit in Audit.objects.all()} == {"C-000": named, "C-001": "Ash Team"}
    assert bring(lead, [row(2, team="Yew Team"), row(4)]).url.endswith("/list/") is False


def test_a_team_of_which_nobody_said_what_it_is_goes_in_only_when_that_is_ticked(lead):
    page = draw(lead, [row(0, team="Yew Team"), row(1)], size=2)
    ListAnswer.objects.all().delete()
    refused = put_in(lead, page)

    assert "Not known here: Yew Team." in errors(refused, "applying")["create_teams"][0].message
    assert not Audit.objects.exists()
    put_in(lead, page, create_teams="on")
    assert set(Audit.objects.values_list("team__name", flat=True)) == {"Yew Team", "Ash Team"}


def test_who_is_left_out_is_kept_with_the_reason(lead, month):
    add_audit(actor=lead.person, cycle=month, case_id="C-003")
    put_in(lead, draw(lead, [row(0, restricted="x"), row(1, weeks_open=2), *rows(60)[2:]]))

    left_out = SampledRecord.objects.filter(state=Sampled.LEFT_OUT)
    assert dict(left_out.values_list("case_id", "reason")) == {
        "C-000": "Restricted",
        "C-001": "Open under 12 weeks",
        "C-003": "Already in June 2023",
    }


def test_a_draw_that_changed_meanwhile_is_not_applied_unseen(lead, month):
    page = draw(lead)
    looked_at = lead.get(page).context["page"]
    add_audit(actor=lead.person, cycle=month, case_id=looked_at.drawn[0].case)

    answer = lead.post(page, {"fingerprint": looked_at.drawing.fingerprint})

    assert "The draw has changed" in answer.content.decode()
    assert month.audits.count() == 1


def test_an_applied_sample_says_how_it_was_drawn_and_draws_the_same_again(lead, applied):
    page = lead.get(URL, follow=True).context["page"]

    assert page.same_again
    assert {"key": "Seed", "value": 7} in page.facts
    assert applied.listed is None
    SampledRecord.objects.filter(case_id="C-000").update(case_id="C-999")
    assert not lead.get(URL, follow=True).context["page"].same_again


def test_a_withdrawn_record_is_replaced_by_the_next_of_its_stratum(lead, applied):
    gone = applied.records.drawn().filter(stratum="Elm Team").first()
    expected = applied.records.reserves().filter(stratum="Elm Team").order_by("position").first()
    answer = lead.post(
        f"/audits/{gone.audit_id}/withdraw/", {"kind": "other", "reason": "Moved to another council.", "replace": "on"}, follow=True
    )

    new = SampledRecord.objects.get(pk=expected.pk)
    assert f"{new.case_id} takes its place as audit {new.audit_id}." in answer.content.decode()
    assert (new.state, new.replaces, new.audit.cycle) == (Sampled.REPLACEMENT, gone, applied.cycle)
    gone.refresh_from_db()
    assert (gone.state, gone.reason, gone.audit.state) == (Sampled.REPLACED, "Moved to another council.", AuditState.WITHDRAWN)
    assert lead.get(applied.get_absolute_url()).context["page"].same_again


def test_a_record_may_be_withdrawn_without_a_replacement(lead, applied):
    gone = applied.records.drawn().first()

    lead.post(f"/audits/{gone.audit_id}/withdraw/", {"kind": "closed"})

    assert applied.cycle.audits.live().count() == 13


def test_where_no_reserve_is_left_the_page_says_so(lead):
    put_in(lead, draw(lead, rows(6), size=6))
    drawn = SampledRecord.objects.drawn().first()

    assert "no reserve of its stratum is left" in lead.get(f"/audits/{drawn.audit_id}/withdraw/").content.decode()


def test_a_record_added_by_hand_needs_a_reason_and_is_counted_apart(lead, applied):
    assert "why" in errors(lead.post("/cycles/2023-06/add/", {"case_id": "C-777"}))

    lead.post("/cycles/2023-06/add/", {"case_id": "C-777", "why": "A re-audit."})

    added = applied.records.by_hand().get()
    assert (added.case_id, added.reason, added.audit.case_id) == ("C-777", "A re-audit.", "C-777")
    figures = lead.get(applied.get_absolute_url()).context["page"].figures
    assert [figure["number"] for figure in figures] == [14, 0, 1, 46]


def test_a_reserve_that_was_added_by_hand_is_passed_over(lead, applied):
    gone = applied.records.drawn().filter(stratum="Elm Team").first()
    first, second = applied.records.reserves().filter(stratum="Elm Team").order_by("position")[:2]
    lead.post("/cycles/2023-06/add/", {"case_id": first.case_id, "why": "A concern was raised."})

    lead.post(f"/audits/{gone.audit_id}/withdraw/", {"kind": "closed", "replace": "on"})

    assert SampledRecord.objects.get(replaces=gone) == second


def test_teams_and_cohorts_never_sampled_this_year_are_shown(lead, month, elm_team):
    audit = add_audit(actor=lead.person, cycle=month, case_id="C-1", team=elm_team, cohort="Care leavers")
    never = lead.get(URL).context["never"]

    assert (never.teams, never.cohorts) == (["Ash Team", "Oak Team"], ["Cared for children"])
    withdraw_audit(actor=lead.person, audit=audit, reason="Closed.")
    assert lead.get(URL).context["never"].teams == ["Ash Team", "Elm Team", "Oak Team"]


def test_more_strata_than_places_is_said_before_it_is_applied(lead):
    page = draw(lead, [row(number, team=f"Team {number:02}") for number in range(20)])

    assert any(note.startswith("There are more strata than places: 20 strata, 14 places.") for note in lead.get(page).context["page"].notes)


@pytest.mark.parametrize(
    ("field", "choice", "said"),
    [
        ("minimum", {"minimum": "5"}, "5 from each of 3 strata needs 15 places, but there are 14."),
        ("size", {"size": ""}, "Enter how many records to draw"),
        ("seed", {"seed": "seven"}, "Seed must be a whole number"),
        ("audited_since", {"audited_since_month": "13"}, "Leave out records audited since must be a real month"),
    ],
)
def test_a_choice_that_cannot_be_drawn_is_refused_by_its_field(lead, field, choice, said):
    answer = lead.post(bring(lead).url, CHOICE | choice)

    assert said in answer.context["form"].errors[field][0]
    assert answer.context["form"]["stratum_columns"].value() == ["team"]


def test_every_cell_that_cannot_be_taken_is_shown_and_nothing_is_kept(lead):
    answer = bring(lead, [row(0, case="Mary Smith"), row(1, restricted="maybe")])

    assert [(each["Row"], each["Column"]) for each in table_on(answer, "Refused")] == [("2", "case"), ("3", "restricted")]
    assert "2 cells of this list cannot be taken." in answer.content.decode()
    assert not Sample.objects.exists()


def test_a_file_that_is_no_list_is_refused_by_the_field(lead):
    (error,) = bring(lead, b"").context["form"].errors["file"]

    assert error == "This file is empty. Check that you chose the right one."


def test_no_child_s_name_is_kept(lead):
    named = as_csv([row(0) | {"Child name": "Kit Marlow"}, row(1)], [*HEADER, "Child name"])
    page = bring(lead, named.encode()).url

    assert "The column “Child name” was not kept" in lead.get(page).content.decode()
    assert "Marlow" not in json.dumps(Sample.objects.get().listed)


def test_the_sample_and_a_blank_sheet_can_be_downloaded(lead, applied):
    filled = table_in(lead.get(applied.get_absolute_url(), {"export": "xlsx"}).content)
    blank = table_in(lead.get(URL, {"export": "xlsx"}).content)

    assert len(filled) == 61
    assert [row[0] for row in blank] == ["case"]


def test_only_the_lead_may(lead, auditor, director, administrator, board_member, outsider):
    page = draw(lead)
    others = [auditor, director, administrator, board_member, outsider]

    assert {visitor.get(address).status_code for visitor in others for address in (URL, page)} == {403}
    assert {visitor.post(page, CHOICE).status_code for visitor in others} == {403}
    assert {bring(visitor).status_code for visitor in others} == {403}


def test_a_sample_of_another_month_is_404(lead):
    page = draw(lead)

    assert lead.get(page.replace("2023-06", "2023-07")).status_code == 404


def test_the_second_time_does_nothing(lead):
    page = draw(lead)
    fingerprint = lead.get(page).context["page"].drawing.fingerprint

    assert {lead.post(page, {"fingerprint": fingerprint}).url for _ in range(2)} == {page}
    assert Audit.objects.count() == 14


def test_a_second_list_takes_the_place_of_one_that_waits(lead):
    first = bring(lead).url
    bring(lead, rows(9))

    assert lead.get(first).status_code == 404
    assert Sample.objects.count() == 1


def test_the_page_asks_as_often_for_one_record_as_for_many(lead, django_assert_num_queries):
    one = draw(lead, size="1")
    put_in(lead, one)
    with CaptureQueriesContext(connection) as asked:
        lead.get(one)
    count = len(asked)
    many = draw(lead, size="14")
    put_in(lead, many)

    with django_assert_num_queries(count):
        lead.get(many)


@pytest.mark.browser
def test_each_step_is_accessible_and_fits_a_phone(phone, live, lead, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(as_csv([row(0, restricted="yes"), *rows(60)[1:]]))
    sign_in(phone, live, lead)
    phone.goto(live + URL)
    steps = [
        lambda: phone.set_input_files("input[type=file]", str(path)) or phone.get_by_role("button", name="Continue").click(),
        lambda: phone.get_by_role("button", name="Put these records into June 2023").click(),
        lambda: None,
    ]
    for step in steps:
        assert_accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        step()
    assert phone.get_by_role("heading", level=1).inner_text() == "Sample for June 2023"


def test_records_that_the_list_calls_closed_are_counted_apart(lead, month):
    records = [each | {"Date closed": "4/5/2023" if number < 30 else ""} for number, each in enumerate(rows(60))]
    put_in(lead, draw(lead, as_csv(records, [*HEADER, "Date closed"]).encode()))

    closed = set(month.audits.filter(was_closed=True).values_list("case_id", flat=True))
    drawn = set(month.audits.values_list("case_id", flat=True))
    assert closed == {case for case in drawn if int(case.removeprefix("C-")) < 30}
    assert 0 < len(closed) < 14
