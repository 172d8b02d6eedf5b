"""/cycles/year/2023/: twelve months planned in one table."""

import datetime

import pytest
from django.utils.html import escape

from audits.cycles.services.programme import plan_year
from audits.models import Cycle, ThemeChange
from foundation.activity.models import Entry
from tests.reading import text_of

YEAR = "/cycles/year/2023/"
MAY, JULY = datetime.date(2023, 5, 1), datetime.date(2023, 7, 1)


@pytest.fixture
def table(lead) -> dict[str, str]:
    """The table as it is first shown, filled in as a browser would send it."""
    return filled(lead)


def filled(lead) -> dict[str, str]:
    form = lead.get(YEAR).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_the_months_that_are_filled_in_are_planned(lead, table):
    response = lead.post(YEAR, table | {"2023-05-theme": "Plans", "2023-07-expected": "9"}, follow=True)

    assert "April 2023 to March 2024 is saved: 2 of 12 months are planned." in text_of(response)
    assert list(Cycle.objects.order_by("month").values_list("month", "theme", "expected")) == [(MAY, "Plans", None), (JULY, "", 9)]


def test_due_dates_are_suggested_in_every_row(table):
    # May 2023 has three bank holidays on Mondays: the 15th working day is the 23rd, and five before the 31st is the 23rd too.
    assert (table["2023-05-audits_due"], table["2023-05-moderation_due"]) == ("23/5/2023", "23/5/2023")
    assert (table["2024-03-audits_due"], table["2024-03-moderation_due"]) == ("21/3/2024", "22/3/2024")


def test_each_planned_month_leaves_a_trace(lead, table):
    lead.post(YEAR, table | {"2023-05-theme": "Plans"})

    assert [entry.sentence for entry in Entry.objects.of(Cycle.objects.get())] == ["planned the month"]


def test_a_planned_month_is_changed(lead, cycle, table):
    lead.post(YEAR, table | {"2023-06-theme": "Supervision"})

    assert Cycle.objects.get().theme == "Supervision"


def test_the_same_table_again_changes_nothing(lead, cycle):
    before = Entry.objects.count()
    lead.post(YEAR, filled(lead))

    assert Entry.objects.count() == before


def test_one_wrong_month_saves_none_and_keeps_what_was_typed(lead, table):
    wrong = {"2023-05-theme": "Plans", "2023-07-theme": "Voice", "2023-07-audits_due": "28/7/2023", "2023-07-moderation_due": "3/7/2023"}
    response = lead.post(YEAR, table | wrong)

    assert response.context["form"].errors == {
        "2023-07-moderation_due": ["Moderation must be due on or after the day on which the audits are due."]
    }
    assert 'value="3/7/2023"' in text_of(response)
    assert not Cycle.objects.exists()


def test_a_day_that_is_none_is_named_by_its_field(lead, table):
    response = lead.post(YEAR, table | {"2023-05-theme": "Plans", "2023-05-audits_due": "31 June"})

    assert response.context["form"].errors == {"2023-05-audits_due": ["Write a day like 23/6/2023."]}
    assert 'href="#id_2023-05-audits_due"' in text_of(response)
    assert 'value="31 June"' in text_of(response)


def test_days_are_read_as_people_write_them(lead, table):
    lead.post(YEAR, table | {"2023-05-theme": "Plans", "2023-05-audits_due": "19 May 2023", "2023-05-moderation_due": "2023-05-26"})

    planned = Cycle.objects.get()
    assert (planned.audits_due, planned.moderation_due) == (datetime.date(2023, 5, 19), datetime.date(2023, 5, 26))


def test_a_theme_changed_here_tells_its_auditors_too(lead, allocated_audit, table):
    lead.post(YEAR, table | {"2023-06-theme": "Supervision"})

    assert list(ThemeChange.objects.get().audits.all()) == [allocated_audit]


def test_a_wrong_month_in_the_service_leaves_the_others_unplanned(lead, db):
    from django.core.exceptions import ValidationError

    months = {MAY: {"theme": "Plans"}, JULY: {"audits_due": JULY, "moderation_due": MAY}}
    with pytest.raises(ValidationError) as refused:
        plan_year(actor=lead.person, months=months)

    assert set(refused.value.error_dict) == {"2023-07-moderation_due"}
    assert not Cycle.objects.exists()


def test_others_are_refused(director, auditor, outsider, board_member):
    assert [person.get(YEAR).status_code for person in (director, auditor, outsider, board_member)] == [403] * 4
    assert director.post(YEAR, {"2023-05-theme": "Plans"}).status_code == 403


def test_a_year_that_is_none_gets_404(lead):
    assert lead.get("/cycles/year/99/").status_code == 404


def test_every_box_has_its_own_label(lead):
    page = text_of(lead.get(YEAR))

    assert all(escape(f"{words} of {month}") in page for words in ("Theme", "Cohort") for month in ("April 2023", "March 2024"))
