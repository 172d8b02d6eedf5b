"""Setting councils beside each other."""

from typing import Any, ClassVar

from django import forms

from foundation.govuk.forms import GovukForm, ServiceForm
from performance.enums import AverageBy, PlaceKind
from performance.models import Indicator, NeighbourModel, Place, PublishedPlace
from performance.pages.comparing import measures
from performance.services import choose_published_place


class ComparisonForm(GovukForm, forms.Form):
    """What is compared, as the address says it."""

    method = "get"
    submit_text = "Compare"

    council = forms.ModelChoiceField(Place.objects.none(), label="Council", required=False, to_field_name="code", empty_label=None)
    measure = forms.ModelChoiceField(Indicator.objects.none(), label="Measure", required=False, to_field_name="slug", empty_label=None)
    model = forms.ModelChoiceField(
        NeighbourModel.objects.none(), label="Model of neighbours", required=False, to_field_name="name", empty_label=None
    )

    average = forms.ChoiceField(label="Neighbours’ average in the chart", required=False, choices=AverageBy.choices)

    field_options: ClassVar = {"council": {"suggest": True}, "measure": {"suggest": True}}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = Place.objects.of_kind(PlaceKind.COUNCIL).exclude(code="").order_by("name__folded")
        self.fields["measure"].queryset = measures()
        self.fields["model"].queryset = NeighbourModel.objects.order_by("-name")


class PublishedPlaceForm(ServiceForm):
    council = forms.ModelChoiceField(Place.objects.none(), label="Which council in the published figures is yours?", required=False)
    neighbour_model = forms.ModelChoiceField(
        NeighbourModel.objects.none(),
        label="By which model are its neighbours taken?",
        help_text="A model’s name is the month from which it holds. Averages by another model are another comparator.",
        required=False,
    )

    average_by = forms.ChoiceField(
        label="How are the neighbours averaged?",
        help_text="The Department publishes both, each in another of its tools. Every figure here says which it is.",
        choices=AverageBy.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    submit_text = "Save"
    field_options: ClassVar = {
        "council": {"suggest": True, "label_size": "s"},
        "neighbour_model": {"label_size": "s"},
        "average_by": {"legend_size": "s", "small": True},
    }

    def __init__(self, *args: Any, **kwargs: Any):
        chosen = PublishedPlace.current()
        kept = {"council": chosen.council, "neighbour_model": chosen.neighbour_model, "average_by": chosen.average_by}
        super().__init__(*args, initial=kept, **kwargs)
        self.fields["council"].queryset = Place.objects.of_kind(PlaceKind.COUNCIL).order_by("name__folded")
        self.fields["neighbour_model"].queryset = NeighbourModel.objects.order_by("-name")

    def clean_average_by(self) -> str:
        return self.cleaned_data["average_by"] or str(PublishedPlace.current().average_by)

    def act(self) -> PublishedPlace:
        return choose_published_place(actor=self.actor, **self.cleaned_data)
