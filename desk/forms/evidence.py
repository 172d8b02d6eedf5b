"""For which days evidence is put together."""

from typing import Any

from desk.services import ask_for_evidence_pack
from foundation.council.clock import today
from foundation.council.months import first_of
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.jobs.models import Job


class EvidencePackForm(ServiceForm):
    submit_text = "Make the pack"

    first = GovukDateField(label="First day")
    last = GovukDateField(label="Last day")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("first", first_of(today()))
        self.initial.setdefault("last", today())

    def act(self) -> Job:
        return ask_for_evidence_pack(actor=self.actor, **self.cleaned_data)
