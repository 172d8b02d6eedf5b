"""What audits answer beside their grades: of one audit, and of a month."""

from collections import Counter
from dataclasses import dataclass

from audits.auditing.queries.answers import stored_replies
from audits.enums import AuditState, ChecklistReply, ThemeKind, ThemeReply
from audits.models import ChecklistAnswer, Cycle, ThemeQuestion
from audits.queries.applicability import Applicability
from audits.querysets import AuditQuerySet


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
    """Those whose answers others may read: submitted, and not back with their auditor."""
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
