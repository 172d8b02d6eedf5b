"""/ready-themes/: themes of months with their questions, and planning a month with one."""

from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.auditing.services.auditing import submit_audit
from audits.auditing.services.checklists import AskedOfMonth
from audits.models import Cycle, ReadyTheme
from audits.ready_themes.services import add_ready_theme, change_ready_theme
from foundation.activity.models import Entry
from tests.audit_stages import grade_all

URL = "/ready-themes/"
NAMED_BY_INSPECTORS = {
    "Management oversight and supervision",
    "Plans that change something",
    "Public Law Outline: before proceedings",
    "Homeless at 16 or 17",
    "Neglect",
    "Private fostering",
    "The child’s voice",
}
WORDS = {"name": "Missing episodes", "theme": "Missing: does anybody ask why?"}
ASKED = [AskedOfMonth("Was a return home interview held?", "reply", "Within 72 hours.")]


@pytest.fixture
def neglect() -> ReadyTheme:
    return ReadyTheme.objects.get(name="Neglect")


def posted(form) -> dict[str, str]:
    """What the form would send if nobody changed anything."""
    data: dict[str, str] = {}
    for field in form:
        value = field.value()
        if hasattr(value, "year"):
            data[field.html_name] = value.isoformat() if field.name != "month" else value.strftime("%Y-%m")
        elif value not in (None, False):
            data[field.html_name] = str(getattr(value, "pk", value))
    return data


def test_there_is_one_for_each_thing_that_inspectors_ask_most_and_each_asks_four_to_eight_questions(db):
    found = ReadyTheme.objects.all()

    assert {each.name for each in found} >= NAMED_BY_INSPECTORS
    assert [each.name for each in found if not (4 <= each.questions.count() <= 8 and each.based_on and each.look_for and each.cohort)] == []
    assert {each.checked_on for each in found} == {None}


def test_a_month_is_planned_with_one_on_one_page(lead, neglect):
    page = lead.get(f"{URL}{neglect.pk}/plan/")
    form = page.context["form"]

    response = lead.post(f"{URL}{neglect.pk}/plan/", posted(form))

    cycle = Cycle.objects.get(theme=neglect.theme)
    assert response.url == cycle.get_absolute_url()
    assert (cycle.cohort, cycle.rationale) == (neglect.cohort, neglect.rationale)
    kept = list(cycle.theme_questions.values_list("position", "text", "kind", "look_for"))
    assert kept == list(neglect.questions.values_list("position", "text", "kind", "look_for"))


def test_all_of_it_may_be_changed_on_the_way_and_the_ready_theme_stays(lead, neglect):
    data = posted(lead.get(f"{URL}{neglect.pk}/plan/").context["form"])
    changed = data | {"theme": "Neglect of teenagers", "text_1": "Is there a chronology?", "text_2": "", "look_for_3": ""}

    lead.post(f"{URL}{neglect.pk}/plan/", changed)

    cycle = Cycle.objects.get(theme="Neglect of teenagers")
    before = list(neglect.questions.values_list("text", flat=True))
    assert list(cycle.theme_questions.values_list("text", flat=True)) == ["Is there a chronology?", *before[2:]]
    assert cycle.theme_questions.get(position=2).look_for == ""
    assert list(ReadyTheme.objects.get(pk=neglect.pk).questions.values_list("text", flat=True)) == before


def test_a_month_that_is_planned_already_is_said_so_and_nothing_is_half_done(lead, neglect, cycle):
    data = posted(lead.get(f"{URL}{neglect.pk}/plan/").context["form"]) | {"month": cycle.month.strftime("%Y-%m")}

    page = lead.post(f"{URL}{neglect.pk}/plan/", data).content.decode()

    assert f"{cycle} is planned already." in page
    assert list(Cycle.objects.all()) == [cycle]


def test_a_planned_month_takes_one_in_place_of_its_own_questions(lead, neglect, cycle):
    take = f"/cycles/{cycle.code}/ready-themes/{neglect.pk}/"
    assert take in lead.get(f"/cycles/{cycle.code}/ready-themes/").content.decode()

    response = lead.post(take, posted(lead.get(take).context["form"]))

    assert response.url == cycle.get_absolute_url()
    cycle.refresh_from_db()
    assert cycle.theme == neglect.theme
    assert cycle.theme_questions.count() == neglect.questions.count()


