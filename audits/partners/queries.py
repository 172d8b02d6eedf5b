"""Who saved what in a part, and when."""

from collections.abc import Iterator

from audits.models import AgencyPart, Domain
from foundation.activity.models import Entry

# The page of a part on what its agency saw together, in its address.
SEEN = "seen"
GRADED, SEEN_SAVED, JOINED = "part.graded", "part.seen_saved", "audit.parts_joined"


def graded_in(part: AgencyPart, domain: Domain) -> Iterator[Entry]:
    """The newest first, read when the first is asked for."""
    entries = Entry.objects.of(part).filter(verb=GRADED).select_related("actor").order_by("-pk")
    yield from (entry for entry in entries if entry.facts.get("domain_id") == domain.pk)


def saved_in(part: AgencyPart) -> Iterator[Entry]:
    yield from Entry.objects.of(part).filter(verb=SEEN_SAVED).select_related("actor").order_by("-pk")
