"""Inspection mode: when it starts, and which children are tracked."""

import datetime
from typing import Any, ClassVar

from django import forms

from audits.models import Cycle
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.clock import now, today
from foundation.council.months import first_of
from foundation.govuk.forms import GovukDateField, ServiceForm
from inspections.enums import Hours
from inspections.models import CaseTracking, Inspection
from inspections.services.tracking import Added, start_tracking, track_children

TIMES = ("%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I.%M %p", "%I %p")


class StartTrackingForm(ServiceForm):
    submit_text = "Switch inspection mode on"
    field_options: ClassVar = {"starts_on": {"legend_size": "s"}, "starts_time": {"width": 5, "label_size": "s"}}

    starts_on = GovukDateField(label="From which day?", help_text="The hours that each audit has are counted from then.", initial=today)
    starts_time = forms.TimeField(
        label="At what time?",
        input_formats=TIMES,
        widget=forms.TextInput,
        help_text="For example, 9:00 or 2.30pm",
        error_messages={"invalid": "The time must be like 9:00 or 2.30pm"},
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        super().__init__(*args, initial={"starts_time": f"{now():%H:%M}"}, **kwargs)
        self.inspection = inspection
        self.cancel_url = inspection.get_absolute_url()

    def act(self) -> CaseTracking:
        given = self.cleaned_data
        at = datetime.datetime.combine(given["starts_on"], given["starts_time"], tzinfo=now().tzinfo)
        return start_tracking(actor=self.actor, inspection=self.inspection, starts_at=at)


class TrackChildrenForm(ServiceForm):
    submit_text = "Add these children"
    field_options: ClassVar = {
        "cases": {"rows": 6, "label_size": "s"},
        "hours": {"inline": True, "small": True, "legend_size": "s"},
        "cycle": {"label_size": "s"},
        "auditors": {"small": True, "narrow": True, "legend_size": "s"},
        "moderator": {"suggest": True, "label_size": "s", "empty_label": "Nobody yet"},
    }

    cases = forms.CharField(
        label="Case IDs of the children",
        widget=forms.Textarea,
        max_length=4000,
        help_text="One a line, as you paste them. The team may follow after a comma: C-1042, Elm Team. No names.",
    )
    hours = forms.TypedChoiceField(
        label="Their audits are due in",
        choices=Hours,
        coerce=lambda value: Hours(int(value)),
        initial=Hours.ONE_DAY,
        widget=forms.RadioSelect,
    )
    cycle = forms.ModelChoiceField(
        Cycle.objects.none(), label="Month that the audits are in", help_text="They are counted there as tracked children, apart."
    )
    auditors = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Who can audit them? (optional)",
        help_text="Each record goes to the one of them who has fewest and no conflict of interest.",
    )
    moderator = forms.ModelChoiceField(Person.objects.none(), required=False, label="Moderator (optional)")

    def __init__(self, *args: Any, tracking: CaseTracking, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.tracking = tracking
        people = Person.objects.staff().order_by("name__folded")
        self.fields["cycle"].queryset = Cycle.objects.monthly().running()
        self.fields["cycle"].initial = Cycle.objects.monthly().running().filter(month=first_of(today())).first()
        self.fields["auditors"].queryset = people.with_role(Role.AUDITOR)
        self.fields["moderator"].queryset = people.with_role(Role.MODERATOR)

    def act(self) -> Added:
        given = self.cleaned_data
        return track_children(actor=self.actor, tracking=self.tracking, **given | {"auditors": list(given["auditors"])})
