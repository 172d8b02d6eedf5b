from django.db.models import TextChoices


class JobState(TextChoices):
    QUEUED = "queued", "Waiting to start"
    RUNNING = "running", "Being done"
    DONE = "done", "Done"
    FAILED = "failed", "Stopped"
