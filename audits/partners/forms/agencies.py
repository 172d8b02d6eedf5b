"""Adding a partner agency, and somebody who audits for it."""

from typing import Any

from django import forms

from audits.models import PartnerAgency, PartnerAuditor
from audits.partners.services.agencies import add_agency, add_partner_auditor
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.govuk.forms import ServiceForm


class AddAgencyForm(ServiceForm):
    submit_text = "Add the agency"
    field_options = {"name": {"width": "two-thirds"}}

    name = forms.CharField(label="Which agency?", max_length=60, help_text="For example “Police” or “Children’s health trust”.")

    def act(self) -> PartnerAgency:
        return add_agency(actor=self.actor, name=self.cleaned_data["name"])


class AddPartnerForm(ServiceForm):
    submit_text = "Add this person"
    field_options = {"person": {"empty_label": "Choose a person"}}

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who audits for this agency?",
        help_text="People with the role of a partner auditor, which an administrator gives, who audit for no agency yet.",
    )

    def __init__(self, *args: Any, agency: PartnerAgency, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.agency = agency
        free = Person.objects.notifiable().with_role(Role.PARTNER).filter(partner_auditor=None)
        self.fields["person"].queryset = free.order_by("name__folded")

    def act(self) -> PartnerAuditor:
        return add_partner_auditor(actor=self.actor, agency=self.agency, person=self.cleaned_data["person"])
