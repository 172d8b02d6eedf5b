from django.db.models import TextChoices


class State(TextChoices):
    QUEUED = "queued", "Waiting to start"
    RUNNING = "running", "Being done"
    DONE = "done", "Done"
    FAILED = "failed", "Stopped"
