"""Why an audit is moderated, in the words that each reader may have."""

from audits.enums import ChosenBy
from audits.models import Audit
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.activity.models import Entry

CHOSEN = "audit.chosen"
BY_RULE = "Chosen by a rule of moderation."
# That moderation often changes an auditor's grades is between them and the lead, so other readers learn no more than this.
PLAIN = {ChosenBy.RANDOM, ChosenBy.NOBODY}


def choice_in_words(entry: Entry, audit: Audit, reader: Person) -> str:
    """The lead reads the rule and the lot; the auditor the rule, once the grades stand; others by rule or at random."""
    chosen_by = _chosen_by(entry)
    rule = f"{chosen_by.label}." if chosen_by else ""
    if is_lead(reader) or reader.is_system:
        return rule + _lot(entry)
    if audit.auditor_id == reader.pk:
        return rule if audit.is_finished else ""
    return rule if chosen_by in PLAIN else BY_RULE


def _chosen_by(entry: Entry) -> ChosenBy | None:
    """The rule, by its code; older entries have the label that it had then."""
    if code := entry.facts.get("chosen_by"):
        return ChosenBy(code)
    said = str(entry.facts.get("reason", "")).removesuffix(".")
    return next((each for each in ChosenBy if each.label == said), None)


def _lot(entry: Entry) -> str:
    facts = entry.facts
    if facts.get("lot") is not None:
        return f" Lot {facts['lot']} of 10,000 (seed {facts['seed']}): below {facts['percentage'] * 100} is chosen."
    if facts.get("compared"):
        changed, up, down = facts["up"] + facts["down"], facts["up"], facts["down"]
        return f" In the latest ten moderated audits {changed} of {facts['compared']} grades: {up} to better, {down} to worse."
    return ""
