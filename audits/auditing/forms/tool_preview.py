"""The auditor's form of one version, to look at: every section as it is asked of a record of one kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from audits.auditing.forms.auditing import JudgementFields
from audits.enums import ChecklistReply, PlanType
from audits.models import Audit, Domain, Question, Tool
from audits.queries.applicability import applies
from foundation.accounts.models import Service, Team
from foundation.council.words import in_our_words
from foundation.govuk.forms import GovukFilterForm, GovukForm


class PreviewFilterForm(GovukFilterForm, forms.Form):
    submit_text = "Show"

    plan_type = forms.ChoiceField(required=False)
    service = forms.ModelChoiceField(Service.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["plan_type"].choices = [("", "Not known"), *((plan.value, in_our_words(plan.label)) for plan in PlanType)]
        self.fields["service"].queryset = Service.objects.all()

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {**super().options_of(name), "empty_label": "Not known"}

    def record(self) -> tuple[str, Service | None]:
        """What is chosen; what is not offered counts as not known."""
        self.is_valid()
        return self.cleaned_data.get("plan_type") or "", self.cleaned_data.get("service")


class PreviewJudgementForm(JudgementFields):
    """A domain, or the overall judgement where there is none, as it is graded."""

    def __init__(self, domain: Domain | None):
        super().__init__(domain=domain, prefix=f"domain-{domain.pk}" if domain else "overall")


class PreviewChecklistForm(GovukForm, forms.Form):
    def __init__(self, items: list[Any]):
        super().__init__()
        for item in items:
            name = f"item_{item.pk}"
            self.fields[name] = forms.ChoiceField(label=item.text, choices=ChecklistReply, required=False, widget=forms.RadioSelect)

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"inline": True, "small": True, "legend_size": "s"}


@dataclass(frozen=True)
class PreviewSection:
    name: str
    guidance: str
    questions: list[Question]
    form: Any


def preview_of(tool: Tool, plan_type: str, service: Service | None) -> list[PreviewSection]:
    """What is asked of a record of this plan type in this service; the sections that never change are left out."""
    record = Audit(tool=tool, plan_type=plan_type, team=Team(service=service) if service else None)
    domains = [each for each in tool.domains.prefetch_related("services", "descriptors", "questions__services") if applies(each, record)]
    sections = [
        PreviewSection(each.name, each.guidance, [row for row in each.questions.all() if applies(row, record)], PreviewJudgementForm(each))
        for each in domains
    ]
    items = [item for item in tool.checklist.prefetch_related("services") if applies(item, record)]
    if items:
        sections.append(PreviewSection("Checklist", "What must be in place, whatever the grades", [], PreviewChecklistForm(items)))
    return [*sections, PreviewSection("Overall judgement", "Your judgement of the whole, not an average", [], PreviewJudgementForm(None))]
