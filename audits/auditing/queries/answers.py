"""What an auditor's form holds beside its grades: of one audit, with who saved it when, and counted over a month."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from audits.enums import AuditState, ChecklistReply, FindingKind, ThemeKind, ThemeReply, Voice
from audits.models import Audit, ChecklistAnswer, Cycle, ThemeQuestion
from audits.queries.applicability import Applicability
from audits.querysets import AuditQuerySet
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
    """The trail's entries on such saves, of those that `of` is about, the newest first. Read when the first is asked for: by few saves."""
    yield from filter(of, Entry.objects.of(audit).filter(verb__in=verbs).select_related("actor").order_by("-pk"))


def graded_domain(entry: Entry, audit: Audit) -> int | None:
    """The domain that was graded, by its key; None for the overall judgement.

    Entries of before domains stood by key have the name: the tool of an audit is published, so that it is what it was.
    """
    if "domain" not in entry.facts:
        return entry.facts["domain_id"]
    return next((domain.pk for domain in audit.tool.domains.all() if domain.name == entry.facts["domain"]), None)


@dataclass(frozen=True)
class Reply:
    """What one audit answers to one item or question."""

    text: str
    reply: str
    words: str

    @property
    def is_answered(self) -> bool:
        return bool(self.reply or self.words)


@dataclass(frozen=True)
class Replied:
    checklist: list[Reply]
    theme: list[Reply]

    @property
    def is_asked(self) -> bool:
        return bool(self.checklist or self.theme)

    @property
    def is_answered(self) -> bool:
        return any(each.is_answered for each in [*self.checklist, *self.theme])


def replied(asked: Applicability) -> Replied:
    """Everything that is asked of this audit beside its grades, answered or not."""
    checklist, theme = stored_replies(asked.audit)
    return Replied(
        [Reply(item.text, _label(ChecklistReply, checklist.get(item.pk)), _words(checklist.get(item.pk))) for item in asked.checklist],
        [Reply(each.text, _label(ThemeReply, theme.get(each.pk)), _words(theme.get(each.pk))) for each in asked.theme],
    )


def _label(replies: type[ChecklistReply] | type[ThemeReply], given: tuple[str, str] | None) -> str:
    return str(replies(given[0]).label) if given and given[0] else ""


def _words(given: tuple[str, str] | None) -> str:
    return given[1] if given else ""


def unanswered(asked: Applicability) -> list[str]:
    """What is asked beside the grades and not answered: warned of, and no more, before the audit is submitted."""
    checklist, theme = stored_replies(asked.audit)
    bare = [item.text for item in asked.checklist if not checklist.get(item.pk, ("", ""))[0]]
    return bare + [each.text for each in asked.theme if not _is_given(each, theme.get(each.pk, ("", "")))]


def _is_given(question: ThemeQuestion, given: tuple[str, str]) -> bool:
    return bool(given[0] if question.kind == ThemeKind.REPLY else given[1])


def answered_audits(cycle: Cycle) -> AuditQuerySet:
    """Audits whose answers other people may read: submitted, and not back with their auditor."""
    return cycle.audits.submitted().exclude(state=AuditState.IN_PROGRESS)


@dataclass(frozen=True)
class ItemCounts:
    """How often an item was answered yes, partly and no. `n` counts those to whom it applies and who were asked."""

    text: str
    yes: int
    partly: int
    no: int
    not_applicable: int

    @property
    def n(self) -> int:
        return self.yes + self.partly + self.no


def checklist_counts(cycle: Cycle) -> list[ItemCounts]:
    """Each item that an audit of the month answered, in the order of the checklist."""
    answers = ChecklistAnswer.objects.filter(audit__in=answered_audits(cycle).values("pk")).exclude(reply="")
    found: dict[str, Counter[str]] = {}
    rows = answers.order_by("item__tool__version", "item__position").values_list("item__text", "reply")
    for text, reply in rows:
        found.setdefault(text, Counter())[reply] += 1
    return [
        ItemCounts(
            text,
            counts[ChecklistReply.YES],
            counts[ChecklistReply.PARTLY],
            counts[ChecklistReply.NO],
            counts[ChecklistReply.NOT_APPLICABLE],
        )
        for text, counts in found.items()
    ]
