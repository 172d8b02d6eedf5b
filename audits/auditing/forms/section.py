"""What every section of the auditor's form has: from which stored answers its writer began, and how it is left."""

from typing import Any

from audits.forms import LATER
from audits.models import Audit
from foundation.editing.forms import EditingForm


class AuditSectionForm(EditingForm):
    """One section of an audit."""

    submit_text = "Save and next"
    other_submits: tuple[tuple[str, str], ...] = LATER
    # What saving it did besides, in a sentence.
    also_done = ""

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        self.audit = audit
        super().__init__(*args, initial=self.stored_answers(), **kwargs)

    def stored_answers(self) -> dict[str, Any]:
        """What the fields begin with."""
        return {}
