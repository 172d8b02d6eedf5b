"""The vocabulary of dip samples."""

from django.db.models import TextChoices


class StudyKind(TextChoices):
    DIP_SAMPLE = "dip_sample", "Dip sample"
    ACCURACY = "accuracy", "Accuracy sample"


class StudyState(TextChoices):
    OPEN = "open", "Open"
    FINISHED = "finished", "Finished"


class RecordReply(TextChoices):
    """The answer to one question about one record, best first."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_APPLICABLE = "na", "Does not apply"


class ReadState(TextChoices):
    """What became of a drawn record."""

    TO_READ = "to_read", "To read"
    READ = "read", "Read"
    RESERVE = "reserve", "In reserve"
    SET_ASIDE = "set_aside", "Set aside"
