import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from .enums import JobState
from .querysets import JobFileQuerySet, JobQuerySet


class Job(models.Model):
    """One piece of work for the background, and how far it is."""

    kind = models.CharField(max_length=100, help_text="The name under which a function was registered.")
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True, help_text="What happened or is happening, for the person who asked.")
    result = models.JSONField(default=dict, help_text='Facts for the asker; "next" is the address to go on to.')
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="jobs")
    asked_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True, help_text="When a worker last said that it is at work on this.")
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Also tells a worker that was given up from the one that took over.")

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state", "heartbeat"], name="jobs_by_state")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"Job {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("jobs:job", args=[self.pk])

    @property
    def is_over(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED}

    @property
    def has_failed(self) -> bool:
        return self.state == JobState.FAILED

    @property
    def is_silent(self) -> bool:
        """At work by its row, but its worker has not been heard for a while: it was stopped, or is in the one long step at the end."""
        silence = datetime.timedelta(seconds=settings.JOBS_SILENCE)
        return self.state == JobState.RUNNING and self.heartbeat is not None and abs(timezone.now() - self.heartbeat) > silence

    @property
    def next_address(self) -> str:
        """Where to go on when all went well; empty where there is nowhere."""
        return self.result.get("next", "") if self.state == JobState.DONE else ""


class JobFile(models.Model):
    """A file that a job made for the person who asked: kept until a day, then gone. Its bytes are in its parts."""

    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="file")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField("SHA-256", max_length=64)
    kept_until = models.DateField(help_text="The last of the council’s days on which it can be taken.")

    objects = JobFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class JobFilePart(models.Model):
    """Some of its bytes, so that sending it holds only these."""

    file = models.ForeignKey(JobFile, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    content = models.BinaryField(editable=False)

    class Meta:
        ordering = ["file", "position"]
        constraints = [models.UniqueConstraint(fields=["file", "position"], name="a_part_of_a_file_once")]

    def __str__(self) -> str:
        return f"{self.file}, part {self.position}"
