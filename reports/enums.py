"""The vocabulary of the Board's report."""

from django.db.models import TextChoices


class ReportState(TextChoices):
    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"


class ReviewState(TextChoices):
    """How far a review is that somebody was asked for."""

    ASKED = "asked", "Asked"
    GIVEN = "given", "Given"
    WITHDRAWN = "withdrawn", "Withdrawn"


class CommentState(TextChoices):
    """Whether a reviewer's comment still waits for somebody."""

    OPEN = "open", "Open"
    RESOLVED = "resolved", "Resolved"


class Format(TextChoices):
    """What a report can be downloaded as."""

    HTML = "html", "Web page"
    DOCX = "docx", "Word"
    PDF = "pdf", "PDF"
    PPTX = "pptx", "PowerPoint"
    XLSX = "xlsx", "Excel"
    ODS = "ods", "OpenDocument"


class FactSource(TextChoices):
    """What a fact was worked out from. The value names the field in which it is offered."""

    AUDITS = "facts", "audits"
    HALF_YEARS = "half_year_facts", "the half-year comparison"
    SCORECARD = "scorecard_facts", "the scorecard"
    NOTED = "noted_facts", "noted figures"
    RESTATED = "restated_facts", "what changed since the last report"


class GivenAway(TextChoices):
    """What of a person a report would give away, or where."""

    CASE_ID = "case_id"
    WORKER = "worker"
    IN_SECTION = "section"
    IN_FINDING = "finding"
    ELSEWHERE = "elsewhere"


class SealFault(TextChoices):
    """How an edition differs from what was sealed."""

    NOT_SEALED = "not_sealed"
    SEAL_GONE = "seal_gone"
    EDITION_GONE = "edition_gone"
    PART = "part"
    HASH = "hash"
    HASH_OF_PART = "hash_of_part"
    NOT_AS_RECORDED = "not_as_recorded"
    NOT_AFTER_BEFORE = "not_after_before"
