from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from foundation.govuk.forms import GovukDateField, GovukForm
from foundation.govuk.queries import errors_of
from tests.govuk.markup import Element, find, links, parsed

GRADES = [("", "---------"), ("good", "Good"), ("inadequate", "Inadequate")]


class AuditForm(GovukForm, forms.Form):
    submit_text = "Save and next"
    other_submits = (("later", "Save and come back later"),)
    field_options = {
        "grade": {"choice_hints": {"good": "The child's voice shapes the plan."}, "inline": True},
        "late": {"conditional": {"yes": "why"}},
        "rate": {"suffix": "%", "width": 5},
    }

    grade = forms.ChoiceField(choices=GRADES, widget=forms.RadioSelect)
    evidence = forms.CharField(widget=forms.Textarea, max_length=4000, help_text="What did you see?")
    owner = forms.ChoiceField(choices=GRADES)
    domains = forms.MultipleChoiceField(choices=GRADES[1:], widget=forms.CheckboxSelectMultiple)
    due = GovukDateField(label="Due date")
    late = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect, label="Is it late?")
    why = forms.CharField(required=False)
    rate = forms.DecimalField(max_value=100)
    file = forms.FileField(label="Evidence file")
    agreed = forms.BooleanField(label="No previous involvement")
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def rendered(form: forms.Form, source: str = "{% load crispy_forms_tags %}{% crispy form %}") -> Element:
    context = Context({"form": form, "request": RequestFactory().get("/"), "csrf_token": "token"})
    return parsed(Template(source).render(context))


def summaries(page: Element) -> list[Element]:
    return find(page, "div", class_="govuk-error-summary")


def test_every_error_leads_to_an_input():
    page = rendered(AuditForm({"due_day": "31", "due_month": "14", "due_year": "2023", "rate": "400"}))
    targets = [href.removeprefix("#") for href in links(summaries(page)[0])]

    assert targets == [f"id_{name}" for name in ("grade", "evidence", "owner", "domains", "due_month", "late", "rate", "file", "agreed")]
    assert [page.get_element_by_id(link).tag in ("input", "select", "textarea") for link in targets] == [True] * 9


def test_every_field_is_shown_once_and_named():
    names = {element.get("name") for element in find(rendered(AuditForm()), "input", "select", "textarea")}

    assert names == set(AuditForm.base_fields) - {"due"} | {"due_day", "due_month", "due_year", "csrfmiddlewaretoken"}


def test_errors_speak_in_sentences():
    errors = AuditForm({"rate": "400", "owner": "bad"}).errors

    assert errors["grade"] == ["Select grade"]
    assert errors["owner"] == ["Select owner from the list"]
    assert errors["late"] == ["Answer “Is it late?”"]
    assert errors["rate"] == ["Rate must be 100 or less"]


def test_an_own_message_of_a_field_stays():
    class Named(GovukForm, forms.Form):
        name = forms.CharField(error_messages={"required": "Say who it was"})

    assert Named({}).errors["name"] == ["Say who it was"]


def test_a_choice_has_its_descriptor_tied_to_it():
    page = rendered(AuditForm())
    choice = find(page, "input", value="good", name="grade")[0]

    assert page.get_element_by_id(choice.get("aria-describedby")).text_content().strip() == "The child's voice shapes the plan."


def test_radios_offer_no_empty_choice():
    assert len(find(rendered(AuditForm()), "input", name="grade")) == 2


def test_a_conditional_field_stands_inside_its_choice():
    inside = find(rendered(AuditForm()), "div", class_="govuk-radios__conditional")[0]

    assert len(find(inside, "input", name="why")) == 1


class LimitedForm(GovukForm, forms.Form):
    name = forms.CharField(max_length=100)
    what = forms.CharField(max_length=250)
    why = forms.CharField(max_length=20, widget=forms.Textarea)
    number = forms.IntegerField(max_value=5)
    colour = forms.CharField(max_length=7)


def test_a_box_of_one_line_says_its_limit_and_what_is_left():
    counts = find(rendered(LimitedForm()), "div", data_module="govuk-character-count")

    assert [each.get("data-maxlength") for each in counts] == ["100", "250", "20"]
    assert [each.get("data-threshold") for each in counts] == ["75", "0", None]
    assert "You can enter up to 100 characters" in counts[0].text_content()
    assert "id_name-info" in find(counts[0], "input")[0].get("aria-describedby")


def test_the_end_of_a_line_counts_as_one_character_as_it_does_on_the_page():
    twenty = "Seen\r\nalone\r\nin June 2"
    assert LimitedForm({"why": twenty}).errors.get("why") is None
    assert LimitedForm({"why": f"{twenty}."}).errors["why"] == ["Why must be 20 characters or fewer; it has 21"]


def test_a_long_text_counts_its_characters():
    assert find(rendered(AuditForm()), "div", data_module="govuk-character-count")[0].get("data-maxlength") == "4000"


def test_what_was_typed_comes_back():
    page = rendered(AuditForm({"grade": "good", "evidence": "Seen <b>", "due_day": "31", "domains": ["good"]}))

    assert find(page, "textarea")[0].text.strip() == "Seen <b>"
    assert page.get_element_by_id("id_due_day").get("value") == "31"
    assert [box.get("value") for box in find(page, "input", checked="checked")] == ["good", "good"]


def test_a_form_with_a_file_says_so_and_can_be_left_for_later():
    page = rendered(AuditForm())

    assert find(page, "form")[0].get("enctype") == "multipart/form-data"
    assert [button.text_content().strip() for button in find(page, "button", type="submit")] == [
        "Save and next",
        "Save and come back later",
    ]


def test_the_summary_is_shown_once_though_layout_and_form_ask_for_it():
    page = rendered(AuditForm({}), "{% load crispy_forms_tags govuk %}{% error_summary form %}{% crispy form %}")

    assert len(summaries(page)) == 1


def test_prefixed_forms_keep_their_names_apart():
    page = rendered(AuditForm(prefix="first"))

    assert page.get_element_by_id("id_first-due_day").get("name") == "first-due_day"


def test_a_formset_has_one_summary_for_all_its_forms():
    formset = forms.formset_factory(AuditForm, extra=2)({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"})
    page = rendered(formset)

    assert len(summaries(page)) == 1
    assert "#id_form-1-grade" in links(summaries(page)[0])


def test_an_error_of_the_whole_form_leads_to_the_first_input_or_where_it_says():
    class Form(GovukForm, forms.Form):
        name = forms.CharField()

    form = Form({"name": "Ash"})
    form.add_error(None, "Somebody else was first.")
    form.add_error(None, forms.ValidationError("Grade Assessment.", params={"href": "/audits/1/form/"}))

    assert errors_of(form) == [
        {"text": "Somebody else was first.", "href": "#id_name"},
        {"text": "Grade Assessment.", "href": "/audits/1/form/"},
    ]
