"""What the forms about one audit have in common."""

from typing import Any, ClassVar

from audits.models import Audit
from audits.queries.identity_check import finds_in_words
from foundation.council.own_time import days_in_words
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.queries import without_colleagues

SENT_ANYWAY = "as-it-is"
LATER = (("later", "Save and come back later"),)


class AuditForm(ServiceForm):
    """One act of one person on one audit."""

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        self.audit = audit
        super().__init__(*args, **kwargs)
        self.cancel_url = audit.get_absolute_url()


def offered_date_field(label: str, used: str = "") -> GovukDateField:
    """The due date that is offered with an act that gives somebody an audit; left blank, it is by the council's rule."""
    says = f"{days_in_words()} from today at least, unless you choose a later date. The month’s day is kept as the first."
    return GovukDateField(label=label, required=False, help_text=f"{used} {says}".strip())


class GuardedForm(ServiceForm):
    """Words that look as if they named somebody are pointed out once; a second button sends them as they are.

    `audit` is what the words are about; `guarded` are the fields that hold them, the first of which says what is found.

    Colleagues may be named.
    """

    audit: Audit
    guarded: ClassVar[tuple[str, ...]]

    def points_out(self) -> bool:
        """Whether something was found that the person has not yet been asked about: nothing is sent then."""
        if SENT_ANYWAY in self.data:
            return False
        found = without_colleagues(finds_in_words(self.audit, *(self.cleaned_data[name] for name in self.guarded)))
        if found:
            words = ". ".join(f"“{find.text}” looks like {find.kind}" for find in found)
            self.add_error(self.guarded[0], f"Not sent yet. {words}. Change the words, or send them as they are")
            self.other_submits = ((SENT_ANYWAY, "Send it as it is"),)
        return bool(found)
