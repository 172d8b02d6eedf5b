"""What people enter about figures."""

import datetime
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms

from foundation.accounts.models import Person
from foundation.govuk.forms import GovukDateField, GovukForm, ServiceForm

from .enums import PlaceKind, Series, Shape, Status
from .models import Commentary, Indicator, NeighbourModel, Place, PublishedPlace, Upload
from .queries.comparing import Choice, measures
from .services import ask_for_comment, choose_published_place, keep_upload, set_owner, write_comment

BY_HEADINGS = ""
BY_CHOICE = [choice for choice in Shape.choices if choice[0] != Shape.MAPPED]


class UploadForm(GovukForm, forms.Form):
    file = forms.FileField(label="File of figures", help_text="CSV or Excel (.xlsx), up to 40 MB", allow_empty_file=True)
    shape = forms.ChoiceField(
        label="Which table is it?", required=False, choices=[("auto", "Know it by its headings"), *BY_CHOICE], initial="auto"
    )

    submit_text = "Check this file"
    field_options = {"shape": {"legend_size": "s", "small": True}}

    def save(self, actor: Person) -> Upload:
        """Keep the file to be checked. Raises UnreadableFile."""
        file, shape = self.cleaned_data["file"], self.cleaned_data["shape"]
        return keep_upload(actor=actor, content=file.read(), name=file.name, shape=shape if shape in Shape.values else BY_HEADINGS)


class CommentForm(GovukForm, forms.Form):
    status = forms.TypedChoiceField(
        label="Status",
        help_text="Your judgement of the whole picture; it is not worked out from the arrow.",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "No status"), *((status.value, f"{status.value}. {status.label}") for status in Status)],
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label="Comment",
        help_text="What is behind the figure? The Board reads this beside it. Name no child and no worker.",
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )
    action = forms.CharField(
        label="Action",
        help_text="What is being done, by which service, and when its effect should show.",
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )

    submit_text = "Save comment"
    field_options = {
        "status": {"legend_size": "s"},
        "comment": {"label_size": "s", "rows": 6},
        "action": {"label_size": "s", "rows": 4},
    }

    def __init__(self, *args: Any, indicator: Indicator, commentary: Commentary, **kwargs: Any):
        initial = {"status": commentary.status or "", "comment": commentary.comment, "action": commentary.action}
        super().__init__(*args, initial=initial, **kwargs)
        self.indicator, self.commentary = indicator, commentary
        if indicator.series == Series.HALF_YEARS:
            del self.fields["status"]

    def save(self, actor: Person) -> Commentary:
        given = self.cleaned_data
        return write_comment(
            actor=actor,
            indicator=self.indicator,
            month=self.commentary.month,
            status=given.get("status", self.commentary.status),
            comment=given["comment"],
            action=given["action"],
        )


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return f"{person.name}, {person.job_title}" if person.job_title else person.name


class AskForm(GovukForm, forms.Form):
    person = PersonField(label="Who should comment?", queryset=Person.objects.none())
    due = GovukDateField(label="By which date?", help_text="For example, 23 6 2023")
    every_month = forms.BooleanField(label="They comment on this indicator every month", required=False)

    submit_text = "Ask for a comment"
    field_options = {"person": {"label_size": "s", "suggest": True}, "due": {"legend_size": "s"}}

    def __init__(self, *args: Any, indicator: Indicator, month: datetime.date, due: datetime.date, **kwargs: Any):
        super().__init__(*args, initial={"person": indicator.owner, "due": due, "every_month": bool(indicator.owner)}, **kwargs)
        self.indicator, self.month = indicator, month
        self.fields["person"].queryset = Person.objects.active().filter(email__isnull=False)

    def save(self, actor: Person) -> Commentary:
        """Raises ValidationError naming the field, such as where the person is away until after the date."""
        person = self.cleaned_data["person"]
        commentary = ask_for_comment(actor=actor, indicator=self.indicator, month=self.month, person=person, due=self.cleaned_data["due"])
        if self.cleaned_data["every_month"]:
            set_owner(actor=actor, indicator=self.indicator, owner=person)
        return commentary


class ComparisonForm(GovukForm, forms.Form):
    """What is compared, as the address says it."""

    method = "get"
    submit_text = "Compare"

    council = forms.ModelChoiceField(Place.objects.none(), label="Council", required=False, to_field_name="code", empty_label=None)
    measure = forms.ModelChoiceField(Indicator.objects.none(), label="Measure", required=False, to_field_name="slug", empty_label=None)
    model = forms.ModelChoiceField(
        NeighbourModel.objects.none(), label="Model of neighbours", required=False, to_field_name="name", empty_label=None
    )

    field_options: ClassVar = {"council": {"suggest": True}, "measure": {"suggest": True}}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = Place.objects.of_kind(PlaceKind.COUNCIL).exclude(code="").order_by("name")
        self.fields["measure"].queryset = measures()
        self.fields["model"].queryset = NeighbourModel.objects.order_by("-name")

    @staticmethod
    def named(choice: Choice) -> dict[str, str]:
        model = {"model": choice.model.name} if choice.model else {}
        return {"council": choice.council.code, "measure": choice.indicator.slug, **model}

    def query(self, choice: Choice) -> str:
        return urlencode(self.named(choice))


class PublishedPlaceForm(ServiceForm):
    council = forms.ModelChoiceField(Place.objects.none(), label="Which council in the published figures is yours?", required=False)
    neighbour_model = forms.ModelChoiceField(
        NeighbourModel.objects.none(),
        label="By which model are its neighbours taken?",
        help_text="A model’s name is the month from which it holds. Averages by another model are another comparator.",
        required=False,
    )

    submit_text = "Save"
    field_options: ClassVar = {"council": {"suggest": True, "label_size": "s"}, "neighbour_model": {"label_size": "s"}}

    def __init__(self, *args: Any, **kwargs: Any):
        chosen = PublishedPlace.current()
        super().__init__(*args, initial={"council": chosen.council, "neighbour_model": chosen.neighbour_model}, **kwargs)
        self.fields["council"].queryset = Place.objects.of_kind(PlaceKind.COUNCIL).order_by("name")
        self.fields["neighbour_model"].queryset = NeighbourModel.objects.order_by("-name")

    def act(self) -> PublishedPlace:
        return choose_published_place(actor=self.actor, **self.cleaned_data)
