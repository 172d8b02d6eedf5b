"""What is measured, and how."""

from typing import Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms

from foundation.accounts.models import Person
from foundation.activity.versions import version_of
from foundation.govuk.forms import GovukMonthField, ServiceForm
from foundation.guard.forms import GuardedWords
from performance.enums import Area, Basis, Polarity, Series, Unit
from performance.models import Indicator, Target
from performance.services import save_indicator, set_target
from performance.services.indicators import targets_of

from .commentary import CommentatorField

OUR_TABLES = [choice for choice in Series.choices if choice[0] != Series.PUBLISHED]
PLAIN = (
    "label", "other_names", "unit", "basis", "breakdown", "polarity", "decimals", "series", "area", "position", "source", "definition",
    "numerator_of", "denominator", "small_denominator", "quality_note", "owner", "published_as", "is_current",
)  # fmt: skip


class IndicatorForm(GuardedWords, ServiceForm):
    measure = forms.CharField(
        label="Measure",
        max_length=150,
        help_text="What is measured, whichever unit or period. Indicators with the same measure are shown together.",
    )
    label = forms.CharField(label="Name in the table", max_length=200, help_text="Exactly as the month’s file names it.")
    other_names = forms.CharField(
        label="Other names in files (optional)",
        widget=forms.Textarea,
        required=False,
        help_text="One a line. Files that name it so are read as this indicator.",
    )
    unit = forms.ChoiceField(choices=Unit.choices, label="Unit")
    basis = forms.ChoiceField(choices=Basis.choices, label="Period basis")
    breakdown = forms.CharField(
        label="Part (optional)", max_length=150, required=False, help_text="Such as “from schools”. Blank for the whole."
    )
    polarity = forms.ChoiceField(choices=Polarity.choices, label="Which way is better?", widget=forms.RadioSelect)
    decimals = forms.IntegerField(label="Decimals", min_value=0, max_value=4, initial=0)
    series = forms.ChoiceField(choices=OUR_TABLES, label="Table")
    area = forms.ChoiceField(choices=[("", "None"), *Area.choices], label="Area of the scorecard", required=False)
    position = forms.IntegerField(label="Place in its table", min_value=0, max_value=999, initial=99)
    definition = forms.CharField(label="Definition", widget=forms.Textarea, required=False)
    source = forms.CharField(label="Source", max_length=120, required=False, help_text="Blank for our own tables.")
    numerator_of = forms.ModelChoiceField(
        Indicator.objects.none(),
        label="Part of which count?",
        required=False,
        empty_label="None",
        help_text="Its share is then worked out.",
    )
    denominator = forms.ModelChoiceField(
        Indicator.objects.none(), label="Share or rate of which count?", required=False, empty_label="None"
    )
    small_denominator = forms.IntegerField(
        label="Small below", min_value=0, max_value=30000, initial=0, help_text="A share of fewer than this many says so. 0 for never."
    )
    quality_note = forms.CharField(
        label="Data-quality flag", widget=forms.Textarea, required=False, help_text="Shown wherever the figure is. Blank for none."
    )
    owner = CommentatorField(Person.objects.none(), label="Commentary owner", required=False, empty_label="Nobody yet")
    published_as = forms.ModelChoiceField(
        Indicator.objects.none(), label="Compared with which published figure?", required=False, empty_label="None"
    )
    is_current = forms.BooleanField(label="In use", required=False, initial=True)

    field_options: ClassVar = {
        "decimals": {"width": 2},
        "position": {"width": 3},
        "small_denominator": {"width": 5},
        "other_names": {"rows": 2},
        "definition": {"rows": 3},
        "quality_note": {"rows": 3},
        "numerator_of": {"suggest": True},
        "denominator": {"suggest": True},
        "owner": {"suggest": True},
        "published_as": {"suggest": True},
    }
    layout = Layout(
        Fieldset("What it is", "measure", "label", "other_names", "unit", "basis", "breakdown", "definition", "source"),
        Fieldset(
            "How it is read", "polarity", "decimals", "numerator_of", "denominator", "small_denominator", "quality_note", "published_as"
        ),
        Fieldset("Where it is shown", "series", "area", "position", "owner", "is_current"),
    )
    submit_text = "Save the indicator"

    def __init__(self, *args: Any, indicator: Indicator | None, **kwargs: Any):
        self.indicator = indicator
        if indicator:
            kwargs["initial"] = {name: getattr(indicator, name) for name in PLAIN} | {"measure": indicator.measure.name}
        super().__init__(*args, **kwargs)
        others = Indicator.objects.exclude(pk=indicator.pk) if indicator else Indicator.objects.all()
        counts = others.exclude(series=Series.PUBLISHED).filter(unit=Unit.NUMBER)
        self.fields["numerator_of"].queryset = self.fields["denominator"].queryset = counts
        self.fields["published_as"].queryset = others.published()
        self.fields["owner"].queryset = Person.objects.staff().exclude(email=None)
        if indicator:
            self.carry_version(version_of(indicator))
        if indicator and indicator.series == Series.PUBLISHED:
            self.fields["series"].choices = Series.choices

    def act(self) -> Indicator:
        return save_indicator(actor=self.actor, indicator=self.indicator, **self.cleaned_data)


class TargetForm(ServiceForm):
    value = forms.DecimalField(label="Target", min_value=0, max_digits=16, decimal_places=4)
    first_month = GovukMonthField(label="From which month?", help_text="For example, 4 2023")
    last_month = GovukMonthField(label="Until which month? (optional)", required=False, help_text="Blank: until another is set.")

    submit_text = "Set the target"
    field_options: ClassVar = {
        "value": {"width": 10, "label_size": "s"},
        "first_month": {"legend_size": "s"},
        "last_month": {"legend_size": "s"},
    }

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        self.carry_version(version_of(indicator, *targets_of(indicator)))

    def act(self) -> Target:
        return set_target(actor=self.actor, indicator=self.indicator, **self.cleaned_data)