def test_of_two_who_change_the_month_the_second_is_told(lead, neglect, cycle):
    take = f"/cycles/{cycle.code}/ready-themes/{neglect.pk}/"
    data = posted(lead.get(take).context["form"])
    lead.post(take, data)

    page = lead.post(take, data | {"theme": "Another", "text_1": "Another?"}).content.decode()

    assert "while you had this page open" in page
    assert Cycle.objects.get(pk=cycle.pk).theme == neglect.theme


def test_once_an_audit_is_submitted_the_month_takes_none(lead, neglect, begun_audit):
    submit_audit(actor=begun_audit.auditor, audit=grade_all(begun_audit))
    cycle = begun_audit.cycle

    response = lead.post(f"/cycles/{cycle.code}/ready-themes/{neglect.pk}/", {"theme": "Neglect", "text_1": "Why?"})

    assert response.url == f"/cycles/{cycle.code}/theme/"
    assert not cycle.theme_questions.exists()


def test_the_auditor_reads_what_to_look_for(lead, auditor, neglect, begun_audit):
    take = f"/cycles/{begun_audit.cycle.code}/ready-themes/{neglect.pk}/"
    lead.post(take, posted(lead.get(take).context["form"]))

    page = auditor.get(f"/audits/{begun_audit.number}/form/voices/").content.decode()

    assert "Food, sleep, warmth, clothes, who is there" in page


def test_saving_one_says_who_checked_it_and_when(lead, neglect):
    change = f"{URL}{neglect.pk}/change/"
    assert "nobody has checked it here yet" in lead.get(f"{URL}{neglect.pk}/").content.decode()

    lead.post(change, posted(lead.get(change).context["form"]) | {"text_1": "Is there a chronology?"})

    neglect.refresh_from_db()
    assert neglect.checked_by == lead.person
    facts = Entry.objects.of(neglect).last().facts
    assert list(facts["before"]) == list(facts["after"]) == ["questions"]


def test_of_two_who_change_a_ready_theme_the_second_is_told(lead, neglect):
    change = f"{URL}{neglect.pk}/change/"
    data = posted(lead.get(change).context["form"])
    lead.post(change, data | {"theme": "First"})

    page = lead.post(change, data | {"theme": "Second"}).content.decode()

    assert "while you had this page open" in page
    assert ReadyTheme.objects.get(pk=neglect.pk).theme == "First"


def test_the_lead_adds_one_retires_it_and_brings_it_back(lead):
    lead.post(f"{URL}add/", WORDS | {"text_1": "Was an interview held?", "kind_1": "reply"})
    added = ReadyTheme.objects.get(name="Missing episodes")
    assert added.is_offered

    for _ in range(2):
        lead.post(f"{URL}{added.pk}/retire/")
    added.refresh_from_db()
    assert not added.is_offered
    lead.post(f"{URL}{added.pk}/bring-back/")

    assert [each.verb for each in Entry.objects.of(added)] == ["ready_theme.added", "ready_theme.retired", "ready_theme.brought_back"]


@pytest.mark.parametrize(
    ("words", "questions", "field"),
    [
        (WORDS | {"name": "neglect"}, ASKED, "name"),
        (WORDS | {"name": " "}, ASKED, "name"),
        (WORDS | {"theme": ""}, ASKED, "theme"),
        (WORDS, [AskedOfMonth(" ", "reply")], "text_1"),
    ],
)
def test_what_is_missing_or_there_already_is_said(lead, words, questions, field):
    with pytest.raises(ValidationError) as refused:
        add_ready_theme(actor=lead.person, questions=questions, **words)

    assert list(refused.value.message_dict) == [field]


def test_only_the_lead_keeps_and_uses_them(auditor, outsider, head_of_service, neglect, cycle):
    addresses = ["", "add/", f"{neglect.pk}/", f"{neglect.pk}/change/", f"{neglect.pk}/plan/"]
    for visitor in (auditor, outsider, head_of_service):
        assert {visitor.get(f"{URL}{each}").status_code for each in addresses} == {HTTPStatus.FORBIDDEN}
        assert visitor.get(f"/cycles/{cycle.code}/ready-themes/").status_code == HTTPStatus.FORBIDDEN
    with pytest.raises(PermissionDenied):
        change_ready_theme(actor=head_of_service.person, ready_theme=neglect, questions=ASKED, **WORDS)


def test_the_list_asks_as_many_queries_for_one_as_for_all(lead):
    lead.get(URL)
    with CaptureQueriesContext(connection) as many:
        lead.get(URL)
    ReadyTheme.objects.exclude(name="Neglect").delete()
    with CaptureQueriesContext(connection) as one:
        lead.get(URL)
    assert len(many) == len(one)
