"""Signing in; and what an administrator changes: people, teams, dates away, the council."""

from collections import Counter
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.urls import reverse

from foundation.activity.versions import version_of
from foundation.council.enums import CaredForWord, RequiresImprovementWord
from foundation.council.models import Council
from foundation.govuk.forms import CappedFileField, GovukDateField, GovukForm, ServiceForm
from foundation.health.origin import network_address
from foundation.matching.forms import MatchForm
from foundation.names import address_key
from foundation.sheets import UnreadableFile

from .addresses import AddressField
from .enums import AttemptKind, ListKind, Role
from .known_browsers import is_known
from .models import Absence, PeopleUpload, Person, Service, Team
from .reading.columns import NOT_READ, PEOPLE_COLUMNS, TEAM_COLUMNS
from .reading.person_rows import PeopleCheck
from .reading.teams import TeamsCheck
from .services import (
    LOGO_LIMIT,
    TooManyAttempts,
    begin_attempt,
    change_council,
    change_own_days,
    end_attempt,
    record_absence,
    save_person,
    save_service,
    save_team,
)
from .services.joining import store_people
from .services.joining_teams import store_teams
from .services.list_files import LIMITS, answer_people_list, keep_people_file

ROLE_HINTS = {
    Role.AUDITOR: "Audits the records allocated to them",
    Role.MODERATOR: "Grades again, and agrees or sends back",
    Role.QA_LEAD: "Plans the months, chases, writes the report; reads every audit",
    Role.OBSERVER: "Records observations of practice",
    Role.PRACTITIONER: "Reads what was found about their own work, and owns actions",
    Role.TEAM_MANAGER: "Reads what was found in their team, and answers for it",
    Role.SERVICE_MANAGER: "The same for the teams of their service",
    Role.HEAD_OF_SERVICE: "The same, and comments on indicators",
    Role.DIRECTOR: "Reads everything, approves the report",
    Role.ANALYST: "Imports figures, sets status, collects comments",
    Role.BOARD_MEMBER: "Reads totals and the report: no child, no worker",
    Role.ADMINISTRATOR: "These settings; reads no audit by virtue of it",
    Role.PARTNER: "Of another agency: fills in their part of an audit, and opens nothing else. No other role goes with it",
    Role.GOVERNANCE: "Answers subject access requests, places legal holds, and sees that nothing is kept for too long",
}


# Each form that offers it asks the database again.
PEOPLE_WHO_WORK_HERE = Person.objects.staff()


class SignInForm(GovukForm, AuthenticationForm):
    submit_text = "Sign in"

    error_messages = {
        "invalid_login": "The e-mail address and password do not match. Check both and try again.",
        "inactive": "This person no longer works here. Ask an administrator.",
    }

    def clean_username(self) -> str:
        return address_key(self.cleaned_data["username"])

    def clean(self) -> dict[str, Any]:
        """Each try is counted before the password is looked at."""
        email, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not (email and password and self.request):
            return super().clean()
        try:
            attempt = begin_attempt(
                kind=AttemptKind.SIGN_IN, email=email, address=network_address(self.request), known_browser=is_known(self.request, email)
            )
        except TooManyAttempts as wait:
            raise ValidationError(f"{wait} “Forgotten password” sends you a link at once.", code="too_many") from None
        cleaned = super().clean()
        end_attempt(attempt)
        return cleaned


class PersonForm(ServiceForm):
    submit_text = "Save"
    field_options = {
        "name": {"width": "two-thirds"},
        "email": {"width": "two-thirds"},
        "job_title": {"width": "two-thirds"},
        "line_manager": {"suggest": True},
        "roles": {"choice_hints": ROLE_HINTS, "small": True, "legend_size": "s"},
    }
    layout = Layout(
        Fieldset("Who they are", "name", "job_title", "team", "line_manager", "is_active"),
        Fieldset("What they do here", "roles"),
        Fieldset("How they sign in", "email"),
    )

    name = forms.CharField(label="Full name", max_length=100)
    job_title = forms.CharField(max_length=100, required=False)
    team = forms.ModelChoiceField(Team.objects.all(), required=False)
    line_manager = forms.ModelChoiceField(PEOPLE_WHO_WORK_HERE, required=False)
    is_active = forms.BooleanField(
        label="Works here",
        required=False,
        initial=True,
        help_text="Untick when someone leaves. You are asked who takes over what they hold; they can no longer sign in.",
    )
    roles = forms.MultipleChoiceField(
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="What opens children’s records, and any role for yourself, waits until another administrator or a QA lead confirms it.",
    )
    email = AddressField(
        label="E-mail address",
        required=False,
        help_text="Without one they can be named, but not sign in. A link to choose a password goes to it.",
    )

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any):
        self.person = person
        super().__init__(*args, initial=self._as_stored(person), **kwargs)
        if person:
            self.carry_version(version_of(person, person.role_names))
        if person and person.line_manager_id:
            # A manager who has left stays the answer until somebody chooses another.
            self.fields["line_manager"].queryset = PEOPLE_WHO_WORK_HERE | Person.objects.filter(pk=person.line_manager_id)

    @staticmethod
    def _as_stored(person: Person | None) -> dict[str, Any]:
        if person is None:
            return {}
        names = ("name", "job_title", "team", "line_manager", "is_active", "email")
        return {name: getattr(person, name) for name in names} | {"roles": list(person.roles)}

    def act(self) -> Person:
        return save_person(actor=self.actor, person=self.person, **self.cleaned_data)


