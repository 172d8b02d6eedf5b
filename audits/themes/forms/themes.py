"""What the QA lead says of the themes."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.urls import reverse

from audits.models import Domain, FindingTheme, Tool
from audits.themes.queries.themes import open_themes
from audits.themes.services.themes import LONGEST_NAME, MOST_THEMES, add_themes, change_theme, domains_of, merge_theme
from audits.tool.queries import current_tool
from foundation.activity.versions import version_of
from foundation.govuk.forms import ServiceForm
from foundation.guard.forms import KEPT, GuardedWords

# What a council may begin with: what inspectors ask to be improved most often, and what auditors write about.
TO_BEGIN_WITH = (
    "Assessment and analysis",
    "Chronology and history",
    "Visits and direct work",
    "The child’s voice",
    "Plans and reviews",
    "Drift and delay",
    "Management oversight and supervision",
    "Working with partners",
    "Family network and fathers",
    "Identity and culture",
    "Recording",
)


class AddThemesForm(GuardedWords, ServiceForm):
    """Several at once, one a line."""

    submit_text = "Add the themes"
    field_options: ClassVar = {"names": {"rows": 12}}

    names = forms.CharField(
        label="Names of the themes",
        widget=forms.Textarea,
        max_length=(LONGEST_NAME + 1) * MOST_THEMES,
        help_text="One a line. Short, and in the words that auditors use. They are read by Board members: name nobody.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        # An empty list begins with some that the lead edits before they are added.
        initial = {} if FindingTheme.objects.exists() else {"names": "\n".join(TO_BEGIN_WITH)}
        super().__init__(*args, initial=initial, **kwargs)
        self.cancel_url = reverse("audits:finding-themes")

    def act(self) -> list[FindingTheme]:
        given = self.cleaned_data
        return add_themes(actor=self.actor, names=given["names"].splitlines(), kept=given.get(KEPT, ""))


class ChangeThemeForm(GuardedWords, ServiceForm):
    field_options: ClassVar = {"domains": {"small": True, "legend_size": "s"}}

    name = forms.CharField(max_length=LONGEST_NAME)
    covers = forms.CharField(
        label="What belongs to it",
        required=False,
        max_length=300,
        help_text="For people who code a finding. Its words count when themes are suggested.",
    )
    domains = forms.ModelMultipleChoiceField(
        Domain.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Domains that it belongs to",
        help_text="Their grades, observations, dip samples and figures are read beside it in Triangulation.",
    )

    def __init__(self, *args: Any, theme: FindingTheme, **kwargs: Any):
        self.theme = theme
        held = [domain.pk for domain in theme.domains.all()]
        super().__init__(*args, initial={"name": theme.name, "covers": theme.covers, "domains": held}, **kwargs)
        newest = current_tool()
        self.fields["domains"].queryset = Domain.objects.filter(Q(tool=newest) | Q(pk__in=held)).select_related("tool")
        self.fields["domains"].label_from_instance = lambda domain: _domain_label(domain, newest)
        self.carry_version(version_of(theme, domains_of(theme)))
        self.cancel_url = reverse("audits:finding-themes")

    def act(self) -> FindingTheme:
        given = self.cleaned_data
        said = {"name": given["name"], "covers": given["covers"], "domains": given["domains"], "kept": given.get(KEPT, "")}
        return change_theme(actor=self.actor, theme=self.theme, version=given["version"], **said)


def _domain_label(domain: Domain, newest: Tool) -> str:
    return domain.name if domain.tool_id == newest.pk else f"{domain.name} ({domain.tool})"


class MergeThemeForm(ServiceForm):
    submit_text = "Merge"

    into = forms.ModelChoiceField(label="Merge it into", queryset=FindingTheme.objects.none())

    def __init__(self, *args: Any, theme: FindingTheme, **kwargs: Any):
        self.theme = theme
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = open_themes().exclude(pk=theme.pk)
        self.cancel_url = theme.get_absolute_url()

    def act(self) -> FindingTheme:
        return merge_theme(actor=self.actor, theme=self.theme, into=self.cleaned_data["into"])
