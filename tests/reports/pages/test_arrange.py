"""Which sections a report has, their order and headings, and templates of them."""

import pytest
from django.db import IntegrityError, transaction

from reports.arrangement import Placed
from reports.models import Report, SectionTemplate
from reports.queries.drafts import document_of
from reports.sections import SECTIONS
from reports.services import approve_report, arrange_sections, open_correction, save_section_template
from tests.reports.pages.reading import trail_of, words

REPORT = "/reports/2023-06-to-2023-07/"
URL = f"{REPORT}arrange/"
TEMPLATES = "/reports/section-templates/"
KEYS = [plan.key for plan in SECTIONS]


def answers(page, **changed) -> dict:
    """What the form holds, as a browser sends it; a box that is not ticked is not sent."""
    form = page.context["form"]
    held = {field.html_name: field.value() for field in form}
    return {name: value for name, value in (held | changed).items() if value not in (None, False)}


def shown(report) -> list[str]:
    report.refresh_from_db()
    return [each.key for each in report.arranged if each.is_shown]


def headings(report) -> list[str]:
    return [section.heading for section in document_of(report).sections if section.level == 1]


def test_sections_are_reordered_renamed_and_left_out(lead, written_report):
    page = lead.get(URL)

    lead.post(URL, answers(page, place_pace=1, heading_missing="Children who go missing", shown_summary=False))

    written_report.refresh_from_db()
    first = ["Pace of practice improvement", "What the Board must decide", "Assessment timescales", "Children who go missing"]
    assert headings(written_report)[:4] == first
    assert written_report.texts.get(key="summary").text.startswith("Demand fell again.")
    assert trail_of(written_report)[-1] == "changed which sections the report has, their order or their headings"


def test_a_section_moved_down_comes_after_the_one_that_had_its_place(lead, report):
    page = lead.get(URL)

    lead.post(URL, answers(page, **{f"place_{KEYS[0]}": 3}))

    assert shown(report)[:4] == [KEYS[1], KEYS[2], KEYS[0], KEYS[3]]


def test_a_section_that_is_left_out_is_not_asked_for(lead, report):
    arrange_sections(actor=lead.person, report=report, chosen=[Placed("pace", is_shown=False)])

    assert "Write: Pace" not in words(lead.get(REPORT))


def test_a_heading_of_ones_own_is_used_wherever_the_section_is_named(lead, report):
    arrange_sections(actor=lead.person, report=report, chosen=[Placed("pace", "How fast we improve")])

    assert "Write: How fast we improve" in words(lead.get(REPORT))
    assert "How fast we improve" in words(lead.get(f"{REPORT}sections/pace/"))


def test_a_report_needs_a_section(lead, report):
    page = lead.get(URL)

    text = words(lead.post(URL, answers(page, **{f"shown_{key}": False for key in KEYS})))

    assert "Show at least one section" in text
    assert shown(report) == KEYS


def test_two_sections_of_one_heading_are_refused(lead, report):
    assert "Two sections are called “summary”" in words(lead.post(URL, answers(lead.get(URL), heading_pace="summary")))


def test_somebody_who_was_faster_is_not_overwritten(lead, report):
    page = lead.get(URL)
    arrange_sections(actor=lead.person, report=report, chosen=[Placed("pace", is_shown=False)])

    assert "while you had this page open" in words(lead.post(URL, answers(page, shown_missing=False)))
    assert "missing" in shown(report)


def test_sections_kept_as_the_default_template_begin_the_next_report(lead, report):
    page = lead.get(URL)
    lead.post(URL, answers(page, shown_pace=False, name="Short report", is_default="on", keep="1"))

    answer = {"period": "other", "first_month_month": "8", "first_month_year": "2023", "last_month_month": "8", "last_month_year": "2023"}
    form = lead.get("/reports/new/").context["form"]
    lead.post("/reports/new/", answer | {"template": form.initial["template"].pk})

    assert "pace" not in shown(Report.objects.get(first_month="2023-08-01"))


def test_there_is_one_default_template(lead, report):
    save_section_template(actor=lead.person, report=report, name="One", is_default=True)
    other = save_section_template(actor=lead.person, report=report, name="Two", is_default=True)

    assert list(SectionTemplate.objects.filter(is_default=True)) == [other]
    with pytest.raises(IntegrityError), transaction.atomic():
        SectionTemplate.objects.update(is_default=True)


def test_the_same_name_again_replaces_what_was_kept(lead, report):
    save_section_template(actor=lead.person, report=report, name="Short report")
    arrange_sections(actor=lead.person, report=report, chosen=[Placed("pace", is_shown=False)])
    report.refresh_from_db()
    save_section_template(actor=lead.person, report=report, name="short  report")

    assert [each.is_shown for each in SectionTemplate.objects.get().chosen if each.key == "pace"] == [False]


def test_a_template_gives_its_sections_to_a_report_and_is_removed_without_it(lead, report):
    arrange_sections(actor=lead.person, report=report, chosen=[Placed("pace", is_shown=False)])
    report.refresh_from_db()
    template = save_section_template(actor=lead.person, report=report, name="Short report")
    arrange_sections(actor=lead.person, report=report, chosen=[])

    lead.post(f"{URL}template/", {"template": template.pk})
    assert "Short report" in words(lead.get(TEMPLATES))
    lead.post(TEMPLATES, {"template": template.pk, "remove": "1"})

    assert "pace" not in shown(report)
    assert not SectionTemplate.objects.exists()


def test_a_correction_has_the_sections_of_what_it_corrects(lead, director, written_report):
    arrange_sections(actor=lead.person, report=written_report, chosen=[Placed("pace", is_shown=False)])
    approved = approve_report(actor=director.person, report=written_report)

    opened = open_correction(actor=lead.person, report=approved, reason="Two audits were counted twice.")

    assert "pace" not in shown(opened)


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("board_member", 404), ("outsider", 404)])
def test_nobody_else_arranges_sections(request, who, status, report):
    assert request.getfixturevalue(who).get(URL).status_code == status


@pytest.mark.parametrize("who", ["director", "board_member", "outsider"])
def test_nobody_else_changes_templates(request, who, report):
    assert request.getfixturevalue(who).get(TEMPLATES).status_code == 403
