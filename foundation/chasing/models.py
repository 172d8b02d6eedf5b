"""Who was reminded of what, and when; and the rules by which their managers are notified."""

from django.conf import settings
from django.db import models

from foundation.lookups.rows import get_or_none

from .enums import ManagerChoice, ReminderWay


class Reminder(models.Model):
    """One person was reminded by another, of everything at once: at most one a day, whatever page it came from."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField("the council's day")
    way = models.CharField(max_length=10, choices=ReminderWay)
    subject = models.CharField(max_length=250, blank=True)
    words = models.TextField(blank=True, help_text="As they were sent or copied.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_reminder_a_person_a_day")]

    def __str__(self) -> str:
        return f"{self.person}, {self.day:%Y-%m-%d}"


class RemindedThing(models.Model):
    """One thing of a reminder, by the key of what is owed; and what a manager was notified of it."""

    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="things")
    key = models.CharField(max_length=100)
    due = models.DateField()
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="late_people_notified_of")
    manager_words = models.CharField(max_length=250, blank=True, help_text="What the manager may know of it.")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["key"], name="reminded_things_by_key")]
        constraints = [
            models.UniqueConstraint(fields=["reminder", "key"], name="a_thing_once_a_reminder"),
            models.CheckConstraint(condition=models.Q(manager=None) | ~models.Q(manager_words=""), name="a_manager_is_notified_in_words"),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.reminder})"


class ChasingRules(models.Model):
    """When a manager is notified of somebody who stays late: whichever number is reached first. One row, with primary key 1."""

    manager = models.CharField(max_length=10, choices=ManagerChoice, default=ManagerChoice.LINE)
    after_reminders = models.PositiveSmallIntegerField("reminders of one thing, 0 for never by their number", default=3)
    after_days = models.PositiveSmallIntegerField("working days late, 0 for never by their number", default=10)

    class Meta:
        verbose_name_plural = "chasing rules"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_set_of_chasing_rules")]

    def __str__(self) -> str:
        return "Reminder settings"

    @classmethod
    def current(cls) -> "ChasingRules":
        """The one row, or the defaults where nobody has saved rules yet."""
        return get_or_none(cls.objects.filter(pk=1)) or cls(pk=1)
