"""What the page of packs asks."""

from typing import Any

from django import forms
from django.db.models import Q

from foundation.accounts.models import Service
from foundation.council.clock import today
from foundation.council.months import add_months, first_of
from foundation.govuk.forms import GovukMonthField, ServiceForm
from foundation.jobs.models import Job

from . import services
from .enums import PackKind
from .permissions import can_make_inspection_packs, can_take_records

WAITS = "This takes up to a minute or two. A page shows how far it is; you can leave it, and find the pack here."


class PeriodFields(ServiceForm):
    """The quarter that is over, unless others are chosen."""

    first = GovukMonthField(label="First month")
    last = GovukMonthField(label="Last month")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        this = first_of(today())
        ended = add_months(this, -((this.month - 1) % 3) - 1)
        self.initial.setdefault("first", add_months(ended, -2))
        self.initial.setdefault("last", ended)
        self.cancel_url = "/packs/"


class InspectionPackForm(PeriodFields):
    with_records = forms.BooleanField(
        required=False,
        label="With lists of single records: samples, audits, grades and actions",
        help_text="They have case IDs. Who takes such a pack is noted in the log of who read what.",
    )
    submit_text = "Make the inspection pack"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not can_take_records(self.actor):
            del self.fields["with_records"]

    def act(self) -> Job:
        return services.ask_for_pack(actor=self.actor, kind=PackKind.INSPECTION, **self.cleaned_data)


class ServicePackForm(PeriodFields):
    service = forms.ModelChoiceField(Service.objects.none(), label="Service")
    field_order = ["service", "first", "last"]
    submit_text = "Make the service pack"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        theirs = Q() if can_make_inspection_packs(self.actor) else Q(head=self.actor) | Q(manager=self.actor)
        self.fields["service"].queryset = found = Service.objects.filter(theirs)
        if len(found) == 1:
            self.initial.setdefault("service", found[0])

    def act(self) -> Job:
        return services.ask_for_pack(actor=self.actor, kind=PackKind.SERVICE, **self.cleaned_data)
