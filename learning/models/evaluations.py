"""What people who came are asked, how many answered what, and what they wrote. Who answered what is not kept."""

import uuid

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


class EvaluationWords(models.Model):
    """What somebody who came wrote of it. Its key is random, so that the order of the rows does not say whose words are whose."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(LearningEvent, on_delete=models.PROTECT, related_name="evaluation_words")
    words = models.TextField()

    class Meta:
        ordering = ["event", "key"]

    def __str__(self) -> str:
        return f"Words on {self.event}"
