"""What is answered beside the grades: the tool's checklist, and a month's own questions on its theme."""

from django.db import models
from django.db.models import Q

from audits.enums import ChecklistReply, ThemeKind, ThemeReply

from .audits import Audit
from .cycles import Cycle
from .tools import AppliesTo, Tool

MOST_THEME_QUESTIONS = 8


class ChecklistItem(AppliesTo):
    """One thing that must be in place, whatever the quality of practice."""

    tool = models.ForeignKey(Tool, on_delete=models.CASCADE, related_name="checklist")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["tool_id", "position"]
        constraints = [models.UniqueConstraint(fields=["tool", "position"], name="a_checklist_position_once_in_a_tool")]

    def __str__(self) -> str:
        return self.text


class ChecklistAnswer(models.Model):
    """What the auditor found of one item. It is apart from the grades and changes none."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="checklist_answers")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="answers")
    reply = models.CharField(max_length=8, choices=ChecklistReply, blank=True, help_text="Blank only while the audit is being written.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-audit_id", "item__position"]
        constraints = [models.UniqueConstraint(fields=["audit", "item"], name="an_item_answered_once_an_audit")]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_reply_display() or 'not answered'}"


class AskedQuestion(models.Model):
    """A question that is answered in words, or by yes, partly or no: a month's own, or one of a set that is asked of people."""

    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    kind = models.CharField("kind of answer", max_length=8, choices=ThemeKind, default=ThemeKind.WORDS)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text


class GivenAnswer(models.Model):
    """What is answered to an `AskedQuestion`: words, or yes, partly or no with words that explain it."""

    reply = models.CharField(max_length=8, choices=ThemeReply, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.question}: {self.get_reply_display() or self.words}"  # type: ignore[attr-defined]  # each answer has its question


class ThemeQuestion(AskedQuestion):
    """A question of one month, without a new version of the tool."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="theme_questions")
    look_for = models.CharField("what to look for in the record", max_length=500, blank=True)

    class Meta:
        ordering = ["cycle", "position"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "position"], name="a_theme_question_position_once_a_month"),
            models.CheckConstraint(
                condition=Q(position__gte=1) & Q(position__lte=MOST_THEME_QUESTIONS), name="at_most_eight_theme_questions_a_month"
            ),
        ]


class ThemeAnswer(GivenAnswer):
    """What one audit says to a month's question."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="theme_answers")
    question = models.ForeignKey(ThemeQuestion, on_delete=models.PROTECT, related_name="answers")

    class Meta:
        ordering = ["-audit_id", "question__position"]
        constraints = [models.UniqueConstraint(fields=["audit", "question"], name="a_theme_question_answered_once_an_audit")]
