"""Narrowing the unusual readings, looking at some of them, and the rules."""

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.forms import model_to_dict
from django.urls import reverse

from desk.enums import LOOKED_AT, OPEN, UnusualReading
from desk.models import LookAtReading, ReadingRules
from desk.services.readings import change_reading_rules, look_at_readings
from foundation.accounts.models import Person
from foundation.activity.versions import version_of
from foundation.govuk.forms import GovukFilterForm, GovukForm, ServiceForm

WEEKS = (("1", "The last 7 days"), ("4", "The last 28 days"), ("13", "The last 13 weeks"))


class UnusualForm(GovukFilterForm, forms.Form):
    kind = forms.ChoiceField(label="What is unusual", required=False, choices=[("", "Anything"), *UnusualReading.choices])
    state = forms.ChoiceField(
        label="Looked at", required=False, choices=[("", "Yes and no"), (OPEN, "Not looked at yet"), (LOOKED_AT, "Looked at")]
    )
    weeks = forms.ChoiceField(label="When", required=False, choices=WEEKS)

    def period(self, on: datetime.date) -> tuple[datetime.date, datetime.date]:
        weeks = int(self.chosen("weeks") or "4")
        return on - datetime.timedelta(days=7 * weeks - 1), on

    def chosen(self, name: str) -> str:
        return str(self.cleaned_data.get(name, "")) if self.is_valid() else ""


class LookForm(ServiceForm):
    submit_text = "Keep what I found"
    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {"words": {"rows": 3}}

    words = forms.CharField(
        label="What did you find?",
        widget=forms.Textarea,
        max_length=1000,
        help_text="For example, that the month’s audits were due and you spoke to them. QA leads read it. Name no child.",
    )

    def __init__(self, *args: Any, reader: Person, day: datetime.date, kind: UnusualReading, **kwargs: Any):
        self.about: dict[str, Any] = {"reader": reader, "day": day, "kind": kind}
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("desk:unusual-readings")

    def act(self) -> LookAtReading:
        return look_at_readings(actor=self.actor, **self.about, **self.cleaned_data)


class ReadingRulesForm(ServiceForm, GovukForm):
    submit_text = "Save the rules"
    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "opens": {"width": 2, "suffix": "o’clock"},
        "closes": {"width": 2, "suffix": "o’clock"},
        "most_in_an_hour": {"width": 3, "suffix": "records"},
        "most_in_a_day": {"width": 3, "suffix": "records"},
        "times_usual": {"width": 2, "suffix": "times"},
    }

    opens = forms.IntegerField(label="From which hour is work done?", min_value=0, max_value=12)
    closes = forms.IntegerField(
        label="Until which hour?", min_value=13, max_value=24, help_text="24 for midnight. Weekends and bank holidays are out of hours."
    )
    most_in_an_hour = forms.IntegerField(label="How many records in an hour are still usual?", min_value=2, max_value=500)
    most_in_a_day = forms.IntegerField(label="How many records in a day are still usual?", min_value=2, max_value=1000)
    times_usual = forms.IntegerField(
        label="And how many times what the person usually reads in a day?",
        min_value=2,
        max_value=20,
        help_text="Of a person who read on at least five days of the four weeks before.",
    )
    layout = Layout(Fieldset("Hours", "opens", "closes"), Fieldset("Many", "most_in_an_hour", "most_in_a_day", "times_usual"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args[:1], initial=model_to_dict(ReadingRules.current()), **kwargs)
        self.carry_version(version_of(ReadingRules.objects.filter(pk=1).first() or ReadingRules(pk=1)))
        self.cancel_url = reverse("desk:unusual-readings")

    def act(self) -> ReadingRules:
        return change_reading_rules(actor=self.actor, **self.cleaned_data)
