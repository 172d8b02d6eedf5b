"""Whom to hear, what they said, or why nothing was said."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from audits.auditing.forms.asked import question_fields
from audits.models import Audit, Cycle
from audits.themes.queries.themes import open_themes
from audits.tool.queries import current_tool
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Team
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords
from foundation.names import folded
from observations.models import Observation
from voices.enums import UNANSWERED_STATES, Consent, HowGiven, VoiceSource, VoiceState, WordsSay
from voices.models import LONGEST_QUOTE, QuestionSet, VoiceQuestion, VoiceRecord
from voices.permissions import can_gather_for_anything
from voices.services.coding import code_voice
from voices.services.gathering import Answers, close_voice, give_voice, seek_voice
from voices.services.quoting import change_consent, choose_quote

NO_NAMES = "No names of children, families or workers: “the young person”, “her mother”."
MAY_QUOTE = "May their words be quoted, without saying who they are?"


def sets_in_use() -> Any:
    return QuestionSet.objects.filter(replaced_by=None, retired_on=None)


class SeekForm(GuardedWords, ServiceForm):
    """Of what belongs to nothing in particular, the month alone or nothing is chosen."""

    submit_text = "Save and continue"
    field_options = {
        "question_set": {"empty_label": "No set: in their own words"},
        "audit": {"width": 5},
        "observation": {"width": 5},
        "cycle": {"empty_label": "No month in particular"},
        "team": {"empty_label": "No team in particular", "hint": "Of an audit or observation it is known"},
        "gathered_by": {"suggest": True, "empty_label": "Me"},
    }

    source = forms.ChoiceField(label="Whose voice", choices=VoiceSource, widget=forms.RadioSelect)
    who = forms.CharField(label="Who, without a name (optional)", max_length=100, required=False, help_text="The school, the mother, a GP")
    question_set = forms.ModelChoiceField(QuestionSet.objects.none(), label="Questions", required=False)
    audit = forms.IntegerField(label="Audit number (optional)", required=False, min_value=1, help_text="Where it is about one audit")
    observation = forms.IntegerField(label="Observation number (optional)", required=False, min_value=1)
    cycle = forms.ModelChoiceField(Cycle.objects.monthly(), label="Or a month (optional)", required=False)
    team = forms.ModelChoiceField(Team.objects.all(), label="Team (optional)", required=False)
    due = GovukDateField(label="Answer hoped for by (optional)", required=False)
    gathered_by = forms.ModelChoiceField(Person.objects.none(), label="Who gathers it (optional)", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["question_set"].queryset = sets_in_use()
        if can_gather_for_anything(self.actor):
            gatherers = Person.objects.active().with_role(Role.AUDITOR, Role.OBSERVER, Role.QA_LEAD)
            self.fields["gathered_by"].queryset = gatherers.exclude(pk=self.actor.pk)
        else:
            del self.fields["gathered_by"]

    def clean_audit(self) -> Audit | None:
        return self._numbered("audit", Audit.objects.visible_to(self.actor).select_related("cycle", "team"))

    def clean_observation(self) -> Observation | None:
        return self._numbered("observation", Observation.objects.visible_to(self.actor).select_related("cycle", "team"))

    def _numbered(self, name: str, seen: Any) -> Any:
        number = self.cleaned_data[name]
        if not number:
            return None
        if found := seen.filter(number=number).first():
            return found
        raise ValidationError(f"There is no {name} {number} that you can see.")

    def act(self) -> VoiceRecord:
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return seek_voice(actor=self.actor, **given)


class SaidForm(SeekForm):
    """From the page of an audit or observation: what a child or the family said is written down on the next page."""

    submit_text = "Save and write"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("cycle", "team", "due", "gathered_by"):
            self.fields.pop(name, None)
        said = (VoiceSource.CHILD, VoiceSource.PARENT, VoiceSource.CARER)
        self.fields["source"].choices = [(each.value, each.label) for each in said]
        self.fields["question_set"].queryset = sets_in_use().filter(source__in=said)


class AnswersForm(GuardedWords):
    """The questions of a set, then words of their own. Put before the other bases; call `ask` once the fields are there."""

    questions: list[VoiceQuestion]

    def ask(self, question_set: QuestionSet | None, *, words_label: str) -> None:
        self.questions = list(question_set.questions.all()) if question_set else []
        for each in self.questions:
            self.add_fields(question_fields(each, reply=f"reply_{each.pk}", words=f"words_{each.pk}"))
        self.add_field("words", forms.CharField(label=words_label, required=False, widget=forms.Textarea, max_length=6000))

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name.startswith("reply_"):
            return {"legend_size": "s", "inline": True}
        if name.startswith("words_"):
            is_alone = f"reply_{name.removeprefix('words_')}" not in self.fields
            return {"rows": 4, "label_size": "s"} if is_alone else {"rows": 2, "label": "In words (optional)"}
        if name == "words":
            return {"rows": 6, "label_size": "s"}
        return super().options_of(name)

    def answers(self, given: Mapping[str, Any]) -> Answers:
        pairs = {each.pk: (given.get(f"reply_{each.pk}", ""), given[f"words_{each.pk}"]) for each in self.questions}
        return {pk: pair for pk, pair in pairs.items() if any(pair)}


class GiveForm(AnswersForm, ServiceForm):
    """What somebody said to the person who gathers it."""

    submit_text = "Save what was said"

    def __init__(self, *args: Any, voice: VoiceRecord, **kwargs: Any):
        self.voice = voice
        answers = list(voice.answers.all())
        stored = {f"reply_{each.question_id}": each.reply for each in answers} | {
            f"words_{each.question_id}": each.words for each in answers
        }
        consent = "" if voice.is_waiting else voice.consent
        initial = {"words": voice.words, "how": voice.how, "given_on": voice.given_on or today(), "consent": consent, **stored}
        super().__init__(*args, initial=initial, **kwargs)
        ways = [choice for choice in HowGiven.choices if choice[0] != HowGiven.BY_LINK]
        self.add_field("how", forms.ChoiceField(label="How they were heard", choices=ways, widget=forms.RadioSelect))
        self.add_field("given_on", GovukDateField(label="On which day"))
        self.ask(
            voice.question_set, words_label="In their own words" if voice.question_set is None else "Anything else, in their own words"
        )
        self.fields["words"].help_text = NO_NAMES
        asked = [Consent.GIVEN, Consent.REFUSED, Consent.NOT_ASKED]
        choices = [(each.value, each.label) for each in asked]
        self.add_field("consent", forms.ChoiceField(label=MAY_QUOTE, choices=choices, widget=forms.RadioSelect))
        self.carry_version(version_of(voice))
        self.cancel_url = voice.get_absolute_url()

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"legend_size": "s"} if name in ("how", "given_on", "consent") else super().options_of(name)

    def act(self) -> VoiceRecord:
        given = self.cleaned_data
        kept = {name: given[name] for name in ("words", "how", "given_on", "consent", "version", "kept") if name in given}
        return give_voice(actor=self.actor, voice=self.voice, answers=self.answers(given), **kept)


class OfVoice(ServiceForm):
    """One act on one voice."""

    def __init__(self, *args: Any, voice: VoiceRecord, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.voice = voice
        self.cancel_url = voice.get_absolute_url()


class CloseVoiceForm(GuardedWords, OfVoice):
    submit_text = "Save"
    field_options = {"reason": {"rows": 2}}

    outcome = forms.ChoiceField(
        label="What came of it", choices=[(each.value, each.label) for each in UNANSWERED_STATES], widget=forms.RadioSelect
    )
    reason = forms.CharField(label="Why?", widget=forms.Textarea, max_length=300, help_text=NO_NAMES)

    def act(self) -> VoiceRecord:
        given = self.cleaned_data
        return close_voice(actor=self.actor, voice=self.voice, outcome=VoiceState(given.pop("outcome")), **given)


class CodeVoiceForm(OfVoice):
    """Themes, and domains of practice with what the words say of each."""

    submit_text = "Save"
    field_options = {"themes": {"small": True, "narrow": "a theme"}}

    themes = forms.MultipleChoiceField(label="Themes (optional)", required=False, widget=forms.CheckboxSelectMultiple)
    domains = forms.MultipleChoiceField(
        label="Domains of practice (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What the words are about. Where you say how well it works, they are counted beside audits of the domain.",
    )

    def __init__(self, *args: Any, voice: VoiceRecord, **kwargs: Any):
        had = {theme.pk: theme.name for theme in voice.themes.all()}
        coded = {each.domain_name: each.says for each in voice.domains.all()}
        self.names = list(dict.fromkeys([*current_tool().domains.values_list("name", flat=True), *coded]))
        stored = {f"says_{place}": coded.get(name, "") for place, name in enumerate(self.names)}
        super().__init__(*args, voice=voice, initial={"themes": [str(pk) for pk in had], "domains": list(coded), **stored}, **kwargs)
        offered = {**{theme.pk: theme.name for theme in open_themes()}, **had}
        self.fields["themes"].choices = sorted(((str(pk), name) for pk, name in offered.items()), key=lambda choice: folded(choice[1]))
        self.fields["domains"].choices = [(name, name) for name in self.names]
        for place, name in enumerate(self.names):
            says = [*WordsSay.choices, ("", "Cannot be said")]
            self.add_field(f"says_{place}", forms.ChoiceField(label=f"{name}: what the words say", choices=says, required=False))

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name == "domains":
            return {"small": True, "conditional": {each: [f"says_{place}"] for place, each in enumerate(self.names)}}
        return super().options_of(name)

    def act(self) -> VoiceRecord:
        given = self.cleaned_data
        domains = {name: given[f"says_{place}"] for place, name in enumerate(self.names) if name in given["domains"]}
        return code_voice(actor=self.actor, voice=self.voice, themes={int(each) for each in given["themes"]}, domains=domains)


class ConsentForm(OfVoice):
    submit_text = "Save"

    consent = forms.ChoiceField(label=MAY_QUOTE, widget=forms.RadioSelect)

    def __init__(self, *args: Any, voice: VoiceRecord, **kwargs: Any):
        super().__init__(*args, voice=voice, initial={"consent": voice.consent}, **kwargs)
        agreed = voice.consent in (Consent.GIVEN, Consent.WITHDRAWN)
        says = [Consent.GIVEN, Consent.WITHDRAWN if agreed else Consent.REFUSED]
        self.fields["consent"].choices = [(each.value, each.label) for each in says]
        self.carry_version(version_of(voice))

    def act(self) -> VoiceRecord:
        given = {**self.cleaned_data, "consent": Consent(self.cleaned_data["consent"])}
        return change_consent(actor=self.actor, voice=self.voice, **given)


class QuoteForm(GuardedWords, OfVoice):
    submit_text = "Save the quote"
    field_options = {"quote": {"rows": 3}}

    quote = forms.CharField(
        label="Words to quote",
        required=False,
        max_length=LONGEST_QUOTE,
        widget=forms.Textarea,
        help_text="Word for word. Put … where you leave words out, and square brackets around words of your own. Empty: nothing is quoted.",
    )

    def __init__(self, *args: Any, voice: VoiceRecord, **kwargs: Any):
        super().__init__(*args, voice=voice, initial={"quote": voice.quote}, **kwargs)
        self.carry_version(version_of(voice))

    def act(self) -> VoiceRecord:
        return choose_quote(actor=self.actor, voice=self.voice, **self.cleaned_data)
