"""Which sections a report has, and templates of them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction

from foundation.activity.versions import version_of
from foundation.govuk.forms import ServiceForm
from foundation.guard.forms import GuardedWords
from reports.arrangement import Placed
from reports.models import Report, SectionTemplate
from reports.services import apply_section_template, arrange_sections, save_section_template

# The button that keeps the report's sections as a template.
KEEP = "keep"
# How the fields of each section look, by what their names begin with.
_LOOKS: dict[str, dict[str, Any]] = {
    "place": {"hide_label": True, "width": 2},
    "heading": {"hide_label": True, "count": None, "width": 30},
    "shown": {"small": True},
}


class ArrangeForm(GuardedWords, ServiceForm):
    """Each section's place, heading and whether the report shows it; and a name to keep all of that under, for other reports."""

    submit_text = "Save"
    other_submits = ((KEEP, "Save and keep as a template"),)
    template: SectionTemplate | None = None

    name = forms.CharField(
        max_length=80, required=False, label="Name of the template", help_text="Only if you keep these sections as a template"
    )
    is_default = forms.BooleanField(required=False, label="New reports begin with this template")

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report, self.before = report, report.arranged
        self.carry_version(version_of(report))
        for place, each in enumerate(self.before, start=1):
            self.add_fields(
                {
                    f"place_{each.key}": forms.IntegerField(
                        min_value=1, max_value=99, initial=place, label=f"Place of {each.heading}", widget=forms.NumberInput
                    ),
                    f"heading_{each.key}": forms.CharField(
                        max_length=60, required=False, initial=each.heading, label=f"Heading of {each.plan.heading}"
                    ),
                    f"shown_{each.key}": forms.BooleanField(required=False, initial=each.is_shown, label=f"Show {each.heading}"),
                }
            )

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {} if name in ("name", "is_default") else _LOOKS.get(name.partition("_")[0], {})

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The fields of each section together."""
        return [{"plan": each.plan, **{part: self[f"{part}_{each.key}"] for part in ("place", "heading", "shown")}} for each in self.before]

    @property
    def chosen(self) -> list[Placed]:
        """In the order that the places give: a section that was moved goes before, or from above after, the one that had its place."""
        given = self.cleaned_data
        order = []
        for at, each in enumerate(self.before):
            place = given[f"place_{each.key}"] - 1
            order.append(((place, (place > at) - (place < at), at), each))
        placed = [each for _, each in sorted(order, key=lambda pair: pair[0])]
        headings = {each.key: given[f"heading_{each.key}"] for each in placed}
        own = {each.key: "" if headings[each.key] == each.plan.heading else headings[each.key] for each in placed}
        return [Placed(each.key, own[each.key], given[f"shown_{each.key}"]) for each in placed]

    @transaction.atomic
    def act(self) -> Report:
        report = arrange_sections(actor=self.actor, report=self.report, chosen=self.chosen, version=self.cleaned_data["version"])
        if KEEP in self.data:
            kept = {"name": self.cleaned_data["name"], "is_default": self.cleaned_data["is_default"]}
            self.template = save_section_template(actor=self.actor, report=report, **kept)
        return report


class ApplyTemplateForm(ServiceForm):
    submit_text = "Use its sections"

    template = forms.ModelChoiceField(SectionTemplate.objects.all(), label="Use the sections of a template", empty_label=None)

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report

    def act(self) -> Report:
        return apply_section_template(actor=self.actor, report=self.report, template=self.cleaned_data["template"])
