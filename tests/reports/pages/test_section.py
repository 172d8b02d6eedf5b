"""Writing a section."""

import pytest

from reports.models import SectionText
from reports.sections import SECTIONS
from reports.services import write_section
from tests.month_grades import RELATIONSHIP
from tests.reports.pages.reading import trail_of, words

URL = "/reports/2023-06-to-2023-07/sections/summary/"


def test_lead_writes_a_paragraph(lead, report):
    response = lead.post(URL, {"text": "Demand fell.", "seen": ""})

    assert response.url == "/reports/2023-06-to-2023-07/#summary"
    assert SectionText.objects.get().text == "Demand fell."
    assert trail_of(report) == ["opened the report", "wrote a section"]


def test_a_fact_is_added_with_one_press(lead, report):
    fact = next(
        fact for fact, _ in lead.get(URL).context["form"].fields["facts"].choices if RELATIONSHIP in fact and "first Outstanding" in fact
    )

    lead.post(URL, {"text": "Demand fell.", "seen": "", "facts": [fact]})

    assert SectionText.objects.get().text == f"Demand fell.\n\n- {fact}"


def test_a_section_on_other_things_offers_no_facts(lead, report):
    assert "Facts to insert" not in words(lead.get("/reports/2023-06-to-2023-07/sections/missing/"))


def test_what_somebody_else_wrote_meanwhile_is_not_lost(lead, report):
    seen = lead.get(URL).context["form"]["seen"].value()
    write_section(actor=lead.person, report=report, key="summary", text="Theirs.")

    page = lead.post(URL, {"text": "Mine.", "seen": seen})

    assert "This section was changed in another window while you were writing" in words(page)
    assert page.context["form"].conflict.theirs == (("Text", "Theirs."),)
    assert SectionText.objects.get().text == "Theirs."


def test_after_seeing_theirs_a_second_save_stands(lead, report):
    seen = lead.get(URL).context["form"]["seen"].value()
    write_section(actor=lead.person, report=report, key="summary", text="Theirs.")
    again = lead.post(URL, {"text": "Mine.", "seen": seen}).context["form"]["seen"].value()

    lead.post(URL, {"text": "Mine and theirs.", "seen": again})

    assert SectionText.objects.get().text == "Mine and theirs."


def test_what_is_written_is_saved_as_it_is_written(lead, report):
    seen = lead.get(URL).context["form"]["seen"].value()

    answer = lead.post(URL, {"text": "Demand f", "seen": seen}, headers={"Accept": "application/json"}).json()

    assert (answer["state"], SectionText.objects.get().text) == ("saved", "Demand f")
    again = lead.post(URL, {"text": "Demand fell.", "seen": answer["seen"]}, headers={"Accept": "application/json"})
    assert (again.json()["state"], SectionText.objects.get().text) == ("saved", "Demand fell.")


def test_two_who_write_at_once_both_keep_their_words(lead, report):
    seen = lead.get(URL).context["form"]["seen"].value()
    write_section(actor=lead.person, report=report, key="summary", text="Theirs.")

    answer = lead.post(URL, {"text": "Mine.", "seen": seen}, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()["state"]) == (409, "changed")
    assert "Theirs." in answer.json()["html"]
    assert "Mine." in answer.json()["html"]
    assert SectionText.objects.get().text == "Theirs."


def test_words_that_look_like_an_identity_are_asked_about_when_they_are_saved_for_good(lead, report):
    half = lead.post(URL, {"text": "Jayden Smith was seen.", "seen": ""}, headers={"Accept": "application/json"}).json()

    page = lead.post(URL, {"text": "Jayden Smith was seen.", "seen": half["seen"]})

    assert half["state"] == "saved"
    assert "Why may these words stand?" in words(page)


def test_every_section_is_written_on_the_page_of_the_report_too(lead, written_report):
    page = lead.get("/reports/2023-06-to-2023-07/").content.decode()

    assert page.count("data-saves") == len(SECTIONS)
    assert 'action="/reports/2023-06-to-2023-07/sections/pace/"' in page
    assert 'id="id_summary_text"' in page


def test_nobody_but_a_writer_is_offered_the_boxes(director, written_report):
    assert "data-saves" not in director.get("/reports/2023-06-to-2023-07/").content.decode()


def test_a_section_that_the_report_does_not_have_is_not_found(lead, report):
    assert lead.get("/reports/2023-06-to-2023-07/sections/weather/").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("board_member", 404), ("outsider", 404)])
def test_nobody_else_writes(request, who, status, report):
    assert request.getfixturevalue(who).post(URL, {"text": "x"}).status_code == status


def test_an_approved_report_is_not_written_any_more(lead, approved_report):
    assert lead.post(URL, {"text": "x", "seen": "Demand fell again."}).status_code == 403
