"""A pasted list and its preview; correcting one recommendation; what shows how it is getting on."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from audits.calculations.framework import edition_on, framework_choices
from audits.models import Domain, FindingTheme
from audits.themes.queries.themes import standing_themes
from audits.tool.queries import current_tool
from foundation.activity.versions import version_of
from foundation.govuk.forms import GovukForm, ServiceForm
from foundation.guard.forms import KEPT, GuardedWords
from inspections.calculations.splitting import SplitList, split_list
from inspections.calculations.tags import read_tag
from inspections.enums import WhyUnsure
from inspections.models import Inspection, PlanPriority, Recommendation
from inspections.queries.sections import section_choices
from inspections.services.recommendations import (
    MOST,
    NewRecommendation,
    change_recommendation,
    map_to,
    mapping_of,
    store_recommendations,
)
from performance.models import Indicator

NONE_NAMED = ("", "None named")


class PasteForm(GovukForm, forms.Form):
    """The list as it was copied. Nothing is stored: the next page shows what it is split into."""

    submit_text = "Show what it is split into"
    field_options: ClassVar = {"pasted": {"rows": 14}}

    pasted = forms.CharField(
        label="What needs to improve",
        widget=forms.Textarea,
        max_length=40_000,
        help_text="Copy the list from the report: numbered, with bullets or letters, or a paragraph each. Wrapped lines are joined.",
        error_messages={"required": "Paste the list of what needs to improve."},
    )

    @cached_property
    def split(self) -> SplitList:
        return split_list(self.cleaned_data["pasted"])

    def clean_pasted(self) -> str:
        pasted = self.cleaned_data["pasted"]
        found = split_list(pasted).items
        if not found:
            raise ValidationError("No recommendation was found in this text. Paste the list itself, with a line for each.")
        if len(found) > MOST:
            raise ValidationError(f"This was split into {len(found)} items. Paste the list alone, without the rest of the report.")
        return pasted


class PreviewForm(GuardedWords, ServiceForm):
    """Each item in a box of its own, with the part of the national framework that it names; nothing is stored until this is sent."""

    submit_text = "Store these recommendations"

    def __init__(self, *args: Any, inspection: Inspection, items: Sequence[str] = (), **kwargs: Any):
        data = kwargs.get("data", args[0] if args else None)
        initial: dict[str, Any] = {}
        self.hints: dict[str, str] = {}
        self.count = min(_whole(data.get("count", "")), MOST) if data else len(items)
        edition = edition_on(inspection.first_day)
        for place, text in enumerate(items, start=1):
            found = read_tag(text, edition)
            initial |= {f"text_{place}": text, f"framework_{place}": found.part.value if found.part else ""}
            said = f"Read from “{found.written}”" if found.part else str((found.unsure or WhyUnsure.NONE_FOUND).label)
            self.hints[f"framework_{place}"] = said if found.part else f"{said} Choose one, or leave it."
        super().__init__(*args, initial=initial, **kwargs)
        self.inspection = inspection
        self.add_field("count", forms.IntegerField(widget=forms.HiddenInput, initial=self.count, required=False))
        self._ask_for_each(framework_choices(inspection.first_day))
        self.cancel_url = inspection.get_absolute_url()

    def _ask_for_each(self, choices: Sequence[tuple[str, str]]) -> None:
        for place in range(1, self.count + 1):
            self.add_field(f"text_{place}", forms.CharField(label=f"Recommendation {place}", widget=forms.Textarea, required=False))
            part = f"National framework, recommendation {place}"
            self.add_field(f"framework_{place}", forms.ChoiceField(label=part, choices=[NONE_NAMED, *choices], required=False))
            self.add_field(f"left_out_{place}", forms.BooleanField(label=f"Leave recommendation {place} out", required=False))

    def options_of(self, name: str) -> Any:
        if name.startswith("text_"):
            return {"rows": 3, "label_size": "s"}
        if name.startswith("left_out_"):
            return {"small": True}
        return {"hint": self.hints[name]} if name in self.hints else super().options_of(name)

    def act(self) -> list[Recommendation]:
        given = self.cleaned_data
        places = [place for place in range(1, self.count + 1) if not given[f"left_out_{place}"]]
        items = [NewRecommendation(given[f"text_{place}"], given[f"framework_{place}"], place) for place in places]
        return store_recommendations(actor=self.actor, inspection=self.inspection, items=items, kept=given.get(KEPT, ""))


def _whole(written: str) -> int:
    return int(written) if re.fullmatch(r"\d{1,3}", written) else 0


class RecommendationForm(GuardedWords, ServiceForm):
    submit_text = "Save"
    field_options: ClassVar = {"text": {"rows": 5}}

    text = forms.CharField(label="What needs to improve", widget=forms.Textarea)
    framework = forms.ChoiceField(label="Part of the national framework that it names", required=False)

    def __init__(self, *args: Any, recommendation: Recommendation, **kwargs: Any):
        super().__init__(*args, initial={"text": recommendation.text, "framework": recommendation.framework}, **kwargs)
        self.recommendation = recommendation
        self.fields["framework"].choices = [NONE_NAMED, *framework_choices(recommendation.inspection.first_day)]
        self.carry_version(version_of(recommendation))
        self.cancel_url = recommendation.get_absolute_url()

    def act(self) -> Recommendation:
        return change_recommendation(actor=self.actor, recommendation=self.recommendation, **self.cleaned_data)


class MappedToForm(ServiceForm):
    """What shows whether a recommendation or a priority is getting better."""

    submit_text = "Save"
    field_options: ClassVar = {
        "domains": {"small": True, "legend_size": "s"},
        "themes": {"small": True, "narrow": "a theme", "legend_size": "s"},
        "indicators": {"small": True, "narrow": "an indicator", "legend_size": "s"},
        "actions": {"label_size": "s", "width": 20, "count_from": 75},
        "commissions": {"label_size": "s", "width": 20, "count_from": 75},
        "section_keys": {"small": True, "legend_size": "s"},
    }

    domains = forms.ModelMultipleChoiceField(
        Domain.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Domains of the audit tool"
    )
    themes = forms.ModelMultipleChoiceField(
        FindingTheme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Themes of findings"
    )
    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Indicators"
    )
    actions = forms.CharField(label="Numbers of actions", required=False, max_length=500, help_text="For example, 12, 15")
    commissions = forms.CharField(label="Numbers of commissioned work", required=False, max_length=200, help_text="For example, 3")
    section_keys = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Sections of the Board’s report that say how it is going"
    )

    def __init__(self, *args: Any, mapped: Recommendation | PlanPriority, **kwargs: Any):
        self.mapped = mapped
        held = mapping_of(mapped)
        initial = {
            **{name: [each.pk for each in getattr(mapped, name).all()] for name in ("domains", "themes", "indicators")},
            **{name: ", ".join(map(str, held[name])) for name in ("actions", "commissions")},
            "section_keys": mapped.section_keys,
        }
        super().__init__(*args, initial=initial, **kwargs)
        newest = current_tool()
        self.fields["domains"].queryset = Domain.objects.filter(Q(tool=newest) | Q(pk__in=initial["domains"])).select_related("tool")
        standing = [theme.pk for theme in standing_themes()]
        self.fields["themes"].queryset = FindingTheme.objects.filter(pk__in=[*standing, *initial["themes"]])
        ours = Indicator.objects.of_ours() | Indicator.objects.filter(pk__in=initial["indicators"])
        self.fields["indicators"].queryset = ours.distinct()
        self.fields["domains"].label_from_instance = lambda domain: _domain_label(domain, newest)
        self.fields["section_keys"].choices = section_choices()
        self.carry_version(version_of(mapped, held))
        self.cancel_url = mapped.get_absolute_url()

    def clean_actions(self) -> list[int]:
        return _numbers(self.cleaned_data["actions"], "an action")

    def clean_commissions(self) -> list[int]:
        return _numbers(self.cleaned_data["commissions"], "commissioned work")

    def act(self) -> None:
        map_to(actor=self.actor, mapped=self.mapped, **self.cleaned_data)


def _numbers(text: str, of: str) -> list[int]:
    written = re.split(r"[\s,;]+", text.strip())
    if wrong := next((each for each in written if each and not re.fullmatch(r"\d{1,9}", each)), None):
        raise ValidationError(f"“{wrong}” is not the number of {of}. Enter numbers with commas between, such as 12, 15.")
    return [int(each) for each in written if each]


def _domain_label(domain: Domain, newest: Any) -> str:
    return domain.name if domain.tool_id == newest.pk else f"{domain.name} ({domain.tool})"
