"""What undoing an import leaves, and why, as its page says it."""

from foundation.council.months import month_name
from foundation.documents.formats import uk_date
from performance.imports.enums import Stays
from performance.imports.queries.comments import STATUS, WORDS, ImportedComment

CALLED = {WORDS: "comment", STATUS: "status"}


def stays_words(said: ImportedComment) -> str:
    """“the comment on Referrals, July 2023: changed by Ada Nwosu on 3 August 2023”."""
    commentary = said.commentary
    named = f"the {CALLED[said.entry.verb]} on {commentary.indicator}, {month_name(commentary.month)}"
    if said.stays == Stays.PUBLISHED or said.change is None:
        return f"{named}: published on {uk_date(commentary.published_on)}"
    return f"{named}: changed by {said.change.actor} on {uk_date(said.change.day)}"
