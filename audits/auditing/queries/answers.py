"""What a section of the auditor's form holds, as lines: to tell whether it changed, and to show two versions side by side."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from audits.enums import FindingKind, Voice
from audits.models import Audit
from foundation.activity.models import Entry

# Of each kind, the rows in their order: text and source.
Findings = Mapping[FindingKind, Iterable[tuple[str, str]]]
# Of each voice: the outcome, blank while nobody has said, and the words.
Voices = Mapping[Voice, tuple[str, str]]
# Of each item of the checklist, or question of the month, by its key: the reply, which may be blank, and the words.
Replies = Mapping[int, tuple[str, str]]

GRADED, FINDINGS_SAVED, VOICE_SAVED, CHECKLIST_SAVED = "audit.graded", "audit.findings_saved", "audit.voice_saved", "audit.checklist_saved"
# What two windows may write at once.
SECTION = "section"
WRITING_VERBS = (GRADED, FINDINGS_SAVED, VOICE_SAVED, CHECKLIST_SAVED)
DISMISSED = "audit.warning_dismissed"


def stored_replies(audit: Audit) -> tuple[dict[int, tuple[str, str]], dict[int, tuple[str, str]]]:
    """What is answered of the checklist, and of the month's own questions."""
    checklist = {row.item_id: (row.reply, row.note) for row in audit.checklist_answers.all()}
    return checklist, {row.question_id: (row.reply, row.words) for row in audit.theme_answers.all()}


def writes_to(audit: Audit, *verbs: str, of: Callable[[Entry], bool] = bool) -> Iterator[Entry]:
    """The trail's entries on such saves, of those that `of` is about, the newest first."""
    return filter(of, Entry.objects.of(audit).filter(verb__in=verbs).select_related("actor").order_by("-pk"))


def graded_domain(entry: Entry, audit: Audit) -> int | None:
    """The domain that was graded, by its key; None for the overall judgement.

    Entries of before domains stood by key have the name: the tool of an audit is published, so that it is what it was.
    """
    if "domain" not in entry.facts:
        return entry.facts["domain_id"]
    return next((domain.pk for domain in audit.tool.domains.all() if domain.name == entry.facts["domain"]), None)
