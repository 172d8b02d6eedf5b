"""The editor of the audit tool: a domain, a question, an item of the checklist; publishing; a month's version."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from audits.calculations.framework import framework_choices, other_numbers
from audits.enums import PRACTICE_GRADES, DomainRelation, Framework, IlacsJudgement, PlanType
from audits.models import ChecklistItem, Cycle, Domain, Question, Tool
from audits.queries.grade_words import grade_word
from audits.tool.services.parts import add_domain, add_item, add_question, change_domain, change_item, change_question, remove_part
from audits.tool.services.versions import choose_tool, discard_draft, publish_version, tools_of
from foundation.accounts.models import Service
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.council.words import in_our_words
from foundation.govuk.forms import ServiceForm

APPLIES = ("plan_types", "services")


class AppliesForm(ServiceForm):
    """What may be asked of some records only."""

    plan_types = forms.MultipleChoiceField(
        label="Plan types", required=False, widget=forms.CheckboxSelectMultiple, help_text="Select none to ask it whatever the plan type."
    )
    services = forms.ModelMultipleChoiceField(
        Service.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, help_text="Select none to ask it in every service."
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["plan_types"].choices = [(plan.value, in_our_words(plan.label)) for plan in PlanType]
        self.fields["services"].queryset = Service.objects.all()

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name in APPLIES:
            return {"small": True, "legend_size": "s"}
        return super().options_of(name)


def stored_of(part: Any) -> dict[str, Any]:
    """What every part holds, as a form shows it first."""
    return {"plan_types": part.plan_types, "services": list(part.services.all())}


class DomainForm(AppliesForm):
    """A domain of a draft. Only its name is needed now; publishing asks for the rest."""

    submit_text = "Save the domain"

    name = forms.CharField(max_length=120)
    guidance = forms.CharField(
        required=False, widget=forms.Textarea, help_text="One or two sentences under the heading: what this domain is about."
    )
    judgement = forms.ChoiceField(
        label="Which judgement of an inspection does it speak to most?", choices=IlacsJudgement, required=False, widget=forms.RadioSelect
    )
    framework = forms.ChoiceField(
        label="Which part of the national framework does it speak to most?", choices=Framework, required=False, widget=forms.RadioSelect
    )
    relation = forms.ChoiceField(
        label="What is it, compared with the version before?", choices=DomainRelation, required=False, widget=forms.RadioSelect
    )
    comes_from = forms.ModelMultipleChoiceField(
        Domain.objects.none(), required=False, label="Which domains of the version before?", widget=forms.CheckboxSelectMultiple
    )

    field_options = {
        "guidance": {"rows": 3},
        "judgement": {"small": True, "legend_size": "s"},
        "framework": {"small": True, "legend_size": "s"},
        "relation": {
            "small": True,
            "legend_size": "s",
            "choice_hints": {
                DomainRelation.CONTINUES: "Trends go on in one line, under the new name.",
                DomainRelation.SPLIT: "Its line starts again; the line of the old domain ends.",
                DomainRelation.MERGED: "Its line starts again; the lines of the old domains end.",
                DomainRelation.NEW: "Its line starts again.",
            },
        },
        "comes_from": {"small": True, "legend_size": "s"},
    }

    def __init__(self, *args: Any, tool: Tool, domain: Domain | None = None, **kwargs: Any):
        self.tool, self.domain = tool, domain
        super().__init__(*args, initial=self._stored(domain) if domain else {}, **kwargs)
        for grade in PRACTICE_GRADES:
            label = f"What {grade_word(grade)} looks like"
            self.fields[_field(grade)] = forms.CharField(label=label, required=False, widget=forms.Textarea)
        self.fields["framework"].choices = framework_choices(today())
        self._follow_the_version_before()
        self.layout = self._in_order()
        if domain:
            self.carry_version(version_of(domain))
        self.cancel_url = tool.get_absolute_url()

    def _follow_the_version_before(self) -> None:
        """The first version continues nothing, so it is not asked."""
        if self.tool.based_on is None:
            del self.fields["relation"], self.fields["comes_from"]
        else:
            self.fields["comes_from"].queryset = self.tool.based_on.domains.all()

    def _stored(self, domain: Domain) -> dict[str, Any]:
        texts = {_field(row.grade): row.text for row in domain.descriptors.all()}
        plain = {name: getattr(domain, name) for name in ("name", "guidance", "judgement", "framework", "relation")}
        return plain | texts | stored_of(domain) | {"comes_from": list(domain.comes_from.all())}

    def _in_order(self) -> Layout:
        parts = [
            Fieldset("What each grade looks like", *(_field(grade) for grade in PRACTICE_GRADES)),
            Fieldset("What it speaks to", "judgement", "framework"),
            Fieldset("Of which records it is asked", *APPLIES),
        ]
        before = [Fieldset("The version before", "relation", "comes_from")] if "relation" in self.fields else []
        return Layout("name", "guidance", *parts, *before)

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name == "framework":
            return {**super().options_of(name), "choice_hints": _other_numbers()}
        return {"rows": 3, "label_size": "s"} if name.startswith("descriptor_") else super().options_of(name)

    def act(self) -> Domain:
        given = dict(self.cleaned_data)
        given["descriptors"] = {grade: given.pop(_field(grade)) for grade in PRACTICE_GRADES}
        if self.domain:
            return change_domain(actor=self.actor, domain=self.domain, **given)
        return add_domain(actor=self.actor, tool=self.tool, **given)


def _other_numbers() -> dict[str, str]:
    """How other editions than today’s number an outcome, under its choice."""
    others = {part.value: other_numbers(part, today()) for part in Framework}
    return {part: f"{said[:1].upper()}{said[1:]}." for part, said in others.items() if said}


def _field(grade: str) -> str:
    return f"descriptor_{grade}"


class QuestionForm(AppliesForm):
    submit_text = "Save the question"

    text = forms.CharField(
        label="Question", max_length=300, help_text="What auditors ask themselves before they grade. Their evidence and reason answer it."
    )
    guidance = forms.CharField(label="Guidance (optional)", required=False, widget=forms.Textarea)

    field_options = {"text": {"rows": 2}, "guidance": {"rows": 2}}

    def __init__(self, *args: Any, domain: Domain, question: Question | None = None, **kwargs: Any):
        self.domain, self.question = domain, question
        stored = {"text": question.text, "guidance": question.guidance} | stored_of(question) if question else {}
        super().__init__(*args, initial=stored, **kwargs)
        self.order_fields(["text", "guidance", *APPLIES])
        if question:
            self.carry_version(version_of(question))
        self.cancel_url = domain.tool.get_absolute_url()

    def act(self) -> Question:
        if self.question:
            return change_question(actor=self.actor, question=self.question, **self.cleaned_data)
        return add_question(actor=self.actor, domain=self.domain, **self.cleaned_data)


class ItemForm(AppliesForm):
    submit_text = "Save the item"

    text = forms.CharField(
        label="Item", max_length=300, help_text="A sentence that is true or not, for example “The chronology is up to date”."
    )

    field_options = {"text": {"rows": 2}}

    def __init__(self, *args: Any, tool: Tool, item: ChecklistItem | None = None, **kwargs: Any):
        self.tool, self.item = tool, item
        super().__init__(*args, initial={"text": item.text} | stored_of(item) if item else {}, **kwargs)
        self.order_fields(["text", *APPLIES])
        if item:
            self.carry_version(version_of(item))
        self.cancel_url = tool.get_absolute_url()

    def act(self) -> ChecklistItem:
        if self.item:
            return change_item(actor=self.actor, item=self.item, **self.cleaned_data)
        return add_item(actor=self.actor, tool=self.tool, **self.cleaned_data)


class VersionForm(ServiceForm):
    """An act on a whole version: the button is the answer."""

    def __init__(self, *args: Any, tool: Tool, **kwargs: Any):
        self.tool = tool
        super().__init__(*args, **kwargs)
        self.cancel_url = tool.get_absolute_url()


class PublishForm(VersionForm):
    submit_text = "Publish the version"

    def act(self) -> Tool:
        return publish_version(actor=self.actor, tool=self.tool)


class DiscardForm(VersionForm):
    submit_text = "Discard the draft"
    submit_warns = True

    def act(self) -> bool:
        discard_draft(actor=self.actor, tool=self.tool)
        return True


class RemoveForm(VersionForm):
    submit_warns = True

    def __init__(self, *args: Any, part: Any, **kwargs: Any):
        self.part = part
        super().__init__(*args, **kwargs)
        self.submit_text = f"Remove the {'item' if isinstance(part, ChecklistItem) else part._meta.verbose_name}"

    def act(self) -> bool:
        remove_part(actor=self.actor, part=self.part)
        return True


class ChooseToolForm(ServiceForm):
    submit_text = "Use this version"

    tool = forms.ModelChoiceField(
        Tool.objects.none(), label="Which version do this month’s audits use?", widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any):
        self.cycle = cycle
        super().__init__(*args, initial={"tool": cycle.tool_id}, **kwargs)
        self.fields["tool"].queryset = tools_of(cycle).filter(published_on__isnull=False).order_by("-version")
        self.cancel_url = cycle.get_absolute_url()

    def act(self) -> Cycle:
        return choose_tool(actor=self.actor, cycle=self.cycle, tool=self.cleaned_data["tool"])
