"""What is asked of a publication while it is written."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from audits.enums import FindingKind
from audits.models import Domain, FindingTheme
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.editing.forms import EditingForm
from foundation.editing.version_tokens import Lines
from foundation.govuk.forms import GovukMonthField, ServiceForm
from foundation.guard.forms import KEPT, GuardedWords
from insight.facts import ComputedFact
from publications.enums import PublicationKind, PublicationPart
from publications.models import Publication
from publications.pages.publication import finding_words
from publications.queries.findings import counted_themes
from publications.services import arrange_newsletter, assemble_newsletter, begin_publication, choose_findings, write_publication
from publications.services.writing import LONGEST_TEXT, lines_of, publication_lines

FOR_STAFF = "All staff read it: name no child, family or worker, and no record."
MARKS = (
    "Leave an empty line between paragraphs. “- ” begins a bullet, “1. ” a numbered list; **words** are bold; [words](https://…) is a "
    "link; | cells | between | bars | are a table."
)
KINDS_TO_BEGIN = (PublicationKind.ALERT, PublicationKind.BRIEFING, PublicationKind.TIPS)


class BeginForm(GuardedWords, ServiceForm):
    submit_text = "Begin to write"
    cancel_url = "/publications/"
    field_options = {"author": {"suggest": True, "empty_label": ""}, "domain": {"empty_label": "None in particular"}}

    kind = forms.ChoiceField(
        label="What do you write?", choices=[(kind.value, kind.label) for kind in KINDS_TO_BEGIN], widget=forms.RadioSelect
    )
    title = forms.CharField(max_length=150, help_text=FOR_STAFF)
    author = forms.ModelChoiceField(Person.objects.none(), label="Who writes it", help_text="It is in their My work until it is published.")
    domain = forms.ModelChoiceField(Domain.objects.none(), required=False, label="Area of practice (optional)")
    first_month = GovukMonthField(label="First month of its findings (optional)", required=False)
    last_month = GovukMonthField(label="Last month of its findings (optional)", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["author"].queryset = Person.objects.staff().exclude(email=None).exclude(role_rows__role=Role.BOARD_MEMBER)
        self.fields["domain"].queryset = newest_domains()
        self.initial.setdefault("author", self.actor.pk)

    def act(self) -> Publication:
        return begin_publication(actor=self.actor, **self.cleaned_data)


def newest_domains() -> Any:
    """Of the newest version of the audit tool, and what earlier ones had by other names is found by theirs."""
    newest = Domain.objects.order_by("-tool_id").values_list("tool_id", flat=True).first()
    return Domain.objects.filter(tool=newest).order_by("position")


class WriteForm(GuardedWords, EditingForm):
    """The title, the summary and a text for each part; in an issue also the facts that may be inserted."""

    submit_text = "Save"

    title = forms.CharField(max_length=150)
    summary = forms.CharField(
        max_length=300, required=False, widget=forms.Textarea, help_text="One or two sentences, which readers see in the list."
    )

    def __init__(self, *args: Any, publication: Publication, facts: list[ComputedFact] | None = None, **kwargs: Any):
        self.publication, self.offered_facts = publication, facts or []
        texts = publication.texts
        given = {"title": publication.title, "summary": publication.summary, **texts}
        super().__init__(*args, initial=given, **kwargs)
        for place, part in enumerate(publication.parts):
            self.fields[part.value] = forms.CharField(
                label=part.label, required=False, max_length=LONGEST_TEXT, widget=forms.Textarea, help_text="" if place else MARKS
            )
        if self.offered_facts:
            choices = [(fact.sentence, fact.sentence) for fact in self.offered_facts]
            self.fields["facts"] = forms.MultipleChoiceField(required=False, choices=choices)
        self.cancel_url = publication.get_absolute_url()

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name in self.publication.parts:
            return {"rows": 7, "label_size": "m"}
        return {"label_size": "s"} | ({"rows": 2} if name == "summary" else {})

    @property
    def parts(self) -> list[Any]:
        """The boxes of the parts, in their order."""
        return [self[part.value] for part in self.publication.parts]

    @property
    def inserted(self) -> list[str]:
        return self.cleaned_data.get("facts", [])

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, with the facts whose buttons were pressed under the figures."""
        texts = {part.value: self.cleaned_data.get(part.value, "") for part in self.publication.parts}
        for sentence in self.inserted:
            texts[PublicationPart.FIGURES] = f"{texts[PublicationPart.FIGURES]}\n- {sentence}".strip()
        return texts

    def stored_lines(self) -> Lines:
        return publication_lines(self.publication)

    def given_lines(self) -> Lines:
        title, summary = (" ".join(self.cleaned_data[name].split()) for name in ("title", "summary"))
        return lines_of(self.publication.parts, title, summary, self.texts)

    def again(self, data: QueryDict) -> "WriteForm":
        return WriteForm(data, actor=self.actor, publication=self.publication, facts=self.offered_facts, halfway=True)

    def write(self) -> Publication:
        words = {"title": self.cleaned_data["title"], "summary": self.cleaned_data["summary"], "texts": self.texts}
        more: dict[str, Any] = {"kept": self.cleaned_data.get(KEPT, ""), "halfway": self.halfway, "seen": self.began_from}
        return write_publication(actor=self.actor, publication=self.publication, **words, **more)


