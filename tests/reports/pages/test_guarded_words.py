"""What looks as if it said who somebody is does not get into a report that the Board reads, through whichever text it comes."""

import pytest
from django.core.management import CommandError, call_command

from audits.models import Finding
from foundation.activity.models import Entry
from foundation.guard.services import Identified
from performance.imports.services import import_figures
from performance.models import Commentary, Indicator
from reports.models import KeyFinding, SectionText
from reports.services import approve_report, save_findings, write_section
from tests.month_grades import JULY
from tests.performance.files import SCORECARD
from tests.performance.pages.test_guarded_words import NAME, SURE, WHY
from tests.reports.pages.reading import words
from tests.reports.pages.test_findings import answers

REPORT = "/reports/2023-06-to-2023-07/"
SECTION = f"{REPORT}sections/pace/"
FINDINGS = f"{REPORT}findings/"


def finding(text: str) -> dict:
    return answers({"text": text, "kind": "strength", "source": "record"})


@pytest.mark.parametrize("typed", [*SURE, NAME])
def test_a_section_with_an_identity_is_asked_about(lead, report, typed):
    page = words(lead.post(SECTION, {"text": typed, "seen": ""}))

    assert "Take it out" in page
    assert not SectionText.objects.exists()


@pytest.mark.parametrize("typed", [*SURE, NAME])
def test_a_finding_with_an_identity_is_asked_about(lead, report, typed):
    page = words(lead.post(FINDINGS, finding(typed)))

    assert "Take it out" in page
    assert typed in page
    assert not KeyFinding.objects.exists()


def test_a_finding_taken_over_from_an_audit_is_asked_about_too(lead, report, june):
    found = Finding.objects.create(audit=june[0], kind="strength", text=NAME, source="discussion")
    lead.post(FINDINGS, answers() | {"strengths": [found.pk]})

    assert not KeyFinding.objects.exists()


@pytest.mark.parametrize("typed", SURE)
@pytest.mark.parametrize(("address", "given"), [(SECTION, lambda text: {"text": text, "seen": ""}), (FINDINGS, finding)])
def test_no_reason_lets_a_sure_identity_in(lead, report, address, given, typed):
    lead.post(address, given(typed) | WHY)

    assert not SectionText.objects.exists()
    assert not KeyFinding.objects.exists()


@pytest.mark.parametrize(("address", "given"), [(SECTION, lambda text: {"text": text, "seen": ""}), (FINDINGS, finding)])
def test_with_a_reason_words_may_stand_and_the_reason_is_in_the_trail(lead, director, report, address, given):
    lead.post(address, given("Fulfilling Futures has begun.") | WHY)

    (entry,) = Entry.objects.of(report).filter(verb="words.kept")
    assert entry.facts["why"] == WHY["kept"]
    assert approve_report(actor=director.person, report=report).is_approved


def test_what_was_stored_before_the_guard_stops_the_approval(lead, director, report):
    write_section(actor=lead.person, report=report, key="pace", text="Well.")
    SectionText.objects.update(text=NAME)
    save_findings(actor=lead.person, report=report, findings=[("strength", "Well.", "record")])
    KeyFinding.objects.update(text=SURE[1])

    page = words(director.post(f"{REPORT}approve/", {"sure": "on"}))

    report.refresh_from_db()
    assert not report.is_approved
    assert "The section “Pace of practice improvement” says “Jayden Smith”" in page
    assert "Key finding 1 says “943 476 5919”" in page


@pytest.mark.parametrize("typed", SURE)
def test_whatever_else_the_report_shows_stops_it_too(lead, director, analyst, report, typed):
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)
    indicator = Indicator.objects.get(slug="referrals-rate")
    Commentary.objects.update_or_create(indicator=indicator, month=JULY, defaults={"published_comment": typed})

    page = words(director.post(f"{REPORT}approve/", {"sure": "on"}))

    report.refresh_from_db()
    assert not report.is_approved
    assert "A text that the report shows says" in page


def test_the_service_holds_without_a_page(lead, report):
    with pytest.raises(Identified):
        write_section(actor=lead.person, report=report, key="pace", text=SURE[0], kept="because")
    with pytest.raises(Identified):
        save_findings(actor=lead.person, report=report, findings=[("area", SURE[2], "record")], kept="because")


@pytest.mark.parametrize("typed", SURE)
def test_the_command_writes_no_file_of_it(lead, report, tmp_path, typed):
    write_section(actor=lead.person, report=report, key="pace", text="Well.")
    SectionText.objects.update(text=typed)

    with pytest.raises(CommandError, match="Nothing is written"):
        call_command("board_report", first="2023-06", last="2023-07", form="docx", output=str(tmp_path / "report.docx"))
    assert not list(tmp_path.iterdir())
