"""Words of restricted records."""

from django.db.models import TextChoices


class PartInRecord(TextChoices):
    """Why somebody would read a child's record if it were not restricted."""

    TEAM_MANAGER = "team_manager", "manager of the team"
    SERVICE_MANAGER = "service_manager", "manager of the service"
    HEAD = "head", "head of the service"
    WORKER = "worker", "allocated worker"
    OWNER = "owner", "owns an action"
    HELPER = "helper", "helps with an action"
    OBSERVER = "observer", "observes practice beside it"
    GRADER = "grader", "grades a calibration round of it"
    DIRECTOR = "director", "director"