class SourcesForm(ServiceForm):
    """Which findings of which months; those that were seen have their counts beside them."""

    submit_text = "Save and count"
    field_options = {"findings": {"small": True, "narrow": "a theme", "legend_size": "s"}, "domain": {"empty_label": "None in particular"}}

    first_month = GovukMonthField(label="First month", required=False)
    last_month = GovukMonthField(label="Last month", required=False)
    domain = forms.ModelChoiceField(Domain.objects.none(), required=False, label="Area of practice (optional)")
    findings = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Findings that it is written from",
        help_text="With the counts that all staff may read: those under five are held back.",
    )

    def __init__(self, *args: Any, publication: Publication, **kwargs: Any):
        self.publication = publication
        chosen = [f"{row.kind}-{row.theme_id}" for row in publication.findings.all()]
        stored = {"first_month": publication.first_month, "last_month": publication.last_month, "domain": publication.domain_id}
        super().__init__(*args, initial=stored | {"findings": chosen}, **kwargs)
        self.fields["domain"].queryset = newest_domains() | Domain.objects.filter(publications=publication)
        self.fields["findings"].choices = self._choices()
        if publication.is_newsletter:
            del self.fields["first_month"], self.fields["last_month"]
        self.carry_version(version_of(publication))
        self.cancel_url = publication.get_absolute_url()

    def _choices(self) -> list[tuple[str, str]]:
        """What was seen in its months, with counts; then every other theme."""
        first, last = self.publication.first_month, self.publication.last_month
        counted = counted_themes(first, last) if first and last else []
        seen = {f"{each.kind.value}-{each.theme}": finding_words(each.counted) for each in counted}
        themes = list(FindingTheme.objects.filter(merged_into=None))
        every = {
            f"{kind.value}-{theme.pk}": f"{theme}, {'an area for improvement' if kind == FindingKind.AREA else 'a strength'}"
            for kind in (FindingKind.AREA, FindingKind.STRENGTH)
            for theme in themes
        }
        return list((seen | {key: words for key, words in every.items() if key not in seen}).items())

    def act(self) -> Publication:
        given = dict(self.cleaned_data)
        chosen = [(int(theme), FindingKind(kind)) for kind, theme in (each.split("-") for each in given.pop("findings"))]
        months: dict[str, Any] = {"first_month": self.publication.first_month, "last_month": self.publication.last_month}
        return choose_findings(actor=self.actor, publication=self.publication, chosen=chosen, **months | given)


class AssembleForm(ServiceForm):
    submit_text = "Assemble the newsletter"
    cancel_url = "/publications/"

    month = GovukMonthField(label="Any month of the quarter", help_text="For example, 5 2023 for April to June 2023")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("month", today().replace(day=1) - datetime.timedelta(days=1))

    def act(self) -> Publication:
        return assemble_newsletter(actor=self.actor, month=self.cleaned_data["month"])


class IssueForm(ServiceForm):
    """For each publication of the quarter its place in the issue; without one it is left out."""

    submit_text = "Save the order"

    def __init__(self, *args: Any, publication: Publication, offered: list[Publication], **kwargs: Any):
        self.publication, self.offered = publication, offered
        super().__init__(*args, **kwargs)
        rows = publication.items.filter(is_shown=True).order_by("position", "pk").values_list("item", flat=True)
        places = {pk: place for place, pk in enumerate(rows, start=1)}
        in_order = sorted(offered, key=lambda each: (places.get(each.pk, len(offered) + 1), each.pk))
        for each in in_order:
            field = forms.IntegerField(
                label=f"{each.get_kind_display()}: {each.title}", required=False, min_value=1, max_value=99, initial=places.get(each.pk)
            )
            field.help_text = each.summary
            self.fields[f"item_{each.pk}"] = field
        self.carry_version(version_of(publication))
        self.cancel_url = publication.get_absolute_url()

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"width": 2, "label_size": "s"} if name.startswith("item_") else super().options_of(name)

    def act(self) -> Publication:
        places = {each: self.cleaned_data.get(f"item_{each.pk}") for each in self.offered}
        shown = sorted((each for each, place in places.items() if place), key=lambda each: (places[each] or 0, each.pk))
        version = self.cleaned_data.get("version")
        return arrange_newsletter(actor=self.actor, newsletter=self.publication, shown=shown, version=version)
