"""What the forms about one audit have in common."""

from typing import Any, ClassVar

from audits.models import Audit
from audits.queries.identity_check import finds_in_words
from foundation.govuk.forms import ServiceForm
from foundation.guard.queries import without_colleagues

SENT_ANYWAY = "as-it-is"
LATER = (("later", "Save and come back later"),)


class AuditForm(ServiceForm):
    """One act of one person on one audit."""

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        self.audit = audit
        super().__init__(*args, **kwargs)
        self.cancel_url = audit.get_absolute_url()


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
