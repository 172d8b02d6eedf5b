"""The vocabulary of the Board's report."""

from django.db.models import TextChoices


class ReportState(TextChoices):
    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"


class Format(TextChoices):
    """What a report can be downloaded as."""

    HTML = "html", "Web page"
    DOCX = "docx", "Word"


# Other words that the command knows, so that it can say “not yet” rather than “never heard of it”.
COMING_FORMATS = ("pdf", "pptx", "xlsx")
