"""How many were invited and came, and what they thought of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from audits.calculations import FEWEST
from learning.enums import Attendance, EvaluationReply, InvitationReply
from learning.models import EvaluationCount, EvaluationQuestion, EvaluationWords, LearningEvent


@dataclass(frozen=True)
class InvitedPeople:
    """How many people are invited to an event, by what they answered and by whether they came."""

    invited: int
    replies: Mapping[str, int]
    attendance: Mapping[str, int]

    @property
    def came(self) -> int:
        return self.attendance.get(Attendance.CAME, 0)

    @property
    def coming(self) -> int:
        return self.replies.get(InvitationReply.COMES, 0)

    @property
    def unknown(self) -> int:
        """Invited, and not recorded yet whether they came."""
        return self.attendance.get(Attendance.UNKNOWN, 0)


def people_of(event: LearningEvent) -> InvitedPeople:
    rows = event.invitations.order_by().values_list("reply", "attendance").annotate(count=Count("pk"))
    replies: dict[str, int] = {}
    attendance: dict[str, int] = {}
    for reply, attended, count in rows:
        replies[reply] = replies.get(reply, 0) + count
        attendance[attended] = attendance.get(attended, 0) + count
    return InvitedPeople(sum(replies.values()), replies, attendance)


@dataclass(frozen=True)
class EvaluationAnswers:
    """One question of an evaluation and how many gave each answer, best first. None where so few answered that it might say who."""

    question: EvaluationQuestion
    counts: Mapping[str, int] | None

    @property
    def total(self) -> int:
        return sum((self.counts or {}).values())


def evaluation_of(event: LearningEvent, *, in_full: bool) -> list[EvaluationAnswers]:
    """From five answers on. To people who do not run the event (`in_full`) only where no answer was given by one to four of them."""
    counts: dict[int, dict[str, int]] = {}
    for question, reply, count in EvaluationCount.objects.filter(question__event=event).values_list("question", "reply", "count"):
        counts.setdefault(question, {})[reply] = count
    return [EvaluationAnswers(each, _shown(counts.get(each.pk, {}), in_full=in_full)) for each in event.questions.all()]


def words_on(event: LearningEvent) -> list[str]:
    """What people who came wrote, once five have answered, in an order that says nothing of who wrote what."""
    if event.invitations.filter(evaluated=True).count() < FEWEST:
        return []
    return list(EvaluationWords.objects.filter(event=event).order_by("key").values_list("words", flat=True))


def _shown(counts: Mapping[str, int], *, in_full: bool) -> dict[str, int] | None:
    found = {reply: counts.get(reply, 0) for reply in EvaluationReply.values}
    total = sum(found.values())
    small = any(0 < count < FEWEST for count in found.values())
    return None if total < FEWEST or (small and not in_full) else found
