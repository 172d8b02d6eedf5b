from datetime import date

import pytest
from django import forms

from foundation.govuk.forms import GovukDateField, GovukForm, GovukMonthField


class DueForm(GovukForm, forms.Form):
    due = GovukDateField(label="Due date")
    month = GovukMonthField(label="Month", required=False)


def due(day="", month="", year="", **more) -> DueForm:
    return DueForm({"due_day": day, "due_month": month, "due_year": year, **more})


@pytest.mark.parametrize("month", ["6", "06", "June", "jun"])
def test_a_date_is_read_from_its_boxes(month):
    form = due("23", month, "2023")

    assert form.is_valid()
    assert form.cleaned_data["due"] == date(2023, 6, 23)


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("", "", ""), "Enter due date"),
        (("23", "", "2023"), "Due date must include a month"),
        (("", "", "2023"), "Due date must include a day and a month"),
        (("23", "6", "23"), "Year must have 4 numbers, like 2023"),
        (("31", "6", "2023"), "Due date must be a real date, like 23 6 2023"),
        (("23", "13", "2023"), "Due date must be a real date, like 23 6 2023"),
        (("²", "x", "2023"), "Due date must be a real date, like 23 6 2023"),
    ],
)
def test_a_wrong_date_is_told_in_a_sentence(boxes, sentence):
    assert due(*boxes).errors["due"] == [sentence]


def test_one_value_in_iso_form_is_read_too():
    form = DueForm({"due": "2023-06-23"})

    assert form.is_valid()
    assert form.cleaned_data["due"] == date(2023, 6, 23)


def test_one_value_that_is_no_date_is_refused():
    assert "due" in DueForm({"due": "soon"}).errors


def test_a_month_is_its_first_day():
    form = due("23", "6", "2023", month_month="7", month_year="2023")

    assert form.is_valid()
    assert form.cleaned_data["month"] == date(2023, 7, 1)


def test_a_date_that_is_kept_has_not_changed():
    form = DueForm({"due_day": "23", "due_month": "6", "due_year": "2023"}, initial={"due": date(2023, 6, 23)})

    assert not form.has_changed()
