"""What somebody said that a heading or a word of a list means, for the next list that has it."""

from django.conf import settings
from django.db import models

from foundation.council.clock import today


class ListAnswer(models.Model):
    """`subject` is what was asked (the columns of a kind of list, plan types), `key` what the heading or word is compared by.

    `means` is a code that the subject knows, empty where it is none of them.
    """

    subject = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    written = models.CharField("as it was written", max_length=200)
    means = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(default=today)

    class Meta:
        ordering = ["written__folded", "pk"]
        constraints = [models.UniqueConstraint(fields=["subject", "key"], name="a_word_of_a_list_answered_once")]

    def __str__(self) -> str:
        return f"“{self.written}”"
