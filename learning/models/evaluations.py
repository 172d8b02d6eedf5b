"""What people who came are asked, and how many answered what. Who answered what is not kept."""

from django.db import models

from learning.enums import EvaluationReply

from .events import LearningEvent


class EvaluationQuestion(models.Model):
    """One sentence to agree with or not."""

    event = models.ForeignKey(LearningEvent, on_delete=models.PROTECT, related_name="questions")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["event", "place"]
        constraints = [models.UniqueConstraint(fields=["event", "place"], name="a_place_of_an_evaluation_question_once")]

    def __str__(self) -> str:
        return self.text


class EvaluationCount(models.Model):
    """How many people gave one answer to one question: a count alone, so that nobody's answer can be found again."""

    question = models.ForeignKey(EvaluationQuestion, on_delete=models.PROTECT, related_name="counts")
    reply = models.CharField(max_length=10, choices=EvaluationReply)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "reply"], name="an_answer_of_a_question_counted_once")]

    def __str__(self) -> str:
        return f"{self.get_reply_display()}: {self.count}"