class PeopleFileForm(ServiceForm):
    """A list of people or of teams."""

    submit_text = "Continue"
    also_refused = (UnreadableFile,)
    refused_field = "file"

    file = CappedFileField(
        most=LIMITS.file_bytes, help_text=f"CSV, Excel or OpenDocument, up to {LIMITS.rows:,} rows", allow_empty_file=True
    )

    def __init__(self, *args: Any, kind: ListKind, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["file"].label = f"List of {kind.label.lower()}"

    def act(self) -> PeopleUpload:
        file = self.cleaned_data["file"]
        return keep_people_file(actor=self.actor, name=file.name, content=file.read(), kind=self.kind)


class ListMatchForm(MatchForm):
    """What the columns and words of a list of people or teams are."""

    def __init__(self, *args: Any, upload: PeopleUpload, check: PeopleCheck | TeamsCheck, **kwargs: Any):
        columns = PEOPLE_COLUMNS if upload.kind == ListKind.PEOPLE else TEAM_COLUMNS
        shown = sorted(columns, key=lambda column: column.label)
        super().__init__(*args, match=check.match, columns=shown, words=check.words, none=NOT_READ, **kwargs)
        self.upload = upload
        self.cancel_url = reverse(f"accounts:{upload.kind}")

    def act(self) -> None:
        answer_people_list(actor=self.actor, upload=self.upload, columns=self.column_answers, words=self.word_answers)


class StoreListForm(ServiceForm):
    """What was looked at, stored."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, upload: PeopleUpload, check: PeopleCheck | TeamsCheck, **kwargs: Any):
        self.upload = upload
        super().__init__(*args, initial={"seen": check.fingerprint}, **kwargs)
        self.cancel_url = reverse(f"accounts:{upload.kind}")
        refused = len(check.refused)
        rows = "the refused row" if refused == 1 else f"the {refused} refused rows"
        of = upload.get_kind_display().lower()
        self.submit_text = f"Go on without {rows}" if refused else f"Add and change these {of}"


class StorePeopleForm(StoreListForm):
    with_suggested = forms.BooleanField(
        required=False,
        help_text="Nobody gets a role by a job title unless you tick this. What opens children’s records then waits for a second person.",
    )

    def __init__(self, *args: Any, check: PeopleCheck, **kwargs: Any):
        super().__init__(*args, check=check, **kwargs)
        counts = Counter(row.suggested.label for row in check.suggested if row.suggested)
        if counts:
            said = ", ".join(f"{role} ({number} {'person' if number == 1 else 'people'})" for role, number in counts.most_common())
            self.fields["with_suggested"].label = f"Also give the roles that job titles suggest: {said}"
        else:
            del self.fields["with_suggested"]

    def act(self) -> PeopleUpload:
        given = self.cleaned_data
        return store_people(actor=self.actor, upload=self.upload, seen=given["seen"], with_suggested=given.get("with_suggested", False))


class StoreTeamsForm(StoreListForm):
    def act(self) -> PeopleUpload:
        return store_teams(actor=self.actor, upload=self.upload, seen=self.cleaned_data["seen"])


class ServiceDetailsForm(ServiceForm):
    kind = "service"
    field_options = {"manager": {"suggest": True}, "head": {"suggest": True}}

    name = forms.CharField(label="Name of the service", max_length=100)
    manager = forms.ModelChoiceField(PEOPLE_WHO_WORK_HERE, label="Service manager", required=False)
    head = forms.ModelChoiceField(PEOPLE_WHO_WORK_HERE, label="Head of service", required=False)

    def __init__(self, *args: Any, service: Service | None = None, **kwargs: Any):
        self.service = service
        initial = {name: getattr(service, name) for name in self.base_fields} if service else {}
        super().__init__(*args, initial=initial, **kwargs)
        if service:
            self.carry_version(version_of(service))

    def act(self) -> Service:
        return save_service(actor=self.actor, service=self.service, **self.cleaned_data)


class TeamForm(ServiceForm):
    kind = "team"
    field_options = {"manager": {"suggest": True}}

    name = forms.CharField(label="Name of the team", max_length=100)
    service = forms.ModelChoiceField(Service.objects.all(), required=False)
    manager = forms.ModelChoiceField(PEOPLE_WHO_WORK_HERE, label="Team manager", required=False)

    def __init__(self, *args: Any, team: Team | None = None, **kwargs: Any):
        self.team = team
        initial = {name: getattr(team, name) for name in self.base_fields} if team else {}
        super().__init__(*args, initial=initial, **kwargs)
        if team:
            self.carry_version(version_of(team))

    def act(self) -> Team:
        return save_team(actor=self.actor, team=self.team, **self.cleaned_data)


class DatesAwayForm(ServiceForm):
    submit_text = "Save the dates"

    first_day = GovukDateField(label="First day away", help_text="For example, 21 8 2023")
    last_day = GovukDateField(label="Last day away", help_text="For example, 1 9 2023")

    def __init__(self, *args: Any, person: Person, **kwargs: Any):
        self.person = person
        super().__init__(*args, **kwargs)

    def act(self) -> Absence:
        return record_absence(actor=self.actor, person=self.person, **self.cleaned_data)


# The pages in the footer say these words, in this order on the form.
FOOTER_WORDS = ("contact", "data_protection", "privacy_notice", "keeping", "accessibility_known")


class CouncilForm(ServiceForm):
    field_options = {"colour": {"width": "10"}} | {name: {"rows": 3} for name in FOOTER_WORDS if name != "privacy_notice"}
    layout = Layout(
        Fieldset("Name and look", "name", "logo", "remove_logo", "colour"),
        Fieldset("Words", "cared_for_word", "requires_improvement_word"),
        Fieldset("Help, privacy and accessibility", *FOOTER_WORDS),
    )

    name = forms.CharField(label="The council’s name", max_length=100)
    logo = CappedFileField(
        most=LOGO_LIMIT,
        label="Logo",
        required=False,
        widget=forms.FileInput,
        help_text="PNG or JPEG, smaller than 200 KB. It is shown on the main colour, 40 pixels high.",
    )
    remove_logo = forms.BooleanField(label="Use the name instead of the logo", required=False)
    colour = forms.CharField(
        label="Main colour", max_length=7, help_text="As # and six digits, for example #1d4f60. White words on it must be easy to read."
    )
    cared_for_word = forms.ChoiceField(label="Children in the council’s care are", choices=CaredForWord.choices, widget=forms.RadioSelect)
    requires_improvement_word = forms.ChoiceField(
        label="The third grade is called", choices=RequiresImprovementWord.choices, widget=forms.RadioSelect
    )

    contact = forms.CharField(
        label="Who to ask for help (optional)",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text="Name, e-mail address, telephone and hours. Everybody who can reach the sign-in page reads this and what follows.",
    )
    data_protection = forms.CharField(
        label="Who answers for data protection (optional)",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text="Usually the data protection officer, and how to reach them.",
    )
    privacy_notice = forms.URLField(
        label="Address of the council’s privacy notice (optional)", required=False, max_length=200, assume_scheme="https"
    )
    keeping = forms.CharField(
        label="How long audits are kept (optional)",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text="As your retention schedule says it, for example six years after the end of the financial year.",
    )
    accessibility_known = forms.CharField(
        label="What is known not to be accessible (optional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="What your own tests or users found, and what you do about it.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        council = Council.current()
        names = ("name", "colour", "cared_for_word", "requires_improvement_word", *FOOTER_WORDS)
        super().__init__(*args, initial={name: getattr(council, name) for name in names}, **kwargs)
        self.carry_version(version_of(council))
        self.cancel_url = reverse("accounts:settings")
        if not council.logo:
            del self.fields["remove_logo"]
            self.layout = Layout(Fieldset("Name and look", "name", "logo", "colour"), *self.layout[1:])

    def clean_logo(self) -> bytes | None:
        upload = self.cleaned_data["logo"]
        # One byte more than is allowed is enough for the service to refuse it; the rest is never read.
        return upload.read(LOGO_LIMIT + 1) if upload else None

    def act(self) -> None:
        fields = dict(self.cleaned_data)
        logo, removed = fields.pop("logo"), fields.pop("remove_logo", False)
        if logo:
            fields["logo"] = logo
        elif removed:
            fields |= {"logo": None, "logo_type": ""}
        change_council(actor=self.actor, **fields)


class OwnDaysForm(ServiceForm):
    submit_text = "Save the days"
    field_options = {name: {"width": 3, "suffix": "working days"} for name in ("own_days", "urgent_own_days")}

    own_days = forms.IntegerField(
        label="How long has somebody at least for what they are given?",
        min_value=1,
        max_value=60,
        help_text="An audit, a moderation, an action, a response: where the month or the action gives longer, that holds.",
    )
    urgent_own_days = forms.IntegerField(label="How long at least for an urgent action?", min_value=1, max_value=60)

    def __init__(self, *args: Any, **kwargs: Any):
        council = Council.current()
        stored = {"own_days": council.own_days, "urgent_own_days": council.urgent_own_days}
        super().__init__(*args, initial=stored, **kwargs)
        self.carry_version(version_of(council))
        self.cancel_url = reverse("desk:my-work")

    def act(self) -> None:
        change_own_days(actor=self.actor, **self.cleaned_data)
