"""Forms that could not be taken when they were sent, and forms that were."""

import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse

from foundation.accounts.typed_text import TypedText, is_typed, label_of
from foundation.council.clock import in_our_days
from foundation.documents.formats import uk_datetime

from .enums import KeptBecause
from .querysets import KeptFormQuerySet


class KeptForm(models.Model):
    """What somebody wrote in a form that is not taken: theirs alone, until it is, they discard it or some days have gone."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="kept_forms")
    kept_at = models.DateTimeField()
    path = models.CharField(max_length=2000)
    # Pairs of a name and what was in it, in the order in which they were sent.
    fields = models.JSONField()
    # Pairs of a name and a file's: the file itself is not kept.
    files = models.JSONField(default=list)
    because = models.CharField(max_length=10, choices=KeptBecause, default=KeptBecause.SIGNED_OUT)
    # Given by the script that watches a form, one for each opening of its page: what is written there later takes this one's place.
    writing = models.CharField(max_length=40, blank=True)
    # The page that the form stood on, and which of its forms it was.
    page = models.CharField(max_length=2000, blank=True)
    form = models.CharField(max_length=2200, blank=True)

    objects = KeptFormQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at", "-pk"]

    def __str__(self) -> str:
        return f"Words of {self.person}, kept"

    def get_absolute_url(self) -> str:
        return reverse("sending:kept-words")

    @property
    def moment(self) -> datetime.datetime:
        """When it was kept, by the council's calendar: it is kept, and goes, by real time."""
        return in_our_days(self.kept_at)

    @property
    def typed_fields(self) -> list[list[str]]:
        return [[name, value] for name, value in self.fields if is_typed(value)]

    @property
    def typed(self) -> list[TypedText]:
        return [TypedText(label_of(name), value) for name, value in self.typed_fields]


class SentForm(models.Model):
    """That a form was taken, so that the same one sent again by the same person is known. It holds no word of it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Of the address and of all that was sent, with the files.
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    # Of the page on which the form stood, digested: another page is another wish, unless words are the same.
    page = models.CharField(max_length=64, blank=True)
    # Where the answer led; empty while the form is being taken.
    led_to = models.CharField(max_length=2000, blank=True)
    # What it changed: a type's number, a key, and whether it was there afterwards; and the newest entry of the trail when it was done.
    changed = models.JSONField(default=list)
    newest_entry = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="a_form_is_taken_once")]

    def __str__(self) -> str:
        return f"Form of {self.person}, sent {uk_datetime(self.sent_at)}"
